"""Who may do what to the glossary?

*Source:* R77, R87.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator, is_member


def is_coordinator(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of an organisation"""
    return "coordinator" in actor.roles


TABLE = {
    "change_glossary": Rule(
        [is_administrator],
        [is_member, is_coordinator],
        otherwise="Only a coordinator or an administrator may change the glossary.",
    ),
}
