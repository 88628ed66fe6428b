"""Do both sides adopt one charter, rate it blind, and read together how it was kept?

*Source:* R85, R88; settled questions, "Who" (blind texts).
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.projects.actions import charter as doing
from commonground.projects.actions import posts, reviews
from commonground.projects.models import CharterRating
from commonground.projects.queries import charter
from commonground.projects.rules.charter import BEHAVIOURS, MARKS, Rated, at_step, changed, in_words
from tests.figures import counts
from tests.projects.pages import page, text

KEYS = [one.key for one in BEHAVIOURS]
CANARY = "The blue lantern was handed over within the hour"
BOTH = ("thornbury", "whitlock")
ANSWER = {"relevant": True, "on_course": True, "why": "It goes well"}


def reviewed(cast, collaboration, who=BOTH):
    """Hold a review that these people answer."""
    today = timezone.localdate()
    held = reviews.hold(
        actor=cast.actor("thornbury"), collaboration=collaboration, held_on=today,
        next_on=today + timedelta(days=91), present="Both leads",
    )  # fmt: skip
    for key in who:
        reviews.answer(actor=cast.actor(key), review=held, answers=ANSWER)
    return held


def rated(cast, review, who, mark=4, example=""):
    """Let somebody rate for their side."""
    doing.rate(actor=cast.actor(who), review=review, marks=dict.fromkeys(KEYS, mark), examples={"respect": example})


def test_seven_behaviours_have_the_published_names_and_our_own_words():
    assert [one.name for one in BEHAVIOURS] == [
        "Look for common ground",
        "Learn about others",
        "Critique results, not people",
        "Give and get respect",
        "Proceed slowly",
        "Be explicit and clear",
        "Communicate with clarity, completeness, conciseness, concreteness and correctness",
    ]
    assert all(one.means.endswith((".", "?")) and one.shows.endswith(".") for one in BEHAVIOURS)
    assert "one idea at a time" in BEHAVIOURS[4].means
    assert {number for number in range(1, 11) if at_step(number)} == set(range(1, 10))


def test_both_leads_adopt_the_charter_and_new_words_ask_them_again(cast):
    collaboration = cast.alive()
    for key in BOTH:
        doing.adopt(actor=cast.actor(key), collaboration=collaboration, version=charter_version(collaboration))
    assert charter.is_adopted(collaboration)
    assert charter.number_adopted() == 1

    words = {"slowly": "Nothing new after Thursday noon"}
    doing.word(actor=cast.actor("tranter"), collaboration=collaboration, words=words, version=1)

    assert not charter.is_adopted(collaboration)
    assert [one.by for one in charter.adopted_by(collaboration)] == ["Maya Thornbury", "Dana Whitlock"]
    assert [wording.words for wording in charter.wordings_of(collaboration)] == [words, {}]
    assert charter.number_adopted() == 0


def charter_version(collaboration):
    """The version of the charter as it stands now."""
    present = charter.wording_of(collaboration)
    return present.number if present else 0


def test_what_was_changed_since_it_was_shown_is_not_adopted(cast):
    collaboration = cast.alive()
    doing.word(actor=cast.actor("tranter"), collaboration=collaboration, words={"learn": "Walk a shift"}, version=0)
    with pytest.raises(Refused, match="was changed after you opened it"):
        doing.adopt(actor=cast.actor("thornbury"), collaboration=collaboration, version=0)


def test_of_two_who_word_it_at_once_the_second_reads_the_first_ones_words(cast):
    collaboration = cast.alive()
    doing.word(actor=cast.actor("tranter"), collaboration=collaboration, words={"learn": "Walk a shift"}, version=0)
    with pytest.raises(Stale) as lost:
        doing.word(actor=cast.actor("penhallow"), collaboration=collaboration, words={"learn": "Ask"}, version=0)
    assert (lost.value.theirs["learn"], lost.value.version) == ("Walk a shift", 1)


def test_only_leads_adopt_and_rate_and_only_the_team_adds_words(cast):
    collaboration = cast.alive()
    review = reviewed(cast, collaboration)
    with pytest.raises(NotAllowed):
        doing.adopt(actor=cast.actor("tranter"), collaboration=collaboration, version=0)
    with pytest.raises(NotAllowed):
        rated(cast, review, "penhallow")
    with pytest.raises(NotAllowed):
        doing.word(actor=cast.actor("yarrow"), collaboration=collaboration, words={}, version=0)


def test_it_is_rated_after_both_sides_have_answered_the_review_and_once(cast):
    collaboration = cast.alive()
    review = reviewed(cast, collaboration, who=("thornbury",))
    with pytest.raises(Refused, match="Both sides answer the review first"):
        rated(cast, review, "thornbury")
    reviews.answer(actor=cast.actor("whitlock"), review=review, answers=ANSWER)
    rated(cast, review, "thornbury")
    with pytest.raises(Refused, match="Your side has rated"):
        rated(cast, review, "thornbury")


def test_a_mark_that_is_missing_is_named(cast):
    review = reviewed(cast, cast.alive())
    marks = dict.fromkeys(KEYS, 3) | {"respect": None}
    with pytest.raises(Invalid) as fault:
        doing.rate(actor=cast.actor("thornbury"), review=review, marks=marks, examples={})
    assert fault.value.field == "respect"


def test_one_sides_rating_is_visible_to_nobody_on_the_other_side_until_both_have_rated(cast, client_of, as_application):
    collaboration = cast.alive()
    review = reviewed(cast, collaboration)
    rated(cast, review, "thornbury", example=CANARY)
    pages = ("charter", "together", "collaboration", "history", "review", "cell_choose")

    for key in ("whitlock", "penhallow"):
        browser = client_of(cast.person[key])
        for name in pages:
            more = [review.public_id] if name == "review" else []
            assert CANARY not in browser.get(page(name, collaboration, *more)).content.decode(), (key, name)
        with as_application(cast.actor(key)):
            assert not CharterRating.objects.exists()
    assert CANARY in client_of(cast.person["tranter"]).get(page("charter", collaboration)).content.decode()
    assert not Entry.objects.filter(summary__contains=CANARY).exists()

    rated(cast, review, "whitlock")
    assert CANARY in client_of(cast.person["penhallow"]).get(page("charter", collaboration)).content.decode()
    with as_application(cast.actor("yarrow")):
        assert not CharterRating.objects.exists()


def test_over_two_reviews_the_trend_says_how_many_more_are_kept_for_each_side(cast, client_of):
    collaboration = cast.alive()
    first = reviewed(cast, collaboration)
    rated(cast, first, "thornbury", 2)
    rated(cast, first, "whitlock", 4)
    second = reviewed(cast, collaboration)
    rated(cast, second, "thornbury", 5)
    rated(cast, second, "whitlock", 4)

    words = text(client_of(cast.person["tranter"]).get(page("charter", collaboration)))
    assert "Both sides find 7 of the seven behaviours kept mostly or always." in words
    assert "Police: 7 more; Security: as many" in words
    assert "Look for common ground" in words


def test_a_name_in_an_example_is_pointed_out_before_it_is_kept(cast, client_of):
    collaboration = cast.alive()
    reviewed(cast, collaboration)
    browser = client_of(cast.person["thornbury"])
    typed = dict.fromkeys(KEYS, "4") | {"example_respect": "Owen Tranter never answered"}

    asked = browser.post(page("charter_rate", collaboration), typed)
    assert "Your examples name Owen Tranter" in text(asked)
    assert not CharterRating.objects.exists()

    browser.post(page("charter_rate", collaboration), typed | {"keep": "1"})
    assert CharterRating.objects.get().marks == dict.fromkeys(KEYS, 4)


def test_words_adoption_and_rating_go_through_the_pages(cast, client_of):
    collaboration = cast.alive()
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    police.post(page("charter_word", collaboration), {"slowly": "Nothing new after noon", "version": "0"})
    for browser in (police, security):
        browser.post(page("charter_adopt", collaboration), {"version": "1"})
    assert "Both adopted" in text(police.get(page("together", collaboration)))
    assert "Nothing new after noon" in text(security.get(page("charter", collaboration)))

    assert police.get(page("charter_rate", collaboration)).headers["Location"] == page("charter", collaboration)
    reviewed(cast, collaboration)
    assert "Say how it was kept" in text(police.get(page("together", collaboration)))
    missing = police.post(page("charter_rate", collaboration), {})
    assert "Choose how often: Give and get respect" in text(missing)


def test_the_prompts_stand_where_the_behaviour_matters(cast, client_of):
    collaboration = cast.alive()
    browser = client_of(cast.person["thornbury"])
    for path, behaviour in (
        (page("step", collaboration, 1), "Look for common ground."),
        (page("people", collaboration), "Learn about others."),
        (page("step", collaboration, 7), "Critique results, not people."),
        (page("position", collaboration), "Proceed slowly."),
    ):
        assert behaviour in text(browser.get(path)), path


def test_a_lead_who_comes_later_reads_what_the_side_rated_before(cast, client_of):
    collaboration = cast.alive()
    review = reviewed(cast, collaboration)
    rated(cast, review, "thornbury", example=CANARY)
    posts.add_member(
        actor=cast.actor("thornbury"), collaboration=collaboration, membership=cast.membership["marchbank"], part="team"
    )
    assert CANARY in client_of(cast.person["marchbank"]).get(page("charter", collaboration)).content.decode()


MARK = st.fixed_dictionaries({key: st.sampled_from(list(MARKS)) for key in KEYS})


@settings(max_examples=counts(100, 2000))
@given(MARK, MARK)
def test_what_is_said_of_a_rating_counts_what_was_marked_and_names_what_lies_apart(police, security):
    one = Rated(1, {Side.POLICE: police, Side.SECURITY: security})

    assert one.kept(Side.POLICE) == sum(mark >= 4 for mark in police.values())
    assert {b.key for b in one.apart} == {key for key in KEYS if abs(police[key] - security[key]) >= 2}
    assert str(one.kept(Side.POLICE)) in in_words(one)
    assert changed([one]) == {}
    assert changed([one, one]) == {Side.POLICE: 0, Side.SECURITY: 0}
