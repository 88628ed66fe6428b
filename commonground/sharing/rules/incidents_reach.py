"""Who gets a report? Everybody with whom it is agreed, each in the version that is fit for them; or fewer, if wanted.

The police get the full version. Businesses and others get what was chosen on the form and no word that was typed, so
that a description of somebody goes to those who may act on it. It is one record; nobody reports twice.

*Source:* design/sharing.md 1 (differential sharing), 2 (B)3; reference on the domain, 3 (7); R213.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonground.groundwork.sides import Side

AMBER = 2
REACHES = {
    "agreed": "Everybody with whom it is agreed",
    "police": "The police only",
    "own": "Our own organisation only",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One organisation that an agreement lets have incidents from ours, and what the agreement allows."""

    organisation_id: int
    name: str
    side: Side
    agreement_id: int
    reference: str
    personal: bool
    ceiling: int
    accredited: bool
    basis_of_giver: str = ""
    basis_of_getter: str = ""

    @property
    def version(self) -> str:
        """Which version it gets: `full` or `awareness`."""
        return "full" if self.side is Side.POLICE else "awareness"

    @property
    def hindrance(self) -> str:
        """Why it gets none under this agreement, in a sentence; nothing where it gets one."""
        if not self.personal:
            return f"{self.reference} does not cover personal data."
        if self.ceiling < AMBER:
            return f"{self.reference} stops below TLP:AMBER."
        if not self.accredited:
            return f"{self.name} does not hold an accreditation that {self.reference} asks for."
        return ""


def settled(offers: Sequence[Offer]) -> tuple[list[Offer], list[Offer]]:
    """Give one offer for each organisation that gets a report, by name, and one for each that does not, with why."""
    best: dict[int, Offer] = {}
    for offer in sorted(offers, key=lambda offer: (bool(offer.hindrance), offer.reference)):
        best.setdefault(offer.organisation_id, offer)
    named = sorted(best.values(), key=lambda offer: offer.name)
    return [one for one in named if not one.hindrance], [one for one in named if one.hindrance]


def within(offers: Sequence[Offer], reach: str) -> list[Offer]:
    """Narrow offers to how far somebody wants it to go."""
    kept: Mapping[str, Sequence[Offer]] = {
        "agreed": offers,
        "police": [offer for offer in offers if offer.side is Side.POLICE],
    }
    return list(kept.get(reach, ()))
