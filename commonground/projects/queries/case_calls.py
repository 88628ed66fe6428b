"""Which calls for case studies are open, what was offered in answer, and who is asked to permit it?

Whoever keeps the installation sees an offer once both sides permit it; until then it is its team's alone.

*Source:* R69; settled questions, "Who sees a collaboration".
"""

import uuid
from datetime import date

from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.models import CaseCall, CaseOffer, CasePermission, Collaboration, Publication
from commonground.projects.queries import cases, visible
from commonground.projects.rules.case_calls import SENT, TAKEN
from commonground.projects.rules.lifecycle import State


def calls() -> QuerySet[CaseCall]:
    """List every call, the one that closes last before the others."""
    return CaseCall.objects.select_related("programme").order_by("-closes_on", "-pk")


def open_calls(today: date | None = None) -> QuerySet[CaseCall]:
    """List the calls that can be answered, the one that closes first before the others."""
    return calls().filter(closes_on__gte=today or timezone.localdate()).order_by("closes_on", "pk")


def call_of(public_id: uuid.UUID) -> CaseCall:
    """Give one call to everybody, or 404."""
    return get_object_or_404(calls(), public_id=public_id)


def published_from(call: CaseCall) -> QuerySet[Publication]:
    """List the published case studies of what was taken on in answer to a call, the newest first."""
    taken = call.offers.filter(state=TAKEN, collaboration__isnull=False)
    return cases.published("case").filter(collaboration__in=taken.values("collaboration"))


def can_be_offered(actor: Actor, call: CaseCall) -> QuerySet[Collaboration]:
    """List the finished collaborations on whose team the actor is and that were not offered in answer to this call."""
    offered = call.offers.filter(collaboration__isnull=False).values("collaboration")
    found = visible.team_collaborations_for(actor).filter(state=State.STOPPED)
    return found.exclude(pk__in=offered)


def _with_names() -> QuerySet[CaseOffer]:
    return CaseOffer.objects.select_related("call", "collaboration", "by__person").prefetch_related(
        "permissions__by__person"
    )


def permitted_offers(call: CaseCall) -> QuerySet[CaseOffer]:
    """List what was offered in answer to a call and is permitted by both sides, the newest first."""
    return _permitted().filter(call=call)


def _permitted() -> QuerySet[CaseOffer]:
    both = CasePermission.objects.values("offer").annotate(sides=Count("side")).filter(sides=len(TWO_SIDES))
    return _with_names().filter(pk__in=both.values("offer"))


def permitted_offer(call: CaseCall, public_id: uuid.UUID) -> CaseOffer:
    """Give one offer that both sides permit, or 404."""
    return get_object_or_404(permitted_offers(call), public_id=public_id)


def offers_in(collaboration: Collaboration) -> QuerySet[CaseOffer]:
    """List what was offered of one collaboration, the newest first."""
    return _with_names().filter(collaboration=collaboration)


def offer_in(collaboration: Collaboration, public_id: uuid.UUID) -> CaseOffer:
    """Give one offer of this collaboration, or 404."""
    found = offers_in(collaboration).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def sides_of(offer: CaseOffer) -> frozenset[str]:
    """Give the sides whose word there is that it may be told."""
    return frozenset(one.side for one in offer.permissions.all())


def to_permit(actor: Actor) -> list[CaseOffer]:
    """List the offers that wait for the word of the actor, who speaks for their side."""
    if actor.side not in TWO_SIDES:
        return []
    held = visible.team_collaborations_for(actor)
    waiting = list(_with_names().filter(collaboration__in=held, state=SENT).exclude(permissions__side=actor.side.value))
    if not waiting:
        return []
    takings = visible.takings(actor, [one.collaboration for one in waiting if one.collaboration])
    return [one for one in waiting if one.collaboration_id and takings[one.collaboration_id].speaks_for_side]


def to_answer(actor: Actor) -> QuerySet[CaseOffer]:
    """List the offers that both sides permit and that wait for whoever keeps the installation; none for others."""
    return _permitted().filter(state=SENT) if actor.is_administrator else CaseOffer.objects.none()
