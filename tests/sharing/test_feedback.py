"""Does whoever shared something hear what came of it, and nobody else?

*Source:* design/sharing.md 2.2 and 5; R78, R248; reference on the domain, 3 (5) and (8).
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed
from commonground.sharing.actions import feedback
from commonground.sharing.models import Feedback, Receipt
from commonground.sharing.queries import feedback as queries
from commonground.sharing.queries import visible
from commonground.sharing.rules.feedback import Said
from tests.sharing.reporting import agree, reported, version_of

pytestmark = pytest.mark.django_db
CANARY = "We spoke to a man in Friary Lane"


def main_of(answer):
    """Give what stands in the main part of a page; header and footer name who runs the site."""
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def answered(cast, rendition, key="tranter", said=Said.OUTCOME, **more):
    typed = {"words": CANARY, "result": "dealt", "police_reference": "47/1201/26"} | more
    return feedback.give(actor=cast.actor(key), rendition=rendition, said=said, typed=typed)


def test_what_the_police_say_of_a_report_is_read_by_those_who_made_it_and_by_no_other_recipient(
    cast, client_of, as_application
):
    agree(cast)
    made = reported(cast)
    summary = version_of(made, "awareness")
    answered(cast, made.rendition)
    page = reverse("sharing:incident", args=[made.rendition.public_id])
    assert CANARY in client_of(cast.person["whitlock"]).get(page).content.decode()
    assert CANARY in client_of(cast.person["thornbury"]).get(page).content.decode()
    theirs = client_of(cast.person["hartnoll"]).get(reverse("sharing:incident", args=[summary.public_id]))
    assert theirs.status_code == 200
    assert CANARY not in theirs.content.decode()
    assert "Aldermouth Police" not in main_of(theirs)
    for key, finds in (("whitlock", 1), ("tranter", 1), ("hartnoll", 0), ("haddow", 0)):
        with as_application(cast.actor(key)):
            visible.count(cast.actor(key))
            assert Feedback.objects.count() == finds, key


def test_one_recipient_never_learns_that_another_got_it(cast, client_of, as_application):
    agree(cast)
    made = reported(cast)
    for key, sees in (("hartnoll", "Tannery Stores"), ("tranter", "Aldermouth Police")):
        with as_application(cast.actor(key)):
            assert [one.organisation.name for one in Receipt.objects.all()] == [sees]
    summary = version_of(made, "awareness")
    page = client_of(cast.person["hartnoll"]).get(reverse("sharing:feedback", args=[summary.public_id]))
    assert "Aldermouth Police" not in main_of(page)


def test_whoever_wrote_it_is_told_that_something_was_said_and_never_what(cast):
    agree(cast)
    made = reported(cast)
    answered(cast, made.rendition)
    (message,) = mail.outbox
    assert message.to == [cast.person["ellerby"].account.email]
    assert message.subject.startswith("TLP:AMBER FB-")
    assert CANARY not in message.body
    assert made.rendition.title not in f"{message.subject}{message.body}"
    assert CANARY not in f"{list(Entry.objects.values_list('summary', 'details', 'subject_name'))}"


def test_an_organisation_says_a_thing_once_and_what_came_of_it_as_often_as_something_comes(cast):
    agree(cast)
    made = reported(cast)
    answered(cast, made.rendition, said=Said.ACKNOWLEDGED)
    with pytest.raises(Invalid, match="said this already"):
        answered(cast, made.rendition, key="thornbury", said=Said.ACKNOWLEDGED)
    answered(cast, made.rendition)
    answered(cast, made.rendition, result="patrol")
    assert Feedback.objects.filter(said="outcome").count() == 2


def test_nobody_answers_themselves_nor_what_they_cannot_read(cast):
    agree(cast)
    made = reported(cast)
    with pytest.raises(NotAllowed):
        answered(cast, made.rendition, key="whitlock")
    for key in ("haddow", "hartnoll", "calder"):
        with pytest.raises(Http404):
            answered(cast, made.rendition, key=key)


def test_seen_this_too_names_nothing_more_whatever_is_sent_with_it(cast, client_of):
    agree(cast)
    made = reported(cast)
    summary = version_of(made, "awareness")
    address = reverse("sharing:seen_too", args=[summary.public_id])
    client_of(cast.person["hartnoll"]).post(address, {"words": CANARY, "police_reference": "1"})
    said = Feedback.objects.get()
    assert (said.said, said.words, said.police_reference) == ("too", "", "")
    assert Receipt.objects.get(organisation=said.organisation).acknowledged_at is None
    again = client_of(cast.person["hartnoll"]).post(address, follow=True)
    assert "said this already" in again.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.update(words=CANARY)


def test_what_is_owed_has_a_clock_and_stops_when_it_is_said(cast):
    agree(cast)
    made = reported(cast, threat="weapon")
    sent = Receipt.objects.get(organisation__name="Aldermouth Police").sent_at
    (owing,) = queries.owed_by(cast.actor("tranter"))
    assert (owing.owed.said, owing.owed.until) == (Said.ACKNOWLEDGED, sent + timedelta(days=1))
    answered(cast, made.rendition, said=Said.ACKNOWLEDGED)
    (owing,) = queries.owed_by(cast.actor("tranter"))
    assert (owing.owed.said, owing.owed.until) == (Said.OUTCOME, sent + timedelta(days=28))
    answered(cast, made.rendition)
    assert queries.owed_by(cast.actor("tranter")) == []
    assert queries.owed_by(cast.actor("whitlock")) == []


def test_nobody_is_asked_about_what_they_may_not_read(cast, as_application):
    agree(cast)
    reported(cast)
    cast.membership["tranter"].clearances.all().delete()
    with as_application(cast.actor("tranter")):
        assert queries.owed_by(cast.actor("tranter")) == []
    assert queries.matters_due(cast.actor("tranter")) == []
    (due,) = queries.matters_due(cast.actor("thornbury"))
    assert "Marlgate Centre" in due.title
    assert due.due == timezone.localdate() + timedelta(days=3)


def test_the_form_asks_for_a_sentence_where_one_is_needed(cast, client_of):
    agree(cast)
    made = reported(cast)
    browser, address = client_of(cast.person["tranter"]), reverse("sharing:feedback", args=[made.rendition.public_id])
    page = browser.post(address, {"said": "outcome", "words": " ", "result": ""}).content.decode()
    assert "Say it in a sentence" in page
    assert "Choose what came of it" in page
    assert not Feedback.objects.exists()
    answer = browser.post(address, {"said": "outcome", "words": CANARY, "result": "dealt"}, follow=True)
    assert CANARY in answer.content.decode()


def test_the_database_takes_feedback_from_readers_in_their_own_name_alone(cast, as_application):
    agree(cast)
    made = reported(cast)
    for key, organisation in (("hartnoll", "Tannery Stores"), ("tranter", "Tannery Stores")):
        actor = cast.actor(key)
        row = Feedback(
            rendition=made.rendition, originator=made.originator, said="too", at=timezone.now(),
            organisation=cast.organisation[organisation],
        )  # fmt: skip
        with as_application(actor):
            visible.count(actor)
            with pytest.raises(ProgrammingError), transaction.atomic():
                row.save()


def test_the_reporter_finds_what_came_of_it_on_their_receipt(cast, client_of):
    agree(cast)
    made = reported(cast)
    answered(cast, made.rendition)
    browser = client_of(cast.person["ellerby"])
    assert "Answered" in browser.get(reverse("sharing:incidents")).content.decode()
    draft = cast.membership["ellerby"].incident_drafts.get()
    assert CANARY in browser.get(reverse("sharing:incident_sent", args=[draft.public_id])).content.decode()
