"""Which collaborations of the example report to their programme, and who wrote to whom? All of it is invented.

Castle Parade mornings reports for three weeks, in the word of both its leads; a fortnight ago the leads of one
collaboration wrote to those of another at the same place.

*Source:* R102, R196, R4.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from commonground.groundwork.actors import Actor
from commonground.projects.actions import reporting
from commonground.projects.models import Collaboration
from commonground.projects.queries import beside, visible
from commonground.projects.rules.lifecycle import State
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

SINCE = {"Castle Parade mornings": timedelta(days=20)}
NOTE = "Your shops and ours are asked about the same mornings. Shall we ask them together, and share what they say?"


def deeds(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the days on which both leads let a collaboration report, and the note from one to another."""
    for name, before in SINCE.items():
        yield Deed(today - before, 95, "", lambda name=name: _report(stage, name))
    yield Deed(today - timedelta(days=9), 95, "", lambda: _write(stage))


def _leads(stage: Stage, held: Collaboration) -> list[Actor]:
    """Give whoever speaks for the two sides of a collaboration on that day."""
    keys = {membership.pk: key for key, membership in stage.memberships.items()}
    return [stage.actor(keys[one]) for one in sorted(visible.speakers([held]).values()) if one in keys]


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
