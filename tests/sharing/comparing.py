"""What do the three ways of asking say about a whole world? Each gives the same list, so that lists can be compared.

*Source:* design/sharing.md 3 (differential tests).
"""

from datetime import datetime
from types import ModuleType
from typing import Any

from commonground.sharing.adapters.scratch import Scratch
from commonground.sharing.rules import engine as indexed
from commonground.sharing.rules.explaining import explain
from commonground.sharing.rules.organisations import Person
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World

Answer = tuple[str | None, str, bool, bool]
BY_ITEM = """
SELECT a.rendition FROM (SELECT %s::bigint AS who, %s::bigint AS hat, %s::timestamptz AS at) x,
sharing_item i CROSS JOIN LATERAL sharing_ask_one(x.who, x.hat, x.at, i.public_id, NULL) a
"""
BY_RENDITION = BY_ITEM.replace("i.public_id, NULL", "NULL, i.public_id").replace("sharing_item", "sharing_rendition")
DIFFERENT = -1


def literally(world: World, at: datetime, policy: Any = Policy) -> list[Answer]:
    """Ask the policy as it is written, or one with a mistake in it."""
    asked = policy(world, at)
    return [
        (person.id if person else None, r.id, asked.may_read(person, i, r), asked.keeps(person, i, r))
        for person in world.readers()
        for i, r in world.renditions()
    ]


def one_by_one(held: Scratch, person: Person | None, *, by_rendition: bool = True) -> set[int]:
    """Ask the database what a person reads as `Scratch.reads` does, of each item by itself, which asks for the keys of
    that item alone, and of each rendition; what row level security gives then is the same, or it is DIFFERENT."""
    asked = (BY_ITEM, BY_RENDITION) if by_rendition else (BY_ITEM,)
    number = held.people[person.id] if person else None
    found: set[int] = set()
    for hat in (held.hats[number] or [None]) if number else [None]:
        answers = []
        for query in asked:
            held.cursor.execute("SELECT set_config('cg.asked', '', true)")
            held.cursor.execute(query, [number, hat, held.at])
            answers.append({place - 1 for (place,) in held.cursor.fetchall()})
            held.cursor.execute(f'SET LOCAL ROLE "{held.role}"')
            held.cursor.execute("SELECT id FROM sharing_rendition")
            answers.append({place - 1 for (place,) in held.cursor.fetchall()})
            held.cursor.execute("RESET ROLE")
        found |= answers[0] if all(one == answers[0] for one in answers) else {DIFFERENT}
    return found


def by_keys(world: World, at: datetime, engine: ModuleType = indexed) -> list[Answer]:
    """Ask keys and openings, or ones with a mistake in them."""
    asked, found = engine.Engine(world, at), []
    for person in world.readers():
        readable, kept = asked.readable(person), asked.kept(person)
        for place, (_, rendition) in enumerate(asked.renditions):
            reads, keeps = bool(readable >> place & 1), bool(kept >> place & 1)
            found.append((person.id if person else None, rendition.id, reads, keeps))
    return found


def sentences_literally(world: World, at: datetime) -> dict[tuple[str | None, str], str]:
    """Give the sentence of every yes, asked of the policy."""
    policy = Policy(world, at)
    return {
        (person.id if person else None, rendition.id): reason.sentence
        for person in world.readers()
        for item, rendition in world.renditions()
        if (reason := explain(policy, person, item, rendition)).allowed
    }


def sentences_by_keys(world: World, at: datetime, engine: ModuleType = indexed) -> dict[tuple[str | None, str], str]:
    """Give the sentence of every yes, asked of the engine."""
    asked = engine.Engine(world, at)
    return {
        (person.id if person else None, asked.renditions[place][1].id): asked.why(place, grant)
        for person in world.readers()
        for place, grant in asked.grants(person).items()
    }
