"""What does the record say of somebody, and how are its names read once they are erased?

The record of what was done can be added to and read. An erasure takes the names out of it, through the database's own
functions, and leaves every row and the sealed log as they are (decisions 14 and 16).

*Source:* D1, D5; DPA 2018, section 62; UK GDPR, article 17 (3)(b).
"""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.models import Entry
from commonground.groundwork.matters import Held, Kept
from commonground.people.models import Person
from commonground.people.rules.own_data import NAMELESS

RECORD = "audit.entry.actor_id"
DEEDS_A_DAY = "%Y-%m-%d"


def deeds_of(person_id: int) -> Iterator[Held]:
    """List what somebody did, day by day, with how often; without the names of what it was done to, which may be those
    of other people."""
    days: dict[str, dict[str, int]] = {}
    rows = Entry.objects.filter(actor_id=person_id).order_by("at").values_list("at", "tag")
    for at, tag in rows.iterator(chunk_size=2000):
        of_day = days.setdefault(timezone.localtime(at).strftime(DEEDS_A_DAY), {})
        of_day[tag] = of_day.get(tag, 0) + 1
    for day, counts in days.items():
        yield Held("audit", RECORD, _("What the record says that you did"), day, day, dict(counts))


def count_of(person: Person) -> int:
    """Count the rows of the record that speak of somebody."""
    about = Q(actor_id=person.pk) | Q(subject_type="person", subject_id=person.ref)
    return Entry.objects.filter(about).count()


def kept_of(count: int) -> Iterator[Kept]:
    """Tell that rows of the record stay, and why."""
    if count:
        because = _(
            "The law asks for a log of who entered, changed, read, disclosed and erased what. The name is gone from it."
        )
        yield Kept("audit", RECORD, _("Rows of the record"), count, because)


def rows_naming(person: Person, email: str) -> list[int]:
    """List the keys of the rows whose words hold a name that somebody has or had, or their address."""
    about = Entry.objects.filter(subject_type="person", subject_id=person.ref)
    names = {person.name, email, *about.values_list("subject_name", flat=True).distinct()}
    names |= set(Entry.objects.filter(actor_id=person.pk).values_list("actor_name", flat=True).distinct())
    found: list[int] = []
    for name in names - {""}:
        whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        rows = Entry.objects.filter(Q(summary__contains=name) | Q(subject_name__contains=name))
        for key, summary, subject in rows.values_list("pk", "summary", "subject_name").iterator(chunk_size=2000):
            if whole.search(summary) or whole.search(subject):
                found.append(key)
    return found


def with_present_names(entries: Iterable[Entry]) -> list[Entry]:
    """Give rows of the record as they are shown: where a name was taken away, it says so in words."""
    found = list(entries)
    for entry in found:
        if entry.actor_salt is None and entry.actor_id is not None and not entry.actor_name:
            entry.actor_name = _(NAMELESS)
        if entry.subject_salt is None and not entry.summary:
            entry.summary = _("Something about somebody who left")
    return found
