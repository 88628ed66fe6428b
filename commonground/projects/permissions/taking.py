"""Who may do what in a collaboration? Predicates look at the acting person and at their part in it.

The subject is a `Part in a collaboration` (`Taking`): what the queries found out about the acting person there, so that
this file decides without asking the database.

*Source:* R6, R41-R43, R54, R56; settled questions, "Who sees a collaboration" and "Who speaks for a side".
"""

from dataclasses import dataclass

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.rules.lifecycle import State


@dataclass(frozen=True, slots=True)
class Taking:
    """The acting person's part in one collaboration. `part` is `team`, `stakeholder` or empty."""

    state: State
    part: str = ""
    speaks_for_side: bool = False
    is_asked_to_lead: bool = False
    is_asked_to_speak: bool = False
    is_asked_for_advice: bool = False


def is_member(actor: Actor, subject: Taking | None) -> bool:
    """the person is a present member of an organisation on the police or the security side"""
    return actor.is_member and actor.side in TWO_SIDES


def is_on_the_team(actor: Actor, subject: Taking) -> bool:
    """the person is on the team"""
    return subject.part == "team"


def speaks_for_their_side(actor: Actor, subject: Taking) -> bool:
    """the person speaks for their side (its lead, or the deputy while the post is vacant)"""
    return subject.speaks_for_side


def is_of_a_side(actor: Actor, subject: Taking) -> bool:
    """the person acts for the police or the security side"""
    return actor.side in TWO_SIDES


def is_stakeholder(actor: Actor, subject: Taking) -> bool:
    """the person is invited as a stakeholder"""
    return subject.part == "stakeholder"


def is_asked_to_lead(actor: Actor, subject: Taking) -> bool:
    """the person is asked to take the post"""
    return subject.is_asked_to_lead


def is_asked_to_speak(actor: Actor, subject: Taking) -> bool:
    """the person is asked to lead their side on governance"""
    return subject.is_asked_to_speak


def is_not_yet_alive(actor: Actor, subject: Taking) -> bool:
    """the collaboration is a draft or proposed"""
    return subject.state in {State.DRAFT, State.PROPOSED}


def is_alive(actor: Actor, subject: Taking) -> bool:
    """the collaboration is under way"""
    return subject.state is State.ALIVE


def is_working(actor: Actor, subject: Taking) -> bool:
    """the collaboration is under way or finished"""
    return subject.state in {State.ALIVE, State.STOPPED}


def is_editable(actor: Actor, subject: Taking) -> bool:
    """the collaboration is a draft, proposed, under way or finished"""
    return subject.state not in {State.DECLINED, State.WITHDRAWN}
