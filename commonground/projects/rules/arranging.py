"""What does the formal arrangement look like on paper? Terms of reference, a memorandum, heads of terms, from what is
recorded; what is not recorded is a ruled line to fill in.

The headings are ours. None of these papers is legal advice, and each says so.

*Source:* R13; reference on the domain, 4 (agreement), and on standards, 2.7 (terms of exit).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commonground.groundwork.documents import (
    Blank,
    Block,
    Bullets,
    Document,
    Heading,
    Note,
    Pairs,
    Paragraph,
    Picture,
    Signatures,
    Table,
)
from commonground.projects.rules.guide.partnership import EXIT, FORMALITY, RIGHTS, SHAPE, SHARING, SITTING
from commonground.projects.rules.record import Record, Row
from commonground.projects.rules.structure import Structure, in_words, link_in_words

TITLES = {
    "none": "Note of who decides what",
    "terms": "Terms of reference",
    "memorandum": "Memorandum of understanding",
    "agreement": "Memorandum of understanding, with a sharing agreement to follow",
    "contract": "Heads of terms for a contract",
    "entity": "Heads of terms for a legal entity",
}
BINDING = {
    "contract": "Heads of terms say what a contract is to say. Nothing here binds anybody until a contract is signed.",
    "entity": "Heads of terms say what a legal entity is to be. Nothing here binds anybody until it is founded.",
}
NOT_BINDING = "This paper says what the parties intend. It is not meant to bind them in law."
# What each form must settle that the guide does not ask, as ruled lines
TO_SETTLE: Mapping[str, tuple[str, ...]] = {
    "memorandum": ("Who answers for staff who work under another’s direction",),
    "agreement": ("Who answers for staff who work under another’s direction",),
    "contract": (
        "What is to be done, by whom, to what standard",
        "Price, and when it is paid",
        "From when until when, and how it is renewed",
        "Which legal powers are used, by whom, and on whose authority",
        "Who is liable for what, and what insurance each party holds",
        "How a disagreement is settled",
    ),
    "entity": (
        "What kind of legal entity, and under which law",
        "Who the members are, and how others join",
        "Who directs it, and how they are chosen",
        "Where its money comes from, and who may spend it",
        "Who is liable for what, and what insurance it holds",
        "How it is wound up",
    ),
}


@dataclass(frozen=True, slots=True)
class Partner:
    """One organisation that takes part: its side in words, and who speaks for it here, where somebody does."""

    side: str
    name: str
    people: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the paper is made from: the collaboration, its partners, who signs, the drawing, how often it changed."""

    collaboration: str
    area: str
    on: date
    version: int
    partners: Sequence[Partner] = ()
    signing: Sequence[tuple[str, str]] = ()
    structure: Structure = field(default_factory=lambda: Structure((), ()))
    drawing: str = ""


def paper_of(facts: Facts, record: Record) -> Document:
    """Make the paper that goes with what was chosen in question 2a; before anything is chosen, terms of reference."""
    formality = _only(record, "formality")
    chosen = formality.get("chosen") or "terms"
    blocks = [
        Note(
            f"Made from what the two sides recorded. Ruled lines are for what is not recorded. {_standing(chosen)}"
            " It is not legal advice: have it read before it is signed."
        ),
        *_parties(facts),
        *_purpose(record),
        *_joined(facts, record),
        *_why_this_form(formality),
        *_to_settle(chosen),
        *_sharing(record, chosen),
        *_leaving(record),
        *_changing(facts),
    ]
    return Document(
        title=f"{TITLES[chosen]}: {facts.collaboration}",
        blocks=tuple(blocks),
        summary=f"Police and private security in {facts.area}.",
        on=facts.on,
        reference=f"Draft, wording {facts.version}",
        marking="Draft for both sides",
    )


def _standing(chosen: str) -> str:
    return BINDING.get(chosen, NOT_BINDING)


def _only(record: Record, part: str) -> Mapping[str, Any]:
    rows: Sequence[Row] = record.part(part)
    return rows[-1].values if rows else {}


def _said(heading: str, words: Any, asks: str, lines: int = 3) -> Iterator[Block]:
    """Give what is recorded under a heading, or ruled lines for it."""
    yield Heading(heading)
    yield Paragraph(str(words)) if words else Blank(asks, lines)


