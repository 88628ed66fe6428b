"""Do both give and get, told of each relationship in both directions, and is what is small held back?

*Source:* design/sharing.md 2.2 and 5; R78, R248; the look, section 7.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.sharing.models import Receipt
from commonground.sharing.queries import feedback as queries

pytestmark = pytest.mark.django_db
POLICE, CENTRE, FIRM = "Aldermouth Police", "Marlgate Centre", "Northgate Guarding"


def went(cast, giver, getter, times, answered=0, days=10):
    now = timezone.now()
    for n in range(times):
        Receipt.objects.create(
            originator=cast.organisation[giver], organisation=cast.organisation[getter], reference=f"SH-{n}",
            sent_at=now - timedelta(days=days), answered_at=now - timedelta(days=days - 1) if n < answered else None,
        )  # fmt: skip


def test_each_relationship_says_both_directions(cast, as_application):
    went(cast, POLICE, CENTRE, 7, 6)
    went(cast, CENTRE, POLICE, 5, 3)
    for key, words in (
        ("whitlock", "They sent 7 and heard back on 6; you sent 5 and heard back on 3."),
        ("tranter", "They sent 5 and heard back on 3; you sent 7 and heard back on 6."),
    ):
        with as_application(cast.actor(key)):
            (row,) = queries.both_ways(cast.actor(key))
            assert row.in_words() == words


def test_what_went_between_two_others_is_nobody_elses(cast, as_application):
    went(cast, POLICE, CENTRE, 7)
    with as_application(cast.actor("haddow")):
        assert queries.both_ways(cast.actor("haddow")) == []
        assert not Receipt.objects.exists()


def test_few_are_neither_shown_nor_counted_on_the_page_or_in_the_file(cast, client_of):
    went(cast, POLICE, CENTRE, 4, 3)
    browser = client_of(cast.person["whitlock"])
    page = browser.get(reverse("sharing:both_ways")).content.decode()
    assert "Fewer than 5 went either way" in page
    table = browser.get(reverse("sharing:both_ways") + "?form=csv").content.decode("utf-8-sig")
    assert "Aldermouth Police,fewer than 5,fewer than 5,fewer than 5,fewer than 5" in table


def test_what_is_older_than_a_year_no_longer_counts(cast):
    went(cast, POLICE, CENTRE, 6, days=366)
    assert queries.both_ways(cast.actor("whitlock")) == []


def test_organisations_stand_by_name_and_never_by_how_much(cast):
    went(cast, POLICE, CENTRE, 5)
    went(cast, FIRM, CENTRE, 9, 9)
    assert [row.name for row in queries.both_ways(cast.actor("whitlock"))] == [POLICE, FIRM]
