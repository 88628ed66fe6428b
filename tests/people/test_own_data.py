"""Can everybody see, take away, correct and have erased what is held of them, and does what must stay name nobody?

*Source:* D5; UK GDPR, articles 12, 15-17, 20, 33; DPA 2018, section 62.
"""

import io
import json
import time
import zipfile
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from commonground.audit import canonical
from commonground.audit.models import Entry
from commonground.groundwork import matters
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions import own_data as actions
from commonground.people.actions import own_data_breaches as breaches
from commonground.people.models import Account, Breach, DataRequest, Membership, Person
from commonground.people.queries import acting
from commonground.people.queries import own_data as queries
from commonground.people.queries.own_data_record import with_present_names
from commonground.people.rules.own_data import due_on, hours_left, tell_by
from commonground.projects.queries import reading
from tests.people.handing import everything, today
from tests.projects.doing import sent


def asked(cast, key="tranter", kind="erasure", text=""):
    return actions.ask(actor=cast.actor(key), kind=kind, text=text)


def erased(cast, key="tranter"):
    request = asked(cast, key)
    return actions.erase(actor=cast.actor("calder"), request=request, version=request.version, text="It is done.")


def every_text():
    """Give every word that the database holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            found.append(f"{table}: {cursor.fetchone()[0]}")
    return "\n".join(found)


def test_one_file_holds_everything_from_every_package_within_a_minute(cast, client_of, figure):
    everything(cast)
    browser, began = client_of(cast.person["tranter"]), time.monotonic()
    answer = browser.get("/you/data/download/")
    took = time.monotonic() - began
    figure("seconds to take away all that is held of a person", took, bar="at most 60")
    assert took < 60
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        told = json.loads(file.read("your-data.json"))
        page = file.read("your-data.html").decode()
    assert {row["package"] for row in told["records"]} == {"people", "outcomes", "projects", "audit"}
    assert (told["name"], "Owen Tranter" in page, "Thefts on the Parade" in page) == ("Owen Tranter", True, True)


def test_names_of_other_people_are_left_out_of_the_file(cast):
    here = everything(cast)
    sent(cast, here, "thornbury", "whitlock")
    told = json.dumps([held.fields for _kind, rows in queries.held_of(cast.actor("tranter")) for held in rows])
    others = [person.name for key, person in cast.person.items() if key != "tranter"]
    assert [name for name in others if name in told] == []


def test_the_page_is_ones_own_and_reading_it_is_recorded(cast, client_of):
    page = client_of(cast.person["tranter"]).get("/you/data/").content.decode()
    assert "owen.tranter@police.example.org" in page
    assert "maya.thornbury@police.example.org" not in page
    assert Entry.objects.filter(tag="person:own_data:seen", actor_id=cast.person["tranter"].pk).count() == 1


def test_name_and_number_change_at_once_and_a_lost_race_shows_both(cast):
    person = cast.person["tranter"]
    version = queries.version_of(person)
    actions.change_details(actor=cast.actor("tranter"), name="Owen T. Tranter", telephone="", version=version)
    assert Person.objects.get(pk=person.pk).name == "Owen T. Tranter"
    with pytest.raises(Stale) as lost:
        actions.change_details(actor=cast.actor("tranter"), name="O. Tranter", telephone="", version=version)
    assert lost.value.theirs["name"] == "Owen T. Tranter"
    entry = Entry.objects.get(tag="people:person:corrected")
    assert entry.details["what"] == ["name", "telephone"], "which fields, never what was in them"


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
        (date(2026, 8, 31), date(2026, 9, 30)),
    ],
)
def test_a_request_is_due_on_the_same_day_of_the_next_month_or_its_last(day, due):
    assert due_on(day) == due


def test_a_request_reaches_the_privacy_contact_and_nobody_else_may_answer_it(cast, client_of):
    membership = cast.membership["penhallow"]
    membership.roles = ["coordinator", "privacy"]
    membership.save()
    made = asked(cast, kind="correction", text="My post is wrong")
    assert mail.outbox[-1].to == ["ruth.penhallow@abcp.example.org"]
    assert "My post is wrong" not in mail.outbox[-1].body
    assert client_of(cast.person["thornbury"]).get(f"/data-requests/{made.ref}/").status_code == 404
    assert client_of(cast.person["thornbury"]).get("/data-requests/").status_code == 403
    with pytest.raises(NotAllowed):
        actions.answer(actor=cast.actor("thornbury"), request=made, version=1, is_done=True, text="No")
    who = acting.actor_through(cast.person["penhallow"], Membership.objects.get(pk=membership.pk))
    answered = actions.answer(actor=who, request=made, version=1, is_done=True, text="Your post is put right.")
    assert (answered.state, "Your post is put right." in mail.outbox[-1].body) == ("done", True)


def test_the_same_is_not_asked_twice_and_can_be_withdrawn(cast):
    made = asked(cast)
    with pytest.raises(Refused, match="asked for this already"):
        asked(cast)
    with pytest.raises(NotAllowed):
        actions.withdraw(actor=cast.actor("thornbury"), request=made)
    assert actions.withdraw(actor=cast.actor("tranter"), request=made).state == "declined"
    assert asked(cast).state == "open"


def test_after_an_erasure_nothing_tells_who_it_was(cast):
    here = everything(cast)
    sent(cast, here, "thornbury", "whitlock")
    erased(cast)
    person = Person.objects.get(pk=cast.person["tranter"].pk)
    assert (person.name, person.telephone, person.is_active) == ("Somebody who left", "", False)
    assert not Account.objects.filter(person=person).exists()
    words = every_text()
    for telling in ("Owen Tranter", "owen.tranter@", "01632 960141", "Neighbourhood sergeant, Minster Gate"):
        assert telling not in words, telling


def test_sessions_end_and_nothing_opens_to_an_erased_person(cast, client_of):
    browser = client_of(cast.person["tranter"])
    assert browser.get("/you/data/").status_code == 200
    erased(cast)
    assert browser.get("/you/data/").status_code == 302
    assert not acting.memberships_of(cast.person["tranter"].pk).exists()


def test_what_somebody_held_passes_before_they_are_erased(cast):
    everything(cast)
    erased(cast)
    present = Membership.objects.filter(acting.current()).values_list("pk", flat=True)
    assert matters.holders() <= frozenset(present)


def test_what_would_stay_is_shown_before_exactly_as_it_is_after(cast):
    everything(cast)
    before = {each.relation: each.count for each in actions.what_would_stay(cast.person["tranter"])}
    assert Person.objects.get(pk=cast.person["tranter"].pk).name == "Owen Tranter"
    after = {each.relation: each.count for each in erased(cast)}
    # What passes on before is no longer theirs, and passing it on leaves a handover and rows of the record.
    changed = {
        "audit.entry.actor_id",
        "people.handover.leaver",
        "people.datarequest.person",
        "projects.leadershippost.deputy",
    }
    assert {key: n for key, n in before.items() if key not in changed} == {
        key: n for key, n in after.items() if key not in changed
    }
    assert all(each.because for each in actions.what_would_stay(cast.person["thornbury"]))


def test_the_record_keeps_its_rows_without_the_name_and_what_is_sealed_still_fits(cast, client_of):
    here = everything(cast)
    rows = Entry.objects.filter(actor_id=cast.person["tranter"].pk).count()
    erased(cast)
    assert Entry.objects.filter(actor_id=cast.person["tranter"].pk).count() >= rows > 0
    shown = with_present_names(reading.history_of(here))
    assert len(shown) > rows > 0
    assert all(canonical.names_fit(row) for row in Entry.objects.values())
    for entry in shown:
        assert "Tranter" not in f"{entry.actor_name} {entry.summary} {entry.subject_name}"
    page = client_of(cast.person["thornbury"]).get(f"/collaborations/{here.ref}/history/").content.decode()
    assert "Owen Tranter" not in page
    assert "Somebody who left" in page


def test_a_legal_hold_refuses_an_erasure_until_it_is_lifted(cast):
    hold = actions.set_hold(actor=cast.actor("calder"), person=cast.person["tranter"], reason="Inquest of 12 May")
    with pytest.raises(Refused, match="already"):
        actions.set_hold(actor=cast.actor("calder"), person=cast.person["tranter"], reason="Again")
    made = asked(cast)
    with pytest.raises(Refused, match="legal hold"):
        actions.erase(actor=cast.actor("calder"), request=made, version=made.version, text="Done")
    assert Account.objects.filter(person=cast.person["tranter"]).exists()
    actions.lift_hold(actor=cast.actor("calder"), hold=hold)
    actions.erase(actor=cast.actor("calder"), request=made, version=made.version, text="Done")
    assert DataRequest.objects.get().state == "done"


def test_the_only_administrator_is_not_erased(cast):
    made = asked(cast, "calder")
    contact = cast.membership["penhallow"]
    contact.roles = [*contact.roles, "privacy"]
    contact.save()
    with pytest.raises(Refused, match="only administrator"):
        actions.erase(actor=cast.actor("penhallow"), request=made, version=made.version, text="Done")


def test_an_erasure_is_granted_by_erasing_and_never_said_to_be_done_otherwise(cast):
    made = asked(cast)
    with pytest.raises(Refused, match="Erase what is kept first"):
        actions.answer(actor=cast.actor("calder"), request=made, version=1, is_done=True, text="Done")
    declined = actions.answer(actor=cast.actor("calder"), request=made, version=1, is_done=False, text="A reason")
    assert declined.state == "declined"


def test_the_whole_way_of_an_erasure_through_the_pages(cast, client_of):
    everything(cast)
    owen, ines = client_of(cast.person["tranter"]), client_of(cast.person["calder"])
    page = owen.post("/you/data/ask/", {"kind": "erasure", "text": ""}, follow=True).content.decode()
    assert "You get an answer by" in page
    made = DataRequest.objects.get()
    assert "What would stay, without a name" in ines.get(f"/data-requests/{made.ref}/").content.decode()
    typed = {"verdict": "done", "text": "It is done.", "version": made.version}
    page = ines.post(f"/data-requests/{made.ref}/", typed).content.decode()
    assert "It is erased" in page
    assert "never change once both sides have read them" not in page, "he wrote no words of a side"
    assert "It is done." in mail.outbox[-1].body


def test_the_clock_of_a_breach_runs_72_hours_from_when_it_was_noticed():
    noticed = timezone.now()
    assert tell_by(noticed) - noticed == timedelta(hours=72)
    assert hours_left(noticed, noticed + timedelta(hours=70, minutes=30)) == 1
    assert hours_left(noticed, noticed + timedelta(hours=73)) == -1


def test_a_breach_is_closed_only_once_it_says_what_was_done_and_whether_the_regulator_was_told(cast):
    who, now = cast.actor("calder"), timezone.now()
    made = breaches.enter(actor=who, what="A list went to the wrong address", noticed_at=now - timedelta(hours=2))
    with pytest.raises(Refused, match="regulator was told, or why not"):
        breaches.close(actor=who, breach=made)
    made = breaches.change(
        actor=who, breach=made, version=made.version, noticed_at=made.noticed_at, regulator_not_told_because="No risk"
    )
    with pytest.raises(Refused, match="what was done"):
        breaches.close(actor=who, breach=made)
    made = breaches.change(actor=who, breach=made, version=made.version, done_about_it="It was deleted there")
    assert breaches.close(actor=who, breach=made).closed_at
    with pytest.raises(Refused, match="closed"):
        breaches.change(actor=who, breach=made, version=made.version, what="Other words")


def test_the_log_of_breaches_is_for_those_who_keep_it(cast, client_of):
    breaches.enter(actor=cast.actor("calder"), what="A list", noticed_at=timezone.now())
    assert client_of(cast.person["thornbury"]).get("/breaches/").status_code == 403
    assert client_of(cast.person["thornbury"]).get(f"/breaches/{Breach.objects.get().ref}/").status_code == 404
    assert "hours left" in client_of(cast.person["calder"]).get("/breaches/").content.decode()
    with pytest.raises(NotAllowed):
        breaches.enter(actor=cast.actor("thornbury"), what="A list", noticed_at=timezone.now())


def test_a_moment_that_has_not_come_is_no_moment_of_a_breach(cast):
    with pytest.raises(Invalid, match="has passed") as refusal:
        breaches.enter(actor=cast.actor("calder"), what="A list", noticed_at=timezone.now() + timedelta(hours=1))
    assert refusal.value.field == "noticed_at"


def test_the_form_for_an_assessment_names_seven_steps_and_can_be_taken_away(cast, client_of):
    browser = client_of(cast.person["thornbury"])
    page = browser.get("/data-protection-assessment/").content.decode()
    assert all(f"{number}. " in page for number in range(1, 8))
    file = browser.get("/data-protection-assessment/?file=1")
    assert "attachment" in file["Content-Disposition"]
    assert "Information Commissioner" in file.content.decode()


def test_requests_are_listed_with_their_day(cast, client_of):
    made = asked(cast, kind="objection", text="Do not call me")
    page = client_of(cast.person["calder"]).get("/data-requests/").content.decode()
    assert f"Answer by {made.due.day} {made.due:%B %Y}" in page
    assert made.due > today()


def test_nobody_answers_their_own_request(cast, client_of):
    request = asked(cast, "calder", kind="objection", text="Not in the bulletin.")
    with pytest.raises(NotAllowed, match="nobody their own"):
        actions.answer(actor=cast.actor("calder"), request=request, version=1, is_done=True, text="Of course.")
    page = client_of(cast.person["calder"]).get(f"/data-requests/{request.ref}/").content.decode()
    assert "This is your own request" in page


def test_whoever_reads_the_list_of_requests_leaves_a_row_with_what_was_read(cast, client_of):
    request = asked(cast)
    client_of(cast.person["calder"]).get("/data-requests/")
    row = Entry.objects.get(tag__endswith="data_requests:seen")
    assert row.details["listed"] == [request.ref]
