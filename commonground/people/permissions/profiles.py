"""Who may do what to what an organisation says of itself?

*Source:* R87, R143-R146; D2, D3; settled questions, "Who" (a card is public, the rest for members).
"""

from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator, is_coordinator_there, is_member

KEEPERS = ([is_administrator], [is_coordinator_there])


def is_verifier(actor: Actor, subject: Any) -> bool:
    """the person is a verifier"""
    return "verifier" in actor.roles


def is_of_another(actor: Actor, subject: Any) -> bool:
    """the person does not act for that organisation"""
    return bool(subject.pk != actor.organisation_id)


TABLE = {
    "read_profile": Rule([is_member], [is_administrator], otherwise="The profile is for members."),
    "change_profile": Rule(*KEEPERS, otherwise="Only a coordinator of the organisation may change its profile."),
    "change_about_us": Rule(
        *KEEPERS, otherwise="Only a coordinator of the organisation may change what it tells the other side."
    ),
    "mark_as_read": Rule(
        [is_member, is_of_another], otherwise="You mark as read what another organisation tells you, as a member."
    ),
    "change_capability": Rule(*KEEPERS, otherwise="Only a coordinator of the organisation may say what it can bring."),
    "take_capabilities_away": Rule([is_member], otherwise="The list as a file is for members."),
    "change_accreditation": Rule(
        *KEEPERS, otherwise="Only a coordinator of the organisation may enter its accreditations."
    ),
    "verify_accreditation": Rule(
        [is_administrator, is_of_another],
        [is_verifier, is_of_another],
        otherwise="An accreditation is verified by a verifier or an administrator who is not of that organisation.",
    ),
}
