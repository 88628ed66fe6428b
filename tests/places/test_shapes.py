"""May members draw where no office has drawn, change it while nobody relies on it, and not afterwards?

*Source:* R57, R187.
"""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from commonground.audit.models import Entry
from commonground.groundwork.actors import ANONYMOUS
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions import areas as followed
from commonground.places import actions, queries
from commonground.places.models import Area
from tests.places.world import area, bring, codes, feature, nation, square


@pytest.fixture
def land(cast):
    nation()
    return cast


@pytest.fixture
def night(land):
    return actions.draw(
        actor=land.actor("whitlock"), name=" The  night mile ", within=area("B1"), parts=[area("W1"), area("W2")]
    )


def test_a_shape_is_the_sum_of_its_parts_and_belongs_to_the_organisation_that_drew_it(night, land):
    assert (night.name, night.kind, night.is_outlined) == ("The night mile", "drawn", False)
    assert night.boundary["type"] == "Polygon" and set(map(tuple, night.boundary["coordinates"][0])) >= {
        (0, 50),
        (2, 51),
    }
    assert (night.drawn_by, night.drawn_by_name) == (land.organisation["Marlgate Centre"].pk, "Marlgate Centre")
    assert Entry.objects.get(tag="places:shape:drawn").actor_name == "Dana Whitlock"


def test_an_outline_covers_the_smallest_areas_that_it_overlaps_and_not_those_that_it_grazes(land):
    outline = {"type": "Polygon", "coordinates": [[[0.1, 50.1], [0.51, 50.1], [0.51, 50.4], [0.1, 50.4], [0.1, 50.1]]]}
    drawn = actions.draw(actor=land.actor("whitlock"), name="Quay", within=area("B1"), outline=outline)
    assert drawn.boundary == outline and drawn.is_outlined
    assert codes(drawn.made_of.values("pk")) == {"L1"}
    assert "L2" not in codes(queries.touching(drawn))


@pytest.mark.parametrize(
    ("parts", "outline", "said"),
    [
        ([], None, "Choose at least one area"),
        (["W3"], None, "lie in the place you are drawing in"),
        ([], square(30, 10), "lies outside Aldermouth"),
        ([], {"type": "Point", "coordinates": [1, 2]}, "A boundary is a GeoJSON"),
    ],
)
def test_a_shape_without_parts_of_the_place_or_an_outline_inside_it_is_refused(land, parts, outline, said):
    chosen = [area(code) for code in parts]
    with pytest.raises(Invalid, match=said):
        actions.draw(actor=land.actor("whitlock"), name="X", within=area("B1"), parts=chosen, outline=outline)
    assert not Area.objects.filter(kind="drawn").exists()


def test_only_members_draw_and_only_those_of_the_same_organisation_change_or_erase(night, land):
    with pytest.raises(NotAllowed):
        actions.draw(actor=ANONYMOUS, name="X", within=area("B1"), parts=[area("W1")])
    for stranger in ("thornbury", "calder", "penhallow"):
        with pytest.raises(NotAllowed):
            actions.redraw(actor=land.actor(stranger), shape=night, version=1, name="Mine", parts=[area("W1")])
        with pytest.raises(NotAllowed):
            actions.erase(actor=land.actor(stranger), shape=night, version=1)
    changed = actions.redraw(actor=land.actor("ellerby"), shape=night, version=1, name="Mile", parts=[area("W1")])
    assert (changed.version, codes(changed.made_of.values("pk"))) == (2, {"W1"})


def test_of_two_who_redraw_at_once_the_second_is_told(night, land):
    actions.redraw(actor=land.actor("whitlock"), shape=night, version=1, name="First", parts=[area("W1")])
    with pytest.raises(Stale) as lost:
        actions.redraw(actor=land.actor("ellerby"), shape=night, version=1, name="Second", parts=[area("W2")])
    assert (lost.value.theirs["name"], lost.value.version) == ("First", 2)
    with pytest.raises(Stale):
        actions.erase(actor=land.actor("ellerby"), shape=night, version=1)


def test_a_shape_that_something_names_stays_as_it_is_and_one_that_is_merely_followed_does_not(night, land):
    followed.follow(actor=land.actor("thornbury"), area=night)
    assert not queries.is_used(night)
    land.area = night
    land.draft("Nights on the mile")
    assert queries.is_used(night)
    with pytest.raises(Refused, match="named elsewhere"):
        actions.erase(actor=land.actor("whitlock"), shape=night, version=1)
    with pytest.raises(Refused, match="named elsewhere"):
        actions.redraw(actor=land.actor("whitlock"), shape=night, version=1, name="X", parts=[area("W1")])


def test_every_relation_to_an_area_counts_as_naming_it_unless_it_goes_with_the_area(db):
    cascading = {
        relation.related_model.__name__
        for relation in Area._meta.related_objects
        if getattr(relation, "on_delete", None) is models.CASCADE
    }
    assert cascading <= {"FollowedArea"}, "say here why this may go when a shape is taken away"


def test_the_shapes_of_one_organisation_pass_to_another_with_which_it_is_merged(night, land):
    old, new = land.organisation["Marlgate Centre"], land.organisation["Aldermouth Police"]
    assert actions.pass_shapes_on(actor=land.actor("calder"), of=old.pk, to=new.pk, to_name=new.name) == [night.pk]
    actions.redraw(actor=land.actor("thornbury"), shape=night, version=1, name="Ours", parts=[area("W1")])


