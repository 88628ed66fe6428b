"""What is shared? Items, their renditions for different readers, and the releases that open one rendition each.

*Source:* design/sharing.md 1; R15; D2.
"""

from dataclasses import dataclass
from datetime import datetime

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules.periods import ALWAYS, Period


@dataclass(frozen=True, slots=True)
class ToPerson:
    """The person as a member of that organisation; with another employer it is not that person."""

    person: str
    organisation: str

    def __str__(self) -> str:
        return f"{self.person} of {self.organisation}"


@dataclass(frozen=True, slots=True)
class ToOrganisation:
    """Everybody of one organisation."""

    organisation: str

    def __str__(self) -> str:
        return self.organisation


@dataclass(frozen=True, slots=True)
class ToGroup:
    """Everybody whom a group names."""

    group: str

    def __str__(self) -> str:
        return f"group {self.group}"


@dataclass(frozen=True, slots=True)
class ToPublic:
    """Everybody, signed in or not."""

    def __str__(self) -> str:
        return "the public"


Audience = ToPerson | ToOrganisation | ToGroup | ToPublic


@dataclass(frozen=True, slots=True)
class UnderAgreement:
    """The release stands on an agreement."""

    agreement: str

    def __str__(self) -> str:
        return f"under agreement {self.agreement}"


@dataclass(frozen=True, slots=True)
class UnderDecision:
    """The release stands on a recorded decision."""

    decision: str

    def __str__(self) -> str:
        return f"under decision {self.decision}"


# None is an informal release: nothing stands under it.
Basis = UnderAgreement | UnderDecision | None


@dataclass(frozen=True, slots=True)
class Release:
    """One rendition opened to one audience, for a period, under a basis."""

    to: Audience
    under: Basis = None
    clearance: int = 0
    period: Period = ALWAYS
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rendition:
    """One version of an item, fit for one kind of reader."""

    id: str
    tlp: Tlp = Tlp.AMBER
    clearance: int = 0
    personal: bool = True
    releases: tuple[Release, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What one originator knows; `period` is when it is live, unless it is withdrawn before."""

    id: str
    originator: str
    author: str | None = None
    category: str = "intelligence"
    period: Period = ALWAYS
    withdrawn: datetime | None = None
    renditions: tuple[Rendition, ...] = ()
