"""What does a replay print? One JSON line for each person and rendition, in the order of the file.

*Source:* design/sharing.md 4.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from commonground.sharing.adapters.scratch import Scratch
from commonground.sharing.rules.conditions import all_hold
from commonground.sharing.rules.engine import Engine, Grant, places_of
from commonground.sharing.rules.explaining import explain
from commonground.sharing.rules.organisations import Person
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World

# Never printed unless the database and the policy part, which is a fault of this program.
DIFFER = "The database and the policy do not agree about this: report it, and trust neither."


def replay(world: World, at: datetime, *, engine: str, only_allowed: bool) -> Iterator[str]:
    """Give the lines of each person in turn, as one text; the anonymous reader comes last."""
    if engine == "literal":
        return literal_lines(world, at, only_allowed=only_allowed)
    return Indexed(world, at).lines(only_allowed=only_allowed)


def literal_lines(world: World, at: datetime, *, only_allowed: bool) -> Iterator[str]:
    """Ask the policy as it is written about every pair."""
    policy = Policy(world, at)
    for person in world.readers():
        reader = _reader(person)
        lines = []
        for item, rendition in world.renditions():
            reason = explain(policy, person, item, rendition)
            if reason.allowed or not only_allowed:
                kept = policy.keeps(person, item, rendition)
                lines.append(reader + _named(rendition.id) + _answer(reason.allowed, kept) + _because(reason.sentence))
        yield "".join(lines)


class Indexed:
    """Ask the engine for everybody at once, and the policy for the words of a no where they differ by person."""

    def __init__(self, world: World, at: datetime) -> None:
        self.world = world
        self.engine = Engine(world, at)
        self.policy = Policy(world, at)
        self.live = [all_hold(self.policy.is_live(item)) for item, _ in self.engine.renditions]
        self.opened: dict[bool, dict[Grant, str]] = {True: {}, False: {}}
        self.closed: dict[bool, list[str]] = {}

    def lines(self, *, only_allowed: bool) -> Iterator[str]:
        """Give the lines of each person in turn."""
        for person in self.world.readers():
            reader = _reader(person)
            rest = self._allowed(person) if only_allowed else self._all(person)
            yield reader + reader.join(rest) if rest else ""

    def kept(self, person: Person | None) -> set[int]:
        """Give the places of what the person keeps."""
        return set(places_of(self.engine.kept(person)))

    def grants(self, person: Person | None) -> Mapping[int, Grant | None]:
        """Give what the person may read by its place, with what opens it; None where the engine knows of nothing."""
        return self.engine.grants(person)

    def _allowed(self, person: Person | None) -> list[str]:
        """The lines of what the person may read, without their beginning."""
        kept = self.kept(person)
        return [self._yes(place, grant, place in kept) for place, grant in sorted(self.grants(person).items())]

    def _all(self, person: Person | None) -> list[str]:
        """The lines of everything: those that are the same for all, and in their places those of this person."""
        lines = list(self._for_others(person is None or person.active))
        kept, grants = self.kept(person), self.grants(person)
        concerning = self.engine.concerning(person) if person and person.active else set()
        for place in (kept | concerning) - grants.keys():
            if place in kept or self.live[place]:
                lines[place] = self._no(person, place, place in kept)
        for place, grant in grants.items():
            lines[place] = self._yes(place, grant, place in kept)
        return lines

    def _yes(self, place: int, grant: Grant | None, kept: bool) -> str:
        if grant is None:
            return _named(self.engine.renditions[place][1].id) + _answer(True, kept) + _because(DIFFER)
        line = self.opened[kept].get(grant)
        if line is None:
            rendition, because = self.engine.renditions[place][1], _because(self.engine.why(place, grant))
            line = self.opened[kept][grant] = _named(rendition.id) + _answer(True, kept) + because
        return line

    def _no(self, person: Person | None, place: int, kept: bool) -> str:
        item, rendition = self.engine.renditions[place]
        reason = explain(self.policy, person, item, rendition)
        return _named(rendition.id) + _answer(False, kept) + _because(DIFFER if reason.allowed else reason.sentence)

    def _for_others(self, active: bool) -> list[str]:
        """The lines of somebody to whom no way leads, and of everybody where nobody may read now."""
        found = self.closed.get(active)
        if found is None:
            nobody = Person("", active=active)
            found = self.closed[active] = [self._no(nobody, place, False) for place in range(len(self.live))]
        return found


class AskedOfDatabase(Indexed):
    """Ask the database who reads and keeps what, and the engine only for the words."""

    def __init__(self, held: Scratch) -> None:
        super().__init__(held.world, held.at)
        self.held = held

    def kept(self, person: Person | None) -> set[int]:
        """Give the places of what the person keeps, as the database says."""
        return self.held.keeps(person)

    def grants(self, person: Person | None) -> Mapping[int, Grant | None]:
        """Give what row level security gives the person, with the words of the engine."""
        words = self.engine.grants(person)
        return {place: words.get(place) for place in self.held.reads(person)}


def _reader(person: Person | None) -> str:
    return f'{{"person": {json.dumps(person.id if person else None)}, '


def _named(rendition: str) -> str:
    return f'"rendition": {json.dumps(rendition)}, '


def _answer(allowed: bool, kept: bool) -> str:
    return f'"allowed": {"true" if allowed else "false"}, "records": {"true" if kept else "false"}, '


def _because(sentence: str) -> str:
    return f'"because": {json.dumps(sentence)}}}\n'
