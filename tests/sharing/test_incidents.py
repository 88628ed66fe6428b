"""Does one report reach everybody for whom it is, in the version fit for them, and nobody else?

*Source:* reference on the domain, 7(C) and 3 (5)-(7), (11); design/sharing.md 1, 2, 2.1; R184, R213; D2, D8.
"""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.places import queries as areas
from commonground.sharing.actions import incidents
from commonground.sharing.models import (
    Incident,
    IncidentDraft,
    IncidentReporter,
    Item,
    KeptUntil,
    Receipt,
    Rendition,
)
from commonground.sharing.queries import incidents as queries
from commonground.sharing.queries import visible
from commonground.sharing.rules.duplicates import When
from tests.sharing.reporting import CENTRE, POLICE, SHOPS, agree, answers, begun, clear, reported, version_of

pytestmark = pytest.mark.django_db
TYPED = "quetzal"


def reads(cast, key, rendition):
    try:
        return visible.rendition_for(cast.actor(key), rendition.public_id)
    except Http404:
        return None


def test_one_report_reaches_the_police_whole_and_the_shops_without_a_typed_word(cast, as_application):
    agree(cast)
    made = reported(cast)
    full, summary = version_of(made, "full"), version_of(made, "awareness")
    assert Item.objects.count() == 1
    with as_application(cast.actor("tranter")):
        assert TYPED in reads(cast, "tranter", full).text
        assert reads(cast, "tranter", summary) is None
    with as_application(cast.actor("hartnoll")):
        assert reads(cast, "hartnoll", full) is None
        assert TYPED not in reads(cast, "hartnoll", summary).text
    with as_application(cast.actor("haddow")):
        assert reads(cast, "haddow", full) is None is reads(cast, "haddow", summary)


def test_the_database_itself_gives_the_fields_of_a_report_to_those_who_read_it_whole_and_to_nobody_else(
    cast, as_application
):
    agree(cast)
    made = reported(cast)
    for key, finds in (("tranter", 1), ("whitlock", 1), ("ellerby", 1), ("hartnoll", 0), ("haddow", 0)):
        with as_application(cast.actor(key)):
            visible.count(cast.actor(key))
            assert Incident.objects.filter(pk=made.pk).count() == finds, key
    with as_application(cast.actor("tranter")):
        assert not Incident.objects.exists(), "nothing is given before the law was asked"


def test_a_report_that_is_kept_inside_reaches_nobody_outside(cast, as_application):
    agree(cast)
    made = reported(cast, reach="own")
    assert not Receipt.objects.exists()
    with as_application(cast.actor("tranter")):
        assert reads(cast, "tranter", made.rendition) is None
    with as_application(cast.actor("whitlock")):
        assert reads(cast, "whitlock", made.rendition)


def test_a_reporter_can_send_it_to_the_police_alone(cast):
    agree(cast)
    reported(cast, reach="police")
    assert [one.organisation.name for one in Receipt.objects.all()] == [POLICE]
    assert Rendition.objects.count() == 1


def test_without_an_agreement_a_report_is_kept_for_ones_own_organisation(cast):
    clear(cast)
    made = reported(cast)
    assert made.originator.name == CENTRE
    assert not Receipt.objects.exists()


def test_an_agreement_that_does_not_cover_personal_data_lets_nothing_out(cast):
    agree(cast, personal=False)
    reported(cast)
    assert not Receipt.objects.exists()


def test_the_words_leave_the_draft_when_the_report_goes_and_a_receipt_stays(cast):
    agree(cast)
    made = reported(cast, opinion="Known to us", reporter_name="Ada of the till", reporter_contact="07700 900199")
    draft = IncidentDraft.objects.get()
    assert draft.values == {}
    assert draft.reference == made.reference
    assert re.fullmatch(r"INC-[2-9A-Z]{4}-[2-9A-Z]{4}", made.reference)
    who = IncidentReporter.objects.get()
    assert (who.person, who.name) == (cast.person["ellerby"], "Ada of the till")
    held = Rendition.objects.values_list("text", "title", "fields")
    assert "Ada of the till" not in f"{list(held)}{made.values}"


