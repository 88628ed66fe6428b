"""What does a collaboration say to its programme? Milestones, what waits for what, risks, resources, results, benefits.

Left out, on purpose: who answers for something, the words of both sides about the problem, tactics, reviews; and of the
benefit map what is done, where and by which party, so that who gains is read beside progress without how it is done.

*Source:* R196, R4, R101.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonground.projects.rules import benefiting
from commonground.projects.rules.books.benefits import GAINS, KNOWN_BY, WHOSE

Rows = Sequence[Mapping[str, Any]]
PUTS_IN = {"police": "Police side", "security": "Security side", "public": "Somebody else"}


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone: what, by when, when it was reached, and what it waits for (the words of another milestone)."""

    what: str
    due: date | None
    done: date | None
    after: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """One desired outcome: the figure it began with, the one aimed for, and the last that was measured."""

    measure: str
    baseline: str
    target: str
    measured: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Benefit:
    """One line of the benefit map: what somebody gains or loses, who that is and on which side, of what kind it is, and
    how it is known."""

    what: str
    is_gain: bool
    who: str
    whose: str
    kind: str
    known_by: str


@dataclass(frozen=True, slots=True)
class Worth:
    """What a side gains in a year, least and most, in pounds of one year's prices, losses taken off."""

    whose: str
    low: str
    high: str
    year: int


@dataclass(frozen=True, slots=True)
class PutIn:
    """What a side has put in: hours, and pounds beside them."""

    whose: str
    hours: str
    money: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What one collaboration reports."""

    milestones: tuple[Milestone, ...]
    risks: tuple[str, ...]
    needed: float
    confirmed: float
    gaps: int
    resources: int
    results: tuple[Result, ...]
    benefits: tuple[Benefit, ...]
    worths: tuple[Worth, ...]
    put_in: tuple[PutIn, ...]

    @property
    def reached(self) -> int:
        """How many milestones are reached."""
        return sum(one.done is not None for one in self.milestones)

    @property
    def late(self) -> int:
        """How many milestones have passed their day."""
        return sum(one.is_late for one in self.milestones)

    @property
    def following(self) -> Milestone | None:
        """The next milestone that is not reached."""
        waiting = [one for one in self.milestones if one.done is None]
        return min(waiting, key=lambda one: one.due or date.max, default=None)


def figures(rows: Mapping[str, Rows], today: date) -> Figures:
    """Take the answers that are reported, by part, and leave out what is not for the programme."""
    names = {str(row["ref"]): str(row.get("what", "")) for row in rows["milestones"]}
    resources = rows["resources"]
    short = [row for row in resources if _number(row.get("confirmed")) < _number(row.get("needed"))]
    latest = {str(row.get("outcome")): row for row in sorted(rows["achievements"], key=lambda row: str(row.get("on")))}
    return Figures(
        milestones=tuple(_milestone(row, names, today) for row in rows["milestones"]),
        risks=tuple(str(row.get("risk", "")) for row in rows["risks"]),
        needed=sum(_number(row.get("needed")) for row in resources),
        confirmed=sum(_number(row.get("confirmed")) for row in resources),
        gaps=len(short),
        resources=len(resources),
        results=tuple(_result(row, latest.get(str(row["ref"]), {})) for row in rows["outcomes"]),
        benefits=tuple(_benefit(row) for row in rows["benefits"]),
        worths=tuple(_worth(one) for one in benefiting.worths(rows["benefits"])),
        put_in=tuple(_put_in(one) for one in benefiting.by_side(benefiting.given(rows["effort"]))),
    )


def _milestone(row: Mapping[str, Any], names: Mapping[str, str], today: date) -> Milestone:
    due, done = _day(row.get("due")), _day(row.get("done"))
    after = names.get(str(row.get("after", "")), "")
    return Milestone(str(row.get("what", "")), due, done, after, bool(due and not done and due < today))


def _result(outcome: Mapping[str, Any], achieved: Mapping[str, Any]) -> Result:
    return Result(
        str(outcome.get("measure", "")),
        str(outcome.get("baseline", "")),
        str(outcome.get("target", "")),
        str(achieved.get("measured", "")),
        _day(achieved.get("on")),
    )


def _benefit(row: Mapping[str, Any]) -> Benefit:
    return Benefit(
        what=str(row.get("benefit", "")),
        is_gain=row.get("sign") == "gain",
        who=str(row.get("beneficiary", "")),
        whose=WHOSE[row["whose"]],
        kind=GAINS[row["gain"]],
        known_by=KNOWN_BY[row["known_by"]],
    )


def _worth(one: benefiting.Worth) -> Worth:
    return Worth(WHOSE[one.whose], benefiting.in_pounds(one.low), benefiting.in_pounds(one.high), one.year)


def _put_in(one: benefiting.Given) -> PutIn:
    hours = f"{one.hours.normalize():,f}" if one.hours else "0"
    return PutIn(PUTS_IN[one.side], hours, benefiting.in_pounds(one.pence))


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float, str)) and value != "" else 0.0
