"""Who may read what? Section 2 of the sharing design, as it is written there, condition by condition.

This is the policy that everything else is held equal to: the indexed engine beside it, and the database. It is meant to
be read aloud, not to be fast. Each line that yields is one condition with its name; a person may read by a *way*, the
own organisation (A), a release (B) or the public (C), if every condition of that way holds.

*Source:* design/sharing.md 2; R15, R78, R213; D2.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules.agreements import Agreement, Status
from commonground.sharing.rules.conditions import Checks, Condition, all_hold
from commonground.sharing.rules.decisions import Decision, Outcome
from commonground.sharing.rules.items import (
    Audience,
    Basis,
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
from commonground.sharing.rules.organisations import Membership, Person
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.world import World

# RED: named person. AMBER+STRICT, AMBER: that or an organisation. GREEN: those or a group. CLEAR: those or the public.
AUDIENCES: dict[Tlp, frozenset[type[Audience]]] = {
    Tlp.RED: frozenset({ToPerson}),
    Tlp.AMBER_STRICT: frozenset({ToPerson, ToOrganisation}),
    Tlp.AMBER: frozenset({ToPerson, ToOrganisation}),
    Tlp.GREEN: frozenset({ToPerson, ToOrganisation, ToGroup}),
    Tlp.CLEAR: frozenset({ToPerson, ToOrganisation, ToGroup, ToPublic}),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which somebody might read: (A) has a membership, (B) that and a release, (C) a release alone."""

    membership: Membership | None
    number: int | None
    release: Release | None
    checks: Checks


