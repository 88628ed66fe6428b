"""Which collaborations of the example report to their programme, and who wrote to whom? All of it is invented.

Castle Parade mornings reports for three weeks, in the word of both its leads; a fortnight ago the leads of one
collaboration wrote to those of another at the same place.

*Source:* R102, R196, R4, R101.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from commonground.groundwork.actors import Actor
from commonground.projects.actions import answers, reporting
from commonground.projects.models import Collaboration
from commonground.projects.queries import beside, visible
from commonground.projects.rules.books import PARTS
from commonground.projects.rules.lifecycle import State
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

SINCE = {"Castle Parade mornings": timedelta(days=20)}
BENEFITS: tuple[dict[str, str], ...] = (
    {
        "benefit": "Staff open up with somebody to call who answers", "sign": "gain", "side": "both",
        "activity": "Opening rounds of a constable and a guard", "output": "A face at the door on weekday mornings",
        "outcome": "Fewer are afraid to open up alone", "beneficiary": "Staff of the small shops", "whose": "security",
        "gain": "safety", "baseline": "9 of 18 who were asked were afraid", "known_by": "told",
        "without": "Not known: nobody asked anywhere else.", "tell": "no",
    },
    {
        "benefit": "Officers lose mornings to shops that others would have looked after", "sign": "harm",
        "side": "police", "activity": "Opening rounds of a constable and a guard", "output": "A constable is taken",
        "outcome": "Less time elsewhere", "beneficiary": "Neighbourhood team", "whose": "police", "gain": "time",
        "baseline": "Not counted", "known_by": "expected", "without": "The team would walk another beat.", "tell": "no",
    },
)  # fmt: skip
EFFORT: tuple[dict[str, str], ...] = (
    {"what": "Opening rounds", "organisation": "Aldermouth Police", "side": "police", "hours": "38", "pounds": "0"},
    {"what": "Opening rounds", "organisation": "Tannery Stores", "side": "security", "hours": "41", "pounds": "120"},
)
NOTE = "Your shops and ours are asked about the same mornings. Shall we ask them together, and share what they say?"


def deeds(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the days on which both leads let a collaboration report, and the note from one to another."""
    for name, before in SINCE.items():
        yield Deed(today - before - timedelta(days=1), 94, "", lambda name=name, on=today: _weigh(stage, name, on))
        yield Deed(today - before, 95, "", lambda name=name: _report(stage, name))
    yield Deed(today - timedelta(days=9), 95, "", lambda: _write(stage))


def _leads(stage: Stage, held: Collaboration) -> list[Actor]:
    """Give whoever speaks for the two sides of a collaboration on that day."""
    keys = {membership.pk: key for key, membership in stage.memberships.items()}
    return [stage.actor(keys[one]) for one in sorted(visible.speakers([held]).values()) if one in keys]


def _weigh(stage: Stage, name: str, today: date) -> None:
    """Note who gains and loses, and what last month took, in the words of the first who speaks for a side."""
    month = {"month": ((today - timedelta(days=25)).replace(day=1) - timedelta(days=1)).isoformat()}
    for held in Collaboration.objects.filter(name=name, state=State.ALIVE):
        for lead in _leads(stage, held)[:1]:
            for part, rows in (("benefits", BENEFITS), ("effort", tuple(row | month for row in EFFORT))):
                for row in rows:
                    answers.record(actor=lead, collaboration=held, part=PARTS[part], raw=dict(row))


def _report(stage: Stage, name: str) -> None:
    for held in Collaboration.objects.filter(name=name, state=State.ALIVE):
        for lead in _leads(stage, held):
            reporting.report(actor=lead, collaboration=held)


def _write(stage: Stage) -> None:
    """Write from the first collaboration that has something beside it, as the story stands that day."""
    for held in Collaboration.objects.filter(state=State.ALIVE).order_by("name"):
        for lead in _leads(stage, held)[:1]:
            for one in beside.beside(lead, held)[:1]:
                reporting.coordinate(actor=lead, collaboration=held, other=one.collaboration, words=NOTE)
                return
