"""What is a collaboration of the example made of? Plain values that name people, areas and outcomes by key.

`answers` holds, per lettered question, the rows of each part of the guide, with the guide's own field names. In a row a
person is a key of `people.PEOPLE`, an outcome is the words of its measure, a date is a `date`.

*Source:* R6-R47; commonground/projects/rules/guide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = dict[str, Any]
Answers = dict[str, dict[str, list[Row]]]


@dataclass(frozen=True, slots=True)
class Lead:
    """One person in one of the four posts, for a time; `accepted` is the day they took it on."""

    side: str
    role: str
    person: str
    asked: date
    accepted: date | None
    until: date | None = None
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class BlindText:
    """What one side wrote on its own, by question, and when it was sent; nothing sent is None."""

    author: str
    words: Mapping[str, str]
    sent: date | None


@dataclass(frozen=True, slots=True)
class Mark:
    """How near one side finds the other's answer, with a line on how both can be right."""

    question: str
    side: str
    mark: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """One side's answers to the three questions of a review, and its look back; what is not asked is None.
    `comments` are on outcomes, by the words of their measure."""

    by: str
    on: date
    relevant: bool
    why: str
    on_course: bool | None = None
    change: bool | None = None
    expected: str = ""
    happened: str = ""
    differently: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)
    keeps_because: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One round of step 7: its day, the next day, who was there, and each side's answers; who has not answered is left
    out."""

    held_on: date
    next_on: date
    present: str
    answers: Mapping[str, ReviewAnswer]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a person stands on stopping for those they speak for: stop, continue, changed or cannot, and why."""

    person: str
    position: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Met:
    """What was changed because of the objection of one person, by whom, and when."""

    objector: str
    changed: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Round:
    """One time that everybody was asked about one proposal, what they said, and what met the objections."""

    opened: date
    by: str
    motion: str
    words: str
    positions: tuple[Position, ...]
    met: tuple[Met, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreeing:
    """How stakeholders agree: the rule and what silence means, who put it forward and who agreed, the rounds, and who
    recorded the decision with which next steps. The decision itself stands among the answers."""

    rule: str
    silence: str
    days: int
    by: str
    on: date
    agreed_by: str = ""
    agreed_on: date | None = None
    rounds: tuple[Round, ...] = ()
    decided_by: str = ""
    next_steps: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class View:
    """What difference one side says that the work made, through whoever leads it."""

    person: str
    effect: str
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody of neither organisation said of the case study, and what the team answered."""

    reader: str
    verdict: str
    words: str
    answered: str


@dataclass(frozen=True, slots=True)
class Teammate:
    """One person on the team, or invited as a stakeholder, for a time."""

    person: str
    part: str = "team"
    starts: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Collaboration:
    """One collaboration as far as it has come."""

    key: str
    name: str
    about: str
    area: str
    state: str
    started_by: str
    made: date
    team: tuple[Teammate, ...]
    leads: tuple[Lead, ...]
    blind: Mapping[str, BlindText]
    proposed: date | None = None
    accepted: date | None = None
    began: date | None = None
    marks: tuple[Mark, ...] = ()
    answers: Answers = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    positions: tuple[Position, ...] = ()
    agreeing: Agreeing | None = None
    views: tuple[View, ...] = ()
    reading: Reading | None = None
    text: str = ""
    text_on: date | None = None
    confirmed: Mapping[int, tuple[date, date]] = field(default_factory=dict)
    study: str = ""
    study_on: date | None = None
    weakness: str = ""
    page: Mapping[str, str] = field(default_factory=dict)
    page_on: date | None = None
    published: date | None = None
    stopped: date | None = None


def table(names: str, *rows: tuple[Any, ...]) -> list[Row]:
    """Make rows from the names of their fields, parted by spaces, and one tuple each; None leaves a field out.

    :raises ValueError: when a tuple has another length than the names.
    """
    keys = names.split()
    return [{k: v for k, v in zip(keys, row, strict=True) if v is not None} for row in rows]
