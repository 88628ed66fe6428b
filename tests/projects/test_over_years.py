"""What does a collaboration keep of its years?

*Source:* R126.
"""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from commonground.groundwork.sides import Side
from commonground.projects.actions import reviews
from commonground.projects.models import Review
from commonground.projects.rules.charter import BEHAVIOURS, Rated
from commonground.projects.rules.over_years import Held, by_year, series_of
from commonground.projects.rules.reviewing import ReviewAnswer
from tests.projects.special import OUTSIDER, at, review_of
from tests.projects.test_criteria import outcome

YES, NO = ReviewAnswer(True, True, None), ReviewAnswer(False, None, None)
BOTH = {Side.POLICE: YES, Side.SECURITY: NO}


def rated(number, police, security):
    marks = [{one.key: 5 if place < kept else 1 for place, one in enumerate(BEHAVIOURS)} for kept in (police, security)]
    return Rated(number, dict(zip((Side.POLICE, Side.SECURITY), marks, strict=True)))


def test_a_year_counts_the_reviews_that_both_sides_answered_and_keeps_its_last_rating():
    held = [
        Held(1, date(2024, 5, 1), BOTH, rated(1, 2, 3)),
        Held(2, date(2024, 11, 1), BOTH, rated(2, 6, 4)),
        Held(3, date(2026, 2, 1)),
    ]
    first, last = by_year(held)
    assert (first.year, first.held, first.answered) == (2024, 2, 2)
    assert (first.relevant[Side.POLICE], first.relevant[Side.SECURITY]) == (2, 0)
    assert (first.on_course[Side.POLICE], first.on_course[Side.SECURITY]) == (2, 0)
    assert first.kept == {Side.POLICE: 6, Side.SECURITY: 4}
    assert (last.year, last.held, last.answered, last.kept) == (2026, 1, 0, None)


def test_an_outcome_is_followed_through_the_reviews_with_a_gap_where_it_was_not_measured():
    row = {"ref": "a", "measure": "Thefts", "target": "250", "measured": "400"}
    later = row | {"measure": "Thefts from shops", "measured": "290"}
    one, other = series_of(
        [
            (date(2024, 5, 1), [row]),
            (date(2025, 5, 1), [row | {"measured": None}, {"ref": "b", "measure": "Threats"}]),
            (date(2026, 5, 1), [later]),
        ]
    )
    assert (one.measure, one.target) == ("Thefts from shops", Decimal(250))
    assert [value for _on, value in one.points] == [Decimal(400), None, Decimal(290)]
    assert [value for _on, value in other.points] == [None, None, None]
    assert other.measured == ()


def answered(cast, review, *keys):
    given = {"relevant": True, "on_course": True, "change": None, "keeps_because": ""}
    looked = dict.fromkeys(("expected", "happened", "why", "differently"), "As it was")
    for key in keys:
        reviews.answer(actor=cast.actor(key), review=review, answers=given | looked | {"comments": {}})


def test_the_team_reads_its_years_under_measures_and_nobody_else(cast, client_of):
    here = cast.alive()
    police, page = client_of(cast.person["thornbury"]), at("over_years", here)
    assert page in police.get(at("measures", here)).content.decode()
    assert "No review is held yet" in police.get(page).content.decode()
    outcome(cast, here, measured="290")
    answered(cast, review_of(cast, here), "thornbury", "whitlock")
    Review.objects.update(held_on=date(2024, 5, 1))
    second = review_of(cast, here)
    answered(cast, second, "thornbury")
    said = police.get(page).content.decode()
    assert f"Reviews were held from 2024 to {timezone.localdate().year}." in said
    assert "1 of 1" in said
    assert "Not answered by both" in said
    assert "From 290 (May 2024) to 290" in said
    assert "<svg" in said
    for stranger in (OUTSIDER, "yarrow"):
        assert client_of(cast.person[stranger]).get(page).status_code == 404
