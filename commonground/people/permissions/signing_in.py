"""Who may do what to how somebody signs in?

*Source:* bars B5 and B7; ASVS 5.0, V6.4.4 and V7.4.5; D2.
"""

from dataclasses import dataclass, field
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose sign-in it is: the person, the organisations of which they are a member, whether they keep the
    installation, and who asked, where somebody did."""

    person_id: int
    organisations: frozenset[int] = field(default_factory=frozenset)
    is_administrator: bool = False
    asked_by: int | None = None


def is_oneself(actor: Actor, whose: Any) -> bool:
    """the person is the one who signs in so"""
    return bool(actor.person_id is not None and actor.person_id == whose.person_id)


def is_somebody_else(actor: Actor, whose: Any) -> bool:
    """the person is not the one who signs in so"""
    return bool(actor.person_id is not None and actor.person_id != whose.person_id)


def is_their_coordinator(actor: Actor, whose: Any) -> bool:
    """the person is a coordinator of their only organisation, and they do not keep the installation"""
    # Whoever was added to a second organisation is not in the hands of its coordinators, who asked nobody.
    theirs = frozenset({actor.organisation_id})
    return "coordinator" in actor.roles and whose.organisations == theirs and not whose.is_administrator


def did_not_ask(actor: Actor, whose: Any) -> bool:
    """the person did not ask for it"""
    return bool(actor.person_id != whose.asked_by)


HELPERS = "Only a coordinator of their organisation, or an administrator, may help somebody with signing in."

TABLE = {
    "keep_own_sign_in": Rule([is_oneself], otherwise="Only the person may change how they sign in."),
    "help_with_sign_in": Rule(
        [is_administrator, is_somebody_else], [is_their_coordinator, is_somebody_else], otherwise=HELPERS
    ),
    "take_away_second_factor": Rule(
        [is_administrator, is_somebody_else, did_not_ask],
        [is_their_coordinator, is_somebody_else, did_not_ask],
        otherwise="This takes a second person: another coordinator of their organisation, or an administrator.",
    ),
    "set_up_single_sign_on": Rule(
        [is_administrator], otherwise="Only an administrator may connect the sign-in of an organisation."
    ),
}
