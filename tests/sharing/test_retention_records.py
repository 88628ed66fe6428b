"""Do the words of agreements, decisions, requests and questions, and who was at a briefing, leave on their day, unless
somebody holds them?

*Source:* D4; DPA 2018, section 39; UK GDPR, article 5(1)(e).
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork import matters
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.pages import words
from commonground.sharing.actions import agreements_life, decisions, desk
from commonground.sharing.actions import requests as asking
from commonground.sharing.actions import requests_briefings as briefings
from commonground.sharing.actions import retention_records as doing
from commonground.sharing.models import (
    AssetRequest,
    Attendance,
    Briefing,
    Clause,
    DeskQuestion,
    Grant,
    Party,
    RecordKept,
    SharingRecord,
)
from commonground.sharing.queries import retention
from commonground.sharing.rules.retention import SCHEDULE, is_due, leaves_on
from commonground.sharing.rules.retention_records import LEFT, RECORDS
from tests.projects.pages import text
from tests.sharing.agreeing import in_force
from tests.sharing.recording import complete
from tests.sharing.shared_things import role
from tests.sharing.test_desk import FROM_POLICE
from tests.sharing.test_requests import asked, granted, lent

BEGIN = date(2026, 11, 22)


@pytest.fixture
def custodians(cast):
    """Three custodians, each of another organisation."""
    for key in ("ashdown", "whitlock", "haddow"):
        role(cast, key, "custodian")


def ended(cast):
    """An agreement between police and centre that has ended."""
    made = in_force(cast)
    agreements_life.leave(actor=cast.actor("whitlock"), agreement=made, because="We close")
    return made


def morning(cast, days=0):
    """What the worker does every morning, as the site's role and for nobody."""
    return doing.let_go(today=timezone.localdate() + timedelta(days=days))


def due(**which):
    """Move the day of some records to today, reviewed by everybody."""
    RecordKept.objects.filter(**which).update(leaves_on=timezone.localdate(), awaits_review=False)


@pytest.mark.parametrize("kind", list(RECORDS))
def test_each_kind_has_a_span_a_day_from_which_it_counts_and_leaves_on_no_other_day(kind):
    line = RECORDS[kind]
    on = leaves_on(line, BEGIN)
    days = [BEGIN + timedelta(days=n) for n in range(7 * 366)]
    gone = [day for day in days if is_due(on, day, held=False, awaits_review=False)]
    assert line.counted_from and gone == days[line.days :]
    assert kind not in SCHEDULE


@pytest.mark.django_db
def test_an_agreement_that_goes_on_has_no_day_and_one_that_ended_has_one_for_each_party(cast):
    made = in_force(cast)
    morning(cast)
    assert not RecordKept.objects.filter(kind="agreement").exists()
    agreements_life.leave(actor=cast.actor("whitlock"), agreement=made, because="We close")
    assert morning(cast) == 0
    days = RecordKept.objects.filter(kind="agreement")
    assert {one.organisation.name for one in days} == {"Aldermouth Police", "Marlgate Centre"}
    assert {one.leaves_on for one in days} == {timezone.localdate() + timedelta(days=RECORDS["agreement"].days)}
    assert all(one.awaits_review and one.label == made.reference for one in days)


@pytest.mark.django_db
def test_the_words_of_an_agreement_leave_when_each_party_has_reviewed_it_and_not_before(
    cast, custodians, as_application
):
    made = ended(cast)
    morning(cast)
    for key in ("ashdown", "whitlock"):
        assert Clause.objects.filter(version__agreement=made).exists()
        kept = RecordKept.objects.get(kind="agreement", organisation=cast.membership[key].organisation)
        doing.review(actor=cast.actor(key), kept=kept, reason="Nobody can claim any longer")
        if key == "ashdown":
            assert morning(cast) == 0, "the other party has not decided"
    with as_application(cast.actor("lindqvist")):  # the worker acts for nobody
        assert morning(cast) == 2
    assert not Clause.objects.filter(version__agreement=made).exists()
    assert Party.objects.filter(agreement=made).count() == 2, "between whom it was, stays"
    left = Entry.objects.filter(tag="sharing:kept_record:left")
    assert {(one.subject_name, one.details["kind"]) for one in left} == {
        ("Aldermouth Police", "agreement"), ("Marlgate Centre", "agreement"),
    }  # fmt: skip
    assert morning(cast) == 0 and not RecordKept.objects.exists(), "what has left gets no day again"


