"""What have I given here? One's own deeds, from the record, in words and by day.

*Source:* R225; D1.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commonground.audit.models import Entry
from commonground.groundwork.actors import Actor
from commonground.people.rules import contributing


@dataclass(frozen=True, slots=True)
class Given:
    """One deed: what, about what, when, and for which organisation."""

    what: str
    about: str
    at: datetime
    organisation: str


def deeds_of(actor: Actor) -> QuerySet[Entry]:
    """List the deeds of the acting person that are worth telling, the latest first."""
    found = Entry.objects.filter(actor_id=actor.person_id or 0, outcome="done").exclude(tag__endswith=":seen")
    for start in contributing.UNTOLD:
        found = found.exclude(tag__startswith=start)
    return found.exclude(summary="", tag__in=_silent(found)).order_by("-at", "-id")


def _silent(found: QuerySet[Entry]) -> list[str]:
    """Name the deeds among some that nothing says in words."""
    tags = set(found.filter(summary="").order_by().values_list("tag", flat=True).distinct())
    return sorted(tag for tag in tags if not contributing.told(tag, ""))


def in_words(entries: list[Entry]) -> list[Given]:
    """Say deeds in words."""
    return [
        Given(_(contributing.told(e.tag, e.summary) or "Noted"), e.subject_name, e.at, e.organisation_name)
        for e in entries
    ]