def least(rendition: Rendition) -> int:
    """The level that the rendition itself asks for: its clearance, and at least 1 if it is personal."""
    return max(rendition.clearance, 1) if rendition.personal else rendition.clearance


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy about one world at the moment *t*."""

    world: World
    t: datetime

    def may_read(self, person: Person | None, item: Item, rendition: Rendition) -> bool:
        """Whether the person, or with None the anonymous reader, may read the rendition through some membership."""
        memberships = person.memberships if person else ()
        return self.may_read_through(memberships, person, item, rendition)

    def may_read_through(
        self, memberships: Iterable[Membership], person: Person | None, item: Item, rendition: Rendition
    ) -> bool:
        """Whether the person may read acting through these memberships of theirs: on a page it is one."""
        return (
            all_hold(self.is_somebody(person))
            and all_hold(self.is_live(item))
            and any(all_hold(way.checks) for way in self.ways(memberships, person, item, rendition))
        )

    def keeps(self, person: Person | None, item: Item, rendition: Rendition) -> bool:
        """Whether the person keeps the rendition's records, which is not reading: live or not, RED or not."""
        return person is not None and self.keeps_through(person.memberships, person, item, rendition)

    def keeps_through(
        self, memberships: Iterable[Membership], person: Person, item: Item, rendition: Rendition
    ) -> bool:
        """Whether the person keeps the rendition's records acting through these memberships of theirs."""
        return all_hold(self.is_somebody(person)) and any(
            all_hold(self.keeping(person, m, item, rendition)) for m in memberships
        )

    def ways(
        self, memberships: Iterable[Membership], person: Person | None, item: Item, rendition: Rendition
    ) -> Iterator[Way]:
        """Walk the ways in which the person might read, in the order in which they are told."""
        releases = list(enumerate(rendition.releases, start=1))
        if person:
            for m in memberships:
                yield Way(m, None, None, self.own_organisation(person, m, item, rendition))
                for number, release in releases:
                    yield Way(m, number, release, self.opened(person, m, item, rendition, release))
        for number, release in releases:
            yield Way(None, number, release, self.opened_to_public(item, rendition, release))

    def is_somebody(self, person: Person | None) -> Checks:
        """An inactive account gets nothing; signed out, that human is the anonymous reader."""
        yield Condition.PERSON_ACTIVE, person is None or person.active

    def is_live(self, item: Item) -> Checks:
        """An item is live in its period, if it is not withdrawn at or before t, and its originator is active."""
        yield Condition.ITEM_LIVE, self.holds(item.period)
        yield Condition.NOT_WITHDRAWN, not self.has_come(item.withdrawn)
        yield Condition.ORIGINATOR_ACTIVE, self.world.organisations[item.originator].active

    def is_current(self, m: Membership) -> Checks:
        """A membership is current if it is in its period, not suspended, and its organisation active."""
        yield Condition.MEMBERSHIP_IN_PERIOD, self.holds(m.period)
        yield Condition.NOT_SUSPENDED, not m.suspended
        yield Condition.ORGANISATION_ACTIVE, self.world.organisations[m.organisation].active

    def own_organisation(self, person: Person, m: Membership, item: Item, rendition: Rendition) -> Checks:
        """(A) A current membership of the originator, with the level; and if it is RED, the author."""
        yield Condition.OF_THE_ORIGINATOR, m.organisation == item.originator
        yield from self.is_current(m)
        yield Condition.LEVEL, self.level(m) >= least(rendition)
        yield Condition.AUTHOR_IF_RED, rendition.tlp is not Tlp.RED or person.id == item.author

    def opened(self, person: Person, m: Membership, item: Item, rendition: Rendition, release: Release) -> Checks:
        """(B) A current release whose audience the marking allows; one membership has level, audience and basis."""
        yield from self.is_open(release)
        yield Condition.MARKING, type(release.to) in AUDIENCES[rendition.tlp]
        yield from self.is_current(m)
        yield Condition.LEVEL, self.level(m) >= max(least(rendition), release.clearance)
        yield Condition.AUDIENCE, self.is_addressed(release.to, person, m)
        if m.organisation != item.originator:  # inside the originator nothing more is asked
            yield from self.stands(release.under, item, rendition, m.organisation)

    def opened_to_public(self, item: Item, rendition: Rendition, release: Release) -> Checks:
        """(C) A current release of a CLEAR rendition to the public, without levels, informal or by a decision."""
        yield Condition.TO_PUBLIC, isinstance(release.to, ToPublic)
        yield from self.is_open(release)
        yield Condition.MARKING, type(release.to) in AUDIENCES[rendition.tlp]
        yield Condition.NO_LEVEL_FOR_PUBLIC, rendition.clearance == 0 and release.clearance == 0
        match release.under:
            case UnderAgreement():
                yield Condition.PUBLIC_BASIS, False
            case UnderDecision(key):
                yield from self.is_decided(self.world.decisions[key], item)
                yield Condition.NAMES_PUBLIC, self.world.decisions[key].public
            case None:
                yield Condition.NOT_PERSONAL, not rendition.personal

    def is_open(self, release: Release) -> Checks:
        """A release is current in its period, if it is not revoked at or before t."""
        yield Condition.RELEASE_OPEN, self.holds(release.period)
        yield Condition.NOT_REVOKED, not self.has_come(release.revoked)

    def is_addressed(self, to: Audience, person: Person, m: Membership) -> bool:
        """Whether it is the person as a member of m's organisation; that organisation; or a group with either."""
        match to:
            case ToPerson(who, organisation):
                return person.id == who and m.organisation == organisation
            case ToOrganisation(organisation):
                return m.organisation == organisation
            case ToGroup(group):
                return any(
                    self.holds(entry.period)
                    and m.organisation == entry.organisation
                    and (entry.person is None or person.id == entry.person)
                    for entry in self.world.groups[group].members
                )
            case ToPublic():
                return False  # the public is (C)

    def stands(self, under: Basis, item: Item, rendition: Rendition, organisation: str) -> Checks:
        """The basis carries the release to the organisation: an agreement, a decision, or nothing."""
        match under:
            case UnderAgreement(key):
                yield from self.is_agreed(self.world.agreements[key], item, rendition, organisation)
            case UnderDecision(key):
                yield from self.is_decided(self.world.decisions[key], item)
                yield Condition.NAMES_ORGANISATION, organisation in self.world.decisions[key].recipients
            case None:
                yield Condition.NOT_PERSONAL, not rendition.personal

    def is_agreed(self, agreement: Agreement, item: Item, rendition: Rendition, organisation: str) -> Checks:
        """The agreement is in force and covers the category both ways, personal data, marking and accreditation."""
        current = [party for party in agreement.parties if self.holds(party.period)]
        yield Condition.IN_FORCE, agreement.status is Status.IN_FORCE
        yield Condition.AGREEMENT_OPEN, self.holds(agreement.period)
        yield Condition.GIVES, any(p.organisation == item.originator and item.category in p.gives for p in current)
        yield Condition.GETS, any(p.organisation == organisation and item.category in p.gets for p in current)
        yield Condition.COVERS_PERSONAL, agreement.personal or not rendition.personal
        yield Condition.CEILING, rendition.tlp <= agreement.ceiling
        yield Condition.ACCREDITED, self.is_accredited(organisation, agreement.accreditation_any_of)

    def is_accredited(self, organisation: str, any_of: frozenset[str]) -> bool:
        """Whether the organisation holds one of the standards at t; an empty list asks nothing."""
        held = self.world.organisations[organisation].accreditations
        return not any_of or any(a.standard in any_of and self.holds(a.period) for a in held)

    def is_decided(self, decision: Decision, item: Item) -> Checks:
        """The decision was taken by the originator about the item, says share, and is in its period."""
        yield Condition.DECIDED_BY_ORIGINATOR, decision.by == item.originator
        yield Condition.DECIDED_ON_ITEM, decision.item == item.id
        yield Condition.SAYS_SHARE, decision.outcome is Outcome.SHARE
        yield Condition.DECISION_OPEN, self.holds(decision.period)

    def keeping(self, person: Person, m: Membership, item: Item, rendition: Rendition) -> Checks:
        """A current membership of the originator, with the level, that is a custodian's or the author's."""
        yield Condition.OF_THE_ORIGINATOR, m.organisation == item.originator
        yield from self.is_current(m)
        yield Condition.LEVEL, self.level(m) >= least(rendition)
        yield Condition.CUSTODIAN_OR_AUTHOR, m.custodian or person.id == item.author

    def level(self, m: Membership) -> int:
        """The clearance of the membership until its own end date, then 0."""
        return 0 if self.has_come(m.clearance_until) else m.clearance

    def holds(self, period: Period) -> bool:
        """Whether t lies in the half-open period; one that does not end after it starts holds nothing."""
        return (period.starts is None or period.starts <= self.t) and (period.until is None or self.t < period.until)

    def has_come(self, moment: datetime | None) -> bool:
        """Whether there is such a moment, and it is at or before t."""
        return moment is not None and moment <= self.t
