"""What does a cell of the requirement matrix ask of an item or a request? Its rows, and whom to call.

*Source:* R94-R97.
"""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from commonground.groundwork.matrix import Cell, Profile, read_cell
from commonground.pages import matrix
from commonground.people.queries.matrix import table_of
from commonground.people.queries.programmes import programme
from commonground.people.rules.clearances import LABELS as CLEARANCES


def profile_of(cell: Cell | None) -> Profile | None:
    """Give what a cell sets here; nothing where the three questions were left out."""
    return table_of(programme())[cell] if cell else None


def least_clearance(cell: Cell | None) -> int:
    """Give how far a reader must be cleared by a cell; 0 where the three questions were left out."""
    profile = profile_of(cell)
    return profile.clearance if profile else 0


def asked_for(cell: Cell | str | None, where: str = "") -> dict[str, Any] | None:
    """Give what a cell asks for, as `pages/parts/matrix_result.html` shows it, with the way to whom to call."""
    if not cell:
        return None
    found = read_cell(cell) if isinstance(cell, str) and not isinstance(cell, Cell) else cell
    asked = {"cell": str(found)} | ({"where": where} if where else {})
    return matrix.result(found, table_of(programme()), CLEARANCES, f"{reverse('people:contacts')}?{urlencode(asked)}")
