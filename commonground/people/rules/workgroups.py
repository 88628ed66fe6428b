"""What is a workgroup made of? Seats, charges and what organisations may support; and who speaks in it.

*Source:* R2, R5, R55.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What somebody does in a workgroup; leads come first in every list."""

    LEAD = "lead"
    MEMBER = "member"


PARTS = {Part.LEAD.value: "Lead", Part.MEMBER.value: "Member"}
CHARGES = {"guidance": "Guidance", "register": "Register", "output": "Output"}
ENDINGS = {"done": "Done", "dropped": "Dropped"}
SUPPORTED = {"initiative": "The initiative", "guide": "The guide"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Who sits in a workgroup now, by membership; nobody acts in one that is closed."""

    leads: Collection[int] = ()
    members: Collection[int] = ()
    is_closed: bool = False

    def is_led_by(self, membership: int | None) -> bool:
        """Whether a membership leads it."""
        return not self.is_closed and membership in self.leads

    def holds(self, membership: int | None) -> bool:
        """Whether a membership sits in it, as a lead or not."""
        return not self.is_closed and (membership in self.members or membership in self.leads)


@dataclass(frozen=True, slots=True)
class OfStep(Standing):
    """Who sits in a workgroup now, and who of them has one of its next steps."""

    holder: int | None = None
