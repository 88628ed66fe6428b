"""How did it go over the years? What was measured at each review, and what both sides said, year by year.

Only what both sides may read is counted: reviews that both have answered, and ratings that both have given.

*Source:* R126.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.rules.charter import Rated
from commonground.projects.rules.reviewing import ReviewAnswer


@dataclass(frozen=True, slots=True)
class Held:
    """One review: its number and day, each side's answers once both have given them, and how the charter was kept once
    both have rated."""

    number: int
    on: date
    answers: Mapping[Side, ReviewAnswer] | None = None
    rated: Rated | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """One year: how many reviews were held, how many both sides answered, to how many of these a side said that it
    still matters and that they were on course; and the last rating of the charter, by side."""

    year: int
    held: int
    answered: int
    relevant: Mapping[Side, int]
    on_course: Mapping[Side, int]
    kept: Mapping[Side, int] | None


@dataclass(frozen=True, slots=True)
class Series:
    """One outcome as the reviews took it down: a figure for each review, None where nothing was measured by then."""

    ref: str
    measure: str
    unit: str
    target: Decimal | None
    points: tuple[tuple[date, Decimal | None], ...]

    @property
    def measured(self) -> tuple[tuple[date, Decimal], ...]:
        """The reviews by which there was a figure, with it."""
        return tuple((on, value) for on, value in self.points if value is not None)


def by_year(reviews: Sequence[Held]) -> tuple[Year, ...]:
    """Sum reviews up by the year in which they were held, the first year first."""
    years = sorted({review.on.year for review in reviews})
    return tuple(_year(year, [one for one in reviews if one.on.year == year]) for year in years)


def _year(year: int, held: Sequence[Held]) -> Year:
    answers = [one.answers for one in sorted(held, key=lambda one: one.number) if one.answers]
    rated = [one.rated for one in sorted(held, key=lambda one: one.number) if one.rated]
    return Year(
        year,
        held=len(held),
        answered=len(answers),
        relevant={side: sum(given[side].relevant for given in answers) for side in TWO_SIDES},
        on_course={side: sum(given[side].on_course is True for given in answers) for side in TWO_SIDES},
        kept={side: rated[-1].kept(side) for side in TWO_SIDES} if rated else None,
    )


def series_of(taken_down: Sequence[tuple[date, Sequence[Mapping[str, object]]]]) -> tuple[Series, ...]:
    """Turn the outcomes that reviews took down, the first review first, into one series for each; its words and its
    target are the latest, and a review that did not hold it leaves a gap."""
    latest: dict[str, Mapping[str, object]] = {}
    for _on, rows in taken_down:
        for row in rows:
            latest[_ref(row)] = row
    return tuple(
        Series(
            ref,
            str(row.get("measure") or ""),
            str(row.get("unit") or ""),
            _number(row.get("target")),
            tuple((on, _measured(rows, ref)) for on, rows in taken_down),
        )
        for ref, row in latest.items()
    )


def _ref(row: Mapping[str, object]) -> str:
    return str(row.get("ref") or row.get("measure") or "")


def _measured(rows: Sequence[Mapping[str, object]], ref: str) -> Decimal | None:
    return next((_number(row.get("measured")) for row in rows if _ref(row) == ref), None)


def _number(value: object) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
