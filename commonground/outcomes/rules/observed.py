"""What did the data hold? Everything that a study needs to know about crimes and areas, as plain arrays.

An adapter fills it from files; the rules below it ask no file anything.

*Source:* design/outcomes.md 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from commonground.outcomes.rules.counts import Cells, Counts
from commonground.outcomes.rules.study import OTHERS, Study


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of the two periods that no area counts, each counted once, in this order."""

    other_crime_type: int = 0
    no_location: int = 0
    outside_every_area: int = 0

    def as_json(self) -> dict[str, int]:
        """The three counts by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Observed:
    """The counts of a study. `areas` are ids in order; `counts` is shaped areas x months, in the order of the study's
    months; `snap_points` is shaped (areas,): the distinct places in each area where any crime was recorded."""

    areas: tuple[str, ...]
    names: Mapping[str, str]
    counts: NDArray[np.int64]
    left_out: LeftOut
    snap_points: NDArray[np.int64]
    control_touching: tuple[str, ...] = ()
    pool_touching: tuple[str, ...] = ()
    outside_force: tuple[str, ...] = ()
    by_type: Mapping[str, Counts] = field(default_factory=dict)
    fingerprint: str = ""


def pool_ids(study: Study, areas: tuple[str, ...]) -> tuple[str, ...]:
    """Name the areas of the placebo pool, in the order of the layer's ids."""
    if study.pool is None:
        return ()
    if study.pool == OTHERS:
        named = study.named
        return tuple(area for area in areas if area not in named)
    chosen = frozenset(study.pool)
    return tuple(area for area in areas if area in chosen)


@dataclass(frozen=True, slots=True)
class Split:
    """Monthly counts of a study by area, cut into before and after."""

    study: Study
    seen: Observed

    def rows(self, ids: tuple[str, ...]) -> NDArray[np.intp]:
        """Where these areas stand in the arrays."""
        at = {area: row for row, area in enumerate(self.seen.areas)}
        return np.array([at[area] for area in ids], dtype=np.intp)

    def monthly(self, ids: tuple[str, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Monthly counts before and after, each shaped areas x months."""
        cut, rows = len(self.study.before), self.rows(ids)
        return self.seen.counts[rows, :cut], self.seen.counts[rows, cut:]

    def totals(self, ids: tuple[str, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Counts before and after, each shaped (areas,)."""
        before, after = self.monthly(ids)
        return before.sum(axis=1), after.sum(axis=1)

    def cells(self) -> Cells:
        """The counts of the four roles."""
        return Cells(**{role.value: self._counts(ids) for role, ids in self.study.roles.items()})

    def _counts(self, ids: tuple[str, ...]) -> Counts:
        before, after = self.totals(ids)
        return Counts(int(before.sum()), int(after.sum()))
