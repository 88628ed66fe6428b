"""How does the guide stand on paper? Whole, with who answers for it; and as sheets to fill in, step by step.

Everything is made from the words of one version; `say` gives words in the reader's language.

*Source:* R3, R51, R53, R58, R71-R72.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from commonground.groundwork.documents import (
    Blank,
    Block,
    Bullets,
    Document,
    Heading,
    Link,
    NewPage,
    Note,
    Pairs,
    Paragraph,
    Text,
)
from commonground.projects.rules.adding import DEEPER
from commonground.projects.rules.editions import Asked, Told
from commonground.projects.rules.guide import Kind
from commonground.projects.rules.translating import Language
from commonground.projects.rules.written import NOTE, TITLE

Say = Callable[[str], str]
LEAD = (
    "Thirty questions that police and private security answer together, from the first challenge to what lasts. Take "
    "them in any order; steps 7 to 10 come round again."
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Whose words these are: the version's number, its workgroup, since when, until when it is looked at again."""

    number: int = 1
    owner: str = ""
    contributors: str = ""
    on: date | None = None
    review_on: date | None = None
    on_said: str = ""
    review_said: str = ""

    def reference(self, say: Say) -> str:
        """Name the version."""
        return f"{say('Version')} {self.number}"

    def rows(self, say: Say) -> list[tuple[str, Text]]:
        """Say whose words these are, line by line, leaving out what isn't known."""
        named = [
            ("Version", str(self.number)),
            ("Answered for by", self.owner),
            ("In force since", self.on_said),
            ("Looked at again on", self.review_said),
            ("Contributors", self.contributors),
        ]
        return [(say(label), words) for label, words in named if words]


def whole(steps: Sequence[Told], whose: Provenance, say: Say, language: str) -> Document:
    """Give the whole guide as a document."""
    blocks: list[Block] = [Note(say(NOTE)), Pairs(whose.rows(say))]
    for told in steps:
        blocks += _step(told, say)
    return _document(say(TITLE), say(LEAD), blocks, whose, say, language)


def in_language(steps: Sequence[Told], whose: Provenance, say: Say, language: Language, lead: str) -> Document:
    """Give the whole guide in another language as a document, with what is said about the translation first."""
    made = whole(steps, whose, say, language.code)
    return replace(made, title=f"{language.name}: {made.title}", summary=lead)


def worksheets(steps: Sequence[Told], whose: Provenance, say: Say, language: str) -> Document:
    """Give sheets to fill in by hand, of one step or of several, each on a page of its own."""
    one = steps[0].step if len(steps) == 1 else None
    title = f"{say('Worksheet')}: {one.number}. {say(one.title)}" if one else say("Worksheets for the ten steps")
    blocks: list[Block] = [
        Blank(say("Collaboration"), 1),
        Blank(say("Filled in by, for which side, and on which day"), 1),
    ]
    for number, told in enumerate(steps):
        if number:
            blocks.append(NewPage())
        blocks += _worksheet(told, say)
    return _document(title, say(one.what) if one else say(LEAD), blocks, whose, say, language)


def _document(
    title: str, summary: str, blocks: Sequence[Block], whose: Provenance, say: Say, language: str
) -> Document:
    return Document(
        title, blocks, summary, whose.owner, whose.on, reference=whose.reference(say), language=language or "en-GB"
    )


def _step(told: Told, say: Say) -> Iterator[Block]:
    step = told.step
    yield Heading(f"{step.number}. {say(step.title)}")
    yield Paragraph(say(step.what))
    for asked in told.questions:
        yield from _question(asked, say)
    yield Heading(say("When this step is complete"), 2)
    yield Paragraph(say(step.rule))
    if frames := DEEPER.get(step.number):
        yield Heading(say("Deeper"), 2)
        yield Bullets([[Link(say(frame.name), frame.address), f": {say(there)}"] for frame, there in frames])


def _question(asked: Asked, say: Say) -> Iterator[Block]:
    question = asked.question
    yield Heading(f"{question.code} {say(question.asks)}", 2)
    yield Paragraph(say(question.why))
    rows: list[tuple[str, Text]] = [
        (say("For example"), say(asked.example)),
        (say("What shows it"), say(asked.evidence)),
    ]
    if question.parts:
        rows.append((say("What is recorded"), "; ".join(say(part.heading) for part in question.parts)))
    yield Pairs(rows)


def _worksheet(told: Told, say: Say) -> Iterator[Block]:
    yield Heading(f"{told.step.number}. {say(told.step.title)}")
    for asked in told.questions:
        question = asked.question
        yield Heading(f"{question.code} {say(question.asks)}", 2)
        yield Paragraph(f"{say(question.why)} {say('For example')}: {say(asked.example)}")
        if not question.parts:
            yield Blank(say("Your answer, and why"), 4)
        for part in question.parts:
            yield Heading(say(part.heading), 3)
            if part.many:
                yield Paragraph(say("Copy this part for each one."))
            needed = [field for field in part.fields if field.required and not field.progress]
            for field in needed or part.fields[:3]:
                choices = f" ({' / '.join(say(words) for words in field.choices.values())})" if field.choices else ""
                yield Blank(f"{say(field.label)}{choices}", 2 if field.kind is Kind.TEXT else 1)
