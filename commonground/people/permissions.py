"""Who may do what to people and organisations?

*Source:* D2, D3.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule


def is_administrator(actor: Actor, subject: Any) -> bool:
    """the person keeps the installation"""
    return actor.is_administrator


def is_coordinator_there(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of that organisation"""
    return "coordinator" in actor.roles and subject.pk == actor.organisation_id


TABLE = {
    "invite_person": Rule(
        [is_administrator],
        [is_coordinator_there],
        otherwise="Only a coordinator of the organisation may invite members.",
    ),
    "change_card": Rule(
        [is_administrator],
        [is_coordinator_there],
        otherwise="Only a coordinator of the organisation may change its card.",
    ),
    "register_organisation": Rule(
        [is_administrator], otherwise="Only an administrator may add an organisation to the register."
    ),
    "make_administrator": Rule(
        [is_administrator],
        otherwise="Only an administrator may make another, or invite somebody who belongs to no organisation.",
    ),
}
