"""Who may do what with what is held of people? Everybody with their own; the privacy contact with what is asked.

*Source:* D2, D5.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator


def is_signed_in(actor: Actor, subject: Any) -> bool:
    """the person is signed in"""
    return actor.is_signed_in


def is_privacy_contact(actor: Actor, subject: Any) -> bool:
    """the person is a privacy contact"""
    return "privacy" in actor.roles


def asked_it(actor: Actor, subject: Any) -> bool:
    """the person asked it"""
    return actor.is_signed_in and subject.person_id == actor.person_id


def is_of_another(actor: Actor, subject: Any) -> bool:
    """the request is somebody else's"""
    return subject is None or subject.person_id != actor.person_id


ANSWERS = "Only the privacy contact or an administrator answers requests about people’s data, and nobody their own."

TABLE = {
    "change_own_details": Rule([is_signed_in], otherwise="Sign in to change what is kept of you."),
    "ask_about_own_data": Rule([is_signed_in], otherwise="Sign in to ask about what is kept of you."),
    "withdraw_data_request": Rule([asked_it], otherwise="Only whoever asked may withdraw a request."),
    "answer_data_request": Rule(
        [is_privacy_contact, is_of_another], [is_administrator, is_of_another], otherwise=ANSWERS
    ),
    "hold_for_law": Rule(
        [is_privacy_contact],
        [is_administrator],
        otherwise="Only the privacy contact or an administrator may set or lift a legal hold.",
    ),
    "keep_breach_log": Rule(
        [is_privacy_contact],
        [is_administrator],
        otherwise="Only the privacy contact or an administrator keeps the log of breaches.",
    ),
}
