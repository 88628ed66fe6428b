"""How do other people's calendars read our days? As iCalendar (RFC 5545), the same bytes until something changes.

*Source:* R31; reference on standards, section 4 (calendar).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from commonground.projects.rules.calendars import LASTS, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
# Two years either way: the clock changes that the events of a partnership meet
SPAN = timedelta(days=730)


def write(name: str, events: Sequence[Event]) -> bytes:
    """Write events as a calendar of that name, with the definition of the time zone where one of them has a time."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Ground//Collaborations//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in events:
        calendar.add_component(_entry(event))
    timed = [event.day for event in events if event.at]
    if timed:
        calendar.add_missing_timezones(first_date=min(timed) - SPAN, last_date=max(timed) + SPAN)
    return bytes(calendar.to_ical())


def _entry(event: Event) -> Entry:
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("sequence", event.sequence)
    entry.add("summary", event.title)
    starts: date | datetime = event.day
    ends: date | datetime = event.day + timedelta(days=1)
    if event.at:
        starts = datetime.combine(event.day, event.at, ZoneInfo(settings.TIME_ZONE))
        ends = starts + LASTS
    entry.add("dtstart", starts)
    entry.add("dtend", ends)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if event.at is None else "OPAQUE")
    if event.note:
        entry.add("description", event.note)
    return entry
