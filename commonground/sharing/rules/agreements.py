"""What did organisations agree to share? Parties, what each gives and gets, and the limits that they set.

*Source:* design/sharing.md 1; R211-R213.
"""

from dataclasses import dataclass
from enum import StrEnum

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules.periods import ALWAYS, Period


class Status(StrEnum):
    """Where an agreement stands; only one that is in force opens anything."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation's time in an agreement, with the categories that it gives and gets."""

    organisation: str
    gives: frozenset[str] = frozenset()
    gets: frozenset[str] = frozenset()
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Agreement:
    """An information sharing agreement, as the version in force at the moment has it."""

    id: str
    status: Status = Status.IN_FORCE
    period: Period = ALWAYS
    ceiling: Tlp = Tlp.RED
    personal: bool = False
    accreditation_any_of: frozenset[str] = frozenset()
    parties: tuple[Party, ...] = ()