def _parties(facts: Facts) -> Iterator[Block]:
    yield Heading("Who takes part")
    if not facts.partners:
        yield Blank("Organisations on both sides, and who speaks for each", 4)
        return
    rows = [(partner.name, partner.side, partner.people or "–") for partner in facts.partners]
    yield Table("Organisations that take part", ("Organisation", "Side", "People on the team"), rows)


def _purpose(record: Record) -> Iterator[Block]:
    joint = _only(record, "joint")
    yield from _said("What for", joint.get("purpose"), "The common purpose, in one sentence", 2)
    yield Heading("Goals")
    goals = [goal for goal in str(joint.get("goals") or "").splitlines() if goal.strip()]
    yield Bullets(goals) if goals else Blank("The goals that both sides share", 4)
    benefits = [(label, joint[name]) for name, label in (("police_benefit", "The police side expects"),
                ("security_benefit", "The security side expects")) if joint.get(name)]  # fmt: skip
    if benefits:
        yield Pairs(benefits)


def _joined(facts: Facts, record: Record) -> Iterator[Block]:
    shape = _only(record, "architecture")
    form = SHAPE.field_named("shape").choices.get(shape.get("shape", ""), "")
    yield from _said("How the parties are joined", form, "The shape of the relationship", 2)
    if facts.drawing and facts.structure.bodies:
        yield Picture(facts.drawing, in_words(facts.structure), "How the two sides are joined")
    if facts.structure.bodies:
        yield Table("Bodies", ("Body", "Whose", "Money", "Tactics", "Publicity", "Meets"), list(_bodies(facts)))
        if facts.structure.links:
            yield Bullets([link_in_words(facts.structure, link) for link in facts.structure.links])
    yield from _said("Who decides what", shape.get("decides"), "Who decides on money, tactics and publicity", 4)
    yield from _said("Meetings", shape.get("meets"), "How often the parties meet, and where", 2)


def _bodies(facts: Facts) -> Iterator[tuple[str, ...]]:
    for body in facts.structure.bodies:
        says = body.says or {}
        rights = (RIGHTS.get(says.get(matter, ""), "–") for matter in ("money", "tactics", "publicity"))
        yield (body.name, SITTING[body.side], *rights, body.meets or "–")


def _why_this_form(formality: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading("Why this form")
    asked = [one for one in FORMALITY.fields if one.name not in ("chosen", "reason")]
    if not formality:
        yield Blank("Why this form was chosen")
        return
    yield Pairs([(one.label, "Yes" if formality.get(one.name) else "No") for one in asked])
    yield Paragraph(str(formality.get("reason") or ""))


def _to_settle(chosen: str) -> Iterator[Block]:
    if asks := TO_SETTLE.get(chosen):
        yield Heading("Still to be settled")
        for ask in asks:
            yield Blank(ask)


def _sharing(record: Record, chosen: str) -> Iterator[Block]:
    yield Heading("Information")
    sharing = _only(record, "sharing")
    if not sharing:
        yield Blank("What is shared, why, and under which agreement")
        return
    yield Paragraph(f"{SHARING.field_named('decided').choices[sharing['decided']]}. {sharing.get('reason') or ''}")
    if sharing["decided"] == "agreement" or chosen == "agreement":
        yield Note("Personal data is shared under an information sharing agreement of its own. This paper is not one.")


def _leaving(record: Record) -> Iterator[Block]:
    leaving = _only(record, "exit_terms")
    yield Heading("How it ends")
    recorded = [(one.label, str(leaving[one.name])) for one in EXIT.fields if leaving.get(one.name)]
    if recorded:
        yield Pairs(recorded)
    for one in EXIT.fields:
        if not leaving.get(one.name):
            yield Blank(one.label, 2)


def _changing(facts: Facts) -> Iterator[Block]:
    yield Heading("Changing it")
    yield Paragraph("Both sides agree to a change in writing. It is read again at each review of the collaboration.")
    yield Heading("Signed")
    yield Signatures(facts.signing or (("Police side", ""), ("Security side", "")))
