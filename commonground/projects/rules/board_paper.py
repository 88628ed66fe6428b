"""What does a board read of its programme? One report on every collaboration that reports: progress, results, benefits.

It is made of what both sides of each let the programme see, and of nothing else; so it can be laid before a board, a
mayor or a commissioner without a word on who does what, where and how.

*Source:* R4, R196; docs/decisions/0019-a-programme-sees-what-both-sides-report.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from commonground.groundwork.documents import Block, Bullets, Document, Heading, Note, Pairs, Paragraph, Table
from commonground.projects.rules.reporting import Benefit, Figures, Milestone, Result

NOBODY = "No collaboration reports yet. One does when the leads of both its sides agree to it."
LEFT_OUT = (
    "Each collaboration stands here because both its sides let it report. No person, no words of a side about the "
    "problem, no tactic and no review is in it, and nothing on how a benefit is brought about."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One collaboration of the report: its name, its area, how it stands in words, how many of ten steps both sides
    have confirmed, the next review, and what it reports."""

    name: str
    area: str
    state: str
    complete: int
    review_next: date | None
    figures: Figures


def board_paper(programme: str, sponsor: str, host: str, lines: Sequence[Line], today: date) -> Document:
    """Make the report for a board of what its collaborations report on a day."""
    return Document(
        title=f"{programme}: report to the board",
        blocks=tuple(_blocks(sponsor, lines)),
        summary="Progress, results and benefits of the collaborations whose two sides let them report.",
        author=host,
        on=today,
        marking="For the board of the programme",
    )


def _blocks(sponsor: str, lines: Sequence[Line]) -> Iterator[Block]:
    if sponsor:
        yield Paragraph(f"Sponsor: {sponsor}")
    yield Note(LEFT_OUT)
    yield Heading("At a glance")
    if not lines:
        yield Paragraph(NOBODY)
        return
    head = ("Collaboration", "Steps of 10", "Milestones", "Late", "Resources lacking", "Next review")
    yield Table("Collaborations that report", head, [_glance(line) for line in lines])
    for line in lines:
        yield Heading(line.name)
        yield Paragraph(f"{line.area}. {line.state}.")
        yield from _collaboration(line.figures)


def _glance(line: Line) -> tuple[str, ...]:
    said = line.figures
    reached = f"{said.reached} of {len(said.milestones)}"
    return line.name, str(line.complete), reached, str(said.late), str(said.gaps), _day(line.review_next) or "Not set"


def _collaboration(said: Figures) -> Iterator[Block]:
    yield Heading("Progress", 2)
    yield from _list([_milestone(one) for one in said.milestones], "No milestone is set yet.")
    yield Heading("Results", 2)
    yield from _list([_result(one) for one in said.results], "No outcome is set yet.")
    yield Heading("Benefits", 2)
    yield from _list([benefit_in_words(one) for one in said.benefits], "Nobody has noted a benefit or a loss yet.")
    worth = [(one.whose, f"{one.low} to {one.high} a year, in prices of {one.year}") for one in said.worths]
    put_in = [(one.whose, f"{one.hours} hours, {one.money}") for one in said.put_in]
    if worth:
        yield Paragraph("What that is worth, losses taken off, where somebody has counted:")
        yield Pairs(worth)
    if put_in:
        yield Paragraph("What was put in:")
        yield Pairs(put_in)
    yield Heading("Risks", 2)
    yield from _list(said.risks, "No risk is recorded.")


def _list(items: Sequence[str], otherwise: str) -> Iterator[Block]:
    yield Bullets(items) if items else Paragraph(otherwise)


def benefit_in_words(one: Benefit) -> str:
    """Say one benefit or loss in a line: what, for whom, of which kind, and how it is known."""
    loss = "" if one.is_gain else "A loss: "
    return f"{loss}{one.what} ({one.who}; {one.whose.lower()}; {one.kind.lower()}). {one.known_by}."


def _milestone(one: Milestone) -> str:
    if one.done:
        return f"{one.what}: reached on {_day(one.done)}"
    late = ", past its day" if one.is_late else ""
    return f"{one.what}: by {_day(one.due)}{late}" if one.due else f"{one.what}: no day set"


def _result(one: Result) -> str:
    now = f", {one.measured} on {_day(one.on)}" if one.measured else ", not measured yet"
    return f"{one.measure}: from {one.baseline}, aiming for {one.target}{now}"


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else ""
