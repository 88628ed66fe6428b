"""Who can read? Organisations with what they are accredited for, people through their memberships, and groups of both.

*Source:* design/sharing.md 1; R78; D2.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from commonground.sharing.rules.periods import ALWAYS, Period


class Clearance(IntEnum):
    """How far somebody has been vetted, always through one membership."""

    NONE = 0
    CHECKED = 1
    VETTED = 2
    CLEARED = 3

    @property
    def label(self) -> str:
        """The words that are shown."""
        return CLEARANCES[self]


CLEARANCES = {
    Clearance.NONE: "Not checked",
    Clearance.CHECKED: "Checked",
    Clearance.VETTED: "Vetted",
    Clearance.CLEARED: "Security cleared",
}


@dataclass(frozen=True, slots=True)
class Accreditation:
    """A standard that an organisation holds for a period."""

    standard: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party in its own right; a unit of a force is one where need-to-know stops there."""

    id: str
    active: bool = True
    accreditations: tuple[Accreditation, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's time with one organisation, and the clearance that is held through it until a date of its own."""

    organisation: str
    clearance: int = 0
    clearance_until: datetime | None = None
    custodian: bool = False
    period: Period = ALWAYS
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A human being with an account."""

    id: str
    active: bool = True
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a group: an organisation, or with a person that person as a member of it."""

    organisation: str
    person: str | None = None
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Group:
    """Several organisations and named persons under one name."""

    id: str
    members: tuple[Entry, ...] = ()
