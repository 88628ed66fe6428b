"""Who is asked about, whatever the table? The predicates that several nouns share.

*Source:* D2, D3.
"""

from typing import Any

from commonground.groundwork.actors import Actor


def is_administrator(actor: Actor, subject: Any) -> bool:
    """the person keeps the installation"""
    return actor.is_administrator


def is_member(actor: Actor, subject: Any) -> bool:
    """the person acts for an organisation"""
    return actor.is_member


def is_coordinator_there(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of that organisation"""
    return "coordinator" in actor.roles and subject.pk == actor.organisation_id
