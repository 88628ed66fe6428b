"""Is somebody who opens very many items slowed and seen, and never kept from their work?

*Source:* design/sharing.md 2.2 (an unusual harvest is slowed and its originators told); R78, R213; D2.
"""

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed
from commonground.sharing.actions import harvest
from commonground.sharing.models import Item
from commonground.sharing.rules import harvest as rules
from tests.sharing.town import GREEN, town_of

PACE = reverse("sharing:pace")


@pytest.fixture
def town(cast, monkeypatch):
    """Five alerts of the police for the centre, and a limit of three in an hour."""
    monkeypatch.setattr(rules, "LIMITS", ((rules.HOUR, 3),))
    cache.clear()
    made = town_of(cast)
    for number in range(5):
        made.alert(f"Alert {number}", [made.to("Marlgate Centre", agreed=False)], tlp=GREEN, personal=False)
    return made


@pytest.fixture
def addresses(town):
    return [reverse("sharing:item", args=[one.public_id]) for one in Item.objects.order_by("pk")]


def statuses(browser, addresses):
    return [browser.get(address).status_code for address in addresses]


def test_the_limits_leave_room_for_a_shift_of_work():
    assert rules.LIMITS[-1][1] >= 100


def test_who_opens_very_many_items_is_slowed_and_the_originators_are_told_once(town, addresses, client_of):
    mail.outbox.clear()
    browser = client_of(town.cast.person["whitlock"])
    assert statuses(browser, addresses) == [200, 200, 200, 429, 429]
    words = browser.get(addresses[4]).content.decode()
    assert "You may still read everything that you could read before." in words
    assert "Alert" not in words
    (slowed,) = Entry.objects.filter(tag="sharing:harvest:slowed")
    assert slowed.details["items"] == 3
    (letter,) = mail.outbox
    assert "Marlgate Centre" in letter.body and "within the last hour: 3" in letter.body
    assert "Alert" not in letter.subject + letter.body and "Whitlock" not in letter.body


def test_whoever_says_what_it_is_for_goes_on_at_once(town, addresses, client_of):
    browser = client_of(town.cast.person["whitlock"])
    assert statuses(browser, addresses)[-1] == 429
    assert browser.post(PACE, {"purpose": "curiosity", "next": addresses[4]}).status_code == 200
    answer = browser.post(PACE, {"purpose": "emergency", "next": addresses[4]})
    assert (answer.status_code, answer["Location"]) == (302, addresses[4])
    assert statuses(browser, addresses) == [200] * 5
    (gone_on,) = Entry.objects.filter(tag="sharing:harvest:went_on")
    assert gone_on.details["purpose"] == "emergency"


@pytest.mark.parametrize("there", ["https://elsewhere.example.org/", "//elsewhere.example.org/", "shared", ""])
def test_going_on_leads_nowhere_else(town, client_of, there):
    answer = client_of(town.cast.person["whitlock"]).post(PACE, {"purpose": "review", "next": there})
    assert answer["Location"] == reverse("sharing:items")


def test_nobody_is_slowed_at_what_their_own_organisation_wrote(town, addresses, client_of):
    assert statuses(client_of(town.cast.person["tranter"]), addresses) == [200] * 5


def test_what_somebody_may_not_read_is_missing_to_them_also_when_they_are_slowed(town, addresses, client_of):
    browser = client_of(town.cast.person["whitlock"])
    statuses(browser, addresses)
    other = town.alert("For others", [town.to("Tannery Stores", agreed=False)], tlp=GREEN, personal=False)
    assert browser.get(reverse("sharing:item", args=[other.public_id])).status_code == 404


def test_a_program_is_slowed_with_its_owner(town, addresses, client_of):
    browser = client_of(town.cast.person["whitlock"])
    shown = [f"/api/1/items/{address.rstrip('/').rpartition('/')[2]}" for address in addresses]
    assert statuses(browser, shown) == [200, 200, 200, 429, 429]
    harvest.go_on(actor=town.actor("whitlock"), purpose="operation")
    assert statuses(browser, shown) == [200] * 5


def test_only_a_member_goes_on_and_only_with_a_purpose(town):
    with pytest.raises(Invalid):
        harvest.go_on(actor=town.actor("whitlock"), purpose="")
    with pytest.raises(NotAllowed):
        harvest.go_on(actor=town.actor("calder").__class__(), purpose="review")


def test_a_file_and_an_export_count_as_what_is_taken_with_them(town, monkeypatch):
    reader, found = town.actor("whitlock"), list(Item.objects.order_by("pk"))
    assert harvest.may_take(actor=reader, items=found[:3]), "three at once are three"
    assert not harvest.may_open(actor=reader, item=found[3])
    cache.clear()
    assert not harvest.may_take(actor=reader, items=found), "five at once are too many from the first"
    harvest.go_on(actor=reader, purpose="review")
    assert harvest.may_take(actor=reader, items=found)
    assert harvest.may_take(actor=town.actor("tranter"), items=found * 9), "one’s own is never counted"


def test_whoever_goes_through_the_whole_list_is_slowed_and_who_looks_for_news_is_not(town, client_of, monkeypatch):
    from commonground.sharing.views import items as pages

    monkeypatch.setattr(pages, "A_PAGE", 1)
    browser, first = client_of(town.cast.person["whitlock"]), reverse("sharing:items")
    assert {browser.get(first).status_code for _again in range(9)} == {200}
    address, statuses_met = first, []
    while address:
        answer = browser.get(address)
        statuses_met.append(answer.status_code)
        following = answer.context["next"] if answer.status_code == 200 else ""
        address = first + following if following else ""
    assert statuses_met == [200, 200, 200, 200, 429]