@pytest.mark.django_db
def test_a_legal_hold_of_one_side_keeps_a_record_for_both_until_it_is_lifted(cast, custodians):
    ended(cast)
    morning(cast)
    due()
    ours = RecordKept.objects.get(organisation=cast.organisation["Marlgate Centre"])
    doing.hold(actor=cast.actor("whitlock"), kept=ours, reason="County Court, K0012345")
    assert morning(cast) == 0 and Clause.objects.exists()
    with pytest.raises(Refused, match="held already"):
        doing.hold(actor=cast.actor("whitlock"), kept=ours, reason="Again")
    with pytest.raises(Refused, match="legal hold"):
        doing.review(actor=cast.actor("whitlock"), kept=ours, reason="Not needed")
    doing.lift(actor=cast.actor("whitlock"), kept=ours)
    with pytest.raises(Refused, match="Nothing holds it"):
        doing.lift(actor=cast.actor("whitlock"), kept=ours)
    assert morning(cast) == 2


@pytest.mark.django_db
def test_keeping_a_record_longer_takes_a_reason_and_a_day(cast, custodians):
    ended(cast)
    morning(cast)
    ours = RecordKept.objects.get(organisation=cast.organisation["Marlgate Centre"])
    asks, later = {"actor": cast.actor("whitlock"), "kept": ours}, timezone.localdate() + timedelta(days=300)
    for reason, until, field in (
        ("", later, "reason"),
        ("Audit", timezone.localdate(), "keep_until"),
        (" ", None, "reason"),
    ):
        with pytest.raises(Invalid) as refused:
            doing.review(**asks, reason=reason, keep_until=until)
        assert refused.value.field == field
    doing.review(**asks, reason="The auditors come in spring", keep_until=later)
    ours.refresh_from_db()
    assert (ours.leaves_on, ours.awaits_review) == (later, True)


@pytest.mark.django_db
def test_what_was_weighed_for_a_decision_leaves_and_that_it_was_taken_stays(cast, as_application):
    record = decisions.decide(actor=cast.actor("thornbury"), values=complete())
    assert morning(cast) == 0
    due(kind="decision")
    with as_application(cast.actor("lindqvist")):
        assert morning(cast) == 1
    held = SharingRecord.objects.get(pk=record.pk)
    assert (held.values, held.asking_organisation, held.outcome, held.number) == ({}, LEFT, record.outcome, 1)


@pytest.mark.django_db
def test_a_request_leaves_for_both_sides_with_its_grant(cast):
    made = asked(cast, asset=lent(cast))
    granted(cast, made)
    assert morning(cast) == 0 and not RecordKept.objects.exists(), "the grant still holds"
    asking.revoke(actor=cast.actor("tranter"), grant=Grant.objects.get(), because="No longer needed")
    morning(cast)
    assert RecordKept.objects.filter(kind="request").count() == 2
    due()
    assert morning(cast) == 2
    held, grant = AssetRequest.objects.get(), Grant.objects.get()
    assert (held.title, held.purpose, held.risks, grant.conditions) == (LEFT, "", "", "")
    assert grant.revoked_at is not None and held.state == "granted"


@pytest.mark.django_db
def test_a_question_to_the_desk_leaves_with_what_the_desk_said(cast, client_of):
    made = desk.keep(actor=cast.actor("whitlock"), answers=FROM_POLICE, about="Times of thefts")
    morning(cast)
    due(kind="question")
    assert morning(cast) == 1
    held = DeskQuestion.objects.get()
    assert (held.about, held.answers, held.said) == (LEFT, {}, {})
    assert client_of(cast.person["whitlock"]).get(reverse("sharing:question", args=[made.public_id])).status_code == 200