def test_who_reported_it_is_looked_up_by_a_custodian_alone_who_says_what_for(cast, as_application):
    agree(cast)
    made = reported(cast)
    found = incidents.look_up_reporter(actor=cast.actor("whitlock"), incident=made, purpose="Statement for court")
    assert found.person == cast.person["ellerby"]
    entry = Entry.objects.get(tag="sharing:reporter:seen")
    assert entry.details["purpose"] == "Statement for court"
    with pytest.raises(Invalid):
        incidents.look_up_reporter(actor=cast.actor("whitlock"), incident=made, purpose=" ")
    for key in ("tranter", "thornbury", "hartnoll"):
        with pytest.raises(NotAllowed):
            incidents.look_up_reporter(actor=cast.actor(key), incident=made, purpose="Curious")
        with as_application(cast.actor(key)):
            assert not IncidentReporter.objects.exists()
    with as_application(cast.actor("whitlock")):
        assert IncidentReporter.objects.count() == 1


def test_a_draft_is_its_writers_alone_in_the_database_too(cast, as_application):
    draft = begun(cast)
    for key, finds in (("ellerby", 1), ("whitlock", 0), ("tranter", 0)):
        with as_application(cast.actor(key)):
            assert IncidentDraft.objects.filter(pk=draft.pk).count() == finds
    with pytest.raises(Http404):
        queries.draft_for(cast.actor("whitlock"), draft.public_id)


def test_a_report_is_sent_once_and_never_unfinished(cast):
    agree(cast)
    unfinished = begun(cast, happened="")
    with pytest.raises(Invalid, match="What happened"):
        incidents.send(actor=cast.actor("ellerby"), draft=unfinished, place=cast.area, version=unfinished.version)
    reported(cast)
    sent = IncidentDraft.objects.exclude(sent_at=None).get()
    with pytest.raises(Refused, match="is sent"):
        incidents.send(actor=cast.actor("ellerby"), draft=sent, place=cast.area, version=sent.version)
    with pytest.raises(Refused, match="is sent"):
        incidents.remove(actor=cast.actor("ellerby"), draft=sent)


def test_whoever_was_not_checked_keeps_the_draft_and_is_told_whom_to_ask(cast, client_of):
    agree(cast)
    cast.membership["ellerby"].clearances.all().delete()
    draft = begun(cast)
    address = reverse("sharing:incident_check", args=[draft.public_id])
    page = client_of(cast.person["ellerby"]).post(address, {"reach": "agreed", "version": draft.version})
    assert "Ask a coordinator of your organisation, and call 101" in page.content.decode()
    assert not Item.objects.exists()
    draft.refresh_from_db()
    assert draft.values["happened"]


def test_two_windows_lose_neither_text(cast):
    draft = begun(cast)
    incidents.save(actor=cast.actor("ellerby"), values=answers(happened="One"), draft=draft, version=1)
    with pytest.raises(Stale) as lost:
        incidents.save(actor=cast.actor("ellerby"), values=answers(happened="Other"), draft=draft, version=1)
    assert lost.value.theirs["happened"] == "One"


def test_what_is_above_a_threshold_is_told_at_once_and_the_rest_is_counted(cast):
    agree(cast)
    reported(cast)
    assert {one.way for one in Receipt.objects.all()} == {"counted"}
    assert mail.outbox == []
    reported(cast, threat="weapon")
    told = Receipt.objects.filter(way="at once")
    assert {one.organisation.name for one in told} == {POLICE, SHOPS}
    assert {message.to[0] for message in mail.outbox} == {
        cast.person[key].account.email for key in ("thornbury", "hartnoll")
    }


def test_a_message_names_the_label_and_a_reference_and_nothing_of_what_happened(cast):
    agree(cast)
    made = reported(cast, threat="weapon")
    for message in mail.outbox:
        assert message.subject == f"TLP:AMBER {made.reference}"
        assert TYPED not in message.body
        assert "shop" not in message.body.lower()


