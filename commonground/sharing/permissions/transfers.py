"""Who may hand items to another organisation, and who takes them? Custodians of both, and nobody else.

*Source:* design/sharing.md 2.1 ("items by recorded transfer"); D2.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.sharing.permissions.groups import is_custodian


@dataclass(frozen=True, slots=True)
class Passing:
    """Between which organisations, by their keys, a transfer is, and whether it waits for an answer."""

    giver_id: int
    taker_id: int
    is_open: bool = True


def gives_it(actor: Actor, subject: Any) -> bool:
    """the person’s organisation offers it"""
    return isinstance(subject, Passing) and subject.giver_id == actor.organisation_id


def gets_it(actor: Actor, subject: Any) -> bool:
    """the items are offered to the person’s organisation"""
    return isinstance(subject, Passing) and subject.taker_id == actor.organisation_id


def waits(actor: Actor, subject: Any) -> bool:
    """the transfer waits for an answer"""
    return isinstance(subject, Passing) and subject.is_open


TABLE = {
    "offer_transfer": Rule([is_custodian], otherwise="Only a custodian hands items of their organisation to another."),
    "answer_transfer": Rule(
        [is_custodian, gets_it, waits],
        otherwise="Only a custodian of the organisation that they are offered to answers, while it waits.",
    ),
    "take_transfer_back": Rule(
        [is_custodian, gives_it, waits],
        otherwise="Only a custodian of the organisation that offers them, while it waits.",
    ),
}
