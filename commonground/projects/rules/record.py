"""What is recorded of a collaboration? One frozen value that every judgement is made from.

*Source:* R59-R68; settled questions ("statuses are a function of what is recorded and of the date").
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commonground.groundwork.sides import Side
from commonground.projects.rules import guide
from commonground.projects.rules.lifecycle import State


@dataclass(frozen=True, slots=True)
class Row:
    """One recorded answer: its public id and its values by field name."""

    ref: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Leader:
    """Who holds one of the four posts now, whether they have accepted, and whether they can act here."""

    side: Side
    role: str
    accepted: bool
    person: str = ""
    can_act: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """One look again: when, when next, and which sides have answered. Their words are not part of it."""

    held_on: date
    next_on: date
    answers: Collection[Side]


@dataclass(frozen=True, slots=True)
class Position:
    """Where one stakeholder stands on stopping."""

    who: str
    position: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that the standing of the ten steps depends on."""

    state: State
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    statements_sent: frozenset[Side] = frozenset()
    leaders: Sequence[Leader] = ()
    reviews: Sequence[Review] = ()
    positions: Sequence[Position] = ()
    case_study_published: bool = False
    confirmed: Mapping[tuple[int, Side], str] = field(default_factory=dict)
    # Of the action plan: organisations on the team (public id, name), what each signed last, letters of the matrix
    # (activity, organisation, letter), responsibilities that nobody holds now, and who says that they have read it
    bodies: Sequence[tuple[str, str]] = ()
    signed: Mapping[str, str] = field(default_factory=dict)
    duties: Sequence[tuple[str, str, str]] = ()
    vacant: frozenset[str] = frozenset()
    plan_readers: int = 0
    # How many polls of the community are over and were answered
    polls_answered: int = 0

    def part(self, key: str) -> Sequence[Row]:
        """Give the rows of one part, in their order."""
        return self.rows.get(key, ())

    def has_started(self, step: int) -> bool:
        """Whether anything at all is recorded in a step."""
        special = {1: self.statements_sent, 4: self.leaders, 7: self.reviews, 9: self.positions}
        return bool(special.get(step)) or any(
            self.part(part.key) for question in guide.step(step).questions for part in question.parts
        )


def fingerprint(record: Record, step: int) -> str:
    """Make the hash of what the sides confirm in a step: every answer but the fields that only tell of progress, and
    what the step's special questions hold. What is empty is left out, so that a question that the guide asks later
    does not undo what was confirmed before."""
    content: dict[str, Any] = {}
    for question in guide.step(step).questions:
        for part in question.parts:
            agreed = [f.name for f in part.fields if not f.progress]
            if rows := record.part(part.key):
                content[part.key] = [[row.ref, _said(row, agreed)] for row in rows]
    if step == 1:
        content["sent"] = sorted(record.statements_sent)
    if step == 4:
        # Which posts are held, not by whom: a change of lead does not undo what both sides have confirmed.
        content["leaders"] = sorted([leader.side, leader.role] for leader in record.leaders if leader.accepted)
    if step == 6 and record.duties:
        content["duties"] = sorted(record.duties)
    if step == 7:
        content["reviews"] = [[str(r.held_on), str(r.next_on), sorted(r.answers)] for r in record.reviews]
    if step == 9:
        content["positions"] = sorted([p.who, p.position] for p in record.positions)
    if step == 10:
        content["published"] = record.case_study_published
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _said(row: Row, names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name in names if (value := row.values.get(name)) is not None}
