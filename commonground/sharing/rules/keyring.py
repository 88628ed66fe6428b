"""Which keys does a membership hold right now? All the law, asked once for one membership.

*Source:* design/sharing.md 3.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from commonground.sharing.rules.agreements import Status
from commonground.sharing.rules.items import Audience, ToGroup, ToOrganisation, ToPerson
from commonground.sharing.rules.keys import Key, Terms
from commonground.sharing.rules.organisations import Membership
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.world import World


class Law:
    """Everything but the items, as it stands at one moment: who is current, and what each agreement lets whom get."""

    def __init__(self, world: World, at: datetime) -> None:
        self.world = world
        self.at = at
        self.active = {key for key, organisation in world.organisations.items() if organisation.active}
        self.groups_of: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        for group in world.groups.values():
            for entry in group.members:
                if self.is_now(entry.period):
                    self.groups_of[entry.organisation, entry.person].add(group.id)
        self.given: set[tuple[str, str, str]] = set()
        self.gotten: set[tuple[str, str, str]] = set()
        self.accredited: dict[str, set[str]] = {}
        for key, agreement in world.agreements.items():
            if agreement.status is Status.IN_FORCE and self.is_now(agreement.period):
                for party in agreement.parties:
                    if self.is_now(party.period):
                        self.given.update((key, party.organisation, category) for category in party.gives)
                        self.gotten.update((key, party.organisation, category) for category in party.gets)
        for key, organisation in world.organisations.items():
            self.accredited[key] = {held.standard for held in organisation.accreditations if self.is_now(held.period)}

    def is_now(self, period: Period) -> bool:
        """Whether the moment lies in the period."""
        return not (
            (period.starts is not None and self.at < period.starts)
            or (period.until is not None and period.until <= self.at)
        )

    def level_of(self, m: Membership) -> int | None:
        """The level that a membership gives now, 0 to 3, or None where it is not current."""
        if m.suspended or m.organisation not in self.active or not self.is_now(m.period):
            return None
        return m.clearance if self.is_now(Period(None, m.clearance_until)) else 0

    def grants(self, terms: Terms, organisation: str) -> bool:
        """Whether the agreement lets the organisation get what the terms name."""
        agreement = self.world.agreements[terms.agreement]
        return (
            (terms.agreement, organisation, terms.category) in self.gotten
            and (terms.agreement, terms.originator, terms.category) in self.given
            and (agreement.personal or not terms.personal)
            and not agreement.ceiling < terms.tlp
            and (
                not agreement.accreditation_any_of
                or not agreement.accreditation_any_of.isdisjoint(self.accredited[organisation])
            )
        )

    def audiences_of(self, organisation: str) -> Iterator[Audience]:
        """Give the audiences that everybody of the organisation belongs to."""
        yield ToOrganisation(organisation)
        yield from (ToGroup(group) for group in sorted(self.groups_of.get((organisation, None), ())))

    def own_audiences_of(self, person: str, organisation: str) -> Iterator[Audience]:
        """Give the audiences that name the person as a member of the organisation."""
        yield ToPerson(person, organisation)
        yield from (ToGroup(group) for group in sorted(self.groups_of.get((organisation, person), ())))

    def turns(self, key: Key, organisation: str, level: int) -> bool:
        """Whether a membership of the organisation at that level turns a key whose audience it belongs to."""
        return (
            level >= key.need
            and key.through in (None, organisation)
            and (key.terms is None or self.grants(key.terms, organisation))
        )


def keyring(law: Law, keys: Iterable[Key], person: str, m: Membership) -> list[Key]:
    """List the keys, out of those given, that one membership of a person holds at the moment of the law."""
    level = law.level_of(m)
    if level is None:
        return []
    audiences = {*law.audiences_of(m.organisation), *law.own_audiences_of(person, m.organisation)}
    return [key for key in keys if key.audience in audiences and law.turns(key, m.organisation, level)]
