"""What is the guide made of? Steps hold questions, questions hold parts, parts hold fields.

A part is one thing that can be recorded in answer to a question, once or many times. The form, the table, the export
and the check of completeness are all made from it, so that a question is added in one place.

*Source:* R52, R58; settled questions, "In Django".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What may be typed into a field."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MEMBER = "member"
    OUTCOME = "outcome"
    STAKEHOLDER = "stakeholder"
    BODY = "body"
    MILESTONE = "milestone"


# Which part of the record an answer of each kind of reference names; a member is named from the team
REFERRED_PARTS = {
    Kind.OUTCOME: "outcomes",
    Kind.STAKEHOLDER: "stakeholders",
    Kind.BODY: "bodies",
    Kind.MILESTONE: "milestones",
}
REFERENCES = frozenset({Kind.MEMBER, *REFERRED_PARTS})


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked: its name in the record, its words on screen, and what may be typed.

    `progress` marks what is filled in as the work goes on; it is not part of what the sides confirm, so that marking an
    action as done does not undo their agreement to the plan. `for_team` marks what invited stakeholders do not read.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    required: bool = True
    short: bool = False
    progress: bool = False
    for_team: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that can be recorded; `many` of them, or a single one.

    `title` names the field that stands as the heading of a row. `due`, `done` and `member` name the fields that say
    when it falls due, when it was done and who answers for it, so that every part can be asked the same.
    `sealed` marks what a deed of its own makes, and nobody writes or changes by hand.
    `once` names a choice each of whose answers is given once. `for_team` marks what invited stakeholders do not read.
    """

    key: str
    noun: str
    fields: tuple[Field, ...]
    many: bool = True
    title: str = ""
    empty: str = ""
    due: str = ""
    done: str = ""
    member: str = ""
    plural: str = ""
    once: str = ""
    for_team: bool = False
    sealed: bool = False

    @property
    def heading(self) -> str:
        """The words above the list of these."""
        name = self.plural or (f"{self.noun}s" if self.many else self.noun)
        return name[0].upper() + name[1:]

    @property
    def title_field(self) -> str:
        """The field whose words stand for the whole."""
        return self.title or self.fields[0].name

    def field_named(self, name: str) -> Field:
        """Give one field of the part."""
        return next(f for f in self.fields if f.name == name)


@dataclass(frozen=True, slots=True)
class Question:
    """One lettered question of the guide, asked in our own words, with its number."""

    code: str
    asks: str
    why: str
    parts: tuple[Part, ...] = ()

    @property
    def step(self) -> int:
        """The number of the step it belongs to."""
        return int(self.code[:-1])


@dataclass(frozen=True, slots=True)
class Step:
    """One of the ten steps. `rule` says in words when it is complete; `short` are the one or two lines under its number
    on the journey."""

    number: int
    title: str
    group: str
    what: str
    rule: str
    short: tuple[str, ...]
    questions: tuple[Question, ...]