def test_the_third_of_its_kind_within_a_week_is_told_at_once(cast):
    agree(cast)
    now = timezone.localtime().replace(second=0, microsecond=0)
    for hours in (60, 30, 1):
        reported(cast, occurred=(now - timedelta(hours=hours)).isoformat(timespec="minutes"))
    latest = Incident.objects.order_by("-occurred_at").first()
    assert {one.way for one in Receipt.objects.filter(reference=latest.reference)} == {"at once"}
    assert Receipt.objects.filter(way="counted").count() == 4


def test_an_organisation_sets_from_when_on_it_is_told(cast):
    agree(cast)
    line = {"threat": "never", "loss": "never", "alike": 0}
    incidents.set_threshold(actor=cast.actor("thornbury"), kind="shoplifting", version=0, **line)
    with pytest.raises(Stale):
        incidents.set_threshold(actor=cast.actor("thornbury"), kind="shoplifting", version=0, **line)
    with pytest.raises(NotAllowed):
        incidents.set_threshold(actor=cast.actor("tranter"), kind="shoplifting", version=1, **line)
    reported(cast, threat="weapon")
    ways = dict(Receipt.objects.values_list("organisation__name", "way"))
    assert ways == {POLICE: "counted", SHOPS: "at once"}


def test_a_warning_of_the_same_thing_names_only_what_the_reporter_may_read(cast, as_application):
    agree(cast)
    made = reported(cast)
    asked = {"kind": made.kind, "place": made.place, "when": When(made.occurred_at)}
    for key, finds in (("whitlock", 1), ("tranter", 1), ("hartnoll", 0), ("haddow", 0)):
        with as_application(cast.actor(key)):
            assert len(queries.alike(cast.actor(key), **asked)) == finds, key
    far = asked | {"when": When(made.occurred_at + timedelta(hours=4))}
    assert queries.alike(cast.actor("whitlock"), **far) == []
    assert queries.alike(cast.actor("whitlock"), **(asked | {"kind": "robbery"})) == []


def test_a_place_is_found_in_words_and_the_spot_stays_as_it_was_said(cast):
    found, spot = queries.places_meant(cast.actor("ellerby"), "Aldermouth, by the north doors")
    assert ([area.name for area in found], spot) == (["Aldermouth"], "by the north doors")
    cast.organisation[CENTRE].area = cast.area
    cast.organisation[CENTRE].save()
    found, spot = queries.places_meant(cast.actor("ellerby"), "behind the bins")
    assert ([area.name for area in found], spot) == (["Aldermouth"], "behind the bins")
    assert areas.named("behind the bins") == []


def test_a_correction_is_told_to_everybody_who_has_read_it_and_says_why(cast, client_of):
    agree(cast)
    made = reported(cast)
    page = reverse("sharing:incident", args=[made.rendition.public_id])
    assert client_of(cast.person["tranter"]).get(page).status_code == 200
    made.refresh_from_db()
    words = {"happened": "A woman took four bottles", "opinion": "", "why": "It was a woman"}
    _made, told = incidents.correct(actor=cast.actor("whitlock"), incident=made, version=1, **words)
    assert told == 1
    assert mail.outbox[-1].to == [cast.person["tranter"].account.email]
    assert mail.outbox[-1].subject == f"TLP:AMBER {made.reference}"
    shown = client_of(cast.person["tranter"]).get(page).content.decode()
    assert "A woman took four bottles" in shown
    assert "It was a woman" in shown
    with pytest.raises(NotAllowed):
        incidents.correct(actor=cast.actor("tranter"), incident=made, version=2, **words)


def test_a_report_knows_its_day_and_stays_for_two_years(cast):
    agree(cast)
    reported(cast)
    kept = KeptUntil.objects.get()
    assert kept.leaves_on - timezone.localdate() == timedelta(days=730)


def test_the_record_names_a_report_and_none_of_its_words(cast):
    agree(cast)
    reported(cast)
    rows = [
        f"{one.summary} {one.details} {one.subject_name}" for one in Entry.objects.filter(tag__startswith="sharing")
    ]
    assert rows
    assert not [row for row in rows if TYPED in row]


# Pages


def form_of(**more):
    values = answers(**more)
    return {**values, "occurred": values["occurred"][:16]}


