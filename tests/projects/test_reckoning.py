"""Does the calculator say what somebody's own figures come to, and nothing that they did not type?

*Source:* R107.
"""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.projects.rules.reckoning import Typed, pays_from, year
from tests.figures import counts
from tests.projects.pages import text

FIGURES = st.integers(0, 100_000_000).map(lambda pence: Decimal(pence) / 100)
SHARES = st.integers(0, 100).map(Decimal)
OWN = {"hours_in": "10", "hour_costs": "18.50", "pounds_in": "40", "hours_saved": "6", "losses": "900", "share": "20"}


def test_a_year_is_twelve_months_of_what_was_typed():
    typed = Typed(**{name: Decimal(value) for name, value in OWN.items()})
    whole, half = year(typed), year(typed, Decimal("0.5"))
    assert (whole.hours_in, whole.hours_saved, whole.hours_left) == (120, 72, -48)
    assert whole.pence_in == (10 * 1850 + 4000) * 12
    assert whole.pence_saved == (6 * 1850 + 18000) * 12
    assert half.pence_saved * 2 == whole.pence_saved and half.pence_in == whole.pence_in
    assert pays_from(typed) == 78


def test_nothing_typed_comes_to_nothing_and_promises_nothing():
    assert year(Typed()).pence_left == 0
    assert pays_from(Typed()) is None
    assert pays_from(Typed(pounds_in=Decimal(1000), losses=Decimal(1), share=Decimal(1))) is None


@settings(max_examples=counts(100, 5_000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(Typed, FIGURES, FIGURES, FIGURES, FIGURES, FIGURES, SHARES))
def test_who_reaches_the_share_from_which_it_pays_loses_nothing(typed):
    share = pays_from(typed)
    if share is not None:
        assert year(typed, Decimal(share) / 100).pence_left >= -1


def test_everybody_reckons_with_their_own_figures_without_signing_in(client, db):
    page = reverse("projects:reckon")
    assert "If half of it comes" not in text(client.get(page))
    shown = client.get(page, OWN)
    assert all(words in text(shown) for words in ("£2,700", "£3,492", "£792", "−48", "from 78 per cent"))
    assert 'value="18.50"' in shown.content.decode()
    assert page in client.get(reverse("projects:pack", args=["security"])).content.decode()


@pytest.mark.parametrize(("name", "value"), [("share", "101"), ("hours_in", "-1"), ("losses", "x"), ("losses", "NaN")])
def test_a_figure_that_cannot_be_is_said_beside_its_field(client, db, name, value):
    shown = client.get(reverse("projects:reckon"), OWN | {name: value})
    assert shown.status_code == 200 and "There is a problem" in text(shown)
    assert "If half of it comes" not in text(shown)


@pytest.mark.parametrize("value", ["1e999", "10000001", "-1", "1e9999999"])
def test_a_figure_out_of_range_is_met_by_one_sentence(client, db, value):
    said = client.get(reverse("projects:reckon"), OWN | {"losses": value}).context["form"].errors["losses"]
    assert said == ["Type a figure between 0 and 10,000,000"]
