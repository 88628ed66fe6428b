"""Did sharing help? Is what was said of many things counted each way, and is nothing said of few?

*Source:* R184 (effect), R213, R248; design/sharing.md 2.2.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.sharing.models import Feedback, Item, Receipt
from commonground.sharing.queries.effect import effects
from commonground.sharing.rules.effect import in_words, way_of
from commonground.sharing.rules.feedback import RESULTS, Said
from tests.projects.pages import text
from tests.sharing.reporting import agree, reported

POLICE, CENTRE = "Aldermouth Police", "Marlgate Centre"
PAGE = reverse("sharing:effect")
FEW = ("dealt", "patrol", "pattern", "nothing", "open")


def rows(useful=0, used=0, **results):
    """What was said of what we gave."""
    outcomes = [(True, "outcome", key, number) for key, number in results.items()]
    return [*outcomes, (True, "useful", "yes", useful), (True, "used", "", used)]


def test_what_led_to_something_is_said_out_of_those_that_said_what_came_of_it():
    some = way_of(12, 11, rows(dealt=6, nothing=5), given=True)
    many = way_of(40, 30, rows(dealt=12, patrol=6, nothing=12), given=True)

    assert in_words(some) == "Of 11 of which it was said what came of it, 6 led to something."
    assert in_words(many) == "Of 30 of which it was said what came of it, 18 led to something: 60%."
    assert in_words(way_of(4, 4, [], given=True)).startswith("Fewer than 5 were sent")
    assert in_words(way_of(9, 0, [], given=True)) == "Too few have said what came of it."


@pytest.mark.parametrize("few", FEW)
def test_no_answer_of_few_is_shown_or_found_by_taking_away(few):
    results = dict.fromkeys(RESULTS, 9) | {few: 2}

    way = way_of(50, 38, rows(**results), given=True)

    held = [part for part in way.results if part.number is None]
    assert len(held) >= 2
    assert RESULTS[few] in {part.words for part in held}
    assert 2 not in {part.number for part in way.results}


def test_what_went_the_other_way_is_counted_apart():
    both = [*rows(dealt=6), (False, "outcome", "nothing", 7)]

    gave, got = way_of(9, 6, both, given=True), way_of(9, 7, both, given=False)

    assert [part.number for part in gave.results] == [6, 0, 0, 0, 0]
    assert [part.number for part in got.results] == [0, 0, 0, 7, 0]


@pytest.fixture
def answered(cast):
    """Seven reports of Marlgate Centre that the police got: five were dealt with, two are still worked on, as the
    police said in the end; all were useful."""
    agree(cast)
    Receipt.objects.all().delete()
    now = timezone.now()
    for number in range(7):
        made = reported(cast)
        Receipt.objects.filter(rendition__item=made.rendition.item_id).delete()
        common = {"originator": cast.organisation[CENTRE], "organisation": cast.organisation[POLICE]}
        Receipt.objects.create(
            rendition=made.rendition, reference=f"E-{number}", sent_at=now, answered_at=now, **common
        )
        said = [("outcome", {"result": "open"}, 2), ("useful", {"useful": "yes"}, 1)]
        said += [("outcome", {"result": "dealt"}, 1)] if number < 5 else []
        for what, more, ago in said:
            at = now - timedelta(hours=ago)
            Feedback.objects.create(rendition=made.rendition, said=what, at=at, words="Ok", **common, **more)


@pytest.mark.django_db
def test_both_who_gave_and_who_got_read_the_same_numbers_and_nobody_else_any(cast, answered, as_application):
    found = {}
    for key in ("whitlock", "tranter", "haddow"):
        with as_application(cast.actor(key)):
            found[key] = effects(cast.actor(key))

    assert found["whitlock"].given == found["tranter"].received
    assert found["whitlock"].given.sent == 7
    assert [part.number for part in found["whitlock"].given.useful] == [7, 0, 0]
    assert not found["haddow"].given.is_shown
    assert not found["haddow"].received.is_shown


@pytest.mark.django_db
def test_what_was_said_last_counts_and_what_has_ended_counts_too(cast, answered, as_application):
    Item.objects.update(closes=timezone.now() - timedelta(minutes=1))

    with as_application(cast.actor("whitlock")):
        way = effects(cast.actor("whitlock")).given

    assert sum(part.number or 0 for part in way.results) in (0, 5)  # two are few, so that five are held back with them
    assert [part.number for part in way.results[:1]] == [None]
    assert way.useful[0].number == 7


@pytest.mark.django_db
def test_the_page_says_it_in_words_first_and_is_for_members(cast, answered, client_of, client):
    Feedback.objects.filter(said=Said.OUTCOME.value, result="open").delete()

    said = text(client_of(cast.person["whitlock"]).get(PAGE))

    assert "Of 5 of which it was said what came of it, 5 led to something." in said
    assert "Somebody was identified or dealt with: 5" in said
    assert "Useful: 7" in said
    assert "Fewer than 5 were sent, so nothing is counted yet." in said  # of what the centre got
    assert client_of(cast.person["calder"]).get(PAGE).status_code == 403
    assert client.get(PAGE).status_code == 302
