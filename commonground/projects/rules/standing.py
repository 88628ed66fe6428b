"""How does each step stand, and in which words? Seen from one side, because "your side" depends on who reads.

*Source:* R52; the look, sections 7 (the journey) and 11 (status words); settled questions ("a step is complete").
"""

from dataclasses import dataclass, replace
from datetime import date

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.rules import guide, steps
from commonground.projects.rules.lifecycle import WORKING
from commonground.projects.rules.record import Record, fingerprint


@dataclass(frozen=True, slots=True)
class Standing:
    """One step as one side sees it.

    `police` and `security` are `none`, `started` or `confirmed`; `kind` and `words` are the status; `missing` says what
    the step's rule still needs; `content` is the hash of what would be confirmed.
    """

    step: guide.Step
    police: str
    security: str
    kind: str
    words: str
    missing: tuple[str, ...]
    content: str
    due: date | None = None
    here: bool = False
    note: str = ""

    @property
    def number(self) -> int:
        """The number of the step."""
        return self.step.number

    @property
    def title(self) -> str:
        """The title of the step."""
        return self.step.title

    @property
    def is_complete(self) -> bool:
        """Whether its rule holds and both sides have confirmed what it says now."""
        return self.kind == "agreed"

    def confirmed_by(self, side: Side | None) -> bool:
        """Whether a side has confirmed the present content."""
        return side in TWO_SIDES and {Side.POLICE: self.police, Side.SECURITY: self.security}[side] == "confirmed"


def short_day(day: date) -> str:
    """Write a day as it stands in a status: 3 December."""
    return f"{day.day} {day:%B}"


def _sign(record: Record, number: int, side: Side, confirmed: frozenset[Side]) -> str:
    if side in confirmed:
        return "confirmed"
    if number == 1:
        return "started" if side in record.statements_sent or record.part("joint") else "none"
    return "started" if record.has_started(number) else "none"


def _status(
    record: Record, number: int, viewer: Side | None, missing: list[str], confirmed: frozenset[Side], today: date
) -> tuple[str, str]:
    """Give the kind and the words of a status."""
    due = steps.review_due(record) if number == 7 else None
    if not missing and len(confirmed) == 2:
        return "agreed", "Both confirmed"
    if not record.has_started(number):
        return "none", "Not started"
    if due and due <= today:
        return "due", f"Review due {short_day(due)}"
    waiting = [side for side in TWO_SIDES if side not in confirmed]
    if number == 7 and record.reviews:
        waiting = [side for side in TWO_SIDES if side not in record.reviews[-1].answers] or waiting
    if number != 7 and missing:
        return "progress", "In progress"
    if viewer in waiting:
        return "due", "Your side" if len(waiting) == 1 else "Ready to confirm"
    if len(waiting) == 1:
        return "waiting", f"Waiting for {waiting[0].label.lower()}"
    return "progress", "Ready to confirm" if not missing else "In progress"


@dataclass(frozen=True, slots=True)
class Judged:
    """What holds of one step whoever reads: its hash, what its rule still needs, which sides have confirmed."""

    step: guide.Step
    content: str
    missing: list[str]
    confirmed: frozenset[Side]
    due: date | None
    signs: tuple[str, ...]


def judged(record: Record, today: date) -> tuple[Judged, ...]:
    """Judge the ten steps; `seen` puts what was found into the words of one side."""
    found = []
    for step in guide.STEPS:
        content = fingerprint(record, step.number)
        confirmed = steps.sides_confirmed(record, step.number, content)
        signs = tuple(_sign(record, step.number, side, confirmed) for side in TWO_SIDES)
        due = steps.review_due(record) if step.number == 7 else None
        found.append(Judged(step, content, steps.missing(record, step.number, today), confirmed, due, signs))
    return tuple(found)


def standings(record: Record, viewer: Side | None, today: date) -> tuple[Standing, ...]:
    """Give how all ten steps stand, as one side sees them; `here` marks the step in hand."""
    return seen(judged(record, today), record, viewer, today)


def seen(all_judged: tuple[Judged, ...], record: Record, viewer: Side | None, today: date) -> tuple[Standing, ...]:
    """Say what was judged in the words of one side; `here` marks the step in hand."""
    found = []
    for one in all_judged:
        kind, words = _status(record, one.step.number, viewer, one.missing, one.confirmed, today)
        note = (
            "waiting" if kind == "waiting" else f"due {one.due.day} {one.due:%b}" if kind == "due" and one.due else ""
        )
        police, security = one.signs
        found.append(
            Standing(one.step, police, security, kind, words, tuple(one.missing), one.content, one.due, note=note)
        )
    return tuple(_with_here(found, record))


def _with_here(found: list[Standing], record: Record) -> list[Standing]:
    """Mark the step in hand: the review when it is due, else the first that is not complete."""
    if record.state not in WORKING:
        return found
    review_due = next((s for s in found if s.number == 7 and s.kind == "due"), None)
    here = review_due or next((s for s in found if not s.is_complete), None)
    return [replace(s, here=s is here) for s in found]


def complete(found: tuple[Standing, ...]) -> int:
    """Count the steps that both sides have confirmed as they stand now."""
    return sum(s.is_complete for s in found)