def test_a_guard_reports_in_nine_answers_and_two_presses(cast, client_of):
    agree(cast)
    browser = client_of(cast.person["ellerby"])
    page = browser.get(reverse("sharing:incident_new")).content.decode()
    assert "999" in page.partition("<form method")[0]
    checked = browser.post(reverse("sharing:incident_new"), form_of(), follow=True)
    words = checked.content.decode()
    assert POLICE in words and SHOPS in words and "ISA-0007" in words
    draft = IncidentDraft.objects.get()
    sent = browser.post(
        reverse("sharing:incident_check", args=[draft.public_id]), {"reach": "agreed", "version": draft.version},
        follow=True,
    )  # fmt: skip
    draft.refresh_from_db()
    assert draft.reference in sent.content.decode()
    assert "What happens next" in sent.content.decode()


def test_what_is_typed_is_kept_unfinished_and_gone_on_with(cast, client_of):
    browser = client_of(cast.person["ellerby"])
    browser.post(reverse("sharing:incident_new"), {"kind": "robbery", "later": "yes"})
    draft = IncidentDraft.objects.get()
    page = browser.get(reverse("sharing:incident_edit", args=[draft.public_id])).content.decode()
    assert '<option value="robbery" selected>' in page
    answer = browser.get(reverse("sharing:incident_check", args=[draft.public_id]))
    assert answer["Location"] == reverse("sharing:incident_edit", args=[draft.public_id])
    stranger = client_of(cast.person["whitlock"])
    assert stranger.get(reverse("sharing:incident_edit", args=[draft.public_id])).status_code == 404


def test_a_report_that_lacks_an_answer_says_so_beside_the_question_and_keeps_the_rest(cast, client_of):
    browser = client_of(cast.person["ellerby"])
    page = browser.post(reverse("sharing:incident_new"), form_of(happened="", loss="")).content.decode()
    assert "Answer the question: What happened?" in page
    assert 'value="Aldermouth, by the north doors"' in page
    assert not IncidentDraft.objects.exists()


def test_a_report_cannot_be_about_tomorrow(cast, client_of):
    tomorrow = (timezone.localtime() + timedelta(days=1)).isoformat(timespec="minutes")[:16]
    page = client_of(cast.person["ellerby"]).post(reverse("sharing:incident_new"), form_of(occurred=tomorrow))
    assert "still to come" in page.content.decode()


def test_the_police_take_a_report_along_as_a_file_without_typing_it_again(cast, client_of):
    agree(cast)
    made = reported(cast)
    browser = client_of(cast.person["tranter"])
    args = [made.rendition.public_id]
    held = json.loads(browser.get(reverse("sharing:incident_take", args=[*args, "json"])).content)["incident"]
    assert (held["reference"], held["kind"], held["place_code"]) == (made.reference, "shoplifting", "X02000001")
    assert TYPED in browser.get(reverse("sharing:incident_take", args=[*args, "csv"])).content.decode("utf-8-sig")
    assert TYPED in browser.get(reverse("sharing:incident_take", args=[*args, "txt"])).content.decode()
    assert browser.get(reverse("sharing:incident_take", args=[*args, "exe"])).status_code == 404
    assert Entry.objects.filter(tag="incident:exported:seen").count() == 3
    assert TYPED in browser.get(reverse("sharing:incident", args=args)).content.decode()


@pytest.mark.parametrize("name", ["incident", "incident_correct", "incident_reporter", "feedback"])
def test_whoever_may_not_read_a_report_finds_what_a_missing_one_is(cast, client_of, name):
    agree(cast)
    made = reported(cast)
    for key in ("haddow", "calder", "lindqvist"):
        browser = client_of(cast.person[key])
        there = browser.get(reverse(f"sharing:{name}", args=[made.rendition.public_id]))
        missing = browser.get(reverse(f"sharing:{name}", args=[made.public_id]))
        assert (there.status_code, there.content) == (404, missing.content)


def test_a_list_of_many_reports_takes_no_more_questions_than_a_short_one(cast, client_of):
    agree(cast)
    browser = client_of(cast.person["tranter"])
    for _each in range(2):
        reported(cast)
    browser.get(reverse("sharing:incidents"))
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("sharing:incidents"))
    for _each in range(4):
        reported(cast)
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("sharing:incidents"))
    assert len(many) == len(few)
