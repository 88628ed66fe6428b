"""Whom may I see, and who is acting? Organisations' cards are public; members are for members.

*Source:* settled questions, "Who"; D2.
"""

import uuid
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.people.models import Account, Membership, Organisation, Person, Programme
from commonground.places.models import Area


def current(day: date | None = None) -> Q:
    """The condition under which a membership holds: in its period, not suspended, person and organisation active."""
    day = day or timezone.localdate()
    return Q(starts__lte=day, suspended_at__isnull=True, person__is_active=True, organisation__is_active=True) & (
        Q(until__isnull=True) | Q(until__gt=day)
    )


def memberships_of(person_id: int) -> QuerySet[Membership]:
    """List the memberships of one person that hold today, the oldest first, so that a new one takes nobody's place."""
    found = Membership.objects.filter(current(), person_id=person_id).select_related("organisation", "person")
    return found.order_by("starts", "pk")


def actor_of(account: Any, chosen: int | None) -> Actor:
    """Make the Actor of a signed-in account, through the chosen membership or else the first that holds; an inactive
    person is nobody."""
    if not getattr(account, "is_authenticated", False) or not account.is_active or not account.person.is_active:
        return ANONYMOUS
    memberships = list(memberships_of(account.person_id))
    through = next((m for m in memberships if m.pk == chosen), memberships[0] if memberships else None)
    return actor_through(account.person, through)


def actor_through(person: Person, membership: Membership | None) -> Actor:
    """Make the Actor of a person who acts through one membership, or through none."""
    roles = set(membership.roles) if membership else set()
    if person.is_administrator:
        roles.add("administrator")
    return Actor(
        person_id=person.pk,
        name=person.name,
        membership_id=membership.pk if membership else None,
        organisation_id=membership.organisation_id if membership else None,
        organisation_name=membership.organisation.name if membership else "",
        side=membership.organisation.side if membership else None,
        roles=frozenset(roles),
    )


def organisations(search: str = "", kind: str = "") -> QuerySet[Organisation]:
    """List the active organisations by name, narrowed to one kind and to words that all occur in one of their names."""
    found = Organisation.objects.filter(is_active=True).select_related("area")
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
    return found.filter(kind=kind) if kind else found


def organisation(public_id: uuid.UUID) -> Organisation:
    """Give one organisation's card, or 404."""
    return get_object_or_404(Organisation.objects.select_related("area", "within"), public_id=public_id)


def members_for(actor: Actor, organisation: Organisation) -> QuerySet[Membership]:
    """List the present members of an organisation, to those who are members of anything; to others nobody."""
    found = organisation.memberships.filter(current()).select_related("person", "organisation")
    return found if actor.is_member else found.none()


def memberships_for(actor: Actor) -> QuerySet[Membership]:
    """List every present membership, from which a member may choose partners."""
    found = Membership.objects.filter(current()).select_related("person", "organisation")
    return found if actor.is_member else found.none()


def programme() -> Programme | None:
    """Give the programme that this installation shows first, if there is one."""
    return Programme.objects.select_related("area").order_by("pk").first()


def programmes() -> QuerySet[Programme]:
    """List the programmes that run here, or whose record is kept here."""
    return Programme.objects.select_related("area").order_by("pk")


def units_of(organisation: Organisation) -> QuerySet[Organisation]:
    """List the active organisations that are part of another."""
    return organisation.units.filter(is_active=True)


def organisation_named(name: str) -> Organisation | None:
    """Give the organisation of a name, in any case, or None."""
    return Organisation.objects.filter(name__iexact=name).first()


def accounts() -> QuerySet[Account]:
    """List every account with its person, by address; for those who keep the installation."""
    return Account.objects.select_related("person").order_by("email")


def area_of(actor: Actor) -> Area | None:
    """Give the area of the organisation for which somebody acts, if it names one."""
    if actor.organisation_id is None:
        return None
    return Organisation.objects.select_related("area").get(pk=actor.organisation_id).area
