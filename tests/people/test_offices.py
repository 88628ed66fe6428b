"""Is whoever holds an office told on their day what waits for it, without a name?

*Source:* R89, R232, R247; D2, D5.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.people.actions import own_data
from tests.people.test_joining import applied, called, vouched

pytestmark = pytest.mark.django_db


def given(cast, key, role):
    """Give somebody a role, as an administrator would."""
    cast.membership[key].roles = [*cast.membership[key].roles, role]
    cast.membership[key].save()


@pytest.fixture
def two_verify(cast):
    """Ruth Penhallow and Helen Ashdown verify."""
    given(cast, "penhallow", "verifier")
    given(cast, "ashdown", "verifier")
    return cast


def day_of(client_of, cast, key):
    """Give the titles and notes of what somebody's day asks of them."""
    day = client_of(cast.person[key]).get("/").context["day"]
    return {matter.title: matter for matter in (*day.due, *day.hoping)}


def test_a_verifier_is_told_that_an_application_waits_but_not_whose(two_verify, client_of):
    assert "Check who applies to join" not in day_of(client_of, two_verify, "penhallow")
    application = applied()
    asked = day_of(client_of, two_verify, "penhallow")["Check who applies to join"]
    assert (asked.url, asked.note) == ("/applications/", "1 application waits for you.")
    assert application.name not in client_of(two_verify.person["penhallow"]).get("/").content.decode()
    assert "Check who applies to join" not in day_of(client_of, two_verify, "whitlock")


def test_a_verifier_is_not_asked_about_what_only_sponsors_can_answer(two_verify, client_of):
    application = applied()
    called(two_verify, application)
    assert "Check who applies to join" not in day_of(client_of, two_verify, "penhallow")
    vouched(two_verify, application, "tranter", "whitlock")
    assert "Check who applies to join" in day_of(client_of, two_verify, "ashdown")


def test_the_privacy_contact_is_told_until_when_a_request_is_answered(cast, client_of):
    title = "Answer requests about people’s data"
    own_data.ask(actor=cast.actor("haddow"), kind="correction", text="My number is another.")
    assert title not in day_of(client_of, cast, "penhallow")
    given(cast, "penhallow", "privacy")
    asked = day_of(client_of, cast, "penhallow")[title]
    assert (asked.url, asked.note) == ("/data-requests/", "1 request waits.")
    assert timezone.localdate() < asked.due <= timezone.localdate() + timedelta(days=31)
