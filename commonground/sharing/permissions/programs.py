"""Who may let a program read in their name, and who may take whole items away by the hundred?

*Source:* D2, D8; design/sharing.md 2.2 ("export is a right of its own").
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.sharing.permissions.items import is_member


def is_custodian(actor: Actor, subject: Any) -> bool:
    """the person is a custodian of their organisation"""
    return actor.is_member and "custodian" in actor.roles


TABLE = {
    "make_access": Rule(
        [is_member], otherwise="Only somebody who acts for an organisation lets a program read in their name."
    ),
    "export_items": Rule(
        [is_member, is_custodian], otherwise="Only custodians of an organisation export what it may read."
    ),
}
