"""Who cares, and who can help or hinder? The nine fields of interest and influence, and whom nobody has spoken to.

*Source:* R14.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.projects.rules.guide.partnership import LEVEL, STANCE
from commonground.projects.rules.record import Row

LEVELS = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Stake:
    """One stakeholder on the map: the public id of the answer, the name, and where they stand."""

    ref: str
    name: str
    stance: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the nine fields: how much it matters to them, how much they can do, and who stands there."""

    interest: str
    influence: str
    stakes: tuple[Stake, ...]

    @property
    def is_closest(self) -> bool:
        """Whether it is the field of those who care most and can do most."""
        return self.interest == self.influence == "high"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the map: those who can help or hinder to one degree, by how much it matters to them."""

    influence: str
    label: str
    cells: tuple[Cell, ...]


def mapped(rows: Sequence[Row]) -> tuple[Line, ...]:
    """Place every stakeholder on the map: a line for each degree of influence, the highest first; within it a field for
    each degree of interest, the lowest first."""
    return tuple(
        Line(influence, LEVEL[influence], tuple(_cell(rows, interest, influence) for interest in reversed(LEVELS)))
        for influence in LEVELS
    )


def _cell(rows: Sequence[Row], interest: str, influence: str) -> Cell:
    here = [row for row in rows if (row.values["interest"], row.values["influence"]) == (interest, influence)]
    stakes = (Stake(row.ref, row.values["name"], STANCE.get(row.values.get("stance") or "", "")) for row in here)
    return Cell(interest, influence, tuple(stakes))


def is_named(name: str, rows: Sequence[Row]) -> bool:
    """Tell whether a stakeholder of this name is there already, whatever the case of its letters."""
    return any(name.casefold() in str(row.values["name"]).casefold() for row in rows)
