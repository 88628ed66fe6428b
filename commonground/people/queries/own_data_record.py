"""What does the record say of somebody, and how are its names read once they are erased?

The record of what was done can be added to and read, never changed, also not by an erasure (decision 14). It names
people by their key; where it is shown, a person who was erased is called what they are called now.

*Source:* D1, D5; DPA 2018, section 62; UK GDPR, article 17 (3)(b).
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.models import Entry
from commonground.groundwork.matters import Held, Kept
from commonground.people.models import Person

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


def kept_of(person_id: int) -> Iterator[Kept]:
    """Tell how many rows of the record speak of somebody, and why they stay."""
    person = Person.objects.get(pk=person_id)
    about = Q(actor_id=person_id) | Q(subject_type="person", subject_id=person.ref)
    if count := Entry.objects.filter(about).count():
        because = _(
            "The law asks for a log of who entered, changed, read, disclosed and erased what. It is shown without the"
            " name."
        )
        yield Kept("audit", RECORD, _("Rows of the record"), count, because)


def with_present_names(entries: Iterable[Entry]) -> list[Entry]:
    """Give rows of the record as they are shown: whoever was erased since is called what they are called now."""
    found, erased = list(entries), _erased()
    former = [(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), now) for name, now in _former_names(erased).items()]
    for entry in found if erased else ():
        if present := erased.get(entry.actor_id or 0):
            entry.actor_name = present.name
        for name, now in former:
            entry.summary = name.sub(now, entry.summary)
            entry.subject_name = name.sub(now, entry.subject_name)
    return found


def _erased() -> dict[int, Person]:
    return Person.objects.filter(erased_at__isnull=False).in_bulk()


def _former_names(erased: Mapping[int, Person]) -> dict[str, str]:
    """Give what each erased person was called in the record, with what they are called now, the longest first."""
    if not erased:
        return {}
    refs = {person.ref: person.name for person in erased.values()}
    names = {
        name: erased[key].name
        for key, name in Entry.objects.filter(actor_id__in=erased).values_list("actor_id", "actor_name").distinct()
    }
    subjects = Entry.objects.filter(subject_type="person", subject_id__in=refs).values_list(
        "subject_id", "subject_name"
    )
    names |= {name: refs[ref] for ref, name in subjects.distinct()}
    names.pop("", None)
    return {name: names[name] for name in sorted(names, key=len, reverse=True) if name != names[name]}
