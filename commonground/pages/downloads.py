"""How is a list or a file taken away? As CSV that a spreadsheet opens without running anything in it; as a download.

*Source:* R23, R52, R213; OWASP on formulas in CSV files.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: Any) -> str:
    """Write one cell; one that a spreadsheet would take for a formula begins with an apostrophe."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def csv_file(name: str, heading: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Answer with a CSV file of that name, with a heading line, in UTF-8 that Excel recognises."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([guarded(cell) for cell in heading])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def file_to_keep(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with a file that somebody attached: as a download, under a name of our own making, believed to be of its
    type and nothing else, and kept by no cache."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
