"""Is everybody asked on the right day, once, and by whom it concerns, until a card is confirmed or a post held again?

*Source:* R45, R115, R247; issue on people who can be found, item 4 (confirmation every 90 days; vacancy alarm).
"""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from commonground.groundwork.actors import SYSTEM
from commonground.people import tasks
from commonground.people.actions import posts, posts_rounds
from commonground.people.adapters import posts_links
from commonground.people.models import Holding, Post
from tests.people.posting import opened

FIRST = date(2026, 6, 1)


@pytest.fixture
def clock():
    with time_machine.travel("2026-06-01 09:00+01:00", tick=False) as traveller:
        yield traveller


def on(clock, days):
    """Let a day come, and do its rounds twice, as when a worker dies in the middle."""
    day = FIRST + timedelta(days=days)
    clock.move_to(f"{day}T09:00:00+01:00")
    mail.outbox.clear()
    for _again in range(2):
        for each in posts_rounds.ROUNDS:
            each(timezone.localdate())
    return sorted(address for message in mail.outbox for address in message.to)


def link_in(message):
    return re.search(r"http://localhost:\d+(/contacts/confirm/\S+)", message.body)[1]


def test_a_card_is_asked_about_after_ninety_days_then_reminded_then_others_are_asked(clock, cast):
    opened(cast)
    holder, mailbox = "owen.tranter@police.example.org", "sergeant@police.example.org"
    assert on(clock, 0) == []
    assert on(clock, 89) == []
    assert on(clock, 90) == [holder, mailbox]
    assert on(clock, 91) == []
    assert on(clock, 96) == []
    assert on(clock, 97) == [holder, mailbox]
    assert on(clock, 98) == []
    assert on(clock, 111) == ["leila.marchbank@police.example.org", "maya.thornbury@police.example.org"]
    assert on(clock, 112) == []
    assert Post.objects.get().asked_to_confirm_on == FIRST + timedelta(days=90)


def test_the_rounds_are_among_those_of_every_day():
    assert set(posts_rounds.ROUNDS) <= set(tasks.ROUNDS)


def test_a_day_without_a_worker_is_made_up_for(clock, cast):
    opened(cast)
    assert len(on(clock, 95)) == 2
    assert len(on(clock, 140)) == 4


def test_a_mail_server_that_is_away_is_asked_again_on_the_next_day(clock, cast, settings):
    opened(cast)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.people.posting.Away"
    assert on(clock, 90) == []
    assert Post.objects.get().asked_to_confirm_on is None
    settings.EMAIL_BACKEND = working
    assert len(on(clock, 91)) == 2


def test_opening_the_link_changes_nothing_and_its_button_confirms_once_without_signing_in(clock, cast, client):
    opened(cast)
    on(clock, 90)
    link = link_in(mail.outbox[0])
    for _scanner in range(3):
        page = client.get(link)
        assert page.status_code == 200
        assert Post.objects.get().confirmed_on == FIRST
    assert "Owen Tranter" in page.content.decode()
    assert client.post(link).status_code == 200
    assert Post.objects.get().confirmed_on == FIRST + timedelta(days=90)
    assert Post.objects.get().confirmed_how == "By Owen Tranter, through the link of a message"
    assert client.get(link).status_code == client.post(link).status_code == 404


def test_a_link_ends_with_its_holder_its_post_its_time_and_its_signature(clock, cast, client):
    post = opened(cast)
    on(clock, 90)
    link = link_in(mail.outbox[0])
    assert client.get(link[:-2] + "/").status_code == 404
    assert client.get(link.replace(":", "x", 1)).status_code == 404
    clock.move_to("2026-10-20T09:00:00+01:00")
    assert client.get(link).status_code == 404
    clock.move_to("2026-08-31T09:00:00+01:00")
    assert client.get(link).status_code == 200
    posts.appoint(actor=cast.actor("thornbury"), post=post, part="holder", membership=cast.membership["calloway"])
    assert client.get(link).status_code == client.post(link).status_code == 404
    assert Post.objects.get().confirmed_on == FIRST


def test_a_link_is_good_for_one_post_and_one_purpose(clock, cast):
    from django.core import signing

    one, other = opened(cast), opened(cast, title="Another")
    one.asked_to_confirm_on = other.asked_to_confirm_on = FIRST
    held = Holding.objects.get(post=one, part="holder")
    token = posts_links.link_to_confirm(one, held).split("/")[-2]
    assert posts_links.read(token).post == one.ref
    assert posts_links.read(signing.dumps([one.ref, held.ref, str(FIRST)], salt="something else")) is None
    assert posts_links.read("nonsense") is None


def test_a_vacancy_is_told_once_and_a_missing_deputy_is_asked_for_every_thirty_days(clock, cast):
    post = opened(cast)
    mail.outbox.clear()
    posts.vacate(actor=SYSTEM, membership=cast.membership["marchbank"])
    asked = ["maya.thornbury@police.example.org", "owen.tranter@police.example.org"]
    assert on(clock, 0) == asked
    assert on(clock, 29) == []
    assert on(clock, 30) == asked
    posts.appoint(actor=cast.actor("thornbury"), post=post, part="deputy", membership=cast.membership["calloway"])
    assert on(clock, 61) == []


def test_who_has_left_holds_nothing_from_that_day_on_and_the_vacancy_is_told(clock, cast):
    opened(cast)
    membership = cast.membership["tranter"]
    membership.until = FIRST + timedelta(days=10)
    membership.save()
    assert on(clock, 9) == []
    assert on(clock, 10) == ["leila.marchbank@police.example.org", "maya.thornbury@police.example.org"]
    assert Holding.objects.get(part="holder").until == FIRST + timedelta(days=10)
    assert on(clock, 11) == []


def test_a_successor_who_begins_later_ends_the_vacancy_on_their_day(clock, cast):
    post = opened(cast)
    posts.vacate(actor=SYSTEM, membership=cast.membership["tranter"])
    posts.appoint(
        actor=cast.actor("thornbury"),
        post=post,
        part="holder",
        membership=cast.membership["calloway"],
        starts=FIRST + timedelta(days=5),
    )
    on(clock, 4)
    assert Post.objects.get().vacant_since == FIRST
    told = on(clock, 5)
    assert Post.objects.get().vacant_since is None
    assert told == ["idris.calloway@police.example.org", "sergeant@police.example.org"]


def test_names_with_line_breaks_stay_on_their_line_in_a_message(clock, cast):
    person = cast.person["tranter"]
    person.name = "Owen\nBcc: everybody@example.org\r\n\u202eTranter"
    person.save()
    opened(cast, title="Desk\nhttp://evil.example/")
    on(clock, 90)
    body = mail.outbox[0].body
    assert "Owen Bcc: everybody@example.org Tranter" in body
    assert not [line for line in body.splitlines() if line.startswith(("Bcc:", "http://evil"))]
    assert mail.outbox[0].subject == "A message for you from Common Ground"
