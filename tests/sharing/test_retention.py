"""Does each record leave on its day, not before it and not after, unless the law holds it or somebody has to look?

*Source:* D4, D5; bar E3 of the reference on security; DPA 2018, section 39.
"""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.sharing.actions import feedback, retention
from commonground.sharing.models import (
    Feedback,
    Incident,
    IncidentDraft,
    IncidentReporter,
    Item,
    ItemHold,
    KeptUntil,
    Receipt,
    Rendition,
)
from commonground.sharing.queries import retention as queries
from commonground.sharing.rules import retention as rules
from commonground.sharing.rules.feedback import Said
from tests.figures import counts
from tests.sharing.reporting import agree, begun, reported

BEGIN = date(2026, 11, 22)


@pytest.mark.parametrize("kind", list(rules.SCHEDULE))
def test_on_every_day_of_seven_years_a_record_leaves_on_its_own_and_on_no_other(kind):
    line = rules.SCHEDULE[kind]
    on = rules.leaves_on(line, BEGIN)
    days = [BEGIN + timedelta(days=n) for n in range(7 * 366)]
    gone = [day for day in days if rules.is_due(on, day, held=False, awaits_review=False)]
    assert gone[0] == on == BEGIN + timedelta(days=line.days)
    assert gone == days[line.days :]
    assert not any(rules.is_due(on, day, held=True, awaits_review=False) for day in days)
    assert not any(rules.is_due(on, day, held=False, awaits_review=True) for day in days)


def test_what_comes_from_the_police_takes_a_review_whatever_it_is():
    assert rules.takes_review(rules.SCHEDULE["alert"], police_origin=True)
    assert rules.takes_review(rules.SCHEDULE["intelligence"], police_origin=False)
    assert not rules.takes_review(rules.SCHEDULE["incident"], police_origin=False)
    assert rules.line_of("something new") == rules.OTHER


def test_keeping_longer_takes_a_reason_and_a_day_within_six_years():
    assert "Say why" in rules.fault_of_keeping(BEGIN + timedelta(days=9), BEGIN, " ")
    assert "still to come" in rules.fault_of_keeping(BEGIN, BEGIN, "Trial")
    assert "Six years" in rules.fault_of_keeping(BEGIN + timedelta(days=2191), BEGIN, "Trial")
    assert rules.fault_of_keeping(BEGIN + timedelta(days=2190), BEGIN, "Trial") == ""


def due(days=0, **more):
    """Move the day on which everything leaves to so many days from today."""
    KeptUntil.objects.update(leaves_on=timezone.localdate() + timedelta(days=days), **more)


def morning():
    return retention.let_go(today=timezone.localdate())


@pytest.mark.django_db
def test_on_its_day_every_word_leaves_and_not_one_day_before(cast, as_application):
    agree(cast)
    made = reported(cast, reporter_name="Ada of the till")
    feedback.give(actor=cast.actor("tranter"), rendition=made.rendition, said=Said.USED, typed={"words": "Thank you"})
    due(1)
    with as_application(cast.actor("lindqvist")):
        assert morning() == 0
    assert "quetzal" in Rendition.objects.get(kind="full").text
    due(0)
    with as_application(cast.actor("lindqvist")):  # the worker acts for nobody
        assert morning() == 1
    assert not Incident.objects.exists()
    assert not IncidentReporter.objects.exists()
    assert not Feedback.objects.exists()
    assert {f"{one.title}{one.text}" for one in Rendition.objects.all()} == {""}
    assert Item.objects.get().closes <= timezone.now()
    assert Receipt.objects.filter(rendition=None).count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sharing_opening")
        assert cursor.fetchone() == (0,)
    left = Entry.objects.get(tag="sharing:retention:left")
    assert (left.subject_name, left.details) == ("Marlgate Centre", {"kind": "incident", "count": 1})
    with as_application(cast.actor("lindqvist")):
        assert morning() == 0, "what has left gets no day again"


@pytest.mark.django_db
def test_nobody_hurries_it_by_naming_a_later_day(cast):
    agree(cast)
    reported(cast)
    due(5)
    assert retention.let_go(today=timezone.localdate() + timedelta(days=30)) == 0


@pytest.mark.django_db
def test_a_legal_hold_stops_it_until_it_is_lifted(cast):
    agree(cast)
    reported(cast)
    due(-3)
    kept = KeptUntil.objects.get()
    retention.hold(actor=cast.actor("whitlock"), kept=kept, reason="Crown Court, T2026/77")
    assert morning() == 0
    with pytest.raises(Refused, match="held already"):
        retention.hold(actor=cast.actor("whitlock"), kept=kept, reason="Again")
    with pytest.raises(Refused, match="legal hold"):
        retention.review(actor=cast.actor("whitlock"), kept=kept, reason="Not needed")
    retention.lift(actor=cast.actor("whitlock"), kept=kept)
    assert morning() == 1
    assert ItemHold.objects.get().lifted_at


@pytest.mark.django_db
def test_what_awaits_a_review_stays_until_somebody_has_decided_with_a_reason(cast):
    agree(cast)
    reported(cast)
    due(-1, awaits_review=True)
    kept, today = KeptUntil.objects.get(), timezone.localdate()
    assert morning() == 0
    (due_now,) = queries.matters_due(cast.actor("whitlock"), today)
    assert "1 thing is still needed" in due_now.title
    assert queries.matters_due(cast.actor("ellerby"), today) == []
    with pytest.raises(Invalid):
        retention.review(actor=cast.actor("whitlock"), kept=kept, reason=" ")
    until = today + timedelta(days=100)
    retention.review(actor=cast.actor("whitlock"), kept=kept, reason="Appeal", keep_until=until)
    kept.refresh_from_db()
    assert (kept.leaves_on, kept.awaits_review) == (until, True)
    assert morning() == 0
    retention.review(actor=cast.actor("whitlock"), kept=kept, reason="Appeal is over")
    assert morning() == 1


