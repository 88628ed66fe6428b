"""What is true of memberships? Roles are short codes, given by few; a membership holds while four things hold.

Roles that act for one organisation are given there. Roles that act for everybody are given by the people who keep the
installation. Nobody gives a role to themselves.

*Source:* R140-R142; D2, D3; settled questions, "Who".
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum


class Role(StrEnum):
    """What a member may do, beyond taking part."""

    COORDINATOR = "coordinator"
    GUEST = "guest"
    VERIFIER = "verifier"
    PRIVACY = "privacy"
    MODERATOR = "moderator"
    VETTING = "vetting"
    OVERSIGHT = "oversight"
    CUSTODIAN = "custodian"
    INTELLIGENCE = "intelligence"


ROLE_LABELS = {
    Role.COORDINATOR: "Coordinator: keeps the organisation's card and members",
    Role.GUEST: "Guest: takes part where invited",
    Role.VERIFIER: "Verifier: checks who applies to join",
    Role.PRIVACY: "Privacy contact: answers for what is held about people",
    Role.MODERATOR: "Moderator: answers concerns",
    Role.VETTING: "Vetting contact of a police force: enters clearances",
    Role.OVERSIGHT: "Oversight: reads what collaborations report to the programme",
    Role.CUSTODIAN: "Custodian: keeps what the organisation shares",
    Role.INTELLIGENCE: "Intelligence: grades what the police know",
}
# Given by a coordinator for their own organisation; every other role by an administrator alone.
OF_THE_ORGANISATION = frozenset(
    {Role.COORDINATOR.value, Role.GUEST.value, Role.CUSTODIAN.value, Role.INTELLIGENCE.value}
)

VERIFIED_FOR = timedelta(days=365)
LAPSES_AFTER = timedelta(days=30)
CHASED_BEFORE = (timedelta(days=30), timedelta(days=7), timedelta(0))


def known(roles: Iterable[str]) -> frozenset[str]:
    """Give those of some codes that are roles of a membership; whatever else was written there opens nothing."""
    return frozenset(roles) & {role.value for role in Role}


def verify_by(verified_on: date) -> date:
    """Give the day by which a membership is to be verified again: a year after the last time."""
    return verified_on + VERIFIED_FOR


def lapses_on(by: date) -> date:
    """Give the day from which a membership that nobody verified opens nothing."""
    return by + LAPSES_AFTER


def chase_due(by: date, chased_on: date | None, today: date) -> bool:
    """Whether somebody is to be reminded today: 30 and 7 days before, and on the day, each once."""
    stages = [by - before for before in CHASED_BEFORE if by - before <= today]
    return bool(stages) and (chased_on is None or chased_on < max(stages))
