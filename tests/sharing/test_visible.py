"""Do list, search, count and one item say of every membership what the policy says, in worlds made to be hard?

Asked as the site asks, as the role that owns nothing, of the very functions behind `queries/visible.py`.

*Source:* design/sharing.md 2, 3; bars A1 and A2 of reference/security.md.
"""

from django.db import connection

from commonground.hosting.roles import APPLICATION
from commonground.sharing.adapters.scratch import scratch
from commonground.sharing.rules.policy import Policy
from tests.figures import counts
from tests.sharing.hostile import AT, hostile_world

LATEST = "SELECT item, rendition FROM sharing_latest(%s, %s, %s)"
FOUND = "SELECT item, rendition FROM sharing_found(NULL, %s, NULL, NULL, NULL, %s, %s, %s)"
COUNTED = "SELECT count(*) FROM sharing_found(NULL, NULL, NULL, NULL, NULL, 10000, 'infinity', 9223372036854775807)"
ALONE = """
SELECT a.item, a.rendition FROM (SELECT %s::bigint AS who, %s::bigint AS hat, %s::timestamptz AS at) x,
sharing_item i CROSS JOIN LATERAL sharing_ask_one(x.who, x.hat, x.at, i.public_id, NULL) a
"""
LAST = 2**63 - 1


def first_readable(policy, person, through):
    """By item, the first rendition that the policy lets somebody read through one membership, as places from one on."""
    found, place = {}, 0
    for number, item in enumerate(policy.world.items.values(), start=1):
        for rendition in item.renditions:
            place += 1
            if number not in found and policy.may_read_through(through, person, item, rendition):
                found[number] = place
    return found


def hats_of(held, person):
    """Each membership of somebody with its number; without one, or without a person, nobody acts."""
    if person is None:
        return [(None, None, [])]
    number = held.people[person.id]
    hats = list(zip(held.hats[number], person.memberships, strict=True))
    return [(number, hat, [one]) for hat, one in hats] or [(number, None, [])]


def rows(cursor, query, given):
    cursor.execute(query, given)
    return cursor.fetchall()


def paged(cursor, items, size):
    """Every page of the list, each beginning after the last item of the one before."""
    found, moment, item = [], "infinity", LAST
    while page := rows(cursor, LATEST, [size, moment, item]):
        found += page
        item = page[-1][0]
        moment = items[item]
    return found


def compare(held, policy):
    """Compare what the database gives with the policy for everybody and each of their memberships; gives how many were
    asked, and those who differ."""
    cursor, asked, differing = held.cursor, 0, []
    items = {
        n: one.period.starts or "1970-01-01T00:00:00Z" for n, one in enumerate(policy.world.items.values(), start=1)
    }
    categories = {n: one.category for n, one in enumerate(policy.world.items.values(), start=1)}
    for person in policy.world.readers():
        for number, hat, through in hats_of(held, person):
            wanted = first_readable(policy, person, through)
            cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
            cursor.execute("SELECT sharing_ask(%s, %s, %s)", [number, hat, held.at])
            listed = rows(cursor, LATEST, [10_000, "infinity", LAST])
            order = [item for item, _rendition in listed]
            alerts = dict(rows(cursor, FOUND, ["alert", 10_000, "infinity", LAST]))
            newest_alerts = rows(cursor, FOUND, ["alert", 2, "infinity", LAST])
            one_by_one = {}
            for item, rendition, _place in rows(cursor, "SELECT * FROM sharing_open(%s)", [list(items)]):
                one_by_one.setdefault(item, rendition)
            counted = rows(cursor, COUNTED, [])[0][0]
            in_pages = paged(cursor, items, 3)
            cursor.execute("RESET ROLE")
            asked += 1
            cursor.execute("SELECT set_config('cg.asked', '', true)")
            alone = dict(reversed(rows(cursor, ALONE, [number, hat, held.at])))
            same = (
                dict(listed) == wanted == one_by_one == alone
                and len(listed) == len(set(order)) == counted == len(wanted)
                and newest_alerts == list(alerts.items())[:2]
                and alerts == {item: place for item, place in wanted.items() if categories[item] == "alert"}
                and in_pages == listed
            )
            if not same:
                differing.append((person and person.id, hat))
    return asked, differing


def test_lists_pages_counts_and_single_items_are_the_policys_in_every_hostile_world(db, figure):
    asked, differing = 0, []
    for seed in range(counts(6, 300)):
        world = hostile_world(seed)
        with connection.cursor() as wrapped, scratch(wrapped.cursor, world, AT, APPLICATION) as held:
            more, others = compare(held, Policy(world, AT))
            asked += more
            differing += [(seed, *one) for one in others]
    figure("memberships whose lists were compared with the policy", f"{asked:,}")
    figure("lists that differed from the policy", len(differing), bar="0")
    assert not differing, differing[:5]
