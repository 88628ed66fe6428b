"""Who may read everything that there is? Answers for all people and all renditions at once, by keys and openings.

What everybody of one organisation at one level may read is found once and kept for the others; a person adds what names
them. Answers are sets of renditions, written as the bits of one integer in the order of the world.

*Source:* design/sharing.md 3; bar A1 of reference/security.md.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from commonground.sharing.rules.explaining import why
from commonground.sharing.rules.items import Audience, Item, Rendition, ToPublic
from commonground.sharing.rules.keyring import Law
from commonground.sharing.rules.keys import Key, Opening, openings_of
from commonground.sharing.rules.organisations import Membership, Person
from commonground.sharing.rules.world import World


class Grant(NamedTuple):
    """What opens a rendition to somebody: its opening, by place, and the organisation and level that turn the key."""

    opening: int
    through: str | None = None
    level: int = 0


Grants = dict[int, Grant]


class Engine:
    """Every answer about one world at one moment."""

    def __init__(self, world: World, at: datetime) -> None:
        self.law = Law(world, at)
        self.renditions: list[tuple[Item, Rendition]] = list(world.renditions())
        self.openings: list[Opening] = []
        self.rendition_of: list[int] = []
        self.openings_of: dict[tuple[Audience, str | None], dict[Key, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.authored: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        self.originated: dict[str, list[int]] = defaultdict(list)
        self.addressed: dict[Audience, list[int]] = defaultdict(list)
        self.needs: list[int] = []
        for place, (item, rendition) in enumerate(self.renditions):
            self._take(world, place, item, rendition)
        self._by_audience: dict[tuple[Audience, str | None, int], tuple[Grants, int]] = {}
        self._shared: dict[tuple[str, int], tuple[Grants, int]] = {}
        self._kept_bits: dict[tuple[str, int], int] = {}
        self.public, self._public_bits = self._opened(ToPublic(), None, 0)

    def _take(self, world: World, place: int, item: Item, rendition: Rendition) -> None:
        self.authored[item.author, item.originator].append(place)
        self.originated[item.originator].append(place)
        self.needs.append(max(rendition.clearance, int(rendition.personal)))
        for release in rendition.releases:
            self.addressed[release.to].append(place)
        for opening in openings_of(world, item, rendition):
            if opening.originator in self.law.active and self.law.is_now(opening.period):
                key = opening.key
                self.openings_of[key.audience, key.through][key].append(len(self.openings))
                self.openings.append(opening)
                self.rendition_of.append(place)

    def _opened(self, audience: Audience, through: str | None, level: int) -> tuple[Grants, int]:
        """What an audience opens to any membership of an organisation at a level, and the same as bits."""
        found = self._by_audience.get((audience, through, level))
        if found is None:
            earliest: Grants = {}
            for within in {None, through}:
                for key, openings in self.openings_of.get((audience, within), {}).items():
                    if through is None or self.law.turns(key, through, level):
                        _add(
                            earliest, {self.rendition_of[one]: Grant(one, through, level) for one in reversed(openings)}
                        )
            found = self._by_audience[audience, through, level] = earliest, bits_of(earliest)
        return found

    def _everybodys(self, organisation: str, level: int) -> tuple[Grants, int]:
        """What everybody of the organisation at that level may read, and the same as bits."""
        found = self._shared.get((organisation, level))
        if found is None:
            earliest: Grants = {}
            for audience in self.law.audiences_of(organisation):
                _add(earliest, self._opened(audience, organisation, level)[0])
            found = self._shared[organisation, level] = earliest, bits_of(earliest)
        return found

    def grants(self, person: Person | None) -> Grants:
        """Give what the person may read, by its place in the world, with the first way that opens it."""
        if person is None:
            return self.public
        if not person.active:
            return {}
        found = dict(self.public)
        for m in reversed(person.memberships):
            found.update(self.grants_through(person, m))
        return found

    def grants_through(self, person: Person, m: Membership) -> Grants:
        """Give what one membership of an active person opens, without what is public."""
        level = self.law.level_of(m)
        if level is None:
            return {}
        found = dict(self._everybodys(m.organisation, level)[0])
        for audience in self.law.own_audiences_of(person.id, m.organisation):
            _add(found, self._opened(audience, m.organisation, level)[0])
        return found

    def readable(self, person: Person | None) -> int:
        """Give what the person may read as bits, without saying why."""
        found = self._public_bits
        if person is None:
            return found
        if not person.active:
            return 0
        for m in person.memberships:
            level = self.law.level_of(m)
            if level is not None:
                found |= self._everybodys(m.organisation, level)[1]
                for audience in self.law.own_audiences_of(person.id, m.organisation):
                    found |= self._opened(audience, m.organisation, level)[1]
        return found

    def kept(self, person: Person | None) -> int:
        """Give what the person keeps, which is not reading, as bits."""
        found = 0
        if person is None or not person.active:
            return found
        for m in person.memberships:
            level = self.law.level_of(m)
            if level is None:
                continue
            if m.custodian:
                found |= self._kept_by_custodians(m.organisation, level)
            authored = self.authored.get((person.id, m.organisation), ())
            found |= bits_of(place for place in authored if self.needs[place] <= level)
        return found

    def _kept_by_custodians(self, organisation: str, level: int) -> int:
        found = self._kept_bits.get((organisation, level))
        if found is None:
            found = bits_of(place for place in self.originated[organisation] if self.needs[place] <= level)
            self._kept_bits[organisation, level] = found
        return found

    def concerning(self, person: Person) -> set[int]:
        """Give the places where some way leads to the person by name, organisation or group, open or not."""
        found: set[int] = set()
        for m in person.memberships:
            found.update(self.originated.get(m.organisation, ()))
            for audience in self.law.audiences_of(m.organisation):
                found.update(self.addressed.get(audience, ()))
            for audience in self.law.own_audiences_of(person.id, m.organisation):
                found.update(self.addressed.get(audience, ()))
        return found

    def why(self, place: int, grant: Grant) -> str:
        """Say why a rendition is opened, in the sentence of the policy."""
        opening = self.openings[grant.opening]
        return why(*self.renditions[place], grant.through, grant.level, opening.number, opening.release)


def _add(found: Grants, more: Grants) -> None:
    """Take in what more opens, and keep for each rendition the earliest of its openings."""
    for place, grant in more.items():
        known = found.get(place)
        if known is None or grant < known:
            found[place] = grant


def bits_of(places: Iterable[int]) -> int:
    """Write a set of places as the bits of an integer."""
    found = bytearray()
    for place in places:
        byte = place >> 3
        if byte >= len(found):
            found.extend(bytes(byte + 1 - len(found)))
        found[byte] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def places_of(bits: int) -> list[int]:
    """Read the places back, in order."""
    return [
        8 * number + bit
        for number, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little"))
        if byte
        for bit in range(8)
        if byte >> bit & 1
    ]
