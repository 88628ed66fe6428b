"""Does the finder of common ground say what is the same and what comes near, with a reason, from either side alike?

*Source:* R86.
"""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.people.actions import profiles
from commonground.projects.rules.common_ground import Place, Want, compare, in_words, stems
from tests.figures import counts
from tests.projects.doing import sent
from tests.projects.pages import page, text

TOPICS = [("Shop theft", "shoplifting", "theft from shops"), ("Threats to staff", "abuse of staff")]
WORDS = ["shop theft", "shoplifting", "lone staff safe at night", "safe staff", "less litter", "theft", "", "a the of"]
WANTS = st.builds(
    Want,
    st.sampled_from(["goal", "crime"]),
    st.sampled_from(WORDS) | st.text(max_size=30),
    st.just("profile"),
)
PLACES = st.builds(
    lambda key, above, beside: Want("area", f"Area {key}", "card", Place(key, above, beside - {key})),
    st.integers(1, 5),
    st.frozensets(st.integers(6, 9), max_size=2),
    st.frozensets(st.integers(1, 5), max_size=2),
)
PARTY = st.lists(WANTS | PLACES, max_size=6)


def goal(words):
    """Something that is wanted."""
    return Want("goal", words, "profile")


def crime(words):
    """A crime that matters."""
    return Want("crime", words, "profile")


@settings(max_examples=counts(200, 5000), deadline=None)
@given(PARTY, PARTY)
def test_whoever_is_compared_with_whom_the_ground_is_the_same(first, second):
    def read(ground):
        return (
            {(p.first, p.second, p.because) for p in ground.same},
            {(p.first, p.second, p.because) for p in ground.near},
            set(ground.first_only),
            set(ground.second_only),
        )

    assert read(compare(first, second, TOPICS)) == read(compare(second, first, TOPICS).turned)


@settings(max_examples=counts(200, 5000), deadline=None)
@given(PARTY, PARTY)
def test_every_pair_says_why_and_nothing_that_was_named_is_lost(first, second):
    ground = compare(first, second, TOPICS)

    assert all(pair.because.endswith(".") for pair in (*ground.same, *ground.near))
    paired = {want for pair in (*ground.same, *ground.near) for want in (pair.first, pair.second)}
    assert paired | set(ground.first_only) | set(ground.second_only) == set(first) | set(second)
    assert not {pair.first for pair in ground.same} & {pair.first for pair in ground.near}


@settings(max_examples=counts(200, 5000), deadline=None)
@given(st.lists(WANTS, max_size=6))
def test_with_oneself_everything_that_says_something_is_the_same(party):
    ground = compare(party, party, TOPICS)
    assert all(not stems(want.words) for want in ground.first_only)


@pytest.mark.parametrize(
    ("first", "second", "same", "because"),
    [
        (crime("Shoplifting"), crime("Shop theft"), True, "Both are called “Shop theft”."),
        (crime("Thefts"), crime("theft"), True, "Both say it in the same words."),
        (goal("Staff are safe at night"), goal("Every night our staff feel safe"), False, "“night”, “safe”, “staff”"),
        (crime("shoplifting"), goal("Half as much theft from shops"), False, "Both speak of “Shop theft”."),
    ],
)
def test_what_is_the_same_and_what_comes_near_is_said_with_its_reason(first, second, same, because):
    ground = compare([first], [second], TOPICS)
    pairs = ground.same if same else ground.near
    assert len(pairs) == 1
    assert because in pairs[0].because


def test_what_only_shares_small_words_stays_with_its_own_side():
    ground = compare([goal("More of the same for the town")], [goal("Less of it on the quay")])
    assert (ground.same, ground.near) == ((), ())
    assert in_words(ground).startswith("Nothing that both name")


def test_areas_are_the_same_lie_in_each_other_or_overlap():
    town, gate = Want("area", "Aldermouth", "", Place(1)), Want("area", "Minster Gate", "", Place(2, frozenset({1})))
    quay = Want("area", "Quayside", "", Place(3, beside=frozenset({2})))

    assert [p.because for p in compare([town], [town]).same] == ["Both name Aldermouth."]
    assert [p.because for p in compare([town], [gate]).near] == ["Minster Gate lies in Aldermouth."]
    assert [p.because for p in compare([gate], [quay]).near] == ["Minster Gate and Quayside overlap."]


def profiled(cast, organisation, **said):
    """Let the keeper enter what an organisation wants."""
    profiles.change_profile(actor=cast.actor("calder"), organisation=cast.organisation[organisation], version=0, **said)


def test_two_organisations_are_compared_before_they_work_together(cast, client_of):
    profiled(cast, "Aldermouth Police", crimes=["Shop theft"], goals=["Staff in shops are not threatened"])
    profiled(cast, "Marlgate Centre", crimes=["Shop thefts"], goals=["No member of staff is threatened"])
    browser = client_of(cast.person["thornbury"])

    words = text(
        browser.get(
            reverse("projects:common_ground_find"), {"police": "Aldermouth Police", "security": "Marlgate Centre"}
        )
    )

    assert "1 thing is the same for both, and 1 comes near." in words
    assert "“staff”" in words and "“threatened”" in words


def test_a_name_that_nobody_has_is_said_and_the_public_gets_nothing(cast, client_of, client):
    address = reverse("projects:common_ground_find")
    said = client_of(cast.person["thornbury"]).get(address, {"police": "Aldermouth Police", "security": "Nobody Ltd"})
    assert "No organisation on the security side is called “Nobody Ltd”" in text(said)
    assert client.get(address).status_code == 302
    assert client_of(cast.person["calder"]).get(address).status_code == 404


def test_blind_words_enter_the_common_ground_only_once_both_sides_have_opened_theirs(cast, client_of):
    collaboration = cast.alive()
    browser = client_of(cast.person["thornbury"])
    sent(cast, collaboration, "thornbury")
    assert "our words about better" not in text(browser.get(page("common_ground", collaboration)))

    sent(cast, collaboration, "whitlock")
    assert "our words about better" in text(browser.get(page("common_ground", collaboration)))


def test_a_stakeholder_does_not_see_the_common_ground(cast, client_of):
    assert client_of(cast.person["yarrow"]).get(page("common_ground", cast.alive())).status_code == 404