@pytest.mark.django_db
def test_nobody_hurries_a_record_by_naming_a_later_day(cast):
    decisions.decide(actor=cast.actor("thornbury"), values=complete())
    morning(cast)
    assert morning(cast, 9000) == 0 and SharingRecord.objects.get().values


@pytest.mark.django_db
def test_each_organisation_sees_its_own_days_and_only_its_custodians_do(cast, custodians, as_application):
    ended(cast)
    morning(cast)
    with as_application(cast.actor("haddow")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sharing_recordkept")
        assert cursor.fetchone() == (0,)
    with as_application(cast.actor("whitlock")):
        assert [one.organisation.name for one in RecordKept.objects.all()] == ["Marlgate Centre"]
        assert not RecordKept.objects.filter(kind="agreement").delete()[0], "nobody but the worker lets go"
    kept = RecordKept.objects.get(organisation=cast.organisation["Marlgate Centre"])
    with pytest.raises(NotAllowed):
        doing.hold(actor=cast.actor("lindqvist"), kept=kept, reason="Court")
    with pytest.raises(RecordKept.DoesNotExist):
        doing.hold(actor=cast.actor("haddow"), kept=kept, reason="Court")


@pytest.mark.django_db
def test_a_custodian_finds_reviews_and_holds_records_on_their_pages(cast, custodians, client_of):
    made = ended(cast)
    morning(cast)
    browser = client_of(cast.person["whitlock"])
    assert reverse("sharing:retention_records") in browser.get(reverse("sharing:retention")).content.decode()
    shown = text(browser.get(reverse("sharing:retention_records")))
    assert made.reference in shown and "Reviewed on its day" in shown
    assert "Nothing of yours has ended" in text(browser.get(reverse("sharing:retention_records") + "?kind=request"))
    kept = RecordKept.objects.get(organisation=cast.organisation["Marlgate Centre"])
    address, held = (reverse(f"sharing:record_{name}", args=[kept.public_id]) for name in ("review", "hold"))
    assert "Enter until when" in text(browser.post(address, {"decision": "keep", "reason": "Audit"}))
    assert "It stays until the hold is lifted" in text(browser.post(held, {"reason": "County Court"}, follow=True))
    assert "Held by law" in text(browser.get(reverse("sharing:retention_records")))
    assert "legal hold is on it" in text(browser.post(address, {"decision": "go", "reason": "Not needed"}))
    browser.post(held, {"deed": "lift"})
    assert "Decided and recorded" in text(browser.post(address, {"decision": "go", "reason": "Over"}, follow=True))
    other = client_of(cast.person["haddow"])
    assert other.get(address).status_code == other.get(held).status_code == 404


@pytest.mark.django_db
def test_what_waits_for_a_review_is_a_matter_of_a_custodian(cast, custodians):
    ended(cast)
    morning(cast)
    RecordKept.objects.update(leaves_on=timezone.localdate())
    (one,) = retention.matters_due(cast.actor("whitlock"), timezone.localdate())
    assert "1 thing is still needed" in str(one.title)
    assert retention.matters_due(cast.actor("lindqvist"), timezone.localdate()) == []


@pytest.mark.django_db
def test_the_pages_of_what_has_left_say_so_and_fail_nowhere(cast, custodians, client_of):
    agreement = ended(cast)
    record = decisions.decide(actor=cast.actor("thornbury"), values=complete())
    made = asked(cast, asset=lent(cast))
    asking.refuse(actor=cast.actor("tranter"), request=made, reasons="Not now")
    morning(cast)
    due()
    assert morning(cast) == 5
    browser = client_of(cast.person["thornbury"])
    for name, one in (("agreement", agreement), ("decision", record), ("asset_request", made)):
        assert browser.get(reverse(f"sharing:{name}", args=[one.public_id])).status_code == 200
    for name in ("decisions", "asset_requests", "agreements"):
        assert browser.get(reverse(f"sharing:{name}")).status_code == 200
    assert LEFT in text(browser.get(reverse("sharing:asset_request", args=[made.public_id])))


def briefed(cast, *keys, days_ago=0, recorded=True):
    """A session of the police at which some of a centre took a seat, and the first of them came."""
    asset = lent(cast)
    granted(cast, asked(cast, asset=asset))
    soon = timezone.now() + timedelta(days=2)
    held = briefings.open_briefing(
        actor=cast.actor("tranter"), asset=asset, title="December", starts=soon, place="Room 2", seats=5
    )
    seats = [briefings.take_seat(actor=cast.actor(key), briefing=held, accepts=True) for key in keys]
    Briefing.objects.filter(pk=held.pk).update(starts=timezone.now() - timedelta(days=days_ago, minutes=5))
    if recorded:
        briefings.record_attendance(actor=cast.actor("tranter"), briefing=held, present=[seats[0].ref])
    return held


def page_of(held):
    """Where a session is shown."""
    return reverse("sharing:briefing", args=[held.asset.public_id, held.public_id])


@pytest.mark.django_db
def test_who_was_at_a_briefing_leaves_on_its_day_and_not_one_day_before(cast, as_application):
    span = RECORDS["attendance"].days
    held = briefed(cast, "whitlock", "ellerby", days_ago=span - 1)
    assert morning(cast) == 0
    kept = RecordKept.objects.get(kind="attendance")
    assert kept.leaves_on == timezone.localdate(Briefing.objects.get().starts) + timedelta(days=span)
    assert (kept.organisation.name, kept.awaits_review) == ("Aldermouth Police", False)
    assert morning(cast, 1) == 0 and Attendance.objects.count() == 2, "tomorrow is not named into today"
    Briefing.objects.filter(pk=held.pk).update(starts=timezone.now() - timedelta(days=span, minutes=5))
    RecordKept.objects.all().delete()
    with as_application(cast.actor("lindqvist")):
        assert morning(cast) == 1
    assert not Attendance.objects.exists() and not RecordKept.objects.filter(kind="attendance").exists()
    assert morning(cast) == 0, "what has left gets no day again"


@pytest.mark.django_db
def test_how_many_had_a_seat_and_how_many_came_stays_and_the_page_says_so(cast, client_of):
    held = briefed(cast, "whitlock", "ellerby")
    theirs, name = client_of(cast.person["tranter"]), cast.person["whitlock"].name
    morning(cast)
    assert name in text(theirs.get(page_of(held)))
    due(kind="attendance")
    assert morning(cast) == 1
    held.refresh_from_db()
    assert (held.had_seats, held.were_there, held.title) == (2, 1, "December")
    for key in ("tranter", "whitlock"):
        shown = text(client_of(cast.person[key]).get(page_of(held)))
        assert "Who was there has left on its day" in shown
        assert "2 seats had been taken. 1 person was there." in shown
    assert name not in text(theirs.get(page_of(held)))
    with pytest.raises(Refused, match="left on its day"):
        briefings.record_attendance(actor=cast.actor("tranter"), briefing=held, present=[])
    address = reverse("sharing:briefing_attendance", args=[held.asset.public_id, held.public_id])
    assert "nothing can be added" in text(theirs.get(address))


@pytest.mark.django_db
def test_a_briefing_of_which_nobody_wrote_down_who_came_says_that_and_not_that_nobody_did(cast, client_of):
    held = briefed(cast, "whitlock", recorded=False)
    morning(cast)
    due()
    morning(cast)
    held.refresh_from_db()
    assert (held.had_seats, held.were_there) == (1, None)
    shown = text(client_of(cast.person["tranter"]).get(page_of(held)))
    assert "1 seat had been taken. Nobody wrote down who was there." in shown


@pytest.mark.django_db
def test_a_briefing_that_was_called_off_counts_from_the_day_of_that_and_its_seats_stay_until_then(cast):
    held = briefed(cast, "whitlock", recorded=False)
    off, starts = timezone.now() - timedelta(days=30), timezone.now() + timedelta(days=10)
    Briefing.objects.filter(pk=held.pk).update(cancelled_at=off, starts=starts)
    with pytest.raises(Refused, match="no seat to give back"):
        briefings.give_back(actor=cast.actor("whitlock"), briefing=held)
    morning(cast)
    day = RecordKept.objects.get(kind="attendance").leaves_on
    assert day == timezone.localdate(off) + timedelta(days=RECORDS["attendance"].days)


@pytest.mark.django_db
def test_a_legal_hold_keeps_who_was_at_a_briefing_until_it_is_lifted(cast):
    role(cast, "tranter", "custodian")
    briefed(cast, "whitlock", days_ago=2000)
    doing.let_go(today=timezone.localdate() - timedelta(days=4000))
    kept = RecordKept.objects.get(kind="attendance")
    doing.hold(actor=cast.actor("tranter"), kept=kept, reason="Crown Court, T20260001")
    assert morning(cast) == 0 and Attendance.objects.exists()
    kept.refresh_from_db()
    doing.lift(actor=cast.actor("tranter"), kept=kept)
    assert morning(cast) == 1 and not Attendance.objects.exists()


@pytest.mark.django_db
def test_ones_own_data_names_a_seat_at_a_briefing_until_its_day_and_no_longer(cast):
    briefed(cast, "whitlock")
    for said in (["Seat at a briefing", "Attendance that you recorded"], []):
        told = [one for key in ("whitlock", "tranter") for one in matters.held_about(cast.person[key].pk)]
        assert [one.kind for one in told if one.relation.startswith("sharing.attendance.")] == said
        morning(cast)
        due()
        morning(cast)


@pytest.mark.django_db
def test_a_custodian_knows_each_record_by_more_than_letters_and_none_of_its_words(cast, client_of):
    for key in ("tranter", "whitlock"):
        role(cast, key, "custodian")
    held = briefed(cast, "ellerby")
    asked_for = AssetRequest.objects.get()
    asking.revoke(actor=cast.actor("tranter"), grant=Grant.objects.get(), because="No longer needed")
    question = desk.keep(actor=cast.actor("whitlock"), answers=FROM_POLICE, about="Times of thefts")
    decisions.decide(actor=cast.actor("thornbury"), values=complete())
    morning(cast)
    browser, listed = client_of(cast.person["tranter"]), reverse("sharing:retention_records")
    page = browser.get(listed)
    shown = text(page)
    assert f"Who was at a briefing: December, {words.moment(Briefing.objects.get().starts)}" in shown
    assert page_of(held) in page.content.decode()
    assert f"with its grant: Marlgate Centre, {words.moment(asked_for.asked_at)}" in shown
    assert "What was weighed for a decision on sharing: number 1, " in shown
    assert asked_for.title not in shown
    theirs = text(client_of(cast.person["whitlock"]).get(listed))
    assert "Who was at a briefing:" not in theirs, "it is the record of who held it"
    assert "with its grant: Aldermouth Police" in theirs
    assert f"A question to the desk: {words.moment(question.kept_at)}" in theirs and "Times of thefts" not in theirs


@pytest.mark.django_db
def test_whoever_takes_a_seat_is_told_for_how_long_that_stays_on_record(cast, client_of):
    held = briefed(cast, "ellerby", recorded=False)
    Briefing.objects.filter(pk=held.pk).update(starts=timezone.now() + timedelta(days=2))
    address = reverse("sharing:briefing_seat", args=[held.asset.public_id, held.public_id])
    assert "stays on record for 1095 days" in text(client_of(cast.person["whitlock"]).get(address))
