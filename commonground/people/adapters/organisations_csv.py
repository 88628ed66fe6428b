"""How do organisations come from a spreadsheet, and go into one? As CSV in UTF-8, with commas or semicolons.

*Source:* R159; issue "People who can be found, trusted and replaced", item 1.
"""

import csv
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from commonground.groundwork.refusals import Refused
from commonground.pages.downloads import guarded
from commonground.people.models import Organisation
from commonground.people.rules.organisations_import import (
    BETWEEN_NAMES,
    COLUMNS,
    Fault,
    Row,
    faults_between,
    faults_of_heading,
    read,
)

MOST_ROWS, LONGEST = 20_000, 20_000_000  # no country has as many bodies that work together


def read_file(path: Path) -> tuple[list[Row], list[Fault]]:
    """Read every row of a file, and every fault in it, in the order of the rows; empty lines are passed over.

    :raises Refused: when the file cannot be opened, is not text in UTF-8, or has no heading.
    """
    text = _text_of(path)
    lines = text.splitlines(keepends=True)
    if not lines or not lines[0].strip():
        raise Refused(f"“{path}” is empty. Its first line names the columns: {', '.join(COLUMNS)}.")
    if "\x00" in text:
        raise Refused(f"“{path}” holds a zero byte, which no text does. Save it as “CSV UTF-8” and try again.")
    separator = ";" if lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.reader(lines, delimiter=separator)
    try:
        heading, *table = list(islice(reader, MOST_ROWS + 2))
    except csv.Error as fault:
        raise Refused(f"“{path}” is no table that can be read: line {reader.line_num}, {fault}.") from fault
    if len(table) > MOST_ROWS:
        raise Refused(f"“{path}” has more than {MOST_ROWS:,} rows. Bring them in by several files.")
    heading = [name.strip().casefold().replace(" ", "_")[:60] for name in heading]
    if faults := faults_of_heading(heading):
        return [], faults
    rows: list[Row] = []
    for number, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(heading):
            faults.append(Fault(number, "", f"This row has {len(cells)} cells, the heading {len(heading)}."))
            continue
        plain = (_plain(cell) for cell in cells)
        row, wrong = read(number, dict(zip(heading, plain, strict=False)))
        rows.append(row)
        faults += wrong
    return rows, sorted([*faults, *faults_between(rows)], key=lambda fault: fault.row)


def _text_of(path: Path) -> str:
    """Give the text of a file that can hold a table.

    :raises Refused: when it cannot be opened, is too long, or is not text in UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise Refused(f"“{path}” cannot be opened: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise Refused(f"“{path}” is not text in UTF-8. Save it as “CSV UTF-8” and try again.") from fault
    if len(text) > LONGEST:
        raise Refused(
            f"“{path}” is longer than {LONGEST // 1_000_000} million characters. Bring it in by several files."
        )
    return text


def _plain(cell: str) -> str:
    """Take the apostrophe away that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def write_file(path: Path, organisations: Iterable[Organisation]) -> int:
    """Write organisations so that `read_file` reads them again, and give how many they were.

    :raises Refused: when the file cannot be written.
    """
    rows = [[guarded(cell) for cell in row_of(each)] for each in organisations]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(rows)
    except OSError as fault:
        raise Refused(f"“{path}” cannot be written: {fault.strerror}.") from fault
    return len(rows)


def row_of(organisation: Organisation) -> list[str]:
    """Write one organisation as the cells of its row."""
    return [
        organisation.name,
        organisation.kind,
        f"{BETWEEN_NAMES} ".join(organisation.aliases),
        organisation.about,
        organisation.area.name if organisation.area else "",
        organisation.telephone,
        organisation.website,
        organisation.source,
        organisation.within.name if organisation.within else "",
    ]
