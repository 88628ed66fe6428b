"""What should a reader know before believing it? Warnings, each a code and a sentence, computed from study and data.

*Source:* R42; design/outcomes.md 2, `warnings`; data/NOTE.md on snapped points and the first lockdown.
"""

from collections.abc import Iterator

from commonground.outcomes.rules import months
from commonground.outcomes.rules.arithmetic import in_words
from commonground.outcomes.rules.counts import Cells, Role
from commonground.outcomes.rules.observed import Observed, Split
from commonground.outcomes.rules.placebo import ENOUGH, Pool
from commonground.outcomes.rules.study import Study

FEW_POINTS = 10
SMALL_COUNT = 20
LOCKDOWN = months.Months("2020-03", "2021-07")
"""From the first lockdown in England to the end of the legal limits on 19 July 2021."""

Caution = tuple[str, str]


def _list(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _some(ids: tuple[str, ...], names: dict[str, str]) -> str:
    shown = [names.get(area, area) for area in ids[:3]]
    more = len(ids) - len(shown)
    return _list([*shown, f"{in_words(more)} more"] if more else shown)


def _near(ids: tuple[str, ...], names: dict[str, str], kind: str) -> str:
    lie = "lies" if len(ids) == 1 else "lie"
    number = in_words(len(ids)).capitalize()
    return f"{number} of the {kind} ({_some(ids, names)}) {lie} less than 25 metres from where the work was done"


def _of_points(split: Split) -> Iterator[Caution]:
    few = [
        f"{in_words(points)} {role.label}"
        for role, ids in split.study.roles.items()
        if ids and (points := int(split.seen.snap_points[split.rows(ids)].sum())) < FEW_POINTS
    ]
    if few:
        yield (
            "few_snap_points",
            "Police data moves each crime to the nearest point of a published list, and there are few of those points "
            f"here: {_list(few)}. Crimes near an edge may be counted on the wrong side of it.",
        )


def _of_counts(study: Study, cells: Cells) -> Iterator[Caution]:
    small = [
        f"{in_words(number)} {role.label} {period}"
        for role, counts in cells
        if study.roles[role]
        for period, number in counts.as_json().items()
        if number < SMALL_COUNT
    ]
    if small:
        yield (
            "small_counts",
            f"Some counts are below {SMALL_COUNT}: {_list(small)}. Chance alone moves such counts a lot.",
        )


def _of_periods(study: Study) -> Iterator[Caution]:
    before, after = study.before, study.after
    inside = any(LOCKDOWN.first <= month <= LOCKDOWN.last for month in study.months)
    if inside or before.first < LOCKDOWN.first <= after.last:
        yield (
            "period_crosses_lockdown",
            "The periods reach into or across the lockdowns that began in March 2020, when recorded crime changed "
            "everywhere for reasons that have nothing to do with this work.",
        )
    if len(before) != len(after):
        yield (
            "unequal_periods",
            f"The period before has {in_words(len(before))} months and the period after {in_words(len(after))}. "
            "Counts before are scaled to the length of the period after.",
        )
    if before.seasons() != after.seasons():
        yield (
            "different_season",
            f"{before.in_words()} and {after.in_words()} are not the same months of the year, and crime changes with "
            "the season.",
        )


def _of_control(study: Study, seen: Observed) -> Iterator[Caution]:
    names = dict(seen.names)
    if not study.roles[Role.CONTROL]:
        yield "no_control", "No comparison areas were named, so a change that happened everywhere looks like an effect."
    if seen.control_touching:
        yield (
            "control_touches_treated",
            f"{_near(seen.control_touching, names, 'comparison areas')}, so crime that moved, or benefit that spread, "
            "would blur the comparison.",
        )
    if seen.pool_touching:
        yield (
            "pool_touches_treated",
            f"{_near(seen.pool_touching, names, 'untreated areas used to judge chance')}.",
        )


def _untreated(areas: int) -> str:
    return "There is one untreated area" if areas == 1 else f"There are {in_words(areas)} untreated areas"


def _of_pool(study: Study, pool: Pool) -> Iterator[Caution]:
    if study.pool is None:
        return
    if 1 / (1 + pool.areas) > study.alpha:
        yield (
            "pool_too_small",
            f"{_untreated(pool.areas)} to judge chance by, and a test at "
            f"{study.alpha * 100:.4g}% needs at least {in_words(least_areas(study.alpha))}.",
        )
    if not pool.alike:
        yield (
            "pool_not_alike",
            f"Fewer than {ENOUGH} untreated areas had about as much crime before as those where the work was done "
            "(within a factor of two), so all of them are used.",
        )


def least_areas(alpha: float) -> int:
    """How many untreated areas a rank test at this alpha needs at least."""
    areas = 0
    while 1 / (1 + areas) > alpha:
        areas += 1
    return areas


def _of_data(study: Study, seen: Observed) -> Iterator[Caution]:
    if seen.outside_force:
        yield (
            "crime_outside_force",
            f"Most of {_some(seen.outside_force, dict(seen.names))} lies outside the area of the police force whose "
            "crimes were read. Crimes there are recorded by another force and are missing here.",
        )
    changed = [kind for kind, counts in seen.by_type.items() if (counts.before == 0) != (counts.after == 0)]
    if changed:
        yield (
            "definition_changed",
            f"{_list(changed)} is recorded in only one of the two periods, anywhere: the definition of the crime type "
            "seems to have changed.",
        )


def cautions(split: Split, cells: Cells, pool: Pool) -> list[dict[str, str]]:
    """List the warnings of a study as `code` and `sentence`, in a fixed order."""
    study, seen = split.study, split.seen
    found = [
        *_of_points(split),
        *_of_counts(study, cells),
        *_of_periods(study),
        *_of_control(study, seen),
        *_of_pool(study, pool),
        *_of_data(study, seen),
    ]
    return [{"code": code, "sentence": sentence} for code, sentence in found]
