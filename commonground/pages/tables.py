"""What stands in a table? Columns, rows and a caption as data, for `pages/parts/table.html`.

*Source:* the look, section 8.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether it holds numbers (right-aligned, figures of one width)."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first cell of each row names the row; `stack` turns rows into cards on a phone."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    id: str = ""
    stack: bool = False
    hidden_caption: bool = False

    @property
    def body(self) -> Iterator[list[tuple[Column, Any]]]:
        """Each row as pairs of column and cell; refuses a row that is longer or shorter than the heading."""
        return (list(zip(self.columns, row, strict=True)) for row in self.rows)
