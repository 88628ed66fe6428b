"""Does the database answer about every world as the policy does, under row level security and as the site asks it?

*Source:* design/sharing.md 2-4; bars A1 and A8 of reference/security.md.
"""

import json
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from commonground.hosting.roles import APPLICATION
from commonground.people.models import Clearance, Membership, Organisation
from commonground.sharing.adapters.replaying import AskedOfDatabase, replay
from commonground.sharing.adapters.scratch import Scratch, scratch
from commonground.sharing.adapters.world_files import read_world, world_of
from commonground.sharing.models import Item, Rendition
from commonground.sharing.rules.organisations import Person
from commonground.sharing.rules.world import World
from tests.figures import counts
from tests.sharing.comparing import Answer, literally, one_by_one
from tests.sharing.hostile import AT, Maker, hostile_world
from tests.sharing.sql_mutants import FUNCTIONS, MISTAKES, Mistake, with_mistake

SEEDS, PARTS = 12, 6
Answers = list[tuple[set[int], set[int]]] | list[tuple[set[int], set[tuple[int, int]], set[int]]]
OF_EACH = """
SELECT r.id, a.rendition FROM (SELECT %s::bigint AS who, %s::bigint AS hat, %s::timestamptz AS at) x,
sharing_rendition r CROSS JOIN LATERAL sharing_ask_one(x.who, x.hat, x.at, NULL, r.public_id) a
"""
OF_SOME_KEYS = "SELECT unnest(sharing_held(%s, %s, %s, ARRAY(SELECT id FROM sharing_key WHERE id %% 3 = 0)))"
UNDO = """
DROP POLICY opening_owner ON sharing_opening; DROP POLICY opening_read ON sharing_opening;
DROP POLICY opening_listed ON sharing_opening;
DROP POLICY item_owner ON sharing_item; DROP POLICY item_read ON sharing_item; DROP POLICY item_keep ON sharing_item;
DROP POLICY item_add ON sharing_item; DROP POLICY item_change ON sharing_item;
DROP POLICY item_listed ON sharing_item;
DROP POLICY rendition_owner ON sharing_rendition; DROP POLICY rendition_read ON sharing_rendition;
DROP POLICY rendition_keep ON sharing_rendition; DROP POLICY rendition_add ON sharing_rendition;
DROP POLICY rendition_change ON sharing_rendition; DROP POLICY rendition_listed ON sharing_rendition;
DROP POLICY release_owner ON sharing_release; DROP POLICY release_read ON sharing_release;
DROP POLICY release_add ON sharing_release; DROP POLICY release_change ON sharing_release;
ALTER TABLE sharing_item DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_rendition DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_opening DISABLE ROW LEVEL SECURITY;
DROP FUNCTION sharing_ask_one(bigint, bigint, timestamptz, uuid, uuid),
  sharing_held(bigint, bigint, timestamptz, bigint[]),
  sharing_latest(int, timestamptz, bigint),
  sharing_found(text, text, bigint, bigint, bigint[], int, timestamptz, bigint),
  sharing_opened_to(bigint, bigint), sharing_open(bigint[]), sharing_ask(bigint, bigint, timestamptz),
  sharing_is_ours(bigint), sharing_keeps_rendition(bigint), sharing_keeps_item(bigint, int), sharing_is_keeping(),
  sharing_keeps(bigint, bigint, int),
  sharing_moment(), sharing_ring(), sharing_reopen(bigint[]), sharing_kept(bigint, timestamptz),
  sharing_keyring(bigint, bigint, timestamptz), sharing_acting(bigint, timestamptz),
  sharing_holds(timestamptz, timestamptz, timestamptz);
DROP VIEW sharing_wanted;
"""


def by_database(world: World, at) -> list[Answer]:
    """Ask the database about every pair, people in order and the anonymous reader last."""
    renditions = [rendition.id for _, rendition in world.renditions()]
    found: list[Answer] = []
    with connection.cursor() as wrapped, scratch(wrapped.cursor, world, at, APPLICATION) as held:
        for person in world.readers():
            reads, keeps = held.reads(person), held.keeps(person)
            assert one_by_one(held, person) == reads, person
            who = person.id if person else None
            found += [(who, one, place in reads, place in keeps) for place, one in enumerate(renditions)]
    return found


