"""Is everybody told, once, when something that they shared or had read comes to its end?

*Source:* design/sharing.md 1, 2.2, 5; R78, R213; D4.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from commonground.people.context import set_context
from commonground.people.models import Account, Membership
from commonground.sharing import tasks
from commonground.sharing.actions import ending, items, renditions
from commonground.sharing.models import Item, Reading
from commonground.sharing.queries import visible
from tests.sharing.town import AMBER, GREEN, town_of


@pytest.fixture
def town(cast):
    return town_of(cast)


@pytest.fixture
def item(town):
    """An alert for the centre that Whitlock has read, and nobody else."""
    made = town.alert("Coats by the door", [town.to("Marlgate Centre", agreed=False)], tlp=AMBER, personal=False)
    reader = town.actor("whitlock")
    renditions.read(actor=reader, rendition=visible.item_for(reader, made.public_id))
    return made


def end(*made, ago=timedelta(hours=3)):
    Item.objects.filter(pk__in=[one.pk for one in made]).update(closes=timezone.now() - ago)
    mail.outbox.clear()


def address(town, key):
    return Account.objects.get(person=town.cast.person[key]).email


def told():
    return {one.to[0]: one for one in mail.outbox}


def test_the_originators_custodians_and_whoever_had_read_it_are_told_once(town, item):
    end(item)
    assert ending.tell_ended() == 1
    letters = told()
    assert set(letters) == {address(town, "tranter"), address(town, "whitlock")}
    for letter in letters.values():
        assert letter.subject == f"TLP:AMBER {item.ref}"
        assert item.ref in letter.body and "Coats" not in letter.body
    assert "put the end off" in letters[address(town, "tranter")].body
    assert "Do not rely on it any more" in letters[address(town, "whitlock")].body
    mail.outbox.clear()
    assert ending.tell_ended() == 0
    assert mail.outbox == []


def test_what_is_live_withdrawn_or_ended_long_ago_is_told_to_nobody(town, item):
    mail.outbox.clear()
    assert ending.tell_ended() == 0
    end(item, ago=timedelta(days=30))
    assert ending.tell_ended() == 0
    other = town.alert("Withdrawn", [town.to("Marlgate Centre", agreed=False)], tlp=GREEN, personal=False)
    items.withdraw(actor=town.actor("tranter"), item=other, reason="It was wrong")
    end(other)
    assert ending.tell_ended() == 0
    assert mail.outbox == []


def test_an_end_that_was_put_off_is_told_when_it_comes(town, item):
    end(item)
    ending.tell_ended()
    item.refresh_from_db()
    items.extend(actor=town.actor("tranter"), item=item, closes=timezone.now() + timedelta(days=3))
    assert ending.tell_ended() == 0
    end(item)
    assert ending.tell_ended() == 1


def test_many_ends_on_one_day_are_one_message_to_each(town, item):
    more = [
        town.alert(f"Alert {n}", [town.to("Marlgate Centre", agreed=False)], tlp=GREEN, personal=False)
        for n in range(3)
    ]
    end(item, *more)
    assert ending.tell_ended() == 4
    assert len(mail.outbox) == 2
    body = told()[address(town, "tranter")].body
    assert all(one.ref in body for one in (item, *more))
    assert told()[address(town, "tranter")].subject.startswith("TLP:AMBER ")


def test_who_has_left_is_not_told(town, item):
    Membership.objects.filter(pk=town.cast.membership["whitlock"].pk).update(until=timezone.localdate())
    end(item)
    ending.tell_ended()
    assert set(told()) == {address(town, "tranter")}


def test_the_worker_tells_it_although_it_may_read_nothing(town, item, as_application):
    end(item)
    with as_application(town.actor("calder")), connection.cursor() as cursor:
        set_context(town.actor("calder").__class__())
        cursor.execute("SELECT count(*) FROM sharing_item")
        assert cursor.fetchone() == (0,)
        assert tasks.tell_ended(timezone.localdate()) == 1
    assert len(mail.outbox) == 2
    assert Reading.objects.count() == 1
