"""Who may do what with a group? The custodians of the organisation that keeps it say who is in it.

*Source:* R15; D2; design/sharing.md 1, 2.1.
"""

from dataclasses import dataclass
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a group is to the acting person: whether the organisation that they act for keeps it."""

    is_own: bool


def is_custodian(actor: Actor, subject: Any) -> bool:
    """the person is a custodian of what their organisation knows"""
    return actor.is_member and "custodian" in actor.roles


def belongs_to_theirs(actor: Actor, subject: Any) -> bool:
    """the group is kept by the organisation that they act for"""
    return isinstance(subject, Keeping) and subject.is_own


TABLE = {
    "begin_group": Rule(
        [is_custodian], otherwise="Only a custodian begins a group for what their organisation shares."
    ),
    "change_group": Rule(
        [is_custodian, belongs_to_theirs],
        otherwise="Only a custodian of the organisation that keeps a group changes it.",
    ),
}