@pytest.mark.shared
def test_the_worlds_of_the_design_get_their_answers_from_the_database(db, shared, figure):
    folder: Path = shared / "design" / "worlds"
    files = sorted(folder.glob("*.json"))
    assert len(files) == 9
    for file in files:
        world = read_world(file)
        lines = (json.loads(line) for line in file.with_suffix(".answers.jsonl").read_text().splitlines())
        wanted = [(line["person"], line["rendition"], line["allowed"], line["records"]) for line in lines]
        assert by_database(world, world.at) == wanted, file.name
    figure("worlds of the design replayed by the database to their answers", len(files), bar="9")


def test_the_database_agrees_with_the_policy_about_every_pair_of_every_hostile_world(db, figure):
    differing = asked = 0
    for seed in range(counts(8, 300)):
        world = hostile_world(seed)
        for one, two in zip(literally(world, AT), by_database(world, AT), strict=True):
            asked += 1
            differing += one != two
    figure("pairs of hostile worlds asked of the policy and of the database", f"{asked:,}")
    figure("differences between the policy and the database", differing, bar="0")
    assert differing == 0


def crowded(seed: int) -> World:
    """Make a hostile world in which many people read many items of few organisations, and one that is left open to the
    public although it holds personal data."""
    file = Maker(Random(seed), organisations=6).world(24, 8, 120)
    to_all = {"to": {"public": True}, "under": None, "clearance": 0, "from": None, "until": None, "revoked": None}
    open_to_all = {"id": "personal", "tlp": "CLEAR", "clearance": 0, "personal": True, "releases": [to_all]}
    whole = dict.fromkeys(("author", "from", "expires", "withdrawn"))
    file["items"].append(
        {"id": "left open", "originator": "o0", "category": "alert", **whole, "renditions": [open_to_all]}
    )
    return world_of(json.dumps(file).encode())


def answers(held: Scratch, part: str) -> Answers:
    """Ask the database for everybody, in order: what they read and what they keep, or what they read one by one, where
    a mistake is in what is asked of one item alone."""
    if part in FUNCTIONS:
        return [
            (one_by_one(held, person, by_rendition=part == "one"), *what_is_given(held, person))
            for person in held.world.readers()
        ]
    return [(held.reads(person), held.keeps(person)) for person in held.world.readers()]


def what_is_given(held: Scratch, person: Person | None) -> tuple[set[tuple[int, int]], set[int]]:
    """Give what comes back for each rendition that a reader asks for by itself, and which of some keys they hold:
    neither may be more than was asked for."""
    number = held.people[person.id] if person else None
    given: set[tuple[int, int]] = set()
    keys: set[int] = set()
    for hat in (held.hats[number] or [None]) if number else [None]:
        held.cursor.execute("SELECT set_config('cg.asked', '', true)")
        held.cursor.execute(OF_EACH, [number, hat, held.at])
        given |= {(asked, opened) for asked, opened in held.cursor.fetchall()}
        held.cursor.execute(OF_SOME_KEYS, [number, hat, held.at])
        keys |= {key for (key,) in held.cursor.fetchall()}
    return given, keys


@pytest.mark.parametrize("part", range(counts(1, PARTS)))
def test_every_single_mistake_in_the_sql_changes_an_answer(db, figure, part):
    """Each mistake is made in a savepoint, in the law alone: the world stays as it was written."""
    left, step = MISTAKES[part :: counts(16, PARTS)], 0
    made = len(left)
    while left and step < SEEDS:
        with connection.cursor() as wrapped, scratch(wrapped.cursor, crowded(step), AT, APPLICATION) as held:
            right = {part: answers(held, part) for part in {mistake.part for mistake in left}}
            left = [mistake for mistake in left if survives(held, mistake, right[mistake.part])]
        step += 1
    named = f"part {part + 1} of {counts(1, PARTS)}"
    figure(f"single mistakes in the SQL and in row level security, {named}", made, bar="at least 30 in all")
    figure(f"mistakes that no world showed, {named}", len(left), bar="0")
    assert not left, "\n".join(map(str, left))


def test_asking_for_one_rendition_or_for_some_keys_gives_no_other(db):
    with connection.cursor() as wrapped, scratch(wrapped.cursor, crowded(0), AT, APPLICATION) as held:
        said = [what_is_given(held, person) for person in held.world.readers()]
    assert any(given for given, _ in said) and any(keys for _, keys in said)
    assert all(asked == opened for given, _ in said for asked, opened in given)
    assert all(key % 3 == 0 for _, keys in said for key in keys)


