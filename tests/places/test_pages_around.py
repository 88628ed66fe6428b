"""Is a place's page its home page: who works there, what is under way and what was found, each as its reader may see?

*Source:* R57, R187.
"""

import pytest

from commonground.groundwork.refusals import Invalid
from commonground.people.actions import areas as followed
from commonground.people.models import FollowedArea
from commonground.places import actions
from commonground.places.models import Area
from commonground.projects.models import Collaboration
from tests.places.world import area, bring, feature, square


@pytest.fixture
def town(cast):
    bring("ward", feature("W1", "Harbour", square(1.5, 53.2)), feature("W2", "Minster", square(1.6, 53.2)),
          within=cast.area.code)  # fmt: skip
    return cast


def test_an_organisation_stands_on_the_pages_of_its_area_of_those_around_and_of_those_inside(town, client):
    police = town.organisation["Aldermouth Police"]
    police.area = town.area
    police.save()
    hotel = town.organisation["Harbour View Hotel"]
    hotel.area = area("W1")
    hotel.save()
    pages = {code: client.get(f"/places/{area(code).ref}/").content.decode() for code in ("X02000001", "W1", "W2")}
    assert ["Harbour View Hotel" in pages[code] for code in pages] == [True, True, False]
    assert all("Aldermouth Police" in page for page in pages.values())
    assert "No case study has been published in Harbour yet." in pages["W1"]


def test_a_collaboration_stands_on_its_places_page_for_those_on_it_and_for_nobody_else(town, client, client_of):
    town.alive("Minster Gate evenings")
    page = f"/places/{town.area.ref}/"
    assert "Minster Gate evenings" in client_of(town.person["thornbury"]).get(page).content.decode()
    for shown in (client.get(page), client_of(town.person["lindqvist"]).get(page)):
        assert "Minster Gate evenings" not in shown.content.decode()


def test_a_places_page_leads_to_its_points_of_contact(town, client):
    page = client.get(f"/places/{town.area.ref}/").content.decode()
    assert f"/contacts/?area={town.area.ref}" in page


def test_a_retired_area_says_what_took_its_place(town, client):
    actions.retire(actor=town.actor("calder"), area=area("W1"), successors=[area("W2")])
    page = client.get(f"/places/{area('W1').ref}/").content.decode()
    assert "This area is no more since" in page and ">Minster</a>" in page
    assert ">Harbour<" not in client.get("/places/").content.decode()


def test_somebody_chooses_their_areas_by_a_misspelt_name_and_takes_one_off(town, client_of):
    browser = client_of(town.person["thornbury"])
    assert "You follow no area yet" in browser.get("/you/areas/").content.decode()
    assert "Harbour" in browser.get("/you/areas/?q=harbuor").content.decode()
    added = browser.post("/you/areas/?q=harbuor", {"add": area("W1").ref}, follow=True).content.decode()
    assert "Harbour is one of your areas now." in added
    assert "Harbour" in browser.get("/").content.decode()
    browser.post("/you/areas/", {"add": area("W1").ref})
    assert FollowedArea.objects.count() == 1
    browser.post("/you/areas/", {"remove": area("W1").ref})
    assert not FollowedArea.objects.exists()


@pytest.mark.parametrize("ref", ["", "x", "0" * 22, "z" * 22, "\x00"])
def test_a_button_that_names_no_area_leads_nowhere(town, client_of, ref):
    assert client_of(town.person["thornbury"]).post("/you/areas/", {"add": ref}).status_code == 404


def test_nobody_follows_an_area_that_is_no_more_or_more_areas_than_anybody_can_read(town, client_of):
    actions.retire(actor=town.actor("calder"), area=area("W1"))
    with pytest.raises(Invalid, match="is no more"):
        followed.follow(actor=town.actor("thornbury"), area=area("W1"))
    browser = client_of(town.person["thornbury"])
    assert "Harbour is no more" in browser.post("/you/areas/", {"add": area("W1").ref}).content.decode()
    for number in range(followed.MOST):
        made = Area.objects.create(code=f"Z{number}", name=f"Zone {number}", kind="ward")
        followed.follow(actor=town.actor("thornbury"), area=made)
    with pytest.raises(Invalid, match="Take one off"):
        followed.follow(actor=town.actor("thornbury"), area=area("W2"))


def test_the_day_shows_what_is_new_in_ones_areas_and_nothing_of_elsewhere(town, client_of):
    far = Area.objects.create(code="FAR", name="Farville", kind="borough")
    followed.follow(actor=town.actor("lindqvist"), area=area("W1"))
    browser = client_of(town.person["lindqvist"])
    assert "Nothing new in the last 30 days" in browser.get("/").content.decode()
    made = town.alive("Quay nights")
    assert "Quay nights" not in browser.get("/").content.decode(), "she is not on it"
    followed.follow(actor=town.actor("thornbury"), area=area("W1"))
    assert "Quay nights" in client_of(town.person["thornbury"]).get("/").content.decode()
    Collaboration.objects.filter(pk=made.pk).update(area=far)
    day = client_of(town.person["thornbury"]).get("/").content.decode()
    assert day.index("Farville") < day.index("New in your areas"), "her collaboration's area is hers"
