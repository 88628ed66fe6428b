"""Which areas touch which, at once and exactly: those around, those inside, and the shapes that share a part?

*Source:* R57, R187.
"""

import random

import pytest

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Side
from commonground.places import actions, queries
from commonground.places.models import Area
from tests.figures import counts
from tests.places.world import area, bring, codes, feature, nation, square

MEMBER = Actor(person_id=1, name="Dana Whitlock", membership_id=1, organisation_id=7, organisation_name="Marlgate",
               side=Side.SECURITY)  # fmt: skip

SHELL = Actor(name="Shell")


@pytest.fixture
def land(db):
    nation()


def shape(name, within, *parts):
    return actions.draw(actor=MEMBER, name=name, within=area(within), parts=[area(part) for part in parts])


def test_an_area_is_held_by_all_around_it_and_holds_all_inside_it(land):
    assert codes(queries.holding(area("L3"))) == {"L3", "W2", "B1", "F", "N"}
    assert codes(queries.within(area("B1"))) == {"B1", "W1", "W2", "L1", "L2", "L3", "L4"}
    assert codes(queries.within(area("L3"))) == {"L3"}
    assert len(queries.within(area("N"))) == 16


def test_a_small_area_is_found_by_geometry_in_the_ward_that_holds_most_of_it(land):
    bring("lsoa", feature("L9", "Astride", square(0.7, 50.2, 0.5)), within_kind="ward")
    assert area("L9").within == area("W1")
    bring("lsoa", feature("L9", "Astride", square(0.9, 50.2, 0.5)), within_kind="ward")
    assert area("L9").within == area("W2")


def test_an_area_touches_what_is_around_and_inside_and_not_what_lies_beside_it(land):
    assert codes(queries.touching(area("W2"))) == {"W2", "B1", "F", "N", "L3", "L4"}


def test_a_drawn_shape_touches_its_parts_what_holds_and_fills_them_and_shapes_that_share_one(land):
    night = shape("The night-time mile", "B1", "W1")
    quay = shape("Quays", "B1", "W1", "W2")
    corner = shape("The corner", "W1", "L2")
    far = shape("Far away", "B2", "W4")
    assert codes(queries.touching(night)) == {night.code, quay.code, corner.code, "W1", "L1", "L2", "B1", "F", "N"}
    assert night.code not in codes(queries.touching(area("W2"))), "both lie in one borough, and share no part"
    assert codes(queries.touching(area("L2"))) == {"L2", "W1", "B1", "F", "N", night.code, quay.code, corner.code}
    assert far.code not in codes(queries.touching(area("B1")))
    assert codes(queries.within(night)) == {night.code, corner.code, "W1", "L1", "L2"}


def test_touching_goes_both_ways(land):
    shapes = [shape("One", "B1", "W1"), shape("Two", "W1", "L2"), shape("Three", "F", "B1"), shape("Four", "B2", "W3")]
    everything = list(Area.objects.all())
    touches = {one.pk: set(queries.touching(one)) for one in everything}
    assert len(shapes) == 4
    for one in everything:
        assert one.pk in touches[one.pk]
        assert all(one.pk in touches[other] for other in touches[one.pk]), one


def test_several_areas_touch_what_each_of_them_touches(land):
    both = codes(queries.touching(area("L1"), area("L8")))
    assert both == codes(queries.touching(area("L1"))) | codes(queries.touching(area("L8")))


def test_a_retired_area_touches_what_took_its_place_and_is_touched_by_it(land):
    actions.retire(actor=SHELL, area=area("W1"), successors=[area("W2")])
    assert "L3" in codes(queries.touching(area("W1")))
    assert "W1" in codes(queries.touching(area("L3")))
    assert area("L1").within == area("W2"), "its parts pass to what took its place"


def test_after_any_moves_the_way_up_is_what_a_walk_finds(land):
    dice = random.Random(20261122)
    for _ in range(counts(15, 150)):
        kind, parent = dice.choice((("lsoa", "ward"), ("ward", "borough"), ("borough", "force")))
        moved = dice.choice(Area.objects.filter(kind=kind, retired_on__isnull=True))
        to = dice.choice(Area.objects.filter(kind=parent, retired_on__isnull=True))
        bring(kind, feature(moved.code, moved.name, moved.boundary), within=to.code)
        for each in Area.objects.select_related("within"):
            assert each.above == walked(each)


def walked(one):
    way = []
    while one.within:
        one = one.within
        way.insert(0, one.pk)
    return way
