"""Is there a world about which two ways of asking disagree, or a mistake in the policy that no world shows?

*Source:* design/sharing.md 3; bars A1 and A8 of reference/security.md.
"""

import json
from collections import Counter
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from commonground.sharing.adapters.world_files import world_of
from commonground.sharing.rules import engine, keyring, keys
from commonground.sharing.rules.conditions import Condition
from commonground.sharing.rules.explaining import explain
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World
from tests.figures import counts
from tests.sharing import mutating, reference
from tests.sharing.comparing import Answer, by_keys, literally, sentences_by_keys, sentences_literally
from tests.sharing.hostile import AT, SECOND, hostile, hostile_world, town, written
from tests.sharing.mutants import TEXT, Mutant, listed, made_of, patched

WORLDS = 300
MUTANTS = list(listed())
SHIFTS = (timedelta(0), -SECOND, SECOND, timedelta(days=29), -timedelta(days=31))


@cache
def world_of_seed(seed: int) -> World:
    """Make a world once."""
    return hostile_world(seed)


@cache
def truth(seed: int) -> list[Answer]:
    """Answer a world by the policy as it is."""
    return literally(world_of_seed(seed), AT)


def test_policy_engine_and_reference_agree_about_every_pair_of_every_hostile_world(figure):
    differing, asked, yes = 0, 0, 0
    for seed in range(counts(60, WORLDS)):
        world, file = world_of_seed(seed), hostile(seed)
        for shift in SHIFTS if seed % 5 == 0 else SHIFTS[:1]:
            at = AT + shift
            literal = literally(world, at)
            others = by_keys(world, at), reference.answers(file, written(at))
            differing += sum(one != two for other in others for one, two in zip(literal, other, strict=True))
            asked += len(literal)
            yes += sum(reads for *_, reads, _ in literal) if not shift else 0
    share = yes / sum(len(truth(seed)) for seed in range(counts(60, WORLDS)))
    figure("hostile worlds in which policy, engine and reference were compared", counts(60, WORLDS), bar="300")
    figure("pairs compared in them, at up to five moments", f"{asked:,}")
    figure("differences between the three", differing, bar="0")
    figure("share of yes in hostile worlds", f"{share:.0%}", bar="10 to 60 %")
    assert differing == 0
    assert 0.10 <= share <= 0.60


def test_policy_and_engine_agree_about_every_pair_of_a_large_town(figure):
    world = world_of(json.dumps(town(counts(100, 1_000), counts(1_000, 5_100))).encode())
    literal, indexed = Policy(world, AT), engine.Engine(world, AT)
    pairs, yes, differing = 0, 0, 0
    for person in world.readers():
        readable, kept = indexed.readable(person), indexed.kept(person)
        for place, (item, rendition) in enumerate(indexed.renditions):
            reads, keeps = literal.may_read(person, item, rendition), literal.keeps(person, item, rendition)
            differing += reads != bool(readable >> place & 1) or keeps != bool(kept >> place & 1)
            yes += reads
            pairs += 1
    figure("pairs of a large town in which policy and engine were compared", f"{pairs:,}", bar="10,000,000")
    figure("differences in the large town", differing, bar="0")
    assert differing == 0 and yes
    assert pairs >= counts(150_000, 10_000_000)


def test_policy_and_engine_give_the_same_reason_for_every_yes():
    for seed in range(counts(30, WORLDS)):
        world = world_of_seed(seed)
        assert sentences_by_keys(world, AT) == sentences_literally(world, AT), f"seed {seed}"


def test_every_condition_of_the_policy_decides_alone_somewhere(figure):
    alone: Counter[Condition] = Counter()
    for seed in range(counts(60, WORLDS)):
        world = world_of_seed(seed)
        asked = Policy(world, AT)
        for person in world.readers():
            for item, rendition in world.renditions():
                failing = explain(asked, person, item, rendition).failing
                alone.update(failing if len(failing) == 1 else ())
    elsewhere = {Condition.OF_THE_ORIGINATOR, Condition.TO_PUBLIC, Condition.CUSTODIAN_OR_AUTHOR}
    figure("near misses at the rarest condition in the hostile worlds", min(alone.values()))
    assert set(Condition) - set(alone) == elsewhere, "these say that a way leads to somebody else, or are of keeping"


