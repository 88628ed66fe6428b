"""Can this file be trusted? Reads one data.police.uk street file, strictly and whole.

Two kinds of fault. A file with another header or encoding, a last line that is cut, or months that its name denies is
refused whole. A complete row that cannot be read is set aside with file, line and reason, so that always
`read = kept + set aside`. A row without a location is kept. One row is one recorded crime: rows that share a Crime ID
are never merged.

*Source:* design/outcomes.md 1; data/NOTE.md.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commonground.groundwork.refusals import Refused
from commonground.outcomes.rules.months import is_month

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
COLUMNS = (
    "crime_id", "month", "reported_by", "falls_within", "longitude", "latitude", "location", "lsoa_code", "lsoa_name",
    "crime_type", "outcome", "context",
)  # fmt: skip
CRIME_ID, MONTH, FALLS_WITHIN, LONGITUDE, LATITUDE, CRIME_TYPE = 0, 1, 3, 4, 5, 9
NAME = re.compile(r"(?P<month>\d{4}-\d{2})-(?P<force>[a-z0-9-]+?)-street\.csv")
FORCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,15})?")
MOST_ASIDE = 50_000  # rows; the largest force has as many in half a month
OTHER_KINDS = ("-outcomes.csv", "-stop-and-search.csv")


class FileRefused(Refused):
    """A file that is refused whole; the reason names file, line and fault."""

    def __init__(self, path: Path, line: int, fault: str) -> None:
        super().__init__(f"{path.name}, line {line}: {fault}")
        self.path, self.line, self.fault = path, line, fault


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that could not be read."""

    file: str
    line: int
    reason: str


@dataclass(slots=True)
class Rows:
    """The kept rows of one month, as the lines of CSV that they are, and what was counted on the way."""

    lines: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    no_location: int = 0

    def add(self, line: str, row: list[str]) -> None:
        """Keep a row."""
        self.lines.append(line)
        self.no_location += not row[LONGITUDE]
        if row[CRIME_ID]:
            self.ids.append(row[CRIME_ID])

    def as_csv(self) -> bytes:
        """The rows as CSV without a header, UTF-8, fields in the order of `COLUMNS`."""
        return "\n".join([*self.lines, ""]).encode()


@dataclass(frozen=True, slots=True)
class StreetFile:
    """A file that was accepted: its kept rows by month, and those that were set aside."""

    name: str
    force: str
    sha256: str
    months: dict[str, Rows]
    set_aside: tuple[SetAside, ...]

    @property
    def kept(self) -> int:
        """How many rows were kept."""
        return sum(len(rows.lines) for rows in self.months.values())


def street_files(paths: tuple[Path, ...] | list[Path]) -> list[Path]:
    """List the CSV files meant by files and folders, in order; a folder's outcome and stop-and-search files are not
    street files and are passed over. Refuses a path that is not there and a folder without such files."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*.csv") if not file.name.endswith(OTHER_KINDS))
            if not inside:
                raise Refused(f"There are no street files in {path}.")
            found.extend(inside)
        elif path.is_file():
            found.append(path)
        else:
            raise Refused(f"There is no file or folder {path}.")
    return list({file.resolve(): file for file in found}.values())


def read_street_file(path: Path, force: str | None = None) -> StreetFile:
    """Read one street file; the force is the one given, else the one in its name, else the one in its rows.

    :raises FileRefused: when it must not be used at all.
    """
    raw = path.read_bytes()
    lines = _lines(path, raw)
    named = NAME.fullmatch(path.name)
    expected = named["month"] if named else None
    if expected is not None and not is_month(expected):
        raise FileRefused(path, 1, f"its name says {expected}, which is not a month.")
    months = {expected: Rows()} if expected else {}
    names: set[str] = set()
    aside: list[SetAside] = []
    places: dict[tuple[str, str], str | None] = {}
    for number, line, row, unreadable in _rows(lines):
        if fault := unreadable or _fault(row, places):
            aside.append(SetAside(path.name, number, fault))
            require_few(path, aside)
        elif expected and row[MONTH] != expected:
            raise FileRefused(path, number, f"the row is of {row[MONTH]}, but the file's name says {expected}.")
        else:
            months.setdefault(row[MONTH], Rows()).add(line, row)
            names.add(row[FALLS_WITHIN])
    chosen = force or (named["force"] if named else _force_of(path, names))
    digest = hashlib.sha256(raw).hexdigest()
    return StreetFile(path.name, chosen, digest, months, tuple(aside))


def require_few(path: Path, aside: Sequence[SetAside]) -> None:
    """Refuse a file of which so many rows cannot be read that it is something else.

    :raises FileRefused: with the first of them.
    """
    if len(aside) > MOST_ASIDE:
        first = aside[0]
        raise FileRefused(path, first.line, f"{first.reason}; {MOST_ASIDE:,} rows more cannot be read either.")


def _lines(path: Path, raw: bytes) -> list[str]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileRefused(path, line, "it is not written in UTF-8.") from None
    if "\x00" in text:
        raise FileRefused(path, text.count("\n", 0, text.index("\x00")) + 1, "it is not a text file.")
    first = text.split("\n", 1)[0].rstrip("\r")
    if first != HEADER:
        raise FileRefused(path, 1, "its header is not that of a data.police.uk street file.")
    if not text.endswith("\n"):
        raise FileRefused(path, text.count("\n") + 1, "the last line is cut: it has no end.")
    return [line.rstrip("\r") for line in text.split("\n")[:-1]]


def _rows(lines: list[str]) -> Iterator[tuple[int, str, list[str], str | None]]:
    """Read line by line, so that one stray quote costs its own row and not the rest of the file."""
    for number, line in enumerate(lines[1:], start=2):
        if '"' not in line:
            yield number, line, line.split(","), None
            continue
        try:
            yield number, line, next(csv.reader([line], strict=True)), None
        except csv.Error:
            yield number, line, [], "a quotation mark is out of place"


def _fault(row: list[str], places: dict[tuple[str, str], str | None]) -> str | None:
    if len(row) != len(COLUMNS):
        return f"it has {len(row)} fields and not {len(COLUMNS)}"
    if not is_month(row[MONTH]):
        return f'"{row[MONTH]}" is not a month'
    if not row[CRIME_TYPE].strip():
        return "it has no crime type"
    place = (row[LONGITUDE], row[LATITUDE])
    if place not in places:
        places[place] = fault_of_place(*place)
    return places[place]


def fault_of_place(longitude: str, latitude: str) -> str | None:
    """Say what is wrong with a pair of coordinates; both empty is a row without a location, which is no fault."""
    if not longitude and not latitude:
        return None
    if not longitude or not latitude:
        return "one of its two coordinates is missing"
    for text, most in ((longitude, 180), (latitude, 90)):
        if not DEGREES.fullmatch(text) or abs(float(text)) > most:
            return f'"{text}" is not a coordinate in degrees'
    return None


def _force_of(path: Path, names: set[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", next(iter(names)).lower()).strip("-") if len(names) == 1 else ""
    slug = re.sub(r"-(police|constabulary)(-service)?$", "", slug)
    if not FORCE.fullmatch(slug):
        raise FileRefused(path, 1, "neither its name nor its rows say which one force it is of; name the force.")
    return slug
