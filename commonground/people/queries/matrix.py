"""Which defaults does the requirement matrix give here? Our table, with the lines that this installation wrote itself.

*Source:* R94-R97.
"""

from collections.abc import Mapping

from commonground.groundwork.matrix import Cell, Profile, defaults, read_cell, read_line
from commonground.people.models import MatrixLine, Programme


def table_of(programme: Programme | None) -> Mapping[Cell, Profile]:
    """Give the table of a programme: all 27 cells, its own lines in place of ours."""
    table = dict(defaults())
    for row in newest_lines(programme).values():
        if row.line:
            cell, profile = read_line(row.line)
            table[cell] = profile
    return table


def newest_lines(programme: Programme | None) -> dict[Cell, MatrixLine]:
    """Give the newest line that was written for each cell, also where it went back to ours."""
    if programme is None:
        return {}
    rows = MatrixLine.objects.filter(programme=programme).order_by("cell", "-number").distinct("cell")
    return {read_cell(row.cell): row for row in rows}


def own_cells(programme: Programme | None) -> frozenset[Cell]:
    """Give the cells whose defaults are the installation's own."""
    return frozenset(cell for cell, row in newest_lines(programme).items() if row.line)


def lines_of(programme: Programme | None, cell: Cell) -> list[MatrixLine]:
    """List every line that was written for a cell, newest first, with who wrote it."""
    rows = MatrixLine.objects.filter(programme=programme, cell=str(cell)).select_related("by")
    return list(rows.order_by("-number"))


def version_of(programme: Programme | None, cell: Cell) -> int:
    """Give the version of a cell's line: how many times it was written."""
    newest = MatrixLine.objects.filter(programme=programme, cell=str(cell)).order_by("-number").first()
    return newest.number if newest else 0
