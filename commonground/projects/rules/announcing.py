"""Which text tells a result best to whom, and how does it begin? Kinds of text, a suggestion with its reason, and words
made from the record, which people then make their own.

Whatever people write, the figures with their firmness, both sides' views, what is weak about it and what happens next
stand below it as they were on the day when it was put up, and nobody edits them.

*Source:* R37-R39, R235; the suggestions of channels are ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commonground.groundwork.documents import Block, Bullets, Document, Heading, Note, Paragraph, Table

TEXTS = {
    "bulletin": "Bulletin item",
    "press": "Press notice",
    "award": "Award nomination",
    "board": "Board paper",
    "briefing": "Briefing slide",
}
CASE = "case"
LABELS = {**TEXTS, CASE: "Case study"}
FOR_WHOM = {
    "bulletin": "Members of the partnership, in a few lines.",
    "press": "The press and the public, who were not there.",
    "award": "A jury, for those who did the work.",
    "board": "The board and funders, who decide what goes on.",
    "briefing": "Those on shift, in one minute.",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One kind of text for an audience, and why."""

    text: str
    because: str

    @property
    def label(self) -> str:
        """What the kind of text is called."""
        return LABELS[self.text]


SUGGESTED: Mapping[str, tuple[Suggestion, ...]] = {
    "staff": (
        Suggestion("briefing", "They did it: tell them first, on shift, by word of mouth."),
        Suggestion("award", "Where a figure stands behind it, put them forward for thanks."),
    ),
    "victims": (Suggestion("briefing", "Tell them in person, with what came of what they said."),),
    "members": (Suggestion("bulletin", "A few lines reach everybody who was not there."),),
    "leaders": (Suggestion("board", "They are asked to decide something: say what, and what it costs."),),
    "funders": (Suggestion("board", "They ask what it cost and how firm the result is."),),
    "board": (Suggestion("board", "It opens with the decision that you ask for."),),
    "press": (Suggestion("press", "It can be printed as it is, with whom to ask."),),
    "public": (Suggestion("press", "It reaches people who read no bulletin. Put the public page beside it."),),
    "areas": (Suggestion("case", "They need what must be there for it to work, and what did not work."),),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record holds for a text: values that JSON can hold, so that a version keeps them as they were.

    `claims` are what, reached, figures and grade; `views` side, effect and words; `next_steps` what, who, by."""

    name: str
    area: str
    about: str
    police: Sequence[str] = ()
    security: Sequence[str] = ()
    claims: Sequence[Mapping[str, Any]] = ()
    verdict: str = ""
    verdict_grade: str = ""
    weaknesses: Sequence[str] = ()
    views: Sequence[Mapping[str, str]] = ()
    not_worked: str = ""
    cost: str = ""
    contact: str = ""
    next_steps: Sequence[Mapping[str, str]] = field(default_factory=tuple)

    @property
    def partners(self) -> str:
        """Who did it, in a sentence's words."""
        return _listed([*self.police, *self.security]) or self.name


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def begin(kind: str, facts: Facts) -> tuple[str, str]:
    """Give the title and the words with which a text of a kind begins, made from the record.

    :raises KeyError: for a kind that there is not.
    """
    return _TITLES[kind].format(name=facts.name, area=facts.area), "\n\n".join(filter(None, _words(kind, facts)))


_TITLES = {
    "bulletin": "{name}: what came of it",
    "press": "What police and private security did in {area}, and what came of it",
    "award": "Nomination: {name}",
    "board": "{name}: result, cost and the decision asked for",
    "briefing": "{name} in one minute",
}


def _words(kind: str, facts: Facts) -> Iterator[str]:
    came = " ".join(f"{claim['what']}: {claim['reached'].lower()}. {claim['figures']}" for claim in facts.claims)
    what = f"{facts.partners} worked together in {facts.area}. {_sentence(facts.about)}"
    if kind == "board":
        yield "Decision asked for: say here what the board is asked to decide."
    yield what
    yield came
    yield facts.verdict
    if kind in {"board", "award"} and facts.cost:
        yield f"What it cost: {_sentence(facts.cost)}"
    if kind in {"board", "bulletin", "briefing"} and facts.not_worked:
        yield f"What did not work: {_sentence(facts.not_worked)}"
    if kind == "award":
        yield "Say here who did it, in posts and teams, and what they did that others did not."
    if kind == "press" and facts.contact:
        yield f"Whom to ask: {facts.contact}"


def _sentence(words: str) -> str:
    words = words.strip()
    return words if not words or words[-1] in ".!?" else f"{words}."


def paper_of(*, kind: str, title: str, body: str, facts: Facts, on: date, version: int, is_released: bool) -> Document:
    """Make the document of one version of a text: the words, then what nobody edits."""
    blocks = [Paragraph(part) for part in body.split("\n\n") if part.strip()]
    return Document(
        title=title,
        blocks=(*blocks, *beside(facts)),
        summary=f"{LABELS[kind]} of {facts.name}, {facts.area}.",
        author=facts.partners,
        on=on,
        reference=f"{LABELS[kind]}, version {version}",
        marking="" if is_released else "Not released: both sides have not approved it yet",
    )


def beside(facts: Facts) -> Iterator[Block]:
    """Give what stands below every text: figures with their firmness, views, weaknesses, next steps, whom to ask."""
    if facts.claims:
        yield Heading("The figures, and how firm they are")
        yield Table(
            "What was aimed for, what was reached, and how firm that is",
            ("Outcome", "Reached", "Figures", "How firm"),
            [(claim["what"], claim["reached"], claim["figures"], claim["grade"]) for claim in facts.claims],
        )
    if facts.verdict:
        yield Note(f"{facts.verdict} {facts.verdict_grade}.")
    if facts.weaknesses:
        yield Heading("What is weak about it")
        yield Bullets(tuple(facts.weaknesses))
    if facts.views:
        yield Heading("What each side says")
        for view in facts.views:
            yield Paragraph(f"{view['side']}: {view['effect'].lower()}. {view['words']}")
    if facts.next_steps:
        yield Heading("Next steps")
        rows = [(step["what"], step["who"], step["by"]) for step in facts.next_steps]
        yield Table("Who does what, by when", ("What", "Who", "By"), rows)
    if facts.contact:
        yield Heading("Whom to ask")
        yield Paragraph(facts.contact)


def achievement_paper(facts: Facts, on: date) -> Document:
    """Make the achievement statement: what was achieved, with the grade beside every claim, and both sides' views."""
    return Document(
        title=f"{facts.name}: what was achieved",
        blocks=(Paragraph(f"{facts.partners}, {facts.area}. {_sentence(facts.about)}"), *beside(facts)),
        summary=f"Outcomes of {facts.name} against their targets, with how firm each figure is.",
        author=facts.partners,
        on=on,
        marking="For the team of this collaboration",
    )
