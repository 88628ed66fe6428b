"""How does a whole collaboration stand at a glance? One status, and one line below it, as one side sees them.

*Source:* the look, sections 7 (waiting for, the journey) and 11 (status words); R52.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commonground.groundwork.sides import Side
from commonground.projects.rules.lifecycle import WORKING, State
from commonground.projects.rules.lines import NUMBERS
from commonground.projects.rules.standing import Standing, complete, short_day

FIRST = {"due": 0, "progress": 1, "waiting": 2, "oncourse": 3, "agreed": 4, "none": 5}


@dataclass(frozen=True, slots=True)
class Glance:
    """A status (its kind and words), a line below it, and how many things are due from the reader's side."""

    kind: str
    words: str
    more: str
    due: int = 0

    @property
    def rank(self) -> int:
        """Where it comes when what is due comes first."""
        return FIRST[self.kind]


def status(standing: Standing) -> str:
    """Give the words of a step's status, with the day where the reader's side owes an answer: "Your side, by
    3 December"."""
    if standing.kind == "due" and standing.words == "Your side" and standing.due:
        return f"{standing.words}, by {short_day(standing.due)}"
    return standing.words


def glance(state: State, started_by: Side, viewer: Side | None, found: Sequence[Standing], on: date | None) -> Glance:
    """Sum up a collaboration; `found` are its ten steps as the viewer's side sees them, `on` the day it finished."""
    if state is State.ALIVE:
        return _alive(found)
    if state is State.PROPOSED:
        return _proposed(started_by, viewer)
    if state is State.STOPPED:
        return Glance("agreed", "Finished", f"On {on.day} {on:%B %Y}" if on else "")
    more = {
        State.DRAFT: "Not proposed yet",
        State.DECLINED: "It can be made a draft again",
        State.WITHDRAWN: "It stays readable",
    }[state]
    return Glance("progress" if state is State.DRAFT else "none", state.label, more)


def _alive(found: Sequence[Standing]) -> Glance:
    done, due = complete(tuple(found)), sum(s.kind == "due" for s in found)
    more = f"{'All' if done == len(found) else f'{NUMBERS[done].capitalize()} of'} ten steps confirmed by both"
    here = next((s for s in found if s.here), None)
    if here is None:
        return Glance("oncourse", "On course", more)
    if due and here.kind != "due":
        first = next(s for s in found if s.kind == "due")
        words = status(first)
        return Glance("due", f"Step {first.number}: {words[0].lower()}{words[1:]}", more, due)
    return Glance(here.kind, status(here), more, due)


def _proposed(started_by: Side, viewer: Side | None) -> Glance:
    if viewer is started_by.other:
        return Glance("due", "Your side", "Accept or decline the proposal", 1)
    return Glance("waiting", f"Waiting for {started_by.other.label.lower()}", "To accept or decline the proposal")


def where_you_are(state: State, found: Sequence[Standing]) -> str:
    """Say in one or two sentences how far a collaboration that is under way has come, and what is due."""
    if state not in WORKING:
        return ""
    done, due = complete(tuple(found)), sum(s.kind == "due" for s in found)
    waiting = sum(s.kind == "waiting" for s in found)
    said = f"Both sides have confirmed {'all' if done == len(found) else f'{NUMBERS[done]} of the'} ten steps."
    if state is State.STOPPED:
        return said
    things = f"{NUMBERS[due].capitalize()} {'thing is' if due == 1 else 'things are'} due from your side"
    if due and waiting:
        return f"{said} {things}, and {NUMBERS[waiting]} {'is' if waiting == 1 else 'are'} waiting."
    if due:
        return f"{said} {things}."
    if waiting:
        return f"{said} {NUMBERS[waiting].capitalize()} {'is' if waiting == 1 else 'are'} waiting for the other side."
    return said
