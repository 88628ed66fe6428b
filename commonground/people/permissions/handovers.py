"""Who may do what in a handover? The leaver prepares it, the successor answers it, a coordinator sees that it happens.

The subject of `begin_handover` is the membership that is left; of every other row the handover.

*Source:* R45, R115, R247; D2, D3.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule


def leaves_it(actor: Actor, subject: Any) -> bool:
    """the person acts through the membership that is left"""
    return actor.is_member and subject.pk == actor.membership_id


def keeps_its_members(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of the leaver's organisation"""
    return "coordinator" in actor.roles and subject.organisation_id == actor.organisation_id


def is_leaver(actor: Actor, subject: Any) -> bool:
    """the person is the leaver"""
    return actor.is_member and subject.leaver_id == actor.membership_id


def is_successor(actor: Actor, subject: Any) -> bool:
    """the person is asked to follow"""
    return actor.is_member and subject.successor_id == actor.membership_id


def is_coordinator_of_leaver(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of the leaver's organisation"""
    return "coordinator" in actor.roles and subject.leaver.organisation_id == actor.organisation_id


TABLE = {
    "begin_handover": Rule(
        [leaves_it],
        [keeps_its_members],
        otherwise="Only whoever leaves, or a coordinator of their organisation, may begin a handover.",
    ),
    "prepare_handover": Rule(
        [is_leaver],
        [is_coordinator_of_leaver],
        otherwise="Only the leaver, or a coordinator of their organisation, may prepare a handover.",
    ),
    "write_handover_note": Rule([is_leaver], otherwise="Only the leaver writes the note."),
    "answer_handover": Rule([is_successor], otherwise="Only the person who is asked to follow may answer."),
    "ask_in_handover": Rule(
        [is_leaver],
        [is_successor],
        otherwise="Only the leaver and the successor may write to each other about a handover.",
    ),
    "reopen_handover": Rule(
        [is_leaver],
        [is_successor],
        [is_coordinator_of_leaver],
        otherwise="Only the leaver, the successor or a coordinator may undo this.",
    ),
}
