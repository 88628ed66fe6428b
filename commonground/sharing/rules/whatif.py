"""Who gains and who loses what, and why? Two worlds, or one at two moments, compared answer by answer.

*Source:* design/sharing.md 2.1 (no silent widening), 2.2 (what-if counts items of others), 4; R212, R213.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonground.groundwork.small_numbers import enough
from commonground.sharing.rules.conditions import Condition
from commonground.sharing.rules.engine import Engine, places_of
from commonground.sharing.rules.explaining import explain, explain_keeping
from commonground.sharing.rules.organisations import Person
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World


class Right(StrEnum):
    """What is gained or lost: reading a rendition, or keeping its records."""

    READ = "read"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that is another afterwards; without a person it is the public's."""

    person: str | None
    originator: str
    item: str
    rendition: str
    right: Right
    gained: bool
    conditions: tuple[Condition, ...]
    because: str


def compare(before: World, after: World, at: datetime, then: datetime | None = None) -> list[Change]:
    """List what changes from one world at a moment to another, at the same moment or a later one.

    People come in their order, first those of the world before, and each one's renditions in theirs. The conditions are
    those that fail on the side that says no; what is not there any more, or was not yet, fails none.
    """
    old, new = _Side(before, at), _Side(after, then or at)
    readers: list[str | None] = [*dict.fromkeys([*before.people, *after.people]), None]
    return [change for reader in readers for change in _changes_for(reader, old, new)]


class _Side:
    """The answers of one of the two worlds, by the names of its renditions."""

    def __init__(self, world: World, at: datetime) -> None:
        self.world = world
        self.engine = Engine(world, at)
        self.policy = Policy(world, at)
        self.place = {rendition.id: place for place, (_, rendition) in enumerate(self.engine.renditions)}

    def held(self, reader: str | None, right: Right) -> set[str]:
        """What somebody has, by the names of the renditions; nobody has anything where they are not."""
        if reader is not None and reader not in self.world.people:
            return set()
        person = self.world.people[reader] if reader is not None else None
        bits = self.engine.readable(person) if right is Right.READ else self.engine.kept(person)
        return {self.engine.renditions[place][1].id for place in places_of(bits)}

    def reason(self, reader: str | None, rendition: str, right: Right) -> tuple[tuple[Condition, ...], str]:
        """Why, or why not."""
        person = self.world.people.get(reader) if reader is not None else None
        if rendition not in self.place or (reader is not None and person is None):
            return (), "It is not there."
        pair = self.engine.renditions[self.place[rendition]]
        asked: Callable = explain if right is Right.READ else explain_keeping
        found = asked(self.policy, person, *pair)
        return found.failing, found.sentence


def _changes_for(reader: str | None, old: _Side, new: _Side) -> Iterator[Change]:
    order = {name: number for number, name in enumerate([*old.place, *new.place])}
    for right in Right:
        had, has = old.held(reader, right), new.held(reader, right)
        for rendition in sorted(had ^ has, key=order.__getitem__):
            gained = rendition in has
            owner = new if gained else old
            item, _ = owner.engine.renditions[owner.place[rendition]]
            conditions, because = (old if gained else new).reason(reader, rendition, right)
            if gained:
                because = new.reason(reader, rendition, right)[1]
            yield Change(reader, item.originator, item.id, rendition, right, gained, conditions, because)


def items_gained(changes: Iterable[Change]) -> dict[str, int]:
    """Count for each originator the items of theirs that somebody may read only afterwards.

    An act with any such item says how many, is confirmed, and the originators are told.
    """
    found: dict[str, set[str]] = {}
    for change in changes:
        if change.gained and change.right is Right.READ:
            found.setdefault(change.originator, set()).add(change.item)
    return {originator: len(items) for originator, items in found.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """What an organisation may see of a comparison: its own items by name, and how many items of others.

    None stands for a number that is too small to be shown.
    """

    own: tuple[Change, ...]
    gained_of_others: int | None
    lost_of_others: int | None


def told_to(organisation: str, changes: Iterable[Change], people: Mapping[str, Person]) -> Told:
    """Cut a comparison down to what an organisation may see: changes in its own items, and counts of others' items.

    Others' items count only where its own staff gain or lose reading; a number that is neither 0 nor large enough to be
    shown is held back.
    """
    every = list(changes)
    staff = {p.id for p in people.values() if any(m.organisation == organisation for m in p.memberships)}
    own = tuple(change for change in every if change.originator == organisation)
    others = [c for c in every if c.originator != organisation and c.person in staff and c.right is Right.READ]
    return Told(
        own,
        _shown(len({change.item for change in others if change.gained})),
        _shown(len({change.item for change in others if not change.gained})),
    )


def _shown(number: int) -> int | None:
    return number if number == 0 or enough(number) else None