def test_nobody_holds_a_key_through_the_membership_of_somebody_else(db):
    with connection.cursor() as wrapped, scratch(wrapped.cursor, crowded(0), AT, APPLICATION) as held:
        ours, theirs = (next(iter(held.hats[person])) for person in sorted(held.hats)[:2] if held.hats[person])
        every = "ARRAY(SELECT id FROM sharing_key)"
        for asked in ("sharing_keyring(1, %s, %s)", f"sharing_held(1, %s, %s, {every})"):
            found = []
            for hat in (ours, theirs, None):
                held.cursor.execute(f"SELECT k FROM unnest({asked}) k ORDER BY k", [hat, held.at])
                found.append(held.cursor.fetchall())
            assert found[0] != found[1] == found[2], asked


def survives(held: Scratch, mistake: Mistake, right: Answers) -> bool:
    """Whether a mistake changes no answer about a world."""
    held.cursor.execute("SAVEPOINT before")
    held.cursor.execute(UNDO)
    held.cursor.execute(with_mistake(mistake))
    held.give_to_reader()
    held.reopen()
    same = answers(held, mistake.part) == right
    held.cursor.execute("ROLLBACK TO SAVEPOINT before")
    return same


def test_the_replay_of_the_database_is_the_replay_of_the_policy_byte_for_byte(db):
    for seed in range(3):
        world = hostile_world(seed)
        for only_allowed in (False, True):
            wanted = "".join(replay(world, AT, engine="literal", only_allowed=only_allowed))
            with connection.cursor() as wrapped, scratch(wrapped.cursor, world, AT, APPLICATION) as held:
                assert "".join(AskedOfDatabase(held).lines(only_allowed=only_allowed)) == wanted


def test_where_database_and_policy_part_the_replay_says_so_loudly(db, monkeypatch):
    world = crowded(0)
    with connection.cursor() as wrapped, scratch(wrapped.cursor, world, AT, APPLICATION) as held:
        monkeypatch.setattr(held, "reads", lambda person: {0, 1, 2})
        assert "trust neither" in "".join(AskedOfDatabase(held).lines(only_allowed=False))


def test_a_replay_leaves_nothing_behind(db):
    before = schemas()
    with connection.cursor() as wrapped, scratch(wrapped.cursor, hostile_world(1), AT, APPLICATION):
        assert len(schemas()) == len(before) + 1
    assert schemas() == before
    assert not Rendition.objects.exists()


def test_without_a_keyring_the_sites_own_role_is_given_no_rendition(db, cast):
    """What row level security holds back in a replay it holds back in the site's own tables."""
    police = cast.organisation["Aldermouth Police"]
    item = Item.objects.create(programme=cast.programme, area=cast.area, originator=police, category="alert")
    rendition = Rendition.objects.create(item=item, tlp=1, personal=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_reopen(ARRAY[%s]::bigint[])", [item.pk])
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        cursor.execute("SELECT id FROM sharing_rendition")
        assert cursor.fetchall() == []
        for key, wanted in (("thornbury", [(rendition.pk,)]), ("whitlock", [])):
            hat = cast.membership[key]
            cursor.execute(
                "SELECT set_config('cg.keyring', sharing_keyring(%s, %s, now())::text, true)", [hat.person_id, hat.pk]
            )
            cursor.execute("SELECT id FROM sharing_rendition")
            assert cursor.fetchall() == wanted, key
        cursor.execute("RESET ROLE")


def test_what_people_keeps_is_the_law_that_the_keyring_asks(db, cast):
    """A suspension, an end, a clearance that ran out and a body that is no longer active count at once."""
    hat = cast.membership["thornbury"]

    def acting() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT level FROM sharing_acting(%s, now())", [hat.pk])
            return [level for (level,) in cursor.fetchall()]

    today = timezone.localdate()
    Clearance.objects.filter(membership=hat).delete()
    assert acting() == [0]
    cleared = Clearance.objects.create(membership=hat, level=2, starts=today, until=None, vetted_by="The force")
    assert acting() == [2]
    Clearance.objects.filter(pk=cleared.pk).update(starts=today - timedelta(days=9), until=today)
    assert acting() == [0]
    for change in ({"suspended_at": timezone.now()}, {"until": today}):
        Membership.objects.filter(pk=hat.pk).update(**change)
        assert acting() == []
        Membership.objects.filter(pk=hat.pk).update(suspended_at=None, until=None)
    Organisation.objects.filter(pk=hat.organisation_id).update(is_active=False)
    assert acting() == []


def schemas() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace ORDER BY nspname")
        return [name for (name,) in cursor.fetchall()]
