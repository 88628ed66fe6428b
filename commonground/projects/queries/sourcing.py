"""What is missing, what was asked of others, what was offered, and what may I read of it?

A request is read by the team, by its audience while it is open, and by whoever made an offer to it; an offer by the
team and by the organisation that made it.

*Source:* R17, R61.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import SIDE_OF_KIND, TWO_SIDES
from commonground.people.models import Capability, Organisation
from commonground.people.queries import organisations, profiles
from commonground.projects.models import Answer, Collaboration, ResourceOffer, WantedResource
from commonground.projects.queries import peopled, recorded, visible
from commonground.projects.rules import sourcing as rules


@dataclass(frozen=True, slots=True)
class Gap:
    """One resource that is not confirmed in full: its line in the ledger, how much nobody has pledged, how much is
    pledged but not confirmed, and the request to others that is open, if there is one."""

    row: Answer
    missing: Decimal
    unconfirmed: Decimal
    wanted: WantedResource | None


def gaps_of(collaboration: Collaboration) -> list[Gap]:
    """List the resources that are not confirmed in full, those that nobody has pledged first."""
    is_open = {one.row_id: one for one in wanted_of(collaboration) if one.closed_at is None}
    gaps = [
        Gap(row, rules.gap(row.values), rules.unconfirmed(row.values), is_open.get(row.pk))
        for row in recorded.answers_of(collaboration, "resources")
    ]
    return sorted((one for one in gaps if one.unconfirmed), key=lambda one: not one.missing)


def wanted_of(collaboration: Collaboration) -> QuerySet[WantedResource]:
    """List what a collaboration asks or asked of others, newest first, with the offers; for its team."""
    rows = collaboration.wanted.select_related("by__organisation", "by__person", "area", "row")
    return rows.prefetch_related(
        "offers__by__person", "offers__by__organisation", "offers__answered_by__person", "named"
    )


def wanted_one_of(collaboration: Collaboration, public_id: uuid.UUID) -> WantedResource:
    """Give one request of a collaboration, or 404; for its team."""
    found = wanted_of(collaboration).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def offer_of(wanted: WantedResource, public_id: uuid.UUID) -> ResourceOffer:
    """Give one offer to a request, or 404; for the team that asks."""
    found = wanted.offers.filter(public_id=public_id).select_related("by__organisation", "by__person").first()
    if found is None:
        raise Http404
    return found


def wanted_for(actor: Actor) -> QuerySet[WantedResource]:
    """List what others ask for and the actor may read, newest first: what is open to their organisation, and what they
    have offered something to."""
    if not actor.is_member:
        return WantedResource.objects.none()
    own = actor.organisation_id or 0
    named = WantedResource.named.through.objects.filter(wantedresource_id=OuterRef("pk"), organisation_id=own)
    offered = ResourceOffer.objects.filter(wanted_id=OuterRef("pk"), by__organisation_id=own)
    is_open = Q(closed_at__isnull=True, until__gte=timezone.localdate())
    asked = Q(audience=rules.MEMBERS) | Exists(named)
    rows = WantedResource.objects.filter((is_open & asked) | Exists(offered))
    return rows.select_related("area", "by__organisation").order_by("-at", "-pk")


def narrowed(rows: QuerySet[WantedResource], search: str = "", kind: str = "") -> QuerySet[WantedResource]:
    """Narrow a list to words that all occur in what is asked for or in the area's name, and to one kind."""
    for word in search.split():
        rows = rows.filter(Q(what__icontains=word) | Q(area__name__icontains=word))
    return rows.filter(kind=kind) if kind else rows


def wanted_one_for(actor: Actor, public_id: uuid.UUID) -> WantedResource:
    """Give one request that the actor may read as somebody who could give it, or 404."""
    found = wanted_for(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def is_of_the_team(actor: Actor, wanted: WantedResource) -> bool:
    """Whether the actor is on the team that asks, who answers offers and makes none."""
    return visible.taking(actor, wanted.collaboration).part == "team"


def own_offers(actor: Actor, wanted: WantedResource) -> list[ResourceOffer]:
    """List what the actor's organisation has offered to a request, newest first."""
    rows = wanted.offers.filter(by__organisation_id=actor.organisation_id or 0)
    return list(rows.select_related("by__person", "by__organisation").order_by("-at", "-pk"))


def own_kinds(actor: Actor) -> frozenset[str]:
    """Give the kinds of capability that the actor's organisation has in force."""
    if not actor.is_member:
        return frozenset()
    rows = Capability.objects.filter(profiles.in_force(), organisation_id=actor.organisation_id or 0)
    return frozenset(rows.values_list("kind", flat=True))


def could_give(collaboration: Collaboration, kind: str) -> list[tuple[Organisation, bool]]:
    """List the organisations that could be asked for a kind of resource, by name, those with a listed capability that
    fits first; the partners themselves are left out."""
    wanted = rules.GIVEN_BY.get(kind, ())
    fits = Capability.objects.filter(
        profiles.in_force(), organisation_id=OuterRef("pk"), is_listed=True, kind__in=wanted
    ).exclude(available="no")
    kinds = [kind for kind, side in SIDE_OF_KIND.items() if side in TWO_SIDES]
    rows = organisations.organisations().exclude(pk__in=peopled.organisations_of(collaboration))
    rows = rows.filter(kind__in=kinds)
    rows = rows.annotate(fits=Exists(fits)).order_by("-fits", "name", "pk")
    return [(one, bool(one.fits)) for one in rows[:60]]


def organisations_named(collaboration: Collaboration, refs: Iterable[str], kind: str) -> list[Organisation]:
    """Give the organisations that were chosen of those that could be asked."""
    chosen = set(refs)
    return [one for one, _fits in could_give(collaboration, kind) if one.ref in chosen]
