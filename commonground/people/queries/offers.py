"""Which memberships is somebody offered, and which has an organisation offered that are not answered?

*Source:* R56; D2.
"""

import uuid

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.people.models import MembershipOffer, Organisation


def waiting() -> QuerySet[MembershipOffer]:
    """List the offers that can still be answered, the newest first."""
    found = MembershipOffer.objects.filter(accepted_at=None, declined_at=None, until__gt=timezone.localdate())
    found = found.filter(organisation__is_active=True, organisation__merged_into=None)
    return found.select_related("organisation", "person__account", "by")


def offered_to(actor: Actor) -> QuerySet[MembershipOffer]:
    """List what the actor is offered."""
    return waiting().filter(person=actor.person_id or 0)


def offer_for(actor: Actor, public_id: uuid.UUID) -> MembershipOffer:
    """Give one offer to whom it is made, while they can answer it, or 404."""
    return get_object_or_404(offered_to(actor), public_id=public_id)


def offered_by(organisation: Organisation) -> QuerySet[MembershipOffer]:
    """List what an organisation offers; callers have asked who may keep its members."""
    return waiting().filter(organisation=organisation)
