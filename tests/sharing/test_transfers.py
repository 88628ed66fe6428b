"""Do items pass to another organisation by a recorded transfer alone, seen by both sides before it is confirmed?

*Source:* design/sharing.md 2.1 ("A merger passes nothing of itself: items by recorded transfer"); R15, R45; D1, D2.
"""

import pytest
from django.core import mail
from django.db import connection
from django.http import Http404
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.groundwork.widening import Unconfirmed
from commonground.sharing.actions import releases, transfers
from commonground.sharing.actions.opening import reopen
from commonground.sharing.adapters import world_of
from commonground.sharing.models import Decision, DecisionRecipient, Item, KeptUntil, Release, Transfer
from commonground.sharing.queries import asking, keeping, visible
from commonground.sharing.queries import transfers as queries
from commonground.sharing.rules.policy import Policy
from tests.projects.pages import text
from tests.sharing.reporting import agree, reported
from tests.sharing.shared_things import agreed, cleared, role, to, version, written


@pytest.fixture
def custodians(cast):
    """A custodian of police, centre and guards, each cleared, and members beside them."""
    for key in ("ashdown", "whitlock", "haddow"):
        role(cast, key, "custodian")
    for key in ("ashdown", "thornbury", "tranter", "whitlock", "haddow"):
        cleared(cast, key)


