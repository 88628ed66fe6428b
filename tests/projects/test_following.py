"""Do people outside hear what both sides approved, and nothing else, and can they leave at once?

*Source:* R27.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.actors import ANONYMOUS
from commonground.groundwork.refusals import NotAllowed
from commonground.projects.actions import finishing, following
from commonground.projects.adapters import links
from commonground.projects.models import Follower
from commonground.projects.rules.following import FOLLOWED_AN_HOUR
from tests.projects.pages import page, text

PAGE = {"purpose": "Safer evenings.", "doing": "Patrols and radios.", "reach": "01632 960100"}


def approved(cast, publication, *keys):
    for key in keys:
        finishing.approve(actor=cast.actor(key), publication=publication)
    publication.refresh_from_db()
    return publication


@pytest.fixture
def collaboration(cast):
    made = cast.alive()
    drafted = finishing.draft_publication(
        actor=cast.actor("thornbury"), collaboration=made, kind="page", values=dict(PAGE)
    )
    approved(cast, drafted, "thornbury", "whitlock")
    return made


def notice(cast, collaboration, title="Two more patrols"):
    return following.write_notice(
        actor=cast.actor("tranter"), collaboration=collaboration, title=title, words="From Thursday on."
    )


def follower(collaboration, email="reader@example.org"):
    following.follow(actor=ANONYMOUS, collaboration=collaboration, email=email)
    return following.confirm(actor=ANONYMOUS, follower=Follower.objects.get(email=email))


def public(name, collaboration):
    return reverse(f"projects:{name}", args=[collaboration.public_id])


def test_a_notice_reaches_nobody_before_both_sides_have_approved_it(cast, collaboration, client):
    follower(collaboration)
    mail.outbox.clear()
    made = notice(cast, collaboration)
    address = reverse("projects:notice", args=[made.public_id])
    approved(cast, made, "whitlock")
    assert client.get(address).status_code == 404
    assert following.send_notices(today=timezone.localdate()) == 0 and not mail.outbox
    assert "Two more patrols" not in client.get(public("notice_feed", collaboration)).content.decode()
    approved(cast, made, "thornbury")
    assert "Two more patrols" in text(client.get(address))
    assert "Two more patrols" in client.get(public("notice_feed", collaboration)).content.decode()
    assert following.send_notices(today=timezone.localdate()) == 1
    assert following.send_notices(today=timezone.localdate()) == 0, "a second run of the day sends nothing again"


def test_two_notices_wait_for_approval_side_by_side(cast, collaboration):
    first, second = notice(cast, collaboration), notice(cast, collaboration, "A third radio")
    approved(cast, first, "thornbury", "whitlock")
    approved(cast, second, "thornbury", "whitlock")
    assert first.published_at and second.published_at
    finishing.withdraw_publication(actor=cast.actor("whitlock"), publication=first, reason="Not true any more")
    second.refresh_from_db()
    assert second.withdrawn_at is None, "taking one notice away leaves the other"


def test_a_notice_is_read_and_approved_on_a_page(cast, collaboration, client_of):
    reader = client_of(cast.person["whitlock"])
    given = {"title": "Two more patrols", "words": "From Thursday on."}
    shown = text(reader.post(page("notice_new", collaboration), given, follow=True))
    assert "Waiting for both sides" in shown and "From Thursday on." in shown
    assert "Approve version 1 for the security side" in shown
    with pytest.raises(NotAllowed):
        following.write_notice(actor=cast.actor("yarrow"), collaboration=collaboration, title="X", words="Y")


def test_somebody_follows_only_after_confirming_and_leaves_with_one_click(cast, collaboration, client):
    asked = client.post(public("follow", collaboration), {"email": "reader@example.org"})
    assert "Look into your mail" in text(asked)
    path = re.search(r"/following/[^\s]+", mail.outbox[-1].body)[0]
    client.get(path)
    assert Follower.objects.get().confirmed_on is None, "a scanner of mail has confirmed nothing"
    assert "You hear what is new" in text(client.post(path))
    approved(cast, notice(cast, collaboration), "thornbury", "whitlock")
    following.send_notices(today=timezone.localdate())
    message = mail.outbox[-1]
    assert message.to == ["reader@example.org"]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    away = "/following/leave/" + message.extra_headers["List-Unsubscribe"].strip("<>").rpartition("/leave/")[2]
    client.get(away)
    assert Follower.objects.exists()
    client.post(away, {"List-Unsubscribe": "One-Click"})
    assert not Follower.objects.exists()
    assert client.get(away).status_code == 404


def test_nobody_learns_who_follows(cast, collaboration, client, client_of):
    follower(collaboration)
    mail.outbox.clear()
    again = client.post(public("follow", collaboration), {"email": "Reader@example.org"})
    assert "Look into your mail" in text(again) and not mail.outbox
    shown = text(client_of(cast.person["whitlock"]).get(page("step", collaboration, 5)))
    assert "One person follows by mail." in shown and "reader@" not in shown


def test_an_address_that_nobody_confirms_is_forgotten_after_a_week(cast, collaboration, client):
    following.follow(actor=ANONYMOUS, collaboration=collaboration, email="reader@example.org")
    token = links.token(links.FOLLOW, Follower.objects.get().ref)
    assert following.forget_unconfirmed(today=timezone.localdate() + timedelta(days=7)) == 0
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert client.get(reverse("projects:follow_confirm", args=[token])).status_code == 404
        assert following.forget_unconfirmed(today=timezone.localdate()) == 1


def test_one_machine_asks_so_often_within_an_hour(cast, collaboration, client):
    for number in range(FOLLOWED_AN_HOUR + 1):
        response = client.post(public("follow", collaboration), {"email": f"reader{number}@example.org"})
    assert response.status_code == 429 and Follower.objects.count() == FOLLOWED_AN_HOUR


def test_a_collaboration_without_a_public_page_has_nothing_to_follow(cast, client):
    other = cast.alive("Another")
    for name in ("follow", "notice_feed"):
        assert client.get(public(name, other)).status_code == 404


def test_the_feed_is_atom_and_survives_what_xml_cannot_hold(cast, collaboration, client):
    made = notice(cast, collaboration, "Bell \x07 rings")
    approved(cast, made, "thornbury", "whitlock")
    response = client.get(public("notice_feed", collaboration))
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "\x07" not in response.content.decode()


def test_the_poster_holds_the_approved_words_and_the_address(cast, collaboration, client_of):
    reader = client_of(cast.person["tranter"])
    assert reader.get(page("poster", collaboration, "pdf")).content.startswith(b"%PDF")
    words = reader.get(page("poster", collaboration, "md")).content.decode()
    assert "Safer evenings." in words and "/public/" in words and "call 999" in words
    assert reader.get(page("poster", cast.alive("Another"), "pdf")).status_code == 404


def test_the_public_page_leads_to_notices_and_to_following(cast, collaboration, client):
    approved(cast, notice(cast, collaboration), "thornbury", "whitlock")
    shown = client.get(reverse("projects:public_page", args=[collaboration.publications.get(kind="page").public_id]))
    assert "Two more patrols" in text(shown) and public("follow", collaboration) in shown.content.decode()
