"""What may stand in a spreadsheet of organisations? One a row; every fault is named by row and column.

*Source:* R159; issue "People who can be found, trusted and replaced", item 1.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from commonground.groundwork.sides import KIND_LABELS

# Column -> the most characters that it may hold; the first two must be filled.
COLUMNS = {
    "name": 200,
    "kind": 40,
    "other_names": 1000,
    "about": 1000,
    "area": 200,
    "telephone": 40,
    "website": 200,
    "source": 300,
    "part_of": 200,
}
NEEDED = ("name", "kind")
BETWEEN_NAMES = ";"
KINDS = {word.casefold(): kind.value for kind, label in KIND_LABELS.items() for word in (kind.value, label)}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell: its row (the heading is row 1), its column, and what to do."""

    row: int
    column: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation as it was typed; `row` is where it stands in the file."""

    row: int
    values: Mapping[str, Any]


def faults_of_heading(heading: Sequence[str]) -> list[Fault]:
    """Name what is wrong with the heading line: a column that is missing, unknown or there twice."""
    found = [Fault(1, name, "This column is missing.") for name in NEEDED if name not in heading]
    known = ", ".join(COLUMNS)
    found += [Fault(1, name, f"There is no such column. They are: {known}.") for name in heading if name not in COLUMNS]
    return found + [
        Fault(1, name, "This column is there twice.") for name, times in Counter(heading).items() if times > 1
    ]


def read(row: int, cells: Mapping[str, str]) -> tuple[Row, list[Fault]]:
    """Read one row into the values of a card; `area` and `part_of` stay names."""
    typed = {name: (cells.get(name) or "").strip() for name in COLUMNS}
    found = [Fault(row, name, "This cell is empty.") for name in NEEDED if not typed[name]]
    for name, most in COLUMNS.items():
        if len(typed[name]) > most:
            found.append(Fault(row, name, f"Write at most {most} characters. There are {len(typed[name])}."))
    kind = KINDS.get(typed["kind"].casefold())
    if typed["kind"] and kind is None:
        found.append(Fault(row, "kind", f"“{typed['kind']}” is no kind. They are: {', '.join(KIND_LABELS)}."))
    if typed["website"] and not _is_address(typed["website"]):
        found.append(Fault(row, "website", "Write the address in full, such as https://www.example.org."))
    names = [name.strip() for name in typed["other_names"].split(BETWEEN_NAMES)]
    values = {**typed, "kind": kind or "", "aliases": [name for name in names if name]}
    del values["other_names"]
    return Row(row, values), found


def faults_between(rows: Sequence[Row]) -> list[Fault]:
    """Name the rows that repeat the name of an earlier one."""
    first: dict[str, int] = {}
    found = []
    for row in rows:
        name = str(row.values["name"]).casefold()
        if name in first:
            found.append(Fault(row.row, "name", f"This name stands in row {first[name]} already."))
        elif name:
            first[name] = row.row
    return found


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and " " not in text
