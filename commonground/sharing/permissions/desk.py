"""Who may keep a question, decide on sharing, see the decisions of an organisation, and pledge in its name?

Asking the desk itself is open to everybody and is no row here. The subject of most rows is an `Own`: whose it is.

*Source:* R184, R211; D2; reference on the domain, 2.2.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule


@dataclass(frozen=True, slots=True)
class Own:
    """Whose something is: the organisation that keeps it, the one that asked for it, and the memberships through which
    it was done and is to be done."""

    organisation_id: int
    asking_id: int | None = None
    done_by: int | None = None
    second: int | None = None


def takes_part(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation, and not as a guest"""
    return actor.is_member and "guest" not in actor.roles


def is_theirs(actor: Actor, subject: Own) -> bool:
    """the person’s organisation keeps it"""
    return subject.organisation_id == actor.organisation_id


def asked_for_it(actor: Actor, subject: Own) -> bool:
    """the person’s organisation asked for it"""
    return subject.asking_id is not None and subject.asking_id == actor.organisation_id


def asked_it(actor: Actor, subject: Own) -> bool:
    """the person asked it, acting for the same organisation"""
    return actor.membership_id is not None and subject.done_by == actor.membership_id


def did_not_decide(actor: Actor, subject: Own) -> bool:
    """the person did not decide it"""
    return actor.membership_id is not None and subject.done_by != actor.membership_id


def is_the_second(actor: Actor, subject: Own) -> bool:
    """the person is named as the second person"""
    return actor.membership_id is not None and subject.second == actor.membership_id


def coordinates_it(actor: Actor, subject: Own) -> bool:
    """the person is a coordinator of that organisation"""
    return "coordinator" in actor.roles and subject.organisation_id == actor.organisation_id


_MEMBERS = "Only members of the organisation, and not its guests, may do this."

TABLE = {
    "keep_question": Rule([takes_part], otherwise="Sign in for an organisation to keep a question."),
    "see_question": Rule(
        [takes_part, is_theirs], [takes_part, asked_for_it], otherwise="Only the two organisations see it."
    ),
    "take_question_back": Rule([asked_it], otherwise="Only whoever asked can take the question back."),
    "ask_for_review": Rule([takes_part, asked_for_it], otherwise="Only whoever was refused asks to look at it again."),
    "see_decisions": Rule([takes_part], otherwise="Only members of the organisation see what it decided."),
    "decide_sharing": Rule([takes_part, is_theirs], otherwise="Only members of the organisation decide for it."),
    "add_to_decision": Rule([takes_part, is_theirs], otherwise=_MEMBERS),
    "approve_decision": Rule(
        [takes_part, is_theirs, is_the_second, did_not_decide],
        otherwise="Only the second person whom the record names can approve it.",
    ),
    "review_decision": Rule(
        [takes_part, is_theirs, did_not_decide],
        otherwise="Another member of the organisation looks at it, not whoever decided.",
    ),
    "pledge": Rule([coordinates_it], otherwise="Only a coordinator pledges in the name of the organisation."),
}
