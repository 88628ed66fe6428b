"""Does a review ask about results, and does neither side read the other's answers before giving its own?

*Source:* R32-R35, R88; settled questions, "Who" (blind texts).
"""

import pytest
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.projects.actions import reviews
from commonground.projects.models import ReviewAnswer
from commonground.projects.queries import critiqued, reading, recorded
from commonground.projects.rules.critique import may_be_names, named_in
from tests.projects.pages import page, text
from tests.projects.special import review_of

SECRET = "Thefts fell because of the lamps"
GIVEN = {"relevant": True, "on_course": True, "change": None, "why": SECRET}


def test_neither_side_reads_the_others_answers_before_both_have_given_theirs(cast, client_of):
    held = cast.alive()
    review = review_of(cast, held)
    reviews.answer(actor=cast.actor("thornbury"), review=review, answers=GIVEN)
    other = client_of(cast.person["whitlock"])
    addresses = [
        page(name, held, *more)
        for name, *more in (
            ("review", review.public_id),
            ("review_answer", review.public_id),
            ("step", 7),
            ("history",),
        )
    ]
    addresses += [page("collaboration", held), page("measures", held)]
    assert not any(SECRET in other.get(address).content.decode() for address in addresses)
    assert "Both can be read once your side has answered too" in text(other.get(addresses[0]))
    assert SECRET in text(client_of(cast.person["tranter"]).get(addresses[0]))
    reviews.answer(actor=cast.actor("whitlock"), review=review, answers=GIVEN | {"why": "Ours"})
    assert SECRET in text(other.get(addresses[0]))


def test_the_database_itself_keeps_a_reviews_answers_apart(cast, as_application):
    held = cast.alive()
    review = review_of(cast, held)
    reviews.answer(actor=cast.actor("thornbury"), review=review, answers=GIVEN)
    for key, seen in (("whitlock", 0), ("tranter", 1), ("yarrow", 0), ("lindqvist", 0)):
        with as_application(cast.actor(key)):
            assert ReviewAnswer.objects.count() == seen
    with as_application(cast.actor("whitlock")):
        reviews.answer(actor=cast.actor("whitlock"), review=review, answers=GIVEN | {"why": "Ours"})
        assert ReviewAnswer.objects.count() == 2
        assert ReviewAnswer.objects.update(why="Changed") == 0


def test_it_is_known_who_has_answered_without_the_words(cast):
    held = cast.alive()
    review = review_of(cast, held)
    reviews.answer(actor=cast.actor("thornbury"), review=review, answers=GIVEN)
    missing = recorded.standings_for(cast.actor("whitlock"), held)[6].missing
    assert missing == ("The security side has not answered the latest review.",)
    (row,) = reading.reviews_of(held)
    assert reading.review_answers_for(cast.actor("whitlock"), row) == {}
    assert not any(SECRET in str(entry.details) + entry.summary for entry in Entry.objects.all())


def test_a_review_looks_back_at_what_was_expected_what_happened_why_and_what_to_change(cast, client_of):
    held = cast.alive()
    review = review_of(cast, held)
    browser = client_of(cast.person["thornbury"])
    asks = text(browser.get(page("review_answer", held, review.public_id)))
    for question in ("What did you expect to happen?", "What happened?", "What will you do differently, or again?"):
        assert question in asks
    told = {"relevant": "yes", "on_course": "yes", "expected": "Fewer", "happened": "As many", "why": "No lamps",
            "differently": "Lamps first"}  # fmt: skip
    browser.post(page("review_answer", held, review.public_id), told)
    given = ReviewAnswer.objects.get()
    assert [given.expected, given.happened, given.why, given.differently] == [
        "Fewer",
        "As many",
        "No lamps",
        "Lamps first",
    ]
    read = text(browser.get(page("review", held, review.public_id)))
    assert "Lamps first" in read


@pytest.mark.parametrize("words", ["Because Dana Whitlock was late", "Whitlock was late", "Marit Lindqvist forgot it"])
def test_a_name_in_a_review_is_pointed_out_and_can_be_kept_with_one_click(cast, client_of, words):
    held = cast.alive()
    review = review_of(cast, held)
    browser = client_of(cast.person["thornbury"])
    told = {"relevant": "yes", "on_course": "yes", "why": words}
    said = text(browser.post(page("review_answer", held, review.public_id), told))
    assert "Is this about a result, or about a person?" in said
    assert words in said
    assert not ReviewAnswer.objects.exists()
    browser.post(page("review_answer", held, review.public_id), told | {"keep": "yes"})
    assert ReviewAnswer.objects.get().why == words


def test_words_without_a_name_are_taken_as_they_are(cast, client_of):
    held = cast.alive()
    review = review_of(cast, held)
    told = {"relevant": "yes", "on_course": "yes", "why": "The lamps at Minster Gate came in May"}
    client_of(cast.person["thornbury"]).post(page("review_answer", held, review.public_id), told)
    assert ReviewAnswer.objects.exists()
    assert critiqued.people_named(cast.actor("thornbury"), held, "The whitlocks and a May morning") == []


def test_names_are_found_in_whole_or_by_the_last_name():
    names = ["Maya Thornbury", "Bill O’Hara", "Jo Li"]
    assert named_in("Thornbury and O’Hara came; Maya said so", names) == ["Maya Thornbury", "Bill O’Hara"]
    assert named_in("Jo Li was there, Thornburys too", names) == ["Jo Li"]
    assert may_be_names("Then Maya Thornbury left") == {"Then Maya", "Then Maya Thornbury", "Maya Thornbury"}


def test_a_review_that_only_one_side_answered_is_not_followed_by_another(cast):
    held = cast.alive()
    review = review_of(cast, held)
    reviews.answer(actor=cast.actor("thornbury"), review=review, answers=GIVEN)
    review.refresh_from_db()
    assert not review.is_open
    reviews.answer(actor=cast.actor("whitlock"), review=review, answers=GIVEN)
    review.refresh_from_db()
    assert review.is_open
    assert review.police_answered_at <= timezone.now()
