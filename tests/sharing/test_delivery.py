"""Does a message leave only to somebody who may read what it tells of as it leaves, and does it say no more?

*Source:* design/sharing.md 2 (a worker asks for its recipient), 2.2 (mail); bar A12 of reference/security.md.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from commonground.people.models import Account, Clearance, Membership, Organisation, Person
from commonground.sharing.actions import items, releases, telling
from commonground.sharing.actions import renditions as versions
from commonground.sharing.actions.items import ReleaseDraft
from commonground.sharing.models import AgreementVersion, Item, Release, Rendition
from tests.figures import counts
from tests.people.test_invitations import postman as a_postman
from tests.sharing.town import AMBER, CLEAR, GREEN, town_of

postman = a_postman
TODAY = timezone.localdate()


@pytest.fixture
def town(cast):
    return town_of(cast)


def named(town, **more):
    """A release to one person by name."""
    return ReleaseDraft(to="person", membership_id=town.cast.membership["whitlock"].pk, purpose="To act on it", **more)


def under_agreement(town):
    bases = {"basis_of_giver": "Public task", "basis_of_getter": "Legitimate interests"}
    return named(town, agreement_id=town.agreement.pk, **bases)


def revoke(town, release):
    releases.revoke(actor=town.actor("thornbury"), release=release, reason="In error")


def withdraw(town, release):
    items.withdraw(actor=town.actor("thornbury"), item=release.rendition.item, reason="It was wrong")


def shorten(town, release):
    """Let it end at the moment at which it began."""
    Release.objects.filter(pk=release.pk).update(opens=timezone.now() - timedelta(9))
    release.refresh_from_db()
    releases.extend(actor=town.actor("thornbury"), release=release, closes=timezone.now())


def expire(town, release):
    item = release.rendition.item
    Item.objects.filter(pk=item.pk).update(opens=timezone.now() - timedelta(9))
    items.extend(actor=town.actor("thornbury"), item=item, closes=timezone.now())


def raise_level(town, release):
    versions.change(actor=town.actor("thornbury"), rendition=release.rendition, version=1, clearance=3)


ENDS = (revoke, withdraw, shorten, expire, raise_level)


@pytest.mark.parametrize("part", range(5))
def test_of_what_was_closed_between_queue_and_delivery_no_message_leaves(part, town, postman, figure):
    """Five ways in which one release closes, each on its share of a thousand; one that stays open in between is
    delivered, so that the mail server is seen to work."""
    hat, number = town.cast.membership["whitlock"], counts(3, 200)
    for one in range(number + 1):
        town.alert(f"For Dana {one}", [named(town)], tlp=AMBER, personal=False)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself after so many rows, but not within a transaction
    queued = list(Release.objects.select_related("rendition__item").order_by("pk"))
    kept, closed = queued[0], queued[1:]
    for release in closed:
        ENDS[part](town, release)
    postman.got.clear()  # a withdrawal is told to those who had read it, who are none here
    delivered = sum(telling.deliver(hat.pk, one.rendition_id) for one in closed)
    figure(f"releases closed between queue and delivery ({ENDS[part].__name__})", len(closed))
    figure(f"messages that reached the mail server all the same ({ENDS[part].__name__})", delivered, bar="0")
    assert (delivered, len(closed), postman.got) == (0, number, [])
    assert telling.deliver(hat.pk, kept.rendition_id)
    assert [one["To"] for one in postman.got] == [Account.objects.get(person=hat.person).email]


def suspend(town):
    Membership.objects.filter(pk=town.cast.membership["whitlock"].pk).update(suspended_at=timezone.now())


def leave(town):
    Membership.objects.filter(pk=town.cast.membership["whitlock"].pk).update(until=TODAY)


def lapse(town):
    Membership.objects.filter(pk=town.cast.membership["whitlock"].pk).update(lapses_on=TODAY)


def lose_clearance(town):
    Clearance.objects.filter(membership=town.cast.membership["whitlock"]).update(until=TODAY)


def end_the_organisation(town):
    Organisation.objects.filter(name="Marlgate Centre").update(is_active=False)


def end_the_originator(town):
    Organisation.objects.filter(name="Aldermouth Police").update(is_active=False)


def close_the_account(town):
    Account.objects.filter(person=town.cast.person["whitlock"]).update(is_active=False)


def close_the_person(town):
    Person.objects.filter(pk=town.cast.person["whitlock"].pk).update(is_active=False)


def end_the_agreement(town):
    AgreementVersion.objects.update(closes=timezone.now() - timedelta(seconds=1))


CHANGES = (
    suspend, leave, lapse, lose_clearance, end_the_organisation, end_the_originator, close_the_account,
    close_the_person, end_the_agreement,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_recipient_is_asked_for_as_they_are_when_the_message_leaves(change, town, postman):
    hat = town.cast.membership["whitlock"]
    made = town.alert("For Dana", [under_agreement(town)], tlp=AMBER).renditions.get()
    assert telling.deliver(hat.pk, made.pk)
    change(town)
    assert not telling.deliver(hat.pk, made.pk)
    assert len(postman.got) == 1


@pytest.mark.parametrize(
    ("marking", "personal", "subject"),
    [
        (CLEAR, False, "TLP:CLEAR Coats by the door"),
        (GREEN, False, "TLP:GREEN Coats by the door"),
        (GREEN, True, None),
        (AMBER, False, None),
    ],
)
def test_the_label_comes_first_and_above_green_or_personal_nothing_but_a_reference(
    marking, personal, subject, town, postman
):
    draft = under_agreement(town) if personal else named(town)
    made = town.alert("Coats by the door", [draft], tlp=marking, personal=personal).renditions.get()
    assert telling.deliver(town.cast.membership["whitlock"].pk, made.pk)
    (letter,) = postman.got
    label = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER")[marking]
    assert letter["Subject"] == (subject or f"{label} {made.item.ref}")
    body = letter.get_content()
    assert "Coats by the door." not in body and f"/shared/{made.item.ref}/" in body
    assert ("Coats" in body) is False


def test_a_title_behind_conditions_of_the_police_stands_in_no_subject(town, postman):
    made = town.alert("Coats by the door", [named(town)], tlp=GREEN, personal=False).renditions.get()
    versions.grade(actor=town.actor("tranter"), rendition=made, grade="1AC", conditions="By word of mouth alone.")
    assert telling.deliver(town.cast.membership["whitlock"].pk, made.pk)
    (letter,) = postman.got
    assert letter["Subject"] == f"TLP:GREEN {made.item.ref}"


def test_a_release_to_an_organisation_goes_to_nobodys_mail(town, postman):
    town.alert("For the centre", [town.to("Marlgate Centre", agreed=False)], tlp=GREEN, personal=False)
    assert Rendition.objects.count() == 1
    assert postman.got == []
