"""What happens when two records are one organisation? What moves is kept value by value, so that it can be undone.

Two records of one body are merged; two bodies that have joined are not: there the newer names its predecessor, and
nothing passes by itself. Only what still stands as the merge left it is put back.

*Source:* issue "People who can be found, trusted and replaced", item 1 (merged without losing anything; undone).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# What the kept card takes over where it says nothing itself.
FILLED = ("about", "area", "telephone", "website", "source", "within", "predecessor")


@dataclass(frozen=True, slots=True)
class Move:
    """One value that a merge changes: of which model (`app.model`), row and column, what it was and what it is then."""

    model: str
    key: int
    field: str
    before: Any
    after: Any

    def kept(self) -> dict[str, Any]:
        """Write it for `Merge.moved`."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Move":
        """Read it back from `Merge.moved`."""
        return cls(kept["model"], kept["key"], kept["field"], kept["before"], kept["after"])


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is no longer as the merge left it, and so stays as it is: which row, what it is now, or that it is
    gone."""

    move: Move
    now: Any
    is_there: bool = True


def names_gained(kept_name: str, kept_names: list[str], gone_name: str, gone_names: list[str]) -> list[str]:
    """List the names that the kept organisation did not have yet, in any case."""
    known = {name.casefold() for name in (kept_name, *kept_names)}
    gained = []
    for name in (gone_name, *gone_names):
        if name.casefold() not in known:
            known.add(name.casefold())
            gained.append(name)
    return gained


def without(names: list[str], gained: list[str]) -> list[str]:
    """Take the names away again that a merge brought, and keep those that were added since."""
    brought = {name.casefold() for name in gained}
    return [name for name in names if name.casefold() not in brought]
