"""Who may ask what would be if, and who sees all of sharing in one place? Whoever answers for what their organisation
shares, and every member.

*Source:* R212, R213; design/sharing.md 4.
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.sharing.permissions.groups import is_custodian
from commonground.sharing.permissions.items import is_member


def is_coordinator(actor: Actor, subject: Any) -> bool:
    """the person is a coordinator of their organisation"""
    return actor.is_member and "coordinator" in actor.roles


TABLE = {
    "see_workspace": Rule([is_member], otherwise="Only somebody who acts for an organisation sees this page."),
    "ask_then": Rule(
        [is_custodian], otherwise="Only a custodian asks what of their organisation somebody could see at a moment."
    ),
    "ask_what_if": Rule(
        [is_custodian],
        [is_coordinator],
        otherwise="Only a custodian or a coordinator asks what would change for their organisation.",
    ),
}
