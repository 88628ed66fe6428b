"""What does a replay print? One JSON line for each person and rendition, in the order of the file.

*Source:* design/sharing.md 4.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from commonground.sharing.rules.engine import Engine, Grant, places_of
from commonground.sharing.rules.explaining import explain
from commonground.sharing.rules.organisations import Person
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World

KEPT = 1_000_000


def replay(world: World, at: datetime, *, engine: str, only_allowed: bool) -> Iterator[str]:
    """Give the lines of each person in turn, as one text; the anonymous reader comes last."""
    if engine == "literal":
        return literal_lines(world, at, only_allowed=only_allowed)
    return indexed_lines(world, at, only_allowed=only_allowed)


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


def indexed_lines(world: World, at: datetime, *, only_allowed: bool) -> Iterator[str]:
    """Ask the engine for everybody at once, and the policy only for the words of a no."""
    engine, policy = Engine(world, at), Policy(world, at)
    named = [_named(rendition.id) for _, rendition in engine.renditions]

    @lru_cache(KEPT)
    def opened(place: int, grant: Grant) -> str:
        return _because(engine.why(place, grant))

    for person in world.readers():
        reader, grants = _reader(person), engine.grants(person)
        kept = set(places_of(engine.kept(person)))
        places = sorted(grants) if only_allowed else range(len(named))
        yield "".join(
            reader + named[place] + _answer(True, place in kept) + opened(place, grants[place])
            if place in grants
            else reader
            + named[place]
            + _answer(False, place in kept)
            + _because(explain(policy, person, *engine.renditions[place]).sentence)
            for place in places
        )


def _reader(person: Person | None) -> str:
    return f'{{"person": {json.dumps(person.id if person else None)}, '


def _named(rendition: str) -> str:
    return f'"rendition": {json.dumps(rendition)}, '


def _answer(allowed: bool, kept: bool) -> str:
    return f'"allowed": {"true" if allowed else "false"}, "records": {"true" if kept else "false"}, '


def _because(sentence: str) -> str:
    return f'"because": {json.dumps(sentence)}}}\n'