def typed(**more):
    return {"name": "Night quarter", "outline": "", **more}


def test_a_member_draws_changes_and_takes_away_a_shape_on_pages_without_a_script(land, client_of):
    browser, place = client_of(land.person["whitlock"]), area("B1")
    page = browser.get(f"/places/{place.ref}/draw/").content.decode()
    assert "1. Ward 1" in page and "Map of Aldermouth with its 2 parts" in page
    empty = browser.post(f"/places/{place.ref}/draw/", typed(name="")).content.decode()
    assert "Enter the name of the shape" in empty
    none = browser.post(f"/places/{place.ref}/draw/", typed()).content.decode()
    assert "Choose at least one area, or give an outline" in none and 'value="Night quarter"' in none
    browser.post(f"/places/{place.ref}/draw/", typed(parts=[area("W1").ref]))
    made = Area.objects.get(name="Night quarter")
    shown = browser.get(f"/places/{made.ref}/").content.decode()
    assert "Change the shape" in shown and "Drawn by" in shown and "Ward 1" in shown
    browser.post(f"/places/{made.ref}/change/", typed(name="Night mile", parts=[area("W2").ref], version="1"))
    made.refresh_from_db()
    assert (made.name, codes(made.made_of.values("pk"))) == ("Night mile", {"W2"})
    late = browser.post(f"/places/{made.ref}/change/", typed(name="Late", parts=[area("W1").ref], version="1"))
    assert "Somebody else changed this shape" in late.content.decode()
    assert "Take this shape away?" in browser.get(f"/places/{made.ref}/erase/").content.decode()
    browser.post(f"/places/{made.ref}/erase/", {"version": "2"})
    assert not Area.objects.filter(name="Night mile").exists()


@pytest.mark.parametrize("how", ["file", "pasted"])
def test_a_member_gives_an_outline_as_a_file_or_pasted(land, client_of, how):
    browser, text = client_of(land.person["whitlock"]), json.dumps({"type": "Feature", "geometry": square(0.2, 50.2)})
    given = {"file": SimpleUploadedFile("quay.geojson", text.encode())} if how == "file" else {"outline": text}
    browser.post(f"/places/{area('B1').ref}/draw/", typed(**given))
    made = Area.objects.get(name="Night quarter")
    assert made.boundary == square(0.2, 50.2)
    browser.post(f"/places/{made.ref}/change/", typed(name="Same outline", version="1"))
    made.refresh_from_db()
    assert (made.name, made.boundary) == ("Same outline", square(0.2, 50.2))


BAD = {"no json": "{", "a bow tie": '{"type":"Polygon","coordinates":[[[0,50],[1,51],[1,50],[0,51],[0,50]]]}',
       "a list": "[1]", "text": "Minster Gate", "a NUL": "\x00", "surrogates": "\ud800", "elsewhere":
       '{"type":"Polygon","coordinates":[[[9,9],[9.1,9],[9.1,9.1],[9,9]]]}', "an empty collection":
       '{"type":"FeatureCollection","features":[]}'}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_outline_is_refused_beside_its_field_and_what_was_typed_stays(land, client_of, what):
    browser, place = client_of(land.person["whitlock"]), area("B1")
    sent = BAD[what].encode("utf-8", "surrogatepass")
    for given in ({"file": SimpleUploadedFile("x.geojson", sent)}, {"outline": sent.decode("utf-8", "replace")}):
        answer = browser.post(f"/places/{place.ref}/draw/", typed(**given))
        page = answer.content.decode()
        assert answer.status_code == 200 and "There is a problem" in page and 'value="Night quarter"' in page
    assert not Area.objects.filter(kind="drawn").exists()


def test_where_nobody_may_draw_there_is_no_page_for_it(night, land, client, client_of):
    assert client.get(f"/places/{area('B1').ref}/draw/").status_code == 302
    member, stranger = client_of(land.person["whitlock"]), client_of(land.person["thornbury"])
    for place in (area("L1"), night):
        assert member.get(f"/places/{place.ref}/draw/").status_code == 404
    assert member.get(f"/places/{area('B1').ref}/change/").status_code == 404
    assert stranger.get(f"/places/{night.ref}/change/").status_code == 403
    assert stranger.post(f"/places/{night.ref}/erase/", {"version": "1"}).status_code == 403
    assert "Change the shape" not in stranger.get(f"/places/{night.ref}/").content.decode()
    assert client.get(f"/places/{night.ref}/").status_code == 200


def test_an_outline_that_came_before_the_small_areas_covers_them_once_they_are_there(db):
    bring("borough", feature("B", "Aldermouth", square(0, 50, 2)))
    bring("drawn", feature("S", "The square", square(0.1, 50.1, 0.5)), within="B")
    assert codes(queries.touching(area("S"))) == {"S", "B"}
    bring("lsoa", feature("L1", "One", square(0, 50, 0.5)), feature("L2", "Two", square(1, 50, 0.5)), within="B")
    assert codes(queries.touching(area("S"))) == {"S", "B", "L1"}
    assert "S" in codes(queries.touching(area("L1"))) - codes(queries.touching(area("L2")))
