"""What does a file of postcodes say? Rows of a postcode and the code of its area, from the office's own CSV.

The file of a whole country has millions of rows, so that it is read row by row and never held as a whole.

*Source:* R115; ONS Postcode Directory and National Statistics Postcode Lookup (columns pcds, lsoa21cd, doterm).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from commonground.groundwork.refusals import Invalid
from commonground.places.rules.postcodes import postcode


def rows(file: Path, postcode_column: str, area_column: str, ended_column: str = "") -> Iterator[tuple[str, str]]:
    """Give postcode and code of the area, row by row; rows with something in the column of ended ones are left out.

    :raises Invalid: with the number of the line, where a column or a postcode is not one.
    """
    try:
        with file.open(newline="", encoding="utf-8-sig") as lines:
            yield from _read(csv.DictReader(lines), postcode_column, area_column, ended_column)
    except OSError as fault:
        raise Invalid(f"{(fault.strerror or 'it cannot be read').lower()}.") from None
    except (UnicodeDecodeError, csv.Error):
        raise Invalid("this is not a CSV file in UTF-8.") from None


def _read(reader: "csv.DictReader[str]", code: str, area: str, ended: str) -> Iterator[tuple[str, str]]:
    for wanted in filter(None, (code, area, ended)):
        if wanted not in (reader.fieldnames or ()):
            raise Invalid(f"there is no column {wanted}.")
    for row in reader:
        if ended and (row[ended] or "").strip():
            continue
        written = postcode(row[code] or "")
        if not written:
            shown = "".join(sign if sign.isprintable() else " " for sign in (row[code] or "")[:20])
            raise Invalid(f"line {reader.line_num}: “{shown}” is not a postcode.")
        yield written, (row[area] or "").strip()
