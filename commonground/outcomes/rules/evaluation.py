"""What does the whole study say? Counts in, one object out: the figures, the warnings and the verdict.

The keys and their order are a contract, so that anybody can check the engine without the pages.

*Source:* R37, R41, R42; design/outcomes.md 2.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from commonground.outcomes.rules import cautions, placebo, verdict
from commonground.outcomes.rules.arithmetic import tidy
from commonground.outcomes.rules.counts import Cells, Role
from commonground.outcomes.rules.design import Design, design
from commonground.outcomes.rules.dispersion import adjusted, dispersion
from commonground.outcomes.rules.displacement import displacement
from commonground.outcomes.rules.observed import Observed, Split, pool_ids
from commonground.outcomes.rules.rates import rate_ratio
from commonground.outcomes.rules.study import Study
from commonground.outcomes.rules.wdd import Weights, wdd

SIMILAR = "similar untreated areas"
UNTREATED = "other untreated areas"
COMPARED = "the comparison areas"


@dataclass(frozen=True)
class Evaluation:
    """A study and what was observed, with every figure computed once when it is asked for."""

    study: Study
    seen: Observed

    @cached_property
    def split(self) -> Split:
        """The counts cut into before and after."""
        return Split(self.study, self.seen)

    @cached_property
    def cells(self) -> Cells:
        """The counts of the four roles."""
        return self.split.cells()

    @cached_property
    def scale(self) -> float:
        """The length of the period after over that of the period before."""
        return len(self.study.after) / len(self.study.before)

    @cached_property
    def pool_ids(self) -> tuple[str, ...]:
        """The areas of the pool, before any choice of comparable ones."""
        return pool_ids(self.study, self.seen.areas)

    @cached_property
    def pool(self) -> placebo.Pool:
        """The comparable untreated areas."""
        before, after = self.split.totals(self.pool_ids)
        mean = self.cells.treated.before / len(self.study.roles[Role.TREATED])
        return placebo.comparable(before, after, mean)

    @cached_property
    def untreated(self) -> tuple[str, ...]:
        """Areas where nothing is known to have been done: comparable pool and both controls."""
        pool = tuple(self.pool_ids[row] for row in self.pool.kept)
        roles = self.study.roles
        return tuple(dict.fromkeys(pool + roles[Role.CONTROL] + roles[Role.DISPLACEMENT_CONTROL]))

    @cached_property
    def wdd(self) -> dict[str, Any]:
        """The weighted displacement difference as published, per period after."""
        return wdd(self.cells, Weights(before=1 / self.scale), self.study.alpha)

    @cached_property
    def dispersion(self) -> float | None:
        """The overdispersion of the untreated areas."""
        return dispersion(*self.split.monthly(self.untreated))

    @cached_property
    def adjusted(self) -> dict[str, Any]:
        """The same estimate with the overdispersion in its standard error."""
        return adjusted(self.wdd["estimate"], self.wdd["se"], self.dispersion, self.study.alpha)

    @cached_property
    def by_comparison(self) -> placebo.Placebo | None:
        """The change less the comparison's, ranked among untreated areas."""
        return placebo.against_comparison(self.cells.treated, self.cells.control, self.pool, self.study.alpha)

    @cached_property
    def by_pool(self) -> placebo.Placebo | None:
        """The change less the whole pool's, ranked among untreated areas."""
        return placebo.against_pool(self.cells.treated, self.pool, self.study.alpha) if self.pool.areas else None

    @cached_property
    def expected(self) -> float:
        """Crimes after that the pool's change predicts for the treated areas."""
        return self.cells.treated.before * int(self.pool.after.sum()) / int(self.pool.before.sum())

    @cached_property
    def design(self) -> Design:
        """The level of the design."""
        roles = self.study.roles
        return design(
            has_before=True,
            treated=len(roles[Role.TREATED]),
            control=len(roles[Role.CONTROL]),
            drawn_by_lot=self.study.drawn_by_lot,
        )

    @property
    def pool_is_too_small(self) -> bool:
        """Whether no rank in the pool could ever be called at this alpha."""
        return 1 / (1 + self.pool.areas) > self.study.alpha + 1e-12

    def as_json(self) -> dict[str, Any]:
        """The object of the contract, ready for JSON."""
        study, cells = self.study, self.cells
        result: dict[str, Any] = tidy(
            {
                "counts": cells.as_json(),
                "left_out": self.seen.left_out.as_json(),
                "wdd": self.wdd,
                "adjusted": self.adjusted,
                "placebo": _placebo(self),
                "pooled": _pooled(self),
                "rate_ratio": rate_ratio(cells, self.dispersion, study.alpha),
                "displacement": displacement(cells, measured=bool(study.roles[Role.DISPLACEMENT]), scale=self.scale),
                "design": {"maryland_level": self.design.level, "reasons": list(self.design.reasons)},
                "power": {"fall_seen_half_the_time": None, "bound": None},
                "warnings": cautions.cautions(self.split, cells, self.pool),
                "verdict": _verdict(self),
            }
        )
        return result


