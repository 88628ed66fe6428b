"""Can a member's own incident log be measured too? Reads a CSV with dates and coordinates, columns mapped by name.

It becomes rows of the same store, under a name of its own, by the same strictness as a street file: refused whole or
row by row set aside, so that `read = kept + set aside`.

*Source:* design/outcomes.md 1, "members' own incident logs".
"""

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.adapters.street_files import (
    FORCE,
    FileRefused,
    Rows,
    SetAside,
    StreetFile,
    fault_of_place,
    require_few,
)
from commonground.outcomes.rules.months import is_month

NEEDED = ("date", "longitude", "latitude", "crime_type")
OPTIONAL = ("crime_id", "location")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def mapping_of(pairs: list[str]) -> dict[str, str]:
    """Read "field=Column" pairs.

    :raises Invalid: for a field that is not known, given twice or missing.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        field, _, column = pair.partition("=")
        if field not in (*NEEDED, *OPTIONAL) or not column:
            known = ", ".join((*NEEDED, *OPTIONAL))
            raise Invalid(f"columns: {pair} does not say field=Column; fields are {known}", field="columns")
        if field in found:
            raise Invalid(f"columns: {field} is given twice", field="columns")
        found[field] = column
    if missing := next((field for field in NEEDED if field not in found), None):
        raise Invalid(f"columns: {missing} is missing", field="columns")
    return found


def read_own_log(path: Path, name: str, columns: Mapping[str, str]) -> StreetFile:
    """Read a log as a file of the store; `columns` says which column holds each field, dates are "2018-06-30" or
    "2018-06".

    :raises FileRefused: when it must not be used at all.
    """
    if not FORCE.fullmatch(name):
        raise FileRefused(path, 1, "a log needs a name for its own: use small letters, figures and hyphens.")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileRefused(path, raw.count(b"\n", 0, error.start) + 1, "it is not written in UTF-8.") from None
    if not text.endswith("\n"):
        raise FileRefused(path, text.count("\n") + 1, "the last line is cut: it has no end.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
    except csv.Error:
        raise FileRefused(path, 1, "its header cannot be read.") from None
    if missing := next((column for column in columns.values() if column not in header), None):
        raise FileRefused(path, 1, f"its header has no column {missing}.")
    at = {field: header.index(column) for field, column in columns.items()}
    months: dict[str, Rows] = {}
    aside: list[SetAside] = []
    try:
        for row in reader:
            fault = _fault(row, header, at)
            if fault:
                aside.append(SetAside(path.name, reader.line_num, fault))
                require_few(path, aside)
            else:
                _keep(months, {field: row[place] for field, place in at.items()}, name)
    except csv.Error:
        raise FileRefused(path, reader.line_num, "a quotation mark is out of place.") from None
    return StreetFile(path.name, name, hashlib.sha256(raw).hexdigest(), months, tuple(aside))


def _fault(row: list[str], header: list[str], at: Mapping[str, int]) -> str | None:
    if len(row) != len(header):
        return f"it has {len(row)} fields and not {len(header)}"
    day = row[at["date"]]
    if not (is_month(day) or _is_day(day)):
        return f'"{day}" is not a date such as 2018-06-30'
    if not row[at["crime_type"]].strip():
        return "it has no crime type"
    return fault_of_place(row[at["longitude"]], row[at["latitude"]])


def _is_day(text: str) -> bool:
    try:
        return bool(ISO.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _keep(months: dict[str, Rows], crime: Mapping[str, str], name: str) -> None:
    month = crime["date"][:7]
    row = [
        crime.get("crime_id", ""), month, name, name, crime["longitude"], crime["latitude"],
        crime.get("location", ""), "", "", crime["crime_type"].strip(), "", "",
    ]  # fmt: skip
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="").writerow([" ".join(cell.split()) for cell in row])
    months.setdefault(month, Rows()).add(line.getvalue(), row)