def test_a_reason_is_yes_exactly_when_the_policy_says_yes_and_a_no_names_what_fails():
    for seed in range(counts(30, WORLDS)):
        world = world_of_seed(seed)
        asked = Policy(world, AT)
        for person in world.readers():
            for item, rendition in world.renditions():
                reason = explain(asked, person, item, rendition)
                assert reason.allowed == asked.may_read(person, item, rendition)
                assert reason.allowed == (not reason.failing)
                assert reason.sentence.endswith(".") and "\n" not in reason.sentence


def test_each_membership_asks_its_own_keyring():
    for seed in range(counts(20, WORLDS)):
        world = world_of_seed(seed)
        law, asked = keyring.Law(world, AT), Policy(world, AT)
        every = [(item, r, list(keys.openings_of(world, item, r))) for item, r in world.renditions()]
        known = {opening.key for *_, openings in every for opening in openings}
        for person in world.people.values():
            for m in person.memberships:
                ring = set(keyring.keyring(law, known, person.id, m)) if person.active else set()
                for item, rendition, openings in every:
                    alive = world.organisations[item.originator].active
                    opens = any(o.key in ring and law.is_now(o.period) for o in openings) and alive
                    public = person.active and asked.may_read(None, item, rendition)
                    assert (opens or public) == asked.may_read_through([m], person, item, rendition)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_mistake_in_one_condition_is_seen(mutant: Mutant):
    assert first_world_against(made_of(patched(mutant)).Policy) is not None, mutant.breaks


def test_at_least_fifty_mistakes_are_listed_and_each_condition_is_among_them(figure):
    assert len(MUTANTS) >= 50
    figure("hand-listed one-condition mutants of the policy, all killed", len(MUTANTS), bar="at least 50")
    assert len({(m.where, m.old, m.new) for m in MUTANTS}) == len(MUTANTS)


def test_mistakes_that_nobody_thought_of_are_seen_too(figure):
    every = list(mutating.changes(TEXT))
    alive = [change for change in every if is_alive(change.text)]
    killed = 1 - len(alive) / len(every)
    figure("mutants made of every operator of policy.py", len(every))
    figure("mutants made of every operator of policy.py, killed", f"{killed:.1%}", bar="at least 95 %")
    assert killed >= 0.95, "\n".join(map(str, alive))


@pytest.mark.parametrize(
    ("module", "name"), [(keys, "openings_of"), (keyring, "Law"), (engine, "Engine")], ids=["keys", "keyring", "engine"]
)
def test_mistakes_in_the_engine_are_seen_beside_the_policy(module, name, figure, monkeypatch):
    seeds = range(counts(12, 100))
    wanted = [sentences_literally(world_of_seed(seed), AT) for seed in seeds]
    source = Path(module.__file__).read_text(encoding="utf-8")
    part = source[: source.find("\ndef keyring(")] if module is keyring else source  # asked in a test of its own
    every, killed, file = list(mutating.changes(part)), 0, Path(module.__file__).stem
    for change in every:
        try:
            made = made_of(change.text)
        except Exception:
            killed += 1
            continue
        with monkeypatch.context() as patch:
            if module is not engine:
                patch.setattr(engine, name, getattr(made, name))
            killed += differs(made if module is engine else engine, seeds, wanted)
    figure(f"mutants made of every operator of {file}.py, killed", f"{killed / len(every):.0%}")
    assert killed / len(every) >= 0.7, "what is left are words, shortcuts and orders that change no answer"


def differs(made: ModuleType, seeds: range, wanted: list[dict[tuple[str | None, str], str]]) -> bool:
    """Whether an engine with a mistake in it answers any world otherwise, or cannot answer it."""
    try:
        return any(
            sentences_by_keys(world_of_seed(seed), AT, made) != right
            or by_keys(world_of_seed(seed), AT, made) != truth(seed)
            for seed, right in zip(seeds, wanted, strict=True)
        )
    except Exception:
        return True


def first_world_against(mistaken: type) -> int | None:
    """Find the first seed whose world shows the mistake."""
    for seed in range(WORLDS):
        if literally(world_of_seed(seed), AT, mistaken) != truth(seed):
            return seed
    return None


def is_alive(text: str) -> bool:
    """Whether no world shows a mistake; one that makes the policy fail is seen at once."""
    try:
        return first_world_against(made_of(text).Policy) is None
    except Exception:
        return False
