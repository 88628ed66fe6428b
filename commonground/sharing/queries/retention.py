"""What of ours leaves when, what is held, what waits for a review, and what do we keep about somebody?

Days and holds name an item by its reference alone; its words are the records', where each look says what for.

*Source:* D4, D5; UK GDPR, articles 5(1)(e) and 15.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import ngettext

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.groundwork.permissions import require
from commonground.sharing.models import Incident, IncidentReporter, ItemHold, KeptUntil, Rendition, RetentionReview
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking, keeping, retention_records
from commonground.sharing.queries.openings import rows_of

MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """One version that an organisation keeps and in which words were found, with its fields where it has some."""

    rendition: Rendition
    incident: Incident | None
    reporter: IncidentReporter | None


def days_of(actor: Actor) -> QuerySet[KeptUntil]:
    """List the days on which what the actor's organisation keeps leaves, the first due first; for its custodians.

    :raises NotAllowed: for everybody else.
    """
    require(TABLE, "review_kept", actor, None)
    held = ItemHold.objects.filter(item_id=OuterRef("item_id"), lifted_at=None)
    found = KeptUntil.objects.filter(originator_id=actor.organisation_id).annotate(is_held=Exists(held))
    return found.order_by("leaves_on", "pk")


def day_for(actor: Actor, public_id: uuid.UUID) -> KeptUntil:
    """Give one day on which something leaves to a custodian of the organisation that keeps it, or 404."""
    if actor.organisation_id is None or "custodian" not in actor.roles:
        raise Http404
    found = days_of(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def hold_on(kept: KeptUntil) -> ItemHold | None:
    """Give the legal hold on what a day is about, while there is one."""
    return ItemHold.objects.filter(item_id=kept.item_id, lifted_at=None).first()


def reviews_of(kept: KeptUntil) -> QuerySet[RetentionReview]:
    """List the reviews of what a day is about, the latest first."""
    return RetentionReview.objects.filter(item_id=kept.item_id)


def to_review(actor: Actor, today: date) -> QuerySet[KeptUntil]:
    """List what waits for a review by a custodian of the actor's organisation; nothing for anybody else."""
    if actor.organisation_id is None or "custodian" not in actor.roles:
        return KeptUntil.objects.none()
    return days_of(actor).filter(awaits_review=True, leaves_on__lte=today)


def matters_due(actor: Actor, today: date) -> list[Matter]:
    """List, as one matter, that something waits for a review by the actor, a custodian."""
    waiting = to_review(actor, today).count() + retention_records.to_review(actor, today).count()
    if not waiting:
        return []
    title = ngettext(
        "Review whether %(n)s thing is still needed", "Review whether %(n)s things are still needed", waiting
    )
    url = reverse("sharing:retention")
    return [Matter("sharing", "review", "retention", title % {"n": waiting}, url, due=today, must_have_owner=False)]


def found_in_kept(actor: Actor, words: str, purpose: str) -> Iterator[Kept]:
    """Find everything that the actor's organisation keeps, live or not, in which words stand: versions, fields, and who
    reported it. Callers record the search with its purpose.

    :raises NotAllowed: for anybody but a custodian.
    """
    require(TABLE, "search_kept", actor, None)
    asking.keep(actor, purpose)
    items = keeping.kept(actor).values("pk")
    here = Incident.objects.filter(rendition_id=OuterRef("pk"))
    named = Exists(here.filter(Q(values__icontains=words) | Q(spot__icontains=words) | Q(reference__iexact=words)))
    told = Exists(
        IncidentReporter.objects.filter(incident__rendition_id=OuterRef("pk")).filter(
            Q(name__icontains=words) | Q(contact__icontains=words) | Q(person__name__icontains=words)
        )
    )
    stands = Q(title__icontains=words) | Q(text__icontains=words) | Q(fields__icontains=words) | named | told
    stated = Rendition.objects.filter(stands, item__in=items).select_related("item__area").defer("words")
    rows = list(stated.order_by("-pk")[:MOST_FOUND])
    mine = "SELECT k FROM sharing_kept(%s, sharing_moment()) k WHERE k = ANY (%s)"
    cleared = {key for (key,) in rows_of(mine, [actor.membership_id, [row.pk for row in rows]])}
    rows = [row for row in rows if row.pk in cleared]
    incidents = {one.rendition_id: one for one in Incident.objects.filter(rendition__in=[row.pk for row in rows])}
    reporters = {
        one.incident_id: one
        for one in IncidentReporter.objects.filter(incident__in=incidents.values()).select_related("person")
    }
    for row in rows:
        incident = incidents.get(row.pk)
        yield Kept(row, incident, reporters.get(incident.pk) if incident else None)


def as_data(found: Kept) -> dict[str, Any]:
    """Write one find as plain data for the export: what it is, every word of it, and who reported it."""
    rendition = found.rendition
    said: dict[str, Any] = {
        "item": rendition.item.ref,
        "version": rendition.ref,
        "category": rendition.item.category,
        "written_at": rendition.item.written_at.isoformat(),
        "title": rendition.title,
        "text": rendition.text,
        "fields": rendition.fields,
    }
    if found.incident:
        said["incident"] = {"reference": found.incident.reference, **found.incident.values}
    if found.reporter:
        who = found.reporter
        said["reported_by"] = {"name": who.person.name if who.person else "", "told_by": who.name, "at": who.contact}
    return said
