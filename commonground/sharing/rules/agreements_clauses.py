"""What must an agreement say? Its clauses as data: forms, task list, document and completeness are made from them.

The headings follow what the Information Commissioner's code asks an agreement for, in our own words. A clause may be
answered "not needed, because", where an agreement can be whole without it.

*Source:* R212; reference on the domain, 2.1 and 7(A).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from commonground.groundwork.markings import Tlp

Values = Mapping[str, Any]

CATEGORIES = {
    "intelligence": "Intelligence",
    "incident": "Incidents",
    "alert": "Alerts",
    "briefing": "Briefings",
    "document": "Documents",
}
KINDS = {
    "isa": "Information sharing agreement",
    "joint": "Joint controller arrangement",
    "protocol": "Protocol for one occasion",
    "processor": "Contract with a processor",
}


class Kind(StrEnum):
    """How a field is answered."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to answer; `only_if` names a yes/no field, or a field and its value, on which it depends."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    required: bool = True
    choices: Mapping[str, str] | None = None
    only_if: tuple[str, Any] | None = None

    def is_asked(self, values: Values) -> bool:
        """Whether the other answers leave this one open."""
        return self.only_if is None or values.get(self.only_if[0]) == self.only_if[1]

    def in_words(self, value: Any) -> str:
        """The answer as it is read on pages and paper; empty where there is none."""
        if value in (None, "", []):
            return ""
        if self.kind is Kind.YES_NO:
            return "Yes" if value else "No"
        if self.kind is Kind.CHOICE:
            return (self.choices or {}).get(str(value), str(value))
        if self.kind is Kind.CHOICES:
            return ", ".join((self.choices or {}).get(str(each), str(each)) for each in value)
        if self.kind is Kind.DATE:
            day = date.fromisoformat(str(value))
            return f"{day.day} {day:%B %Y}"
        return str(value)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: what it is for, why it is asked, its fields. `many` holds rows; `waivable` may be not needed."""

    key: str
    title: str
    why: str
    fields: tuple[Field, ...]
    many: bool = False
    waivable: bool = False
    noun: str = ""

    def lacking(self, values: Values) -> list[str]:
        """Name what is not answered yet, in the words of the labels."""
        if self.many:
            rows = values.get("rows") or []
            return [] if rows else [self.noun]
        return [one.label for one in self.fields if one.required and _open(one, values)]

    def is_answered(self, values: Values, not_needed: str) -> bool:
        """Whether the clause is whole, or is not needed with a reason."""
        return bool(self.waivable and not_needed) or not self.lacking(values)


def _open(one: Field, values: Values) -> bool:
    return one.is_asked(values) and values.get(one.name) in (None, "", [])


def clause(key: str) -> Clause | None:
    """Give the clause of a key; None for a key that there is not."""
    return BY_KEY.get(key)


def shown(one: Clause, values: Values) -> Iterator[tuple[str, str]]:
    """Give each answer of a clause, or of one of its rows, as label and words."""
    for each in one.fields:
        if each.is_asked(values) and (words := each.in_words(values.get(each.name))):
            yield each.label, words


MARKINGS = {marking.value: marking.label for marking in Tlp}
_YES, _DATE, _LINE, _CHOICE, _CHOICES = Kind.YES_NO, Kind.DATE, Kind.LINE, Kind.CHOICE, Kind.CHOICES

PURPOSE = Clause("purpose", "Purpose", "Who reads only this clause must know what is shared for what.", (
    Field("aim", "What the sharing is to achieve", hint="One problem, in words that a shopkeeper and an officer use."),
    Field("why", "Why sharing is needed for it"),
    Field("benefits", "Whom it helps, and how"),
    Field("less", "Why less would not do", hint="Fewer people, less detail, a shorter time: say why that fails."),
    Field("anonymous", "Could it be done without naming anybody?", hint="If some of it can, say which part."),
))  # fmt: skip
DATA = Clause("data", "What is shared", "Each kind of data by itself: what, in which form, how long, how deleted.", (
    Field("name", "What it is", _LINE, "For example, pictures of people suspected of theft"),
    Field("description", "What it holds"),
    Field("category", "Under which category it is shared here", _CHOICE, choices=CATEGORIES),
    Field("flow", "From whom to whom", _LINE),
    Field("format", "In which form or standard", _LINE, required=False),
    Field("personal", "Does it hold personal data?", _YES),
    Field("special", "Does it hold special category data?", _YES,
          "Such as health, ethnic origin, religion or biometrics"),
    Field("criminal", "Does it hold criminal offence data?", _YES, "Allegations count too"),
    Field("children", "Can it be about children?", _YES),
    Field("essential", "Would the purpose fail without it?", _YES),
    Field("source", "Where it comes from", _LINE),
    Field("accuracy", "How it is checked before it is shared", _LINE),
    Field("retention", "How long it is kept", _LINE, "A number of days or an event, not “as long as needed”"),
    Field("deletion", "How it is deleted", _LINE),
), many=True, noun="kind of data")  # fmt: skip
EXCLUDED = Clause(
    "excluded",
    "What is never shared",
    "What is left out is as much agreed as what is in.",
    (Field("excluded", "What is never shared under this agreement"),),
)
LIMITS = Clause("limits", "Limits that this site keeps", "These are not only words: nothing beyond them opens here.", (
    Field("ceiling", "The strictest marking that may be shared", _CHOICE, "Anything stricter stays shut",
          choices=MARKINGS),
    Field("personal", "May personal data be shared under it?", _YES),
    Field("accreditations", "Accreditations, one of which whoever gets something must hold", Kind.TEXT,
          "One a line, as the register of organisations calls them. Leave it empty to ask for none.", required=False),
))  # fmt: skip
LAW = Clause("law", "Law and confidence", "The lawful bases stand with each party; here is what holds for all.", (
    Field("confidence", "How a duty of confidence was considered", hint="What was told in confidence, and by whom"),
    Field("policy", "Where the appropriate policy document is kept", _LINE, required=False),
    Field("assessment", "Where the assessments of interests are kept", _LINE, required=False),
))  # fmt: skip
DPIA = Clause("dpia", "Data protection impact assessment", "Screen first; assess where the risk may be high.", (
    Field("screening", "What the screening says", _CHOICE, choices={
        "needed": "An assessment is needed", "done": "An assessment is done",
        "not": "None is needed, for the reason below"}),
    Field("reason", "Why"),
    Field("reference", "Where the assessment is kept", _LINE, only_if=("screening", "done")),
    Field("risk", "What risk is left", only_if=("screening", "done")),
    Field("advice", "What the data protection officers advise"),
    Field("followed", "Is their advice followed?", _YES),
    Field("overruled", "Why it is not followed", only_if=("followed", False)),
))  # fmt: skip
RIGHTS = Clause("rights", "People’s rights", "Somebody whose data is shared must not be sent from door to door.", (
    Field("notice", "Where the privacy notice can be read", _LINE),
    Field("access", "Who answers a request for access, and in which time"),
    Field("correction", "How a correction or an erasure reaches all who have a copy"),
    Field("objections", "How an objection is dealt with"),
    Field("complaints", "Where to complain, and what happens then"),
    Field("foi", "Who leads on freedom of information", _LINE, required=False),
    Field("children", "How children and people at risk are protected", required=False),
    Field("automated", "Decisions made by machines alone", hint="Say “none”, or which"),
))  # fmt: skip
HOW = Clause("how", "How it is shared", "The day-to-day: so plain that a night shift can follow it.", (
    Field("channels", "By which ways", hint="This site, and what else. Name what is not allowed too."),
    Field("often", "How often", _LINE),
    Field("marking", "The marking that things have unless somebody chooses another", _CHOICE, choices=MARKINGS),
    Field("onward", "Passing it on", _CHOICE, choices={
        "none": "Never", "named": "To those named here", "consent": "Only when the originator agrees"}),
    Field("onward_to", "To whom", only_if=("onward", "named")),
    Field("roles", "Which posts may share and which may read"),
    Field("form", "What a request looks like", hint="The request form in the annex, or your own"),
    Field("levels", "Who decides what, and who decides when they are away"),
    Field("emergency", "What happens in an emergency"),
    Field("out_of_hours", "Whom to reach out of hours", _LINE, required=False),
))  # fmt: skip
SECURITY = Clause("security", "Security", "What keeps it safe on its way and where it lies.", (
    Field("transfer", "On its way"),
    Field("storage", "Where it is kept, and who can get at it"),
    Field("factors", "Is a second factor needed to sign in where it is kept?", _YES),
    Field("vetting", "How far the people who read it are vetted, by role"),
    Field("training", "Which training they have, and what proves it"),
    Field("devices", "Which devices are allowed", hint="No personal messaging apps"),
    Field("breach", "When something goes wrong: who is told within how many hours, and who leads"),
))  # fmt: skip
QUALITY = Clause("quality", "Quality and misuse", "What is wrong must be found, and misuse must have a consequence.", (
    Field("sampling", "How accuracy is checked by samples"),
    Field("formats", "Rules for how things are written", required=False),
    Field("measure", "How you will know that sharing works", hint="A number that both sides can count"),
    Field("audit", "Who may check how the other keeps to this", required=False),
    Field("sanctions", "What follows misuse"),
), waivable=True)  # fmt: skip
TERM = Clause("term", "Beginning and end", "An agreement without an end is never looked at again.", (
    Field("starts", "It holds from", _DATE, "Never before all have signed"),
    Field("ends", "It ends on", _DATE),
    Field("notice", "How long beforehand a party says that it leaves", _LINE),
    Field("exit", "What happens to the data at the end", _CHOICES, choices={
        "return": "It is returned", "delete": "It is deleted", "certify": "Each party certifies what it did"}),
    Field("survives", "What goes on to hold after the end", required=False),
))  # fmt: skip
SUMMARY = Clause("summary", "Summary for the public", "The register shows this to everybody, in plain words.", (
    Field("summary", "The agreement in plain words", hint="What is shared, between whom, for what, and how people"
          " can ask or complain. No names of people."),
))  # fmt: skip

CLAUSES = (PURPOSE, DATA, EXCLUDED, LIMITS, LAW, DPIA, RIGHTS, HOW, SECURITY, QUALITY, TERM, SUMMARY)
BY_KEY = {one.key: one for one in CLAUSES}


def accreditations(values: Values) -> list[str]:
    """Read the accreditations of the limits, one a line, each once."""
    lines = (line.strip() for line in str(values.get("accreditations") or "").splitlines())
    return list(dict.fromkeys(line for line in lines if line))
