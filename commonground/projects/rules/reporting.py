"""What does a collaboration say to its programme? Milestones, what waits for what, risks, resources and results.

Left out, on purpose: who answers for something, the words of both sides about the problem, tactics, reviews.

*Source:* R196, R4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Rows = Sequence[Mapping[str, Any]]


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
class Figures:
    """What one collaboration reports."""

    milestones: tuple[Milestone, ...]
    risks: tuple[str, ...]
    needed: float
    confirmed: float
    gaps: int
    resources: int
    results: tuple[Result, ...]

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


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float, str)) and value != "" else 0.0
