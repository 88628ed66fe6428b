"""What was counted? Crimes before and after, in each part that an area can play in a study.

*Source:* R42; Ratcliffe and Wheeler's four cells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part that an area plays."""

    TREATED = "treated"
    CONTROL = "control"
    DISPLACEMENT = "displacement"
    DISPLACEMENT_CONTROL = "displacement_control"

    @property
    def label(self) -> str:
        """The words that stand for the role on a page and in a sentence."""
        return LABELS[self]


LABELS = {
    Role.TREATED: "where we worked",
    Role.CONTROL: "the comparison areas",
    Role.DISPLACEMENT: "next door",
    Role.DISPLACEMENT_CONTROL: "the comparison areas for next door",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Crimes counted before and after."""

    before: int = 0
    after: int = 0

    @property
    def change(self) -> int:
        """After minus before."""
        return self.after - self.before

    def as_json(self) -> dict[str, int]:
        """The two counts by name."""
        return {"before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Cells:
    """The counts of all four roles; a role that a study does not use stays at zero."""

    treated: Counts
    control: Counts = Counts()
    displacement: Counts = Counts()
    displacement_control: Counts = Counts()

    def __iter__(self) -> Iterator[tuple[Role, Counts]]:
        """Go through the roles in their fixed order."""
        return iter((role, getattr(self, role.value)) for role in Role)

    def as_json(self) -> dict[str, dict[str, int]]:
        """The counts by role and period."""
        return {role.value: counts.as_json() for role, counts in self}
