"""What opens a rendition, and from when until when? Each release becomes openings, and each opening waits for a key.

Law is in the keyring, time of the item is in the opening: a key holds no date, so that many openings share it, and an
opening holds no law, so that what lapses closes at the next request without anything being swept.

*Source:* design/sharing.md 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules.decisions import Decision, Outcome
from commonground.sharing.rules.items import (
    Audience,
    Item,
    Release,
    Rendition,
    ToGroup,
    ToOrganisation,
    ToPerson,
    ToPublic,
    UnderAgreement,
    UnderDecision,
)
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.world import World

WIDEST = {Tlp.RED: 0, Tlp.AMBER_STRICT: 1, Tlp.AMBER: 1, Tlp.GREEN: 2, Tlp.CLEAR: 3}
WIDTH: dict[type, int] = {ToPerson: 0, ToOrganisation: 1, ToGroup: 2, ToPublic: 3}


@dataclass(frozen=True, slots=True)
class Terms:
    """What the law is asked about an agreement."""

    agreement: str
    originator: str
    category: str
    tlp: Tlp
    personal: bool


@dataclass(frozen=True, slots=True)
class Key:
    """Who turns it, through which organisation or any, from which level, and on which terms or none."""

    audience: Audience
    through: str | None
    need: int
    terms: Terms | None = None

    def __str__(self) -> str:
        through = f" through {self.through}" if self.through else ""
        words = f"{self.audience}{through}, level {self.need}"
        if self.terms is None:
            return words
        personal = "personal " if self.terms.personal else ""
        return (
            f"{words}, for {self.terms.tlp.label} {personal}{self.terms.category} of {self.terms.originator} "
            f"under {self.terms.agreement}"
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """One rendition opened to one key between two moments; without a number it is the originator's own."""

    key: Key
    period: Period
    originator: str
    number: int | None = None
    release: Release | None = None


def openings_of(world: World, item: Item, rendition: Rendition) -> Iterator[Opening]:
    """Make the openings of a rendition: the originator's own first, then those of its releases in order.

    What can never open is left out: an empty period, an audience beyond the marking, personal data under nothing.
    """
    live = Period(item.period.starts, _earlier(item.period.until, item.withdrawn))
    need = max(rendition.clearance, int(rendition.personal))
    own: Audience | None = ToOrganisation(item.originator)
    if rendition.tlp is Tlp.RED:
        own = ToPerson(item.author, item.originator) if item.author else None
    if own and not _empty(live):
        yield Opening(Key(own, item.originator, need), live, item.originator)
    for number, release in enumerate(rendition.releases, start=1):
        if WIDTH[type(release.to)] <= WIDEST[rendition.tlp]:
            open_period = _both(live, Period(release.period.starts, _earlier(release.period.until, release.revoked)))
            for key, period in _keys(world, item, rendition, release, max(need, release.clearance)):
                if not _empty(both := _both(open_period, period)):
                    yield Opening(key, both, item.originator, number, release)


def _keys(world: World, item: Item, rendition: Rendition, release: Release, need: int) -> Iterator[tuple[Key, Period]]:
    """Give the keys of a release, each with the period that its basis adds."""
    to, under = release.to, release.under
    if isinstance(to, ToPublic):
        yield from _public_keys(world, item, rendition, release)
        return
    within = None if isinstance(to, ToGroup) else to.organisation
    if within in (None, item.originator):  # inside the originator nothing more is asked
        yield Key(to, item.originator, need), Period()
    if isinstance(under, UnderAgreement):
        terms = Terms(under.agreement, item.originator, item.category, rendition.tlp, rendition.personal)
        yield Key(to, within if isinstance(to, ToPerson) else None, need, terms), Period()
    elif isinstance(under, UnderDecision):
        decision = world.decisions[under.decision]
        if _says_share(decision, item):
            for organisation in sorted(decision.recipients):
                if within in (None, organisation):
                    yield Key(to, organisation, need), decision.period
    elif not rendition.personal:
        yield Key(to, within if isinstance(to, ToPerson) else None, need), Period()


def _public_keys(world: World, item: Item, rendition: Rendition, release: Release) -> Iterator[tuple[Key, Period]]:
    if rendition.clearance or release.clearance:
        return
    key = Key(ToPublic(), None, 0)
    if release.under is None and not rendition.personal:
        yield key, Period()
    elif isinstance(release.under, UnderDecision):
        decision = world.decisions[release.under.decision]
        if _says_share(decision, item) and decision.public:
            yield key, decision.period


def _says_share(decision: Decision, item: Item) -> bool:
    return (decision.by, decision.item, decision.outcome) == (item.originator, item.id, Outcome.SHARE)


def _both(one: Period, other: Period) -> Period:
    """The span in which both hold."""
    return Period(_later(one.starts, other.starts), _earlier(one.until, other.until))


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two ends, where None never comes."""
    return min((moment for moment in (one, other) if moment is not None), default=None)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """The later of two beginnings, where None has always been."""
    return max((moment for moment in (one, other) if moment is not None), default=None)


def _empty(period: Period) -> bool:
    return period.starts is not None and period.until is not None and period.until <= period.starts