@pytest.mark.django_db
def test_every_item_gets_its_day_with_the_first_morning_and_the_polices_take_a_review(cast):
    agree(cast)
    made = reported(cast)
    KeptUntil.objects.all().delete()
    morning()
    kept = KeptUntil.objects.get()
    assert (kept.leaves_on - timezone.localdate(), kept.awaits_review) == (timedelta(days=730), False)
    Item.objects.filter(pk=made.rendition.item_id).update(originator=cast.organisation["Aldermouth Police"])
    KeptUntil.objects.all().delete()
    morning()
    assert KeptUntil.objects.get().awaits_review


@pytest.mark.django_db
def test_a_draft_that_nobody_went_on_with_leaves_after_thirty_days_and_a_receipt_stays(cast):
    agree(cast)
    reported(cast)
    draft = begun(cast)
    long_ago = timezone.now() - timedelta(days=29, hours=23)
    IncidentDraft.objects.update(saved_at=long_ago)
    morning()
    assert IncidentDraft.objects.count() == 2
    IncidentDraft.objects.update(saved_at=timezone.now() - timedelta(days=30, minutes=1))
    morning()
    assert not IncidentDraft.objects.filter(pk=draft.pk).exists()
    assert IncidentDraft.objects.get().sent_at


@pytest.mark.django_db
def test_who_reported_it_leaves_before_the_report_does(cast):
    agree(cast)
    reported(cast)
    IncidentReporter.objects.update(reported_at=timezone.now() - timedelta(days=365, minutes=1))
    morning()
    assert not IncidentReporter.objects.exists()
    assert Incident.objects.exists()


@pytest.mark.django_db
def test_a_hold_that_is_sent_twice_is_not_lifted_by_the_second(cast, client_of):
    agree(cast)
    reported(cast)
    page = reverse("sharing:retention_hold", args=[KeptUntil.objects.get().public_id])
    browser = client_of(cast.person["whitlock"])
    for _ in range(2):
        answer = browser.post(page, {"reason": "County Court"}, follow=True)
        assert "It stays until the hold is lifted" in answer.content.decode()
    assert ItemHold.objects.get().lifted_at is None
    browser.post(page, {"deed": "lift"})
    assert ItemHold.objects.get().lifted_at


@pytest.mark.django_db
def test_only_custodians_decide_and_only_about_what_their_organisation_keeps(cast, client_of, as_application):
    agree(cast)
    reported(cast)
    kept = KeptUntil.objects.get()
    for key in ("ellerby", "thornbury", "haddow"):
        answer = client_of(cast.person[key]).get(reverse("sharing:retention_review", args=[kept.public_id]))
        assert answer.status_code == 404
    with pytest.raises(NotAllowed):
        retention.review(actor=cast.actor("ellerby"), kept=kept, reason="No")
    with as_application(cast.actor("thornbury")):
        assert not KeptUntil.objects.exists()
    item, browser = kept.item, client_of(cast.person["whitlock"])
    for view, about in (("", []), ("_review", [kept.public_id]), ("_hold", [kept.public_id])):
        page = browser.get(reverse(f"sharing:retention{view}", args=about)).content.decode()
        assert f"Incident {item.ref[:8]}, {item.area.name}, " in page
        assert reverse("sharing:record", args=[item.public_id]) in page
        assert "quetzal" not in page
    assert item.ref in Entry.objects.filter(tag="keptuntil:day:seen").latest("pk").details["listed"]


@pytest.mark.django_db
def test_whoever_asks_what_is_kept_of_them_is_answered_from_everything_that_is_kept(cast, client_of, figure):
    agree(cast)
    planted, (reduced, full) = [], (6, 20)
    for n in range(counts(reduced, full)):
        name = f"Zebedee {n:03d}"
        planted.append(name)
        where = {0: {"happened": f"{name} took it"}, 1: {"people": f"Tall, called {name}"}, 2: {"reporter_name": name}}
        reported(cast, **where[n % 3])
    browser = client_of(cast.person["whitlock"])
    address = reverse("sharing:retention_search")
    for name in planted:
        answer = browser.post(address, {"words": name, "purpose": "Request DR-7", "take": "yes"})
        held = json.loads(answer.content)
        assert len(held) == 1
        assert name in answer.content.decode()
        assert not [other for other in planted if other != name and other in answer.content.decode()]
    searched = Entry.objects.filter(tag="sharing:kept:searched")
    assert {one.details["purpose"] for one in searched} == {"Request DR-7"}
    assert not [one for one in searched if "Zebedee" in f"{one.details}{one.summary}"]
    assert client_of(cast.person["ellerby"]).get(address).status_code == 403
    theirs = client_of(cast.person["thornbury"]).post(address, {"words": "Zebedee", "purpose": "Curious"})
    assert "Nothing that is kept" in theirs.content.decode()
    figure("E1 planted mentions found in what is kept", f"{len(planted)} of {len(planted)}", bar="E1: all of 200")