@pytest.fixture
def between(cast, custodians):
    """Centre, guards and police under one agreement."""
    return agreed(cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding")


def item_of(cast, *opened, by="whitlock", **more):
    return written(cast, version("Two with foil bags", *opened, **more), by=by)


def offered(cast, item, by="whitlock", name="Northgate Guarding", reason="We close in spring"):
    taker = cast.organisation[name]
    return transfers.offer(actor=cast.actor(by), taker=taker, items=[item], reason=reason)


def accepted(cast, transfer, by="haddow"):
    number = transfers.opens(transfer)
    return transfers.accept(actor=cast.actor(by), transfer=transfer, confirmed=number)


def readers(cast, item):
    return {key for key in cast.membership if visible.readable_ids(cast.actor(key), [item.pk])}


def by_the_policy(cast, item):
    """Those who may read an item by the literal policy, from what is recorded."""
    at = asking.moment()
    policy = Policy(world_of.world(at, [Item.objects.get(pk=item.pk)]), at)
    judged = policy.world.items[str(item.pk)]
    return {
        key
        for key, hat in cast.membership.items()
        if str(hat.person_id) in policy.world.people
        and any(policy.may_read(policy.world.people[str(hat.person_id)], judged, one) for one in judged.renditions)
    }


def test_nothing_passes_before_the_other_side_accepts(cast, between):
    item = item_of(cast)
    before = readers(cast, item)
    made = offered(cast, item)
    assert readers(cast, item) == before and "haddow" not in before
    item.refresh_from_db()
    assert item.originator.name == "Marlgate Centre" and made.state == "open"


def test_what_passed_is_judged_as_the_takers_and_both_twins_agree(cast, between):
    item = item_of(cast, to(cast, "Aldermouth Police", between))
    accepted(cast, offered(cast, item))
    item.refresh_from_db()
    assert item.originator.name == "Northgate Guarding"
    found = readers(cast, item)
    assert "haddow" in found and "thornbury" in found and "whitlock" not in found
    assert found == by_the_policy(cast, item)


def test_what_the_taker_may_not_give_closes(cast, between):
    alone = agreed(cast, "Aldermouth Police", "Marlgate Centre", reference="ISA-0009")
    item = item_of(cast, to(cast, "Aldermouth Police", alone))
    assert "thornbury" in readers(cast, item)
    accepted(cast, offered(cast, item))
    assert "thornbury" not in readers(cast, item)
    assert readers(cast, item) == by_the_policy(cast, item)


def test_what_stood_on_a_decision_of_the_giver_closes_and_the_taker_reads_on(cast, between, client_of, as_application):
    """Whom the giver decided for, and why, stays the giver's; the taker's pages open without it."""
    item = item_of(cast, to(cast, "Aldermouth Police", between))
    decided = Decision.objects.create(organisation=cast.organisation["Marlgate Centre"], item=item, outcome="share")
    DecisionRecipient.objects.create(decision=decided, organisation=cast.organisation["Aldermouth Police"])
    Release.objects.filter(rendition__item=item).update(agreement=None, decision=decided)
    reopen([item.pk])
    assert "thornbury" in readers(cast, item)
    accepted(cast, offered(cast, item))
    assert "thornbury" not in readers(cast, item)
    with as_application(cast.actor("haddow")):
        found = visible.item_for(cast.actor("haddow"), item.public_id).item
        ((_version, who),) = visible.who_sees(cast.actor("haddow"), found)
        assert not any("Aldermouth" in name for name in who.named)
    assert client_of(cast.person["haddow"]).get(reverse("sharing:item", args=[item.public_id])).status_code == 200


def test_what_a_transfer_opens_is_confirmed_by_its_number(cast, between):
    made = offered(cast, item_of(cast))
    with pytest.raises(Unconfirmed) as asked:
        transfers.accept(actor=cast.actor("haddow"), transfer=made)
    assert asked.value.number == 1
    assert Item.objects.get().originator.name == "Marlgate Centre"
    transfers.accept(actor=cast.actor("haddow"), transfer=made, confirmed=1)


def test_the_giver_sees_who_gains_and_who_loses_by_name_and_nothing_is_changed(cast, between):
    item = item_of(cast, to(cast, "Aldermouth Police", between))
    found = transfers.preview(
        actor=cast.actor("whitlock"), taker=cast.organisation["Northgate Guarding"], items=[item], reason="We close"
    )
    said = {(one.organisation, one.gained) for one in found.own}
    assert ("Northgate Guarding", True) in said and ("Marlgate Centre", False) in said
    assert not any(name == "Aldermouth Police" for name, _gained in said), "they read it before and after"
    assert not Transfer.objects.exists() and "haddow" not in readers(cast, item)


def test_the_records_go_with_it_and_the_giver_keeps_nothing(cast, custodians, as_application):
    agree(cast)
    incident = reported(cast)
    item = incident.rendition.item
    with as_application(cast.actor("whitlock")):
        made = offered(cast, item)
    with as_application(cast.actor("haddow")):
        accepted(cast, made)
        assert keeping.item_for(cast.actor("haddow"), item.public_id, purpose="review")
        assert KeptUntil.objects.filter(item=item).exists()
    with as_application(cast.actor("whitlock")), pytest.raises(Http404):
        keeping.item_for(cast.actor("whitlock"), item.public_id, purpose="review")
    incident.refresh_from_db()
    assert incident.originator.name == "Northgate Guarding"


def test_only_custodians_offer_and_only_those_of_the_other_side_accept_once(cast, between):
    item = item_of(cast)
    with pytest.raises(NotAllowed):
        offered(cast, item, by="lindqvist")
    made = offered(cast, item)
    for key in ("whitlock", "ashdown", "reyes"):
        with pytest.raises((NotAllowed, Refused)):
            transfers.accept(actor=cast.actor(key), transfer=made, confirmed=1)
    accepted(cast, made)
    with pytest.raises(Refused, match="answered"):
        transfers.accept(actor=cast.actor("haddow"), transfer=made, confirmed=1)


def test_an_item_of_others_or_one_that_one_is_not_cleared_for_passes_nowhere(cast, between):
    theirs = item_of(cast, by="thornbury")
    with pytest.raises(Refused, match="not cleared"):
        offered(cast, theirs)
    high = written(cast, version("High", clearance=3), by="whitlock")
    with pytest.raises(Refused, match="not cleared"):
        offered(cast, high)
    for reason, taker in (("", "Northgate Guarding"), ("Why not", "Marlgate Centre")):
        with pytest.raises(Invalid):
            offered(cast, item_of(cast), reason=reason, name=taker)


def test_an_item_waits_in_one_transfer_at_a_time(cast, between):
    item = item_of(cast)
    first = offered(cast, item)
    with pytest.raises(Refused, match="offered already"):
        offered(cast, item, name="Aldermouth Police")
    assert list(Transfer.objects.all()) == [first]
    transfers.take_back(actor=cast.actor("whitlock"), transfer=first)
    assert offered(cast, item, name="Aldermouth Police").state == "open"


def test_what_the_police_classified_passes_to_police_alone(cast, between):
    item = item_of(cast, by="ashdown", gsc="OFFICIAL")
    with pytest.raises(Refused, match="to police alone"):
        offered(cast, item, by="ashdown")


def test_a_transfer_is_declined_with_a_reason_or_taken_back_and_everything_stays(cast, between):
    item = item_of(cast)
    made = offered(cast, item)
    with pytest.raises(Invalid):
        transfers.decline(actor=cast.actor("haddow"), transfer=made, answer=" ")
    transfers.decline(actor=cast.actor("haddow"), transfer=made, answer="Not our work")
    again = offered(cast, item)
    assert not queries.offerable(cast.actor("whitlock")).exists(), "what waits is offered once at a time"
    with pytest.raises((NotAllowed, Refused)):
        transfers.take_back(actor=cast.actor("haddow"), transfer=again)
    transfers.take_back(actor=cast.actor("whitlock"), transfer=again)
    assert item.originator == Item.objects.get().originator and queries.offerable(cast.actor("whitlock")).exists()


def test_both_sides_are_told_and_have_it_in_the_record(cast, between):
    item = item_of(cast)
    mail.outbox.clear()
    made = offered(cast, item)
    assert mail.outbox and all("foil" not in one.body for one in mail.outbox)
    accepted(cast, made)
    tags = set(Entry.objects.values_list("tag", flat=True))
    assert {"sharing:transfer:offered", "sharing:transfer:accepted", "sharing:item:transferred"} <= tags
    assert Entry.objects.get(tag="sharing:item:transferred").subject_id == item.ref


def test_a_release_can_be_closed_by_the_taker_and_no_more_by_the_giver(cast, between):
    item = item_of(cast, to(cast, "Aldermouth Police", between))
    accepted(cast, offered(cast, item))
    release = Release.objects.get()
    with pytest.raises(NotAllowed):
        releases.revoke(actor=cast.actor("whitlock"), release=release, reason="Mine")
    releases.revoke(actor=cast.actor("haddow"), release=release, reason="Ours now")


def test_nobody_else_sees_a_transfer_and_nobody_moves_anything_past_it(cast, between, as_application, client_of):
    item = item_of(cast)
    made = offered(cast, item)
    with as_application(cast.actor("ashdown")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sharing_transfer")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT sharing_hand_over(%s)", [made.pk])
        assert cursor.fetchone() == (0,)
    address = reverse("sharing:transfer", args=[made.public_id])
    assert client_of(cast.person["ashdown"]).get(address).status_code == 404
    assert client_of(cast.person["lindqvist"]).get(reverse("sharing:transfers")).status_code == 403


def test_items_pass_on_the_pages_of_both_sides(cast, between, client_of):
    item = item_of(cast)
    browser, address = client_of(cast.person["whitlock"]), reverse("sharing:transfer_offer")
    assert reverse("sharing:transfers") in browser.get(reverse("sharing:records")).content.decode()
    typed = {
        "taker": cast.organisation["Northgate Guarding"].ref,
        "items": [item.ref],
        "reason": "We close",
        "do": "look",
    }
    looked = text(browser.post(address, typed))
    assert "Nothing is offered yet" in looked and "gain your “Two with foil bags”" in looked.replace("gains", "gain")
    assert not Transfer.objects.exists()
    assert "Which items pass to it" in text(browser.post(address, typed | {"do": "edit"}))
    done = text(browser.post(address, typed | {"do": "offer"}, follow=True))
    assert "It is offered" in done and "Waits for an answer" in done
    made = Transfer.objects.get()
    theirs, page = client_of(cast.person["haddow"]), reverse("sharing:transfer", args=[made.public_id])
    assert "foil" not in text(theirs.get(page)) and "Take the items over" in text(theirs.get(page))
    asked = text(theirs.post(page))
    assert "1 item" in asked
    taken = text(theirs.post(page, {"confirmed": "1"}, follow=True))
    assert "your organisation’s now" in taken and "Accepted" in taken
    assert "Accepted" in text(browser.get(reverse("sharing:transfers")))
    assert theirs.get(reverse("sharing:item", args=[item.public_id])).status_code == 200
    assert browser.get(reverse("sharing:item", args=[item.public_id])).status_code == 404
