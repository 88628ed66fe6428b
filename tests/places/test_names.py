"""Is the place found that somebody means, however they type its name?

*Source:* R115, R187.
"""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonground.groundwork.actors import ANONYMOUS, SYSTEM
from commonground.places import actions, queries
from commonground.places.models import Area
from commonground.places.rules.names import folded, likeness, sought
from tests.places.world import area, bring, feature, square

NAMES = (
    ("T", "borough", "Aldermouth", ""),
    ("E1", "borough", "Eastbury", ""),
    ("M", "ward", "Minster Gate", "T"),
    ("MN", "lsoa", "Minster Gate North", "T"),
    ("J", "ward", "St. John’s Wood", "T"),
    ("H", "ward", "St Helen's & Øster Quay", "T"),
    ("C", "ward", "Caernarfon Café Llŷn", "T"),
    ("HT", "ward", "High Street", "T"),
    ("HE", "ward", "High Street", "E1"),
    ("N", "ward", "Northgate", "T"),
    ("NB", "lsoa", "Northgate Bridge", "T"),
    ("LN", "lsoa", "Lower Northgate", "T"),
)


@pytest.fixture
def town(db):
    for number, (code, kind, name, within) in enumerate(NAMES):
        bring(kind, feature(code, name, square(number / 4, 50)), within=within)


def found(text, **more):
    return [match.area.code for match in queries.named(text, **more)]


@pytest.mark.parametrize(
    ("typed", "first", "how"),
    [
        ("Minster Gate", "M", "exact"),
        ("MINSTER  gate", "M", "exact"),
        ("minstergate", "M", "exact"),
        ("minster-gate", "M", "exact"),
        ("Minster Gaet", "M", "similar"),
        ("minstergaet", "M", "similar"),
        ("minister gate", "M", "similar"),
        ("Minser Gate", "M", "similar"),
        ("aldermuoth", "T", "similar"),
        ("aldemouth", "T", "similar"),
        ("aldermouht", "T", "similar"),
        ("st johns", "J", "beginning"),
        ("st john's wood", "J", "exact"),
        ("St Johns Wood", "J", "exact"),
        ("saint johns wo", "J", "beginning"),
        ("saint johns wod", "J", "similar"),
        ("sint johns wood", "J", "similar"),
        ("wood st johns", "J", "words"),
        ("st helens and oster quay", "H", "exact"),
        ("ST HELENS & ØSTER QUAY", "H", "exact"),
        ("cafe llyn", "C", "words"),
        ("caernafon", "C", "similar"),
        ("northgate", "N", "exact"),
        ("north", "N", "beginning"),
        ("bridge", "NB", "words"),
        ("mn", "MN", "exact"),
    ],
)
def test_a_place_is_found_however_its_name_is_typed(town, typed, first, how):
    match = queries.named(typed)[0]
    assert (match.area.code, match.how) == (first, how)


def test_the_very_name_comes_first_then_beginnings_then_words(town):
    assert found("northgate") == ["N", "NB", "LN"]
    assert [match.how for match in queries.named("northgate")] == ["exact", "beginning", "words"]


def test_each_match_says_the_way_to_it_so_that_two_of_one_name_can_be_told_apart(town):
    assert sorted(match.way for match in queries.named("High Street")) == [("Aldermouth",), ("Eastbury",)]


def test_what_follows_a_comma_is_where_it_lies_and_may_be_misspelt_too(town):
    assert found("high street, eastbury") == ["HE"]
    assert found("high street, aldermuoth") == ["HT"]
    assert found("hihg street, eastbery") == ["HE"]
    assert found("high street, nowhere at all") == []


def test_another_name_finds_the_place_as_well_as_its_own(town):
    actions.name_also(actor=SYSTEM, area=area("T"), names=["Y Genau", "Old  Mouth"])
    assert found("y genau") == found("old mouht") == ["T"]


def test_what_is_no_more_is_found_under_the_name_of_what_took_its_place(town):
    actions.retire(actor=SYSTEM, area=area("HE"), successors=[area("N")])
    assert sorted(found("high street")) == ["HT", "N"]
    assert found("HE")[:1] == ["N"]


@pytest.mark.parametrize(
    "nothing",
    ["", "   ", "%", "_", "|", "' OR 1=1 --", "\\", "zzzzzz", ",", ", aldermouth", "\u202e", "😀", "x" * 100_000],
)
def test_what_names_no_place_finds_none_and_breaks_nothing(town, nothing, client):
    assert found(nothing) == []
    assert client.get("/places/", {"q": nothing[:2000]}).status_code == 200


def test_at_most_as_many_are_given_as_are_asked_for_and_only_of_one_kind(town):
    assert len(queries.named("n", most=2)) == 2
    assert found("northgate", kind="lsoa") == ["NB", "LN"]


def test_the_search_of_the_site_finds_a_misspelt_place_as_the_application_sees_it(town, as_application, client):
    with as_application(ANONYMOUS):
        assert found("Minster Gaet")[0] == "M"
    assert "Minster Gate" in client.get("/search/", {"q": "Minster Gaet"}).content.decode()
    page = client.get("/places/", {"q": "Minster Gaet"}).content.decode()
    assert "These are called nearly so" in page and ">Minster Gate<" in page


@given(st.text(max_size=300))
@example("𝑨")
@example("ŉ")
@example("İ")
@example("ℌ’")
def test_any_text_folds_to_plain_words_and_folds_no_further(text):
    plain = folded(text)
    assert plain == folded(plain) == " ".join(plain.split())
    assert all(sign.isalnum() or sign == " " for sign in plain)
    assert not any(unicodedata.combining(sign) for sign in plain)
    assert "\x00" not in sought([text])


@given(st.text(alphabet="abcdefgh ", min_size=1, max_size=40))
def test_a_name_is_most_like_itself(text):
    if plain := folded(text):
        assert likeness(plain, sought([text])) == 1.0


def test_everything_under_which_an_area_is_found_is_kept_when_it_is_written_by_whatever_hand(db):
    made = Area.objects.create(code="Z9", name="Zennor", kind="ward")
    made.aliases = ["Senar"]
    made.save()
    assert found("zennor") == found("senar") == found("z9") == ["Z9"]
