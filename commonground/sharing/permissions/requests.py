"""Who may ask for police intelligence or assets, answer, grant, use, look at it again, and take it away?

*Source:* R222, R223; D2.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.groundwork.sides import Side


@dataclass(frozen=True, slots=True)
class Lent:
    """What is asked of whom: the organisation that has it, the one that asks, who asked, and whether it is open to the
    person now."""

    owner_id: int
    asking_id: int | None = None
    asked_by: int | None = None
    holds: bool = True


def takes_part(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation, and not as a guest"""
    return actor.is_member and "guest" not in actor.roles


def is_of_the_police(actor: Actor, subject: Any) -> bool:
    """the person acts for the police"""
    return actor.side is Side.POLICE


def has_it(actor: Actor, subject: Lent) -> bool:
    """the person’s organisation has it"""
    return subject.owner_id == actor.organisation_id


def has_it_and_coordinates(actor: Actor, subject: Lent) -> bool:
    """the person is a coordinator of the organisation that has it"""
    return subject.owner_id == actor.organisation_id and "coordinator" in actor.roles


def asks_for_it(actor: Actor, subject: Lent) -> bool:
    """the person’s organisation asks for it"""
    return subject.asking_id is not None and subject.asking_id == actor.organisation_id


def is_not_theirs(actor: Actor, subject: Lent) -> bool:
    """the thing is another organisation’s"""
    return subject.owner_id != actor.organisation_id


def asked(actor: Actor, subject: Lent) -> bool:
    """the person asked for it"""
    return actor.membership_id is not None and subject.asked_by == actor.membership_id


def it_holds(actor: Actor, subject: Lent) -> bool:
    """the grant holds"""
    return subject.holds


_OWNERS = "Only members of the organisation that has it may do this."

TABLE = {
    "see_assets": Rule([takes_part], otherwise="Only members of an organisation see what can be lent."),
    "keep_asset": Rule(
        [takes_part, is_of_the_police, has_it_and_coordinates],
        otherwise="Only a coordinator of a police organisation keeps its catalogue.",
    ),
    "ask_for_asset": Rule([takes_part, is_not_theirs], otherwise="Ask another organisation than your own."),
    "see_request": Rule([takes_part, has_it], [takes_part, asks_for_it], otherwise="Only the two sides of it see it."),
    "take_request_back": Rule([asked], otherwise="Only whoever asked can take it back."),
    "answer_request": Rule([takes_part, has_it], otherwise=_OWNERS),
    "use_grant": Rule([takes_part, asks_for_it, it_holds], otherwise="It is not open to you now."),
    "sign_out": Rule(
        [takes_part, has_it, it_holds], otherwise="Only whoever lends it signs it out, while it is granted."
    ),
    "sign_back": Rule([takes_part, has_it], otherwise=_OWNERS),
    "look_at_grant": Rule([takes_part, has_it], otherwise=_OWNERS),
    "revoke_grant": Rule([takes_part, has_it], otherwise=_OWNERS),
    "open_briefing": Rule([takes_part, has_it], otherwise=_OWNERS),
    "take_seat": Rule([takes_part, it_holds], otherwise="A seat needs a grant for these briefings that holds."),
    "record_attendance": Rule([takes_part, has_it], otherwise=_OWNERS),
}
