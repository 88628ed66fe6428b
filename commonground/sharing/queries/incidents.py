"""Which reports are mine, what does one say, who made it, and has it been reported before?

A report is read through its full rendition, which `visible` gives or hides; nothing here looks past it.

*Source:* reference on the domain, 7(C); design/sharing.md 2; R184, R213.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.people.models import Membership
from commonground.people.queries import organisations
from commonground.people.queries.acting import current
from commonground.places import queries as places
from commonground.places.models import Area
from commonground.sharing.models import Incident, IncidentDraft, IncidentReporter, Rendition, TriageLine
from commonground.sharing.permissions.incidents import Report
from commonground.sharing.queries import asking, visible
from commonground.sharing.rules import duplicates, triage
from commonground.sharing.rules.incidents import CATEGORY

MOST_PLACES, MOST_ALIKE = 5, 5


def drafts_of(actor: Actor) -> QuerySet[IncidentDraft]:
    """List the reports that the acting person has begun or sent, the latest first."""
    found = IncidentDraft.objects.filter(membership_id=actor.membership_id or 0)
    return found.order_by("-saved_at", "-pk")


def draft_for(actor: Actor, public_id: uuid.UUID) -> IncidentDraft:
    """Give one of the acting person's own reports, begun or sent, or 404."""
    found = drafts_of(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def rendition_for(actor: Actor, public_id: uuid.UUID) -> Rendition:
    """Give a version of an incident that the actor may read, or 404."""
    found = visible.rendition_for(actor, public_id)
    if found.item.category != CATEGORY:
        raise Http404
    return found


def sent_as(actor: Actor, draft: IncidentDraft) -> Rendition | None:
    """Give the full version of a report that the actor sent, if they may read it; not everybody who reports may."""
    asking.enter(actor)
    found = Rendition.objects.filter(pk=draft.rendition_id or 0).select_related("item").first()
    if found is None or found.pk not in {version for _item, version in visible.open_of(found.item_id)}:
        return None
    return found


def incident_of(rendition: Rendition) -> Incident | None:
    """Give the fields that hang on a rendition which was given to the reader, where it is the full one of a report."""
    return Incident.objects.filter(rendition=rendition).select_related("originator", "place", "rendition__item").first()


def incident_for(actor: Actor, public_id: uuid.UUID) -> Incident:
    """Give a report with its fields by the public id of its full rendition, or 404."""
    found = incident_of(rendition_for(actor, public_id))
    if found is None:
        raise Http404
    return found


def part_in(actor: Actor, incident: Incident) -> Report:
    """Give what a report is to the acting person, for the table of permissions."""
    mine = drafts_of(actor).filter(rendition_id=incident.rendition_id).exists()
    return Report(incident.originator_id == actor.organisation_id, mine)


def reporter_of(incident: Incident) -> IncidentReporter:
    """Give who made a report; callers have asked who may, and record the look. 404 where it has left."""
    found = IncidentReporter.objects.filter(incident=incident).select_related("person").first()
    if found is None:
        raise Http404
    return found


def places_meant(actor: Actor, typed: str) -> tuple[list[Area], str]:
    """Give the areas that the words for a place may mean, the likeliest first, and the spot, which is the rest. What
    lies in the area of the actor's organisation comes first; where no words fit, that area itself is meant."""
    home = organisations.area_of(actor)
    head, _comma, rest = (part.strip() for part in typed.partition(","))
    whole = [named.area for named in places.named(typed, MOST_PLACES)] if rest else []
    found = whole or [named.area for named in places.named(head, MOST_PLACES)]
    if not found:
        return ([home] if home else []), typed.strip()
    if home:
        found.sort(key=lambda area: home.pk not in (*area.above, area.pk) and area.pk not in home.above)
    return found, "" if whole else rest


def alike(actor: Actor, *, kind: str, place: Area, when: duplicates.When) -> list[Incident]:
    """List the reports that the actor may read and that may be the same: of one kind, at a place that touches this one,
    near in time."""
    first, last = duplicates.window(when)
    longest = timedelta(days=7)  # a report that says "between" reaches back no further
    near = _near(actor, kind, place, first - longest, last)
    found = [one for one in near if duplicates.is_near(duplicates.When(one.occurred_at, one.until), when)]
    return found[:MOST_ALIKE]


def alike_in_week(actor: Actor, *, kind: str, place: Area, until: datetime) -> int:
    """Count the reports of a kind at a place within the week before a moment that the actor may read."""
    return len(_near(actor, kind, place, until - timedelta(days=triage.ALIKE_WITHIN_DAYS), until))


def _near(actor: Actor, kind: str, place: Area, first: datetime, last: datetime) -> list[Incident]:
    asking.enter(actor)
    rows = Incident.objects.filter(kind=kind, place__in=places.touching(place), occurred_at__range=(first, last))
    found = list(rows.select_related("originator", "place", "rendition__item").order_by("-occurred_at")[:50])
    readable = {version for _item, version in visible.open_of(*(one.rendition.item_id for one in found))}
    return [one for one in found if one.rendition_id in readable]


def thresholds_of(organisation_id: int) -> dict[str, triage.Threshold]:
    """Give the table of one organisation: its own lines, and ours for every other kind."""
    lines = TriageLine.objects.filter(organisation_id=organisation_id)
    return triage.table([triage.Threshold(one.kind, one.threat, one.loss, one.alike) for one in lines])


def lines_of(organisation_id: int) -> dict[str, TriageLine]:
    """Give the lines that an organisation has set itself, by kind."""
    return {one.kind: one for one in TriageLine.objects.filter(organisation_id=organisation_id)}


def told_at_once(organisation_ids: Sequence[int]) -> list[Membership]:
    """List those who are told at once for some organisations: their coordinators and custodians who can sign in."""
    by_role = Q(roles__contains="coordinator") | Q(roles__contains="custodian")
    found = Membership.objects.filter(current(), by_role, organisation_id__in=organisation_ids)
    return list(found.filter(person__account__is_active=True).select_related("person__account").order_by("pk"))
