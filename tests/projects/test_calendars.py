"""Do the days of the plan reach other people's calendars, in the right zone, and follow every change?

*Source:* R31, R126.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import ics
import pytest
import vobject
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from commonground.groundwork.refusals import Invalid
from commonground.projects.actions import answers, posts, reminding
from commonground.projects.adapters import calendars
from commonground.projects.models import Answer, CalendarFeed
from commonground.projects.queries import reading
from commonground.projects.rules.calendars import Event
from commonground.projects.rules.reminding import is_reminded
from commonground.projects.views.reminding import address_of
from tests.projects.pages import action, page, text
from tests.projects.planned import member, milestone, recorded_part

LONDON = ZoneInfo("Europe/London")
CHANGED = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def collaboration(cast):
    return cast.alive()


def feed(cast, collaboration, key="tranter", own=False):
    made = reminding.make_calendar(actor=cast.actor(key), collaboration=collaboration, own=own)
    return address_of(made).partition("/calendars/")[2]


def events(body):
    """The events of a calendar by their summary, as a third reader sees them."""
    return {str(one["SUMMARY"]): one for one in Calendar.from_ical(body).walk("VEVENT")}


def read(client, address, **headers):
    return client.get(f"/calendars/{address}", headers=headers)


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (date(2027, 3, 27), 19, 19), (date(2027, 3, 28), 19, 18), (date(2026, 10, 24), 19, 18),
        (date(2026, 10, 25), 19, 19), (date(2026, 12, 3), 8, 8), (date(2027, 7, 1), 8, 7),
    ],
)  # fmt: skip
def test_two_independent_readers_see_a_time_at_the_same_moment_around_both_clock_changes(day, hour, utc):
    body = calendars.write("Days", [Event("engagement.x", "Meeting", day, time(hour), 0, CHANGED)]).decode()
    wanted = datetime.combine(day, time(utc), tzinfo=UTC)
    assert next(iter(ics.Calendar(body).events)).begin.datetime.astimezone(UTC) == wanted
    assert vobject.readOne(body).vevent.dtstart.value.astimezone(UTC) == wanted
    assert "TZID:Europe/London" in body and "BEGIN:VTIMEZONE" in body


def test_a_day_without_a_time_is_a_whole_day_for_both_readers():
    body = calendars.write("Days", [Event("actions.x", "Check", date(2027, 3, 28), None, 2, CHANGED)]).decode()
    assert vobject.readOne(body).vevent.dtstart.value == date(2027, 3, 28)
    event = next(iter(ics.Calendar(body).events))
    assert event.all_day and event.begin.date() == date(2027, 3, 28)
    assert "VTIMEZONE" not in body and "SEQUENCE:2" in body


def test_the_feed_keeps_its_names_counts_changes_and_cancels_what_was_taken_out(cast, collaboration, client):
    row = action(cast, collaboration)
    address = feed(cast, collaboration)
    first = events(read(client, address).content)["Check the radios"]
    assert first.decoded("DTSTART") == date(2026, 12, 3) and first["SEQUENCE"] == 0 and first["STATUS"] == "CONFIRMED"
    row = answers.change(
        actor=cast.actor("whitlock"), answer=row, raw=row.values | {"due": "2026-12-10"}, version=row.version
    )
    moved = events(read(client, address).content)["Check the radios"]
    assert moved["UID"] == first["UID"] and moved["SEQUENCE"] == 1
    assert moved.decoded("DTSTART") == date(2026, 12, 10)
    answers.remove(actor=cast.actor("whitlock"), answer=row)
    gone = events(read(client, address).content)["Check the radios"]
    assert gone["UID"] == first["UID"] and gone["STATUS"] == "CANCELLED" and gone["SEQUENCE"] == 2
    Answer.objects.filter(pk=row.pk).update(removed_at=timezone.now() - timedelta(days=91))
    assert not events(read(client, address).content)


def test_what_somebody_hands_on_is_cancelled_in_their_own_calendar(cast, collaboration, client):
    row, address = action(cast, collaboration), feed(cast, collaboration, own=True)
    assert events(read(client, address).content)["Check the radios"]["STATUS"] == "CONFIRMED"
    raw = row.values | {"accountable": member(collaboration, cast, "penhallow")}
    answers.change(actor=cast.actor("whitlock"), answer=row, raw=raw, version=row.version)
    assert events(read(client, address).content)["Check the radios"]["STATUS"] == "CANCELLED"


def test_a_feed_that_has_not_changed_is_answered_in_one_line(cast, collaboration, client):
    action(cast, collaboration)
    address = feed(cast, collaboration)
    first = read(client, address)
    again = read(client, address, if_none_match=first["ETag"])
    assert again.status_code == 304 and not again.content
    milestone(cast, collaboration)
    assert read(client, address, if_none_match=first["ETag"]).status_code == 200


def test_an_address_made_anew_ends_the_one_before_and_an_ended_calendar_opens_nothing(cast, collaboration, client):
    old = feed(cast, collaboration)
    new = feed(cast, collaboration)
    assert read(client, old).status_code == 404 and read(client, new).status_code == 200
    reminding.end_calendar(actor=cast.actor("tranter"), collaboration=collaboration, own=False)
    assert read(client, new).status_code == 404 and read(client, "nonsense/").status_code == 404


def test_whoever_leaves_the_team_or_the_organisation_loses_the_calendar(cast, collaboration, client):
    action(cast, collaboration, due="2026-12-03")
    address = feed(cast, collaboration, "penhallow")
    place = collaboration.team.get(membership=cast.membership["penhallow"])
    posts.end_member(actor=cast.actor("whitlock"), collaboration=collaboration, member=place)
    assert read(client, address).status_code == 404
    other = feed(cast, collaboration, "tranter")
    membership = cast.membership["tranter"]
    membership.until = timezone.localdate()
    membership.save()
    assert read(client, other).status_code == 404


def test_the_feed_holds_no_names_of_people_and_nothing_beyond_titles(cast, collaboration, client):
    action(cast, collaboration, done_when="The canary sings", waiting_for="Anna Canary")
    body = read(client, feed(cast, collaboration)).content.decode()
    assert "Check the radios" in body
    assert "canary" not in body.lower() and "Tranter" not in body


def test_a_contact_with_a_time_stands_at_that_time(cast, collaboration, client):
    recorded_part(
        cast, collaboration, "engagement", group="Residents", method="meeting", reach="Night workers",
        on="2027-03-28", at="7:30pm", owner=member(collaboration, cast, "tranter"),
    )  # fmt: skip
    starts = events(read(client, feed(cast, collaboration)).content)["Residents"].decoded("DTSTART")
    assert starts == datetime(2027, 3, 28, 19, 30, tzinfo=LONDON)


def test_the_page_makes_ends_and_explains_the_calendars(cast, collaboration, client_of):
    reader = client_of(cast.person["tranter"])
    assert "no names of people" in text(reader.get(page("days", collaboration)))
    shown = text(reader.post(page("calendar_make", collaboration, "here"), follow=True))
    assert "/calendars/" in shown and "Make the address anew" in shown
    reader.post(page("calendar_end", collaboration, "here"))
    assert not CalendarFeed.objects.exists()
    assert reader.post(page("calendar_make", collaboration, "nonsense")).status_code == 404
    assert reader.get(page("plan_ics", collaboration)).content.startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("away", "more", "expected"),
    [
        (8, {}, False), (7, {}, True), (-1, {}, True),
        (7, {"look_again": 1}, False), (7, {"look_again": 0}, True), (7, {"quiet_until": 1}, False),
        (7, {"quiet_until": 0}, True), (0, {"reminded_on": -6}, False), (0, {"reminded_on": -7}, True),
        (-5, {"reminded_on": -13}, False), (-5, {"reminded_on": -14}, True),
    ],
)  # fmt: skip
def test_a_reminder_is_gentle(away, more, expected):
    today = date(2026, 11, 20)
    given = {name: today + timedelta(days=days) for name, days in more.items()}
    assert is_reminded(today, today + timedelta(days=away), **given) is expected


def soon(cast, collaboration, **values):
    return action(cast, collaboration, due=(timezone.localdate() + timedelta(days=3)).isoformat(), **values)


def test_one_message_speaks_of_all_and_names_nothing_and_comes_once(cast, collaboration):
    soon(cast, collaboration)
    milestone(cast, collaboration, due=(timezone.localdate() - timedelta(days=3)).isoformat())
    today = timezone.localdate()
    assert reminding.remind(today=today) == 1 and reminding.remind(today=today) == 0
    body = mail.outbox[-1].body
    assert "2 things that you answer for" in body and "radios" not in body.lower() and "Minster" not in body
    assert reminding.remind(today=today + timedelta(days=6)) == 0
    assert reminding.remind(today=today + timedelta(days=14)) == 1


def test_whoever_waits_for_somebody_is_not_reminded_until_the_day_to_look_again(cast, collaboration):
    again = timezone.localdate() + timedelta(days=2)
    soon(cast, collaboration, waiting_for="The supplier", look_again=again.isoformat())
    assert reminding.remind(today=timezone.localdate()) == 0
    assert reminding.remind(today=again) == 1


def test_the_link_of_a_reminder_asks_for_quiet_without_saying_of_what(cast, collaboration, client):
    row = soon(cast, collaboration)
    reminding.remind(today=timezone.localdate())
    path = "/reminders/" + mail.outbox[-1].body.partition("/reminders/")[2].split()[0]
    shown = text(client.get(path))
    assert "one thing" in shown and "radios" not in shown
    assert "Enter the day" in text(client.post(path, {"choice": "day"}))
    assert "You hear of it later" in text(client.post(path, {"choice": "month"}))
    assert row.reminders.get().quiet_until == timezone.localdate() + timedelta(days=30)
    assert reminding.remind(today=timezone.localdate() + timedelta(days=20)) == 0


def test_ones_day_is_quiet_about_what_one_asked_to_hear_of_later(cast, collaboration, client_of):
    row, reader = soon(cast, collaboration), client_of(cast.person["tranter"])
    assert row in reading.due_for(cast.actor("tranter"))
    assert "Hear of it later" in text(reader.get(page("actions", collaboration)))
    shown = text(reader.post(page("answer_later", collaboration, row.public_id), {"choice": "week"}, follow=True))
    assert "You hear of it again on" in shown
    assert row not in reading.due_for(cast.actor("tranter"))
    assert client_of(cast.person["whitlock"]).get(page("answer_later", collaboration, row.public_id)).status_code == 404
    with pytest.raises(Invalid, match="within a year"):
        far = timezone.localdate() + timedelta(days=400)
        reminding.quieten(actor=cast.actor("tranter"), answer=row, choice="day", day=far)


def test_a_reminder_link_that_is_made_up_opens_nothing(client, db):
    assert client.get(reverse("projects:quiet", args=["nonsense"])).status_code == 404
