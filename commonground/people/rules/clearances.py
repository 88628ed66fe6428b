"""How far was a member checked? Four levels, held through one membership and until their own end.

*Source:* design, "Sharing", section 1 (Clearance); D2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Level(IntEnum):
    """How far somebody was checked; a higher level holds what a lower one does."""

    NONE = 0
    CHECKED = 1
    VETTED = 2
    CLEARED = 3


LABELS = {
    Level.NONE.value: "None",
    Level.CHECKED.value: "Checked",
    Level.VETTED.value: "Vetted",
    Level.CLEARED.value: "Security cleared",
}
MEANINGS = {
    Level.NONE.value: "Nobody has checked more than who they are.",
    Level.CHECKED.value: "Identity, right to work and history were checked by the employer.",
    Level.VETTED.value: "Vetted for work with the police, by a police force.",
    Level.CLEARED.value: "Holds a national security clearance.",
}


@dataclass(frozen=True, slots=True)
class Entered:
    """One entry: the level, from when, until when (not included; None is unbounded), and the order of entering."""

    level: int
    starts: date
    until: date | None
    order: int
    withdrawn: bool = False


def entry_on(day: date, entries: Iterable[Entered]) -> Entered | None:
    """Give the entry that holds on a day: the latest in force, or None where there is none."""
    held = [e for e in entries if not e.withdrawn and e.starts <= day and (e.until is None or day < e.until)]
    return max(held, key=lambda each: (each.starts, each.order)) if held else None


def level_on(day: date, entries: Iterable[Entered]) -> int:
    """Give the level that holds on a day, 0 where there is none."""
    found = entry_on(day, entries)
    return found.level if found else Level.NONE.value
