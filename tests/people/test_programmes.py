"""Who changes what a programme says of itself, and where does everybody read it?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Stale
from commonground.people.actions import programmes as actions
from commonground.people.models import Programme
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignsIn = Callable[[Any], Client]


def test_only_an_administrator_changes_a_programme_and_the_record_says_what(cast: Cast) -> None:
    asked: dict[str, Any] = {"programme": cast.programme, "version": 1, "sponsor": "The chamber of trade"}
    for who in ("thornbury", "whitlock", "osei"):
        with pytest.raises(NotAllowed):
            actions.change_programme(actor=cast.actor(who), **asked)
    held = actions.change_programme(actor=cast.actor("calder"), **asked)
    assert (held.sponsor, held.version) == ("The chamber of trade", 2)
    entry = Entry.objects.get(tag="people:programme:changed")
    assert entry.details["what"] == ["sponsor"]
    assert "chamber" not in str(entry.details)


def test_two_who_change_a_programme_at_once_lose_nothing(cast: Cast) -> None:
    actions.change_programme(actor=cast.actor("calder"), programme=cast.programme, version=1, strapline="Both sides")
    with pytest.raises(Stale) as lost:
        actions.change_programme(actor=cast.actor("calder"), programme=cast.programme, version=1, strapline="One side")
    assert lost.value.theirs["strapline"] == "Both sides"


def test_two_programmes_never_have_one_name(cast: Cast) -> None:
    Programme.objects.create(name="Port watch", short_name="PW")
    with pytest.raises(Invalid):
        actions.change_programme(actor=cast.actor("calder"), programme=cast.programme, version=1, name="PORT WATCH")


def test_what_an_administrator_types_stands_where_everybody_reads_it(
    cast: Cast, client: Client, client_of: SignsIn
) -> None:
    keeper = client_of(cast.person["calder"])
    page = reverse("people:change_programme", args=[cast.programme.public_id])
    assert page in keeper.get(reverse("people:you")).content.decode()
    typed = {"name": "Port and town", "strapline": "Two sides, one plan", "strategy": "Fewer repeat victims.",
             "sponsor": "Chamber", "purpose": "", "host": "The port", "area": "", "version": 1}  # fmt: skip
    assert keeper.post(page, typed).status_code == 302
    told = reverse("projects:programme", args=[cast.programme.public_id])
    for shown in (client.get(reverse("about")), keeper.get(told)):
        for words in ("Port and town", "Two sides, one plan", "Fewer repeat victims.", "Sponsored by Chamber"):
            assert words in shown.content.decode()
    changed = keeper.get(page).content.decode()
    assert "What the sponsor wants to achieve by it" in changed.partition("What was changed")[2]


def test_what_was_typed_on_an_old_page_stands_beside_what_is_saved(cast: Cast, client_of: SignsIn) -> None:
    actions.change_programme(actor=cast.actor("calder"), programme=cast.programme, version=1, purpose="The first words")
    page = reverse("people:change_programme", args=[cast.programme.public_id])
    typed = {"name": cast.programme.name, "purpose": "The second words", "version": 1}
    shown = client_of(cast.person["calder"]).post(page, typed).content.decode()
    assert "The first words" in shown
    assert "The second words" in shown
    cast.programme.refresh_from_db()
    assert cast.programme.purpose == "The first words"


def test_a_member_finds_no_page_that_changes_a_programme(cast: Cast, client_of: SignsIn) -> None:
    page = reverse("people:change_programme", args=[cast.programme.public_id])
    browser = client_of(cast.person["thornbury"])
    assert browser.get(page).status_code in {403, 404}
    assert page not in browser.get(reverse("about")).content.decode()
    assert page not in browser.get(reverse("people:you")).content.decode()
