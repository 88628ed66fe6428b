"""What does a sharing decision record hold? Every field of the Information Commissioner's form, as data.

Form, page, document and table are made from these parts. A refusal needs a reason as much as a yes; what only matters
when something is shared is asked only then; an emergency asks for what can be said at once, and the rest is looked at
within 72 hours. A record never changes: a correction is a new record that names the old one.

*Source:* R184; reference on the domain, 7(B) and 2.2; design/sharing.md 2.1, 5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import median
from typing import Any

from commonground.groundwork.markings import Tlp
from commonground.groundwork.small_numbers import enough
from commonground.sharing.rules.decisions import Outcome as Policy
from commonground.sharing.rules.writing import review_due

REASON_AT_LEAST = 10


class Direction(StrEnum):
    """How it came about."""

    RECEIVED = "received"
    MADE = "made"
    OWN = "own"
    EMERGENCY = "emergency"


DIRECTIONS = {
    Direction.RECEIVED: "We were asked",
    Direction.MADE: "We asked, and record what we were told",
    Direction.OWN: "On our own initiative",
    Direction.EMERGENCY: "In an emergency",
}


class Outcome(StrEnum):
    """What was decided."""

    ALL = "all"
    PART = "part"
    REFUSE = "refuse"
    DEFER = "defer"


OUTCOMES = {
    Outcome.ALL: "Share all of it",
    Outcome.PART: "Share a part of it",
    Outcome.REFUSE: "Refuse",
    Outcome.DEFER: "Decide later",
}
SHARED = frozenset({Outcome.ALL, Outcome.PART})
POLICY = {
    Outcome.ALL: Policy.SHARE,
    Outcome.PART: Policy.SHARE,
    Outcome.REFUSE: Policy.REFUSE,
    Outcome.DEFER: Policy.DEFER,
}

SUBJECTS = {
    "suspect": "Suspects",
    "convicted": "Convicted persons",
    "victim": "Victims",
    "witness": "Witnesses",
    "staff": "Members of staff",
    "none": "Nobody",
}
CRIMINAL = frozenset({"suspect", "convicted"})
FACTS = {"fact": "Fact", "opinion": "Opinion", "both": "Both, kept apart"}
CONTROLLERS = {"separate": "Each decides for itself", "joint": "They decide together"}
YES_NO = {"yes": "Yes", "no": "No"}
DPIA = {
    "not_needed": "Not needed",
    "covered": "Covered by one that is done",
    "done": "Done for this",
    "to_do": "Needed and not done yet",
}
MARKINGS = {one.value: one.label for one in Tlp}


class When(StrEnum):
    """When a field has to be answered."""

    ALWAYS = "always"
    IF_SHARED = "if_shared"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the record: its label, how it is answered, when it must be, and what helps to answer it."""

    key: str
    label: str
    kind: str = "words"
    when: When = When.ALWAYS
    hint: str = ""
    choices: Mapping[str, str] | Mapping[Direction, str] | Mapping[Outcome, str] | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that belong together, under a heading."""

    key: str
    heading: str
    fields: tuple[Field, ...]


_SHARED, _MAY = When.IF_SHARED, When.OPTIONAL

PARTS: tuple[Part, ...] = (
    Part("request", "What was asked", (
        Field("direction", "How did it come about?", "choice", choices=DIRECTIONS, at_once=True),
        Field("asking_organisation", "Who asks or would get it: the organisation", "line", at_once=True),
        Field("asking_person", "Their name and position", "line", at_once=True),
        Field("identity", "How was it checked who they are?", "line",
              hint="For example: called back at the switchboard number on their card; signed in here."),
        Field("received_on", "On which day was it asked?", "day", hint="For your own initiative, the day it came up."),
        Field("deadline", "By when is it needed, and why then?", "line"),
        Field("cell", "Where does it stand in the matrix?", "cell", hint="Risk, timeliness and participation."),
    )),
    Part("data", "What it is about", (
        Field("description", "What is it?", hint="What the information is, not the information itself.", at_once=True),
        Field("subjects", "Whom is it about?", "choices", choices=SUBJECTS),
        Field("children", "Is any of it about a child?", "choice", choices=YES_NO, at_once=True),
        Field("facts", "Is it fact or opinion?", "choice", choices=FACTS),
        Field("marking", "How is it marked?", "choice", choices=MARKINGS, at_once=True),
        Field("handling", "What else must they do with it?", "line", _MAY),
        Field("manifest", "What exactly is released, field by field?", when=_SHARED,
              hint="One line for each field or sentence. A fingerprint of these lines is kept with the record."),
    )),
    Part("law", "What allows it", (
        Field("controllers", "Who decides about the data?", "choice", choices=CONTROLLERS),
        Field("agreement", "Is an agreement in place?", "choice", choices=YES_NO),
        Field("agreement_reference", "Which agreement?", "line", _MAY, "Its reference. Needed where there is one."),
        Field("purpose", "What is it for?", at_once=True),
        Field("basis", "On which lawful basis?", "basis", hint="From the dated table. Choose what you relied on."),
        Field("necessary", "Why is it necessary?"),
        Field("less", "Why would less not do?", hint="What was thought of that shows less, and why it is not enough."),
        Field("special", "What allows what is very private, or about crime?", when=_MAY,
              hint="Needed where it is about health, origin, belief or private life, or about a crime."),
        Field("part3", "Which provisions of Part 3 apply?", "line", _MAY, "For the police: Data Protection Act 2018."),
        Field("power", "Which legal power is used?", "line", _MAY),
        Field("exemption", "Which exemption is used, and what would be harmed without it?", when=_MAY),
        Field("confidence", "Was confidence, or harm to a source, thought of?",
              hint="Whoever told you may be known by what you share. Name nobody here."),
        Field("dpia", "Was an impact assessment thought of?", "choice", choices=DPIA),
        Field("dpo", "What did the data protection officer say?", hint="Or why they were not asked."),
    )),
    Part("care", "How it is looked after", (
        Field("retention", "Until when is it kept, and how is it deleted?", when=_SHARED),
        Field("security", "How is it sent and kept safe?", when=_SHARED),
        Field("rights", "How are people’s rights looked after?", when=_SHARED,
              hint="Who answers a person who asks what is held about them, and who tells whom of a correction."),
        Field("dates", "Once, or how often and until when?", "line", _SHARED),
    )),
    Part("decision", "The decision", (
        Field("outcome", "What do you decide?", "choice", choices=OUTCOMES, at_once=True),
        Field("reasons", "Why?", hint="For every outcome: a no needs a reason as much as a yes.", at_once=True),
        Field("recipients", "Who gets it?", "organisations", _SHARED, "One organisation a line, as its card names it."),
        Field("public", "Does everybody get it?", "choice", _SHARED, choices=YES_NO),
        Field("until", "Until when may they have it?", "day", _MAY, "Leave it empty for no end."),
    )),
)  # fmt: skip
FIELDS: Mapping[str, Field] = {one.key: one for part in PARTS for one in part.fields}


def is_emergency(values: Mapping[str, Any]) -> bool:
    """Whether it was decided in an emergency, which works at once."""
    return values.get("direction") == Direction.EMERGENCY


def is_shared(values: Mapping[str, Any]) -> bool:
    """Whether something is shared by it."""
    return values.get("outcome") in SHARED


def must_be_answered(one: Field, values: Mapping[str, Any]) -> bool:
    """Whether a field has to be answered, given the others."""
    if is_emergency(values) and not one.at_once:
        return one.key == "recipients" and is_shared(values) and values.get("public") != "yes"
    if one.key == "recipients":
        return is_shared(values) and values.get("public") != "yes"
    if one.key == "agreement_reference":
        return values.get("agreement") == "yes"
    if one.key == "special":
        return is_shared(values) and bool(CRIMINAL.intersection(values.get("subjects") or ()))
    return one.when is When.ALWAYS or (one.when is When.IF_SHARED and is_shared(values))


def faults(values: Mapping[str, Any]) -> dict[str, str]:
    """Say for each field what is missing from a record, or does not fit; nothing for a complete one."""
    found = {key: _missing(one) for key, one in FIELDS.items() if _is_bare(one, values)}
    reasons = str(values.get("reasons") or "").strip()
    if "reasons" not in found and len(reasons) < REASON_AT_LEAST:
        found["reasons"] = "Say why in a sentence."
    subjects = values.get("subjects") or ()
    if "none" in subjects and len(subjects) > 1:
        found["subjects"] = "Choose whom it is about, or “Nobody”, not both."
    if values.get("public") == "yes" and is_shared(values) and values.get("marking") not in (None, "", "CLEAR"):
        found["marking"] = "What everybody gets is TLP:CLEAR."
    return found


def _is_bare(one: Field, values: Mapping[str, Any]) -> bool:
    given = values.get(one.key)
    empty = not given or (isinstance(given, str) and not given.strip())
    return bool(empty) and must_be_answered(one, values)


def _missing(one: Field) -> str:
    return f"Answer: {one.label}" if one.label.endswith("?") else f"Enter this: {one.label}"


def second_because(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the reasons for which a second person approves what is shared; none in an emergency, which is reviewed."""
    if not is_shared(values) or is_emergency(values):
        return ()
    subjects = frozenset(values.get("subjects") or ())
    reasons = {
        "It is TLP:RED.": values.get("marking") == Tlp.RED.value,
        "It is about children.": values.get("children") == "yes",
        "It is about criminal offences.": bool(CRIMINAL & subjects),
        "It opens personal data to the public.": values.get("public") == "yes" and subjects not in ({"none"}, set()),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


class Note(StrEnum):
    """What may be added to a record that never changes."""

    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    REVIEWED = "reviewed"
    ACKNOWLEDGED = "acknowledged"
    OUTCOME = "outcome"
    WITHDRAWN = "withdrawn"
    TOLD = "told"
    APPEAL = "appeal"
    ITEM = "item"


NOTES = {
    Note.APPROVED: "Approved by a second person",
    Note.NOT_APPROVED: "Not approved by a second person",
    Note.REVIEWED: "Emergency decision reviewed",
    Note.ACKNOWLEDGED: "The recipient has acknowledged it",
    Note.OUTCOME: "What came of it",
    Note.WITHDRAWN: "Withdrawn or corrected",
    Note.TOLD: "Recipients were told",
    Note.APPEAL: "Refusal looked at again",
    Note.ITEM: "Used for an item",
}
# What a member adds in words; the others are deeds of their own.
IN_WORDS = (Note.ACKNOWLEDGED, Note.OUTCOME, Note.WITHDRAWN, Note.TOLD)


class Standing(StrEnum):
    """How a record stands."""

    STANDS = "stands"
    AWAITS = "awaits"
    NOT_APPROVED = "not_approved"
    REVIEW = "review"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


STANDINGS = {
    Standing.STANDS: "Stands",
    Standing.AWAITS: "Waits for a second person",
    Standing.NOT_APPROVED: "Not approved",
    Standing.REVIEW: "Stands, to be reviewed",
    Standing.CORRECTED: "Corrected by a later record",
    Standing.WITHDRAWN: "Withdrawn",
}


def standing(*, needs_second: bool, emergency: bool, notes: frozenset[str], corrected: bool) -> Standing:
    """Say how a record stands, from what it asked for and what was added to it since."""
    if corrected:
        return Standing.CORRECTED
    if Note.WITHDRAWN in notes:
        return Standing.WITHDRAWN
    if Note.NOT_APPROVED in notes:
        return Standing.NOT_APPROVED
    if needs_second and Note.APPROVED not in notes:
        return Standing.AWAITS
    if emergency and Note.REVIEWED not in notes:
        return Standing.REVIEW
    return Standing.STANDS


def review_by(decided: datetime) -> datetime:
    """Give the moment by which an emergency decision is reviewed."""
    return review_due(decided)


@dataclass(frozen=True, slots=True)
class Ease:
    """How easy sharing is, as figures: how many were answered, how many of them with a yes, and the middle time from
    question to answer in hours. A figure for fewer than five is None."""

    answered: int | None
    yes: int | None
    hours: float | None


def ease(answers: Mapping[str, int], hours: list[float]) -> Ease:
    """Work the figures out: `answers` counts the answers by outcome, `hours` are the times from question to answer.

    The number of yes is held back where it, or what is not yes, is a group of one to four.
    """
    total = sum(answers.values())
    yes = sum(answers.get(one, 0) for one in SHARED)
    parts_shown = all(part == 0 or enough(part) for part in (yes, total - yes))
    return Ease(
        total if enough(total) else None,
        yes if enough(total) and parts_shown else None,
        median(hours) if enough(len(hours)) else None,
    )
