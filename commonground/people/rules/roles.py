"""What is true of memberships? Roles are short codes; a membership holds while four things hold.

*Source:* R140-R142; D3; settled questions, "Who".
"""

from enum import StrEnum


class Role(StrEnum):
    """What a member may do for the organisation, beyond taking part."""

    COORDINATOR = "coordinator"
    GUEST = "guest"
    VERIFIER = "verifier"
    PRIVACY = "privacy"
    MODERATOR = "moderator"


ROLE_LABELS = {
    Role.COORDINATOR: "Coordinator: keeps the organisation's card and members",
    Role.GUEST: "Guest: takes part where invited",
    Role.VERIFIER: "Verifier: checks who applies to join",
    Role.PRIVACY: "Privacy contact: answers for what is held about people",
    Role.MODERATOR: "Moderator: answers concerns",
}