def _placebo(one: Evaluation) -> dict[str, Any] | None:
    found = one.by_comparison
    if found is None:
        return None
    return {"statistic": found.statistic, "p": found.p, "areas": one.pool.areas, "rank": found.rank}


def _pooled(one: Evaluation) -> dict[str, Any] | None:
    found, after = one.by_pool, one.cells.treated.after
    if found is None:
        return None
    estimate = after - one.expected
    return {
        "expected": one.expected,
        "estimate": estimate,
        "ratio": after / one.expected if one.expected else None,
        "ci": placebo.interval(after, estimate, found),
        "p": found.p,
        "areas": one.pool.areas,
    }


def _ranked_figure(
    one: Evaluation, basis: str, found: placebo.Placebo, expected: float, against: str
) -> verdict.Figure:
    after = one.cells.treated.after
    seen = placebo.share_of_falls_seen(one.pool, found, verdict.FALL)
    return verdict.Figure(
        basis=basis,
        estimate=after - expected,
        ci=placebo.interval(after, after - expected, found),
        p=found.p,
        against=against,
        place="where the work was done",
        fall_is_seen=seen is not None and seen >= verdict.HALF,
    )


def _adjusted_figure(one: Evaluation) -> verdict.Figure:
    treated, control = one.cells.treated, one.cells.control
    factor = control.after / control.before if control.before else one.scale
    next_door = one.study.roles[Role.DISPLACEMENT]
    return verdict.Figure(
        basis="adjusted",
        estimate=one.wdd["estimate"],
        ci=one.adjusted["ci"],
        p=one.adjusted["p"],
        against=COMPARED,
        place="where the work was done and next door, taken together," if next_door else "where the work was done",
        fall_is_seen=verdict.fall_seen_by_adjusted(treated.before * factor, one.adjusted["se"], one.study.alpha),
    )


def _verdict(one: Evaluation) -> dict[str, Any]:
    alpha, cells = one.study.alpha, one.cells
    if one.study.pool is None:
        if not one.study.roles[Role.CONTROL]:
            return verdict.cannot_tell("there are no comparison areas and no untreated areas to judge chance by")
        if one.adjusted["p"] is None:
            return verdict.cannot_tell("there are too few crimes in the comparison areas to judge chance by")
        return verdict.decide(_adjusted_figure(one), alpha)
    if one.pool_is_too_small:
        return verdict.cannot_tell(verdict.too_few(one.pool.areas, cautions.least_areas(alpha)))
    if not one.pool.alike and cells.treated.before < float(np.median(one.pool.before)):
        return verdict.cannot_tell(
            "the untreated areas have many more crimes than the place where the work was done, "
            "so they change less by chance"
        )
    if one.by_pool is not None:
        against = SIMILAR if one.pool.alike else UNTREATED
        return verdict.decide(_ranked_figure(one, "pooled", one.by_pool, one.expected, against), alpha)
    if one.by_comparison is not None and cells.control.before:
        expected = cells.treated.before * cells.control.after / cells.control.before
        return verdict.decide(_ranked_figure(one, "placebo", one.by_comparison, expected, COMPARED), alpha)
    return verdict.cannot_tell("the untreated areas recorded no crimes before to judge chance by")


def evaluate(study: Study, seen: Observed) -> dict[str, Any]:
    """Give the whole object of the contract for a study and what was observed: numbers or null, never NaN."""
    return Evaluation(study, seen).as_json()


def monthly_series(study: Study, seen: Observed) -> dict[str, Any]:
    """Give the monthly counts of each role, for charts: `before` and `after` hold `months` and, by role, a list of
    crimes a month; roles without areas are left out."""
    split = Split(study, seen)
    result: dict[str, Any] = {
        "before": {"months": list(study.before.each())},
        "after": {"months": list(study.after.each())},
    }
    for role, ids in study.roles.items():
        if ids:
            for name, monthly in zip(("before", "after"), split.monthly(ids), strict=True):
                result[name][role.value] = [int(number) for number in monthly.sum(axis=0)]
    return result


def by_area(study: Study, seen: Observed) -> list[dict[str, Any]]:
    """List every area of the layer with `id, name, role, before, after`, for maps and tables; the role is "pool" for an
    area of the placebo pool and None for any other without a role."""
    split, pool = Split(study, seen), frozenset(pool_ids(study, seen.areas))
    roles = {area: role.value for role, ids in study.roles.items() for area in ids}
    before, after = split.totals(seen.areas)
    return [
        {
            "id": area,
            "name": seen.names.get(area, area),
            "role": roles.get(area, "pool" if area in pool else None),
            "before": int(before[row]),
            "after": int(after[row]),
        }
        for row, area in enumerate(seen.areas)
    ]
