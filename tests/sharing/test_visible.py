"""Do list, search, count and one item say of every membership what the policy says, in worlds made to be hard?

Asked as the site asks, as the role that owns nothing, of the very functions behind `queries/visible.py`.

*Source:* design/sharing.md 2, 3; bars A1 and A2 of reference/security.md.
"""

import uuid

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from commonground.hosting.roles import APPLICATION
from commonground.sharing.actions import items, releases
from commonground.sharing.actions.opening import reopen
from commonground.sharing.adapters.scratch import scratch
from commonground.sharing.models import Rendition
from commonground.sharing.queries import asking, visible
from commonground.sharing.rules.policy import Policy
from tests.figures import counts
from tests.sharing.hostile import AT, hostile_world
from tests.sharing.town import AMBER, town_of

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


def paged(cursor, moments, size):
    """Every page of the list, each beginning after the last item of the one before."""
    found, moment, item = [], "infinity", LAST
    while page := rows(cursor, LATEST, [size, moment, item]):
        found += page
        item = page[-1][0]
        moment = moments[item]
    return found


def compare(held, policy):
    """Compare what the database gives with the policy for everybody and each of their memberships; gives how many were
    asked, and those who differ."""
    cursor, asked, differing = held.cursor, 0, []
    moments = {
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
            for item, rendition, _place in rows(cursor, "SELECT * FROM sharing_open(%s)", [list(moments)]):
                one_by_one.setdefault(item, rendition)
            counted = rows(cursor, COUNTED, [])[0][0]
            in_pages = paged(cursor, moments, 3)
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


@pytest.fixture
def town(cast):
    return town_of(cast)


def openings_of(item):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sharing_opening WHERE item_id = %s", [item.pk])
        return cursor.fetchone()[0]


def test_what_is_closed_for_good_keeps_no_opening(town):
    """Whatever is done to it afterwards: left in place, they made every list slower."""
    item = town.three_versions()
    assert openings_of(item) == 6, "three of the own organisation, three released"
    release = item.renditions.get(kind="awareness").releases.get()
    releases.revoke(actor=town.actor("thornbury"), release=release, reason="In error")
    assert openings_of(item) == 5
    items.withdraw(actor=town.actor("thornbury"), item=item, reason="It was another shop")
    assert openings_of(item) == 0
    reopen([item.pk])
    assert openings_of(item) == 0


def test_an_item_asks_for_its_own_keys_alone_and_a_list_for_the_rest(town, as_application):
    one, other = town.three_versions(), town.three_versions()
    with as_application(town.actor("whitlock")):
        assert visible.item_for(town.actor("whitlock"), one.public_id).item == one
        moment = asking.moment()
        assert set(Rendition.objects.values_list("title", flat=True)) == {"Full"}, (
            "the key is that of the other as well"
        )
        assert visible.rendition_for(town.actor("whitlock"), other.renditions.get(kind="full").public_id)
        assert len(visible.latest(town.actor("whitlock")).rows) == 2
        assert asking.moment() == moment, "one moment for the whole request"
        with pytest.raises(Http404):
            visible.rendition_for(town.actor("whitlock"), other.renditions.model(public_id=uuid.uuid4()).public_id)


def test_a_count_ends_at_a_thousand_and_the_page_says_more(town, monkeypatch):
    monkeypatch.setattr(visible, "COUNTED", 1)
    for _ in range(3):
        town.alert("Forged notes", [town.to("Marlgate Centre")], tlp=AMBER)
    assert visible.count(town.actor("whitlock"), category="alert") == 2


def test_many_are_released_to_in_as_many_statements_as_one(town):
    names = ("Marlgate Centre", "Northgate Guarding", "Tannery Stores", "Harbour View Hotel")

    def asked(*to):
        with CaptureQueriesContext(connection) as captured:
            town.alert("Forged notes", [town.to(name, agreed=False) for name in to], tlp=AMBER, personal=False)
        return len(captured)

    assert asked(*names) == asked(names[0])
