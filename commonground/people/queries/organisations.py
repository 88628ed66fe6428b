"""Which organisations may I see? Their cards are public.

*Source:* R48, R56, R140-R142, R159; settled questions, "Who"; D2.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import Actor
from commonground.people.models import Organisation
from commonground.places.models import Area


@dataclass(frozen=True, slots=True)
class Reach:
    """The number at which a human answers for an organisation, and whose it is when it is not its own."""

    telephone: str
    of: Organisation
    is_own: bool


def organisations(search: str = "", kind: str = "", areas: Iterable[int] = ()) -> QuerySet[Organisation]:
    """List the active organisations by name, narrowed to one kind, to areas by their keys, and to words that all occur
    in one of their names."""
    found = Organisation.objects.filter(is_active=True).select_related("area")
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
    if areas := list(areas):
        found = found.filter(area_id__in=areas)
    return found.filter(kind=kind) if kind else found


def everybody() -> QuerySet[Organisation]:
    """List every organisation that is one of its own, also those that no longer take part; without those that were
    found to be another."""
    return Organisation.objects.filter(merged_into=None).select_related("area", "within", "predecessor")


def organisation(public_id: uuid.UUID) -> Organisation:
    """Give one organisation's card, or 404."""
    held = Organisation.objects.select_related("area", "within", "predecessor", "merged_into")
    return get_object_or_404(held, public_id=public_id)


def units_of(organisation: Organisation) -> QuerySet[Organisation]:
    """List the active organisations that are part of another."""
    return organisation.units.filter(is_active=True)


def successors_of(organisation: Organisation) -> QuerySet[Organisation]:
    """List the organisations that came after one."""
    return organisation.successors.filter(merged_into=None)


def whole_of(organisation: Organisation) -> list[Organisation]:
    """List what holds an organisation, the nearest first; a circle ends where it closes."""
    found: list[Organisation] = []
    above = organisation.within
    while above is not None and above != organisation and above not in found:
        found.append(above)
        above = above.within
    return found


def reach_of(organisation: Organisation) -> Reach | None:
    """Give the number at which a human answers: the organisation's own, or that of what it is part of; None where
    nobody has said one."""
    for each in (organisation, *whole_of(organisation)):
        if each.telephone:
            return Reach(each.telephone, each, each == organisation)
    return None


def organisation_named(name: str) -> Organisation | None:
    """Give the organisation of a name, in any case, or None; for one that was found to be another, that other."""
    found = Organisation.objects.select_related("merged_into").filter(name__iexact=name).first()
    return found.merged_into or found if found else None


def area_of(actor: Actor) -> Area | None:
    """Give the area of the organisation for which somebody acts, if it names one."""
    if actor.organisation_id is None:
        return None
    return Organisation.objects.select_related("area").get(pk=actor.organisation_id).area
