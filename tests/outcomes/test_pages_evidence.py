"""Do the pages of evidence show each what is theirs, take a question step by step, and say what they cannot tell?

*Source:* R37, R41, R42; settled questions, "Who sees a collaboration" (a study); the look, section 7.
"""

import csv
import io
import json
import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.actors import SYSTEM
from commonground.outcomes.actions import studies as actions
from commonground.outcomes.adapters.importing import import_files
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.models import Study
from commonground.outcomes.rules.presenting import ATTRIBUTION
from commonground.places.actions import bring_in
from commonground.places.rules import AreaKind
from tests.outcomes import world

EVIDENCE, NEW, WHERE, COMPARE = (
    reverse(f"outcomes:{name}") for name in ("evidence", "study_new", "study_where", "study_compare")
)


def at(name, study):
    return reverse(f"outcomes:{name}", args=[study.public_id])


def words(answer):
    """The words of a page as they are read."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def ticked(answer, name):
    """The values of the boxes of one field that are ticked."""
    boxes = re.findall(r"<input[^>]*>", answer.content.decode())
    return [re.search(r'value="([^"]*)"', box)[1] for box in boxes if f'name="{name}"' in box and " checked" in box]


@pytest.fixture
def testham(home, cast, tmp_path):
    """Testham with its crimes, in a state folder of its own."""
    place = world.settle()
    world.crimes(tmp_path / "first")
    return place


@pytest.fixture
def maya(client_of, cast):
    return client_of(cast.person["thornbury"])


def publish(study):
    Study.objects.filter(pk=study.pk).update(published_at=timezone.now())


def test_without_any_data_the_pages_say_what_to_do(home, cast, maya):
    assert "No crimes have been imported yet" in words(maya.get(EVIDENCE))
    assert "There is no crime data to study yet" in words(maya.get(NEW))


def test_with_crimes_but_no_areas_the_page_says_that_areas_are_missing(home, cast, maya, tmp_path):
    world.crimes(tmp_path / "first")
    assert "There are no areas to study yet" in words(maya.get(NEW))


def test_members_see_what_is_held_and_the_public_sees_published_results_only(cast, testham, maya, client):
    shown, public = words(maya.get(EVIDENCE)), words(client.get(EVIDENCE))

    assert "Testshire June 2018 July 2019 4 " in re.sub(r"(From|To|Months|Crimes): ", "", shown)
    assert ATTRIBUTION in shown
    assert "Testshire" not in public
    assert "No result is published yet" in public


@pytest.mark.parametrize("path", [NEW, WHERE, COMPARE])
def test_who_acts_for_no_organisation_cannot_make_a_study(cast, testham, client_of, path):
    answer = client_of(cast.person["calder"]).get(path)

    assert answer.status_code == 403
    assert "Only members of an organisation may make a study." in words(answer)


def test_a_title_and_a_place_are_asked_for_first(cast, testham, maya):
    empty = maya.get(NEW, {"title": "", "town": ""})
    assert "Enter what the study is called" in words(empty)
    assert "Choose the place in which you worked" in words(empty)

    answered = maya.get(NEW, {"title": "Thefts in Testham", "town": "TEST"})
    assert answered.status_code == 302
    assert answered["Location"] == f"{WHERE}?title=Thefts+in+Testham&town=TEST"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"crime_types": []}, "Choose at least one crime type"),
        ({"treated": []}, "Choose at least one area where you worked"),
        ({"before_last": "2018-06", "before_first": "2018-07"}, "A period ends in the month in which it starts"),
        ({"after_first": "2018-07"}, "choose a later month"),
        ({"treated": ["T10", "no such area"]}, "Choose one of the answers that are shown"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_what_was_chosen_stays(cast, testham, maya, changes, sentence):
    answer = maya.get(f"{WHERE}?{world.where(**changes)}")

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert "There is a problem" in words(answer)
    wanted = [code for code in changes.get("treated", world.WORKED) if code in world.CODES]
    assert ticked(answer, "treated") == wanted


def test_a_month_that_is_missing_in_between_is_refused_in_the_words_of_the_engine(cast, testham, maya):
    answer = maya.get(f"{WHERE}?{world.where(before_last='2019-06', after_first='2019-07')}")

    assert "No crimes of 2018-08 were read." in words(answer)


def test_areas_that_touch_are_next_door_already_and_earlier_crime_is_shown_but_nothing_later(cast, testham, maya):
    answer = maya.get(f"{COMPARE}?{world.where()}")
    shown = words(answer)

    chosen = re.findall(r'name="part-(T\d\d)".*?</select>', answer.content.decode(), re.S)
    beside = [
        code
        for code, body in re.findall(r'name="part-(T\d\d)"(.*?)</select>', answer.content.decode(), re.S)
        if 'value="displacement" selected' in body
    ]
    assert len(chosen) == len(world.CODES) - len(world.WORKED)
    assert beside == ["T09", "T12"]
    assert "Where you worked there were 126 such crimes before." in shown
    assert "62 crimes before" in shown


def test_the_last_page_asks_for_the_study_and_its_page_says_that_it_is_being_computed(cast, testham, maya):
    answer = maya.post(f"{COMPARE}?{world.where()}", {"part-T09": "displacement", "part-T02": "control"}, follow=True)
    made = Study.objects.get()

    assert answer.redirect_chain == [(at("study", made), 302)]
    assert "The study is being computed." in words(answer)
    assert made.specification == world.asked(T12="", T02="control")
    assert (made.title, made.area, made.made_by) == ("Thefts in Testham", testham, cast.membership["thornbury"])


def test_an_area_that_is_left_out_does_not_help_to_judge_chance(cast, testham, maya):
    maya.post(f"{COMPARE}?{world.where()}", {"part-T05": "left_out"})

    pool = Study.objects.get().specification["placebo_pool"]
    assert pool == [code for code in world.CODES if code not in {*world.WORKED, "T05"}]


def test_looking_for_areas_keeps_what_was_chosen_and_makes_nothing(cast, testham, maya):
    answer = maya.post(f"{COMPARE}?{world.where()}", {"part-T05": "control", "find": "Square 20", "look": "1"})
    shown = re.findall(r'name="part-(T\d\d)"', answer.content.decode())

    assert sorted(shown) == ["T05", "T09", "T12", "T20"]
    assert not Study.objects.exists()


def test_reading_the_pages_of_a_new_study_makes_nothing(cast, testham, maya):
    for path in (NEW, f"{WHERE}?{world.where()}", f"{COMPARE}?{world.where()}"):
        maya.get(path)

    assert not Study.objects.exists()


def test_the_result_is_said_in_words_then_numbers_then_pictures_then_mathematics(cast, testham, maya):
    made = world.computed(cast)
    shown = words(maya.get(at("study", made)))

    parts = [
        "There were fewer recorded crimes where the work was done than similar untreated areas lead us to expect.",
        "Firmness 3 of 5",
        "Where we worked 126 24 102 fewer",
        "The places on the map",
        "Six ways crime can move",
        "To another time",
        "How sure we are",
        "We ran the same sum on",
        "The mathematics",
        made.fingerprint,
        ATTRIBUTION,
    ]
    assert [part for part in parts if part not in shown] == []
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)
    assert Entry.objects.filter(tag="study:study:seen", subject_id=made.ref).count() == 1


def test_a_study_that_failed_says_why(cast, testham, maya):
    made = world.computed(cast, after=["2019-06", "2019-08"])

    assert "No crimes of 2019-08 were read." in words(maya.get(at("study", made)))


def test_nobody_else_finds_a_study_until_it_is_published(cast, testham, client_of, client):
    made = world.computed(cast)
    dana = client_of(cast.person["whitlock"])
    for name in ("study", "study_counts", "study_json", "published", "published_counts", "published_json"):
        assert dana.get(at(name, made)).status_code == 404
    for name in ("published", "published_counts", "published_json"):
        assert client.get(at(name, made)).status_code == 404
    for name in ("study", "study_counts", "study_json"):
        assert client.get(at(name, made))["Location"].startswith("/sign-in/")
    assert dana.post(at("study_again", made)).status_code == 404

    publish(made)
    for name in ("published", "published_counts", "published_json"):
        assert client.get(at(name, made)).status_code == 200
    assert dana.get(at("study", made)).status_code == 200
    assert "Run the study again" not in words(dana.get(at("study", made)))
    assert made.title in words(client.get(EVIDENCE))


def test_a_study_belongs_to_the_membership_that_made_it(cast, testham, maya):
    made = world.computed(cast)
    Study.objects.filter(pk=made.pk).update(made_by=cast.membership["tranter"])

    assert maya.get(at("study", made)).status_code == 404


def test_the_download_is_the_very_text_of_the_engine(cast, testham, maya):
    made = world.computed(cast)
    answer = maya.get(at("study_json", made))

    assert answer.content == made.result_text.encode()
    assert json.loads(answer.content)["verdict"]["code"] == "fewer"
    assert answer["Content-Type"] == "application/json"


def test_the_counts_for_a_spreadsheet_add_up_to_the_table(cast, testham, maya):
    made = world.computed(cast)
    rows = list(csv.DictReader(io.StringIO(maya.get(at("study_counts", made)).content.decode("utf-8-sig"))))

    assert len(rows) == len(world.CODES)
    for part, counts in made.result["counts"].items():
        assert sum(int(row["before"]) for row in rows if row["part"] == part) == counts["before"]
        assert sum(int(row["after"]) for row in rows if row["part"] == part) == counts["after"]


def test_a_study_run_again_says_that_the_bytes_are_the_same(cast, testham, maya):
    made = world.computed(cast)
    maya.post(at("study_again", made))
    again = Study.objects.get(repeats=made)
    actions.compute_study(actor=SYSTEM, study=again.public_id)

    assert "It was run again and gave the same bytes." in words(maya.get(at("study", again)))
    assert "It was run again and gave the same bytes." in words(maya.get(at("study", made)))


def test_a_study_run_again_on_other_data_says_what_has_changed(cast, testham, maya, tmp_path):
    made = world.computed(cast)
    world.crimes(tmp_path / "corrected", extra=4)
    maya.post(at("study_again", made))
    actions.compute_study(actor=SYSTEM, study=Study.objects.get(repeats=made).public_id)
    shown = words(maya.get(at("study", made)))

    assert "the result is not the same" in shown
    assert "The crimes or the boundaries that are held here have changed since the first time." in shown
    assert "The verdict is the same." in shown


@pytest.mark.shared
def test_real_shop_theft_put_through_the_pages_gives_the_expected_counts_and_says_why_it_cannot_tell(
    cast, home, shared, maya
):
    layer = json.loads((shared / "data/boundaries/city_of_london_lsoa21_full.geojson").read_text())
    city = world.feature("E09000001", "City of London", world.square(0))
    bring_in(actor=SYSTEM, features=[city], code="code", name="name", kind=AreaKind.BOROUGH)
    bring_in(
        actor=SYSTEM, features=layer["features"], code="lsoa21cd", name="lsoa21nm", kind=AreaKind.LSOA,
        within="E09000001",
    )  # fmt: skip
    import_files([shared / "data/police/city-of-london"], Store.of_this_installation())
    answers = {
        "town": "E09000001", "crime_types": ["Shoplifting", "Other theft"], "treated": ["E01032739"],
        "before_first": "2018-06", "before_last": "2018-11", "after_first": "2019-06", "after_last": "2019-11",
    }  # fmt: skip
    parts = {"part-E01032740": "control", "part-E01000005": "displacement"}
    maya.post(f"{COMPARE}?{world.where(**answers)}", parts)
    made = Study.objects.get()
    actions.compute_study(actor=SYSTEM, study=made.public_id)
    made.refresh_from_db()

    expected = json.loads((shared / "design/studies/city-theft.expected.json").read_text())
    assert {key: made.result[key] for key in expected} == expected
    shown = words(maya.get(at("study", made)))
    assert "This study cannot tell whether the work changed recorded crime." in shown
    assert "Only three untreated areas are left to show how much crime changes by chance" in shown
    assert "“Cannot tell” is not “it did not work”." in shown
    assert "Look at a larger place, with more areas where nothing was done." in shown
