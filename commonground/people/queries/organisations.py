"""Which organisations may I see? Their cards are public.

*Source:* settled questions, "Who"; D2.
"""

import uuid

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import Actor
from commonground.people.models import Organisation
from commonground.places.models import Area


def organisations(search: str = "", kind: str = "") -> QuerySet[Organisation]:
    """List the active organisations by name, narrowed to one kind and to words that all occur in one of their names."""
    found = Organisation.objects.filter(is_active=True).select_related("area")
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
    return found.filter(kind=kind) if kind else found


def organisation(public_id: uuid.UUID) -> Organisation:
    """Give one organisation's card, or 404."""
    return get_object_or_404(Organisation.objects.select_related("area", "within"), public_id=public_id)


def units_of(organisation: Organisation) -> QuerySet[Organisation]:
    """List the active organisations that are part of another."""
    return organisation.units.filter(is_active=True)


def organisation_named(name: str) -> Organisation | None:
    """Give the organisation of a name, in any case, or None."""
    return Organisation.objects.filter(name__iexact=name).first()


def area_of(actor: Actor) -> Area | None:
    """Give the area of the organisation for which somebody acts, if it names one."""
    if actor.organisation_id is None:
        return None
    return Organisation.objects.select_related("area").get(pk=actor.organisation_id).area
