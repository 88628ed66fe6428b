"""What does a version of the plan look like on paper? The tree of its document, from what was put forward.

*Source:* R16, R35, R71.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from commonground.groundwork.documents import Block, Document, Heading, Note, Pairs, Paragraph, Signatures
from commonground.projects.rules import guide
from commonground.projects.rules.plans import Content, EntryChange, Section, in_words


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands around a plan: whose it is, its number (0 for a draft) and day, why, and who agreed (side, sentence;
    else empty)."""

    collaboration: str
    area: str
    number: int
    on: date
    by: str
    reason: str
    agreed: Sequence[tuple[str, str]]


def paper_of(facts: Facts, content: Content, changes: Sequence[EntryChange] = ()) -> Document:
    """Make the document of one version; `changes` are those against the version before."""
    return Document(
        title=f"{facts.collaboration}: the plan",
        blocks=tuple(_blocks(facts, content, changes)),
        summary=f"Police and private security in {facts.area}: challenge, partnership, plan and action plan.",
        author=facts.by,
        on=facts.on,
        reference=f"Version {facts.number}" if facts.number else "Draft, not put forward yet",
        marking="For the team of this collaboration",
    )


def _blocks(facts: Facts, content: Content, changes: Sequence[EntryChange]) -> Iterator[Block]:
    if facts.reason:
        yield Note(f"Why there is a version {facts.number}: {facts.reason}")
    yield Heading("Who has agreed to it")
    yield Pairs([(side, said or "Not yet") for side, said in facts.agreed])
    for number in sorted({section.step for section in content}):
        yield Heading(f"{number}. {guide.step(number).title}")
        for section in content:
            if section.step == number:
                yield from _section(section)
    if changes:
        yield Heading("What changed since the version before")
        yield Paragraph(in_words(changes))
        yield from _changes(changes)
    if not all(said for _side, said in facts.agreed):
        yield Heading("To sign")
        yield Signatures([(side, "") for side, said in facts.agreed if not said])


def _section(section: Section) -> Iterator[Block]:
    yield Heading(section.heading, 2)
    for entry in section.entries:
        if len(section.entries) > 1:
            yield Heading(entry.title, 3)
        yield Pairs([(line.label, line.words) for line in entry.lines])


def _changes(changes: Sequence[EntryChange]) -> Iterator[Block]:
    for change in changes:
        yield Heading(f"{change.heading}, {change.what.label.lower()}: {change.title}", 2)
        yield Pairs([(line.label, _before_and_after(line.before, line.after)) for line in change.lines])


def _before_and_after(before: str, after: str) -> str:
    if not before:
        return f"Now: {after}"
    return f"Before: {before}\nNow: {after}" if after else f"Taken out: {before}"
