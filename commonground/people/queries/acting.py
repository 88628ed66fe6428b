"""Who is acting, and through which membership?

*Source:* settled questions, "Who"; D2.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.people.models import Membership, Person
from commonground.people.rules.roles import known


def current(day: date | None = None) -> Q:
    """The condition under which a membership holds: in its period, neither suspended nor lapsed, person and
    organisation active."""
    day = day or timezone.localdate()
    in_force = Q(starts__lte=day, suspended_at__isnull=True, person__is_active=True, organisation__is_active=True)
    return in_force & (Q(until__isnull=True) | Q(until__gt=day)) & (Q(lapses_on__isnull=True) | Q(lapses_on__gt=day))


def memberships_of(person_id: int) -> QuerySet[Membership]:
    """List the memberships of one person that hold today, the oldest first, so that a new one takes nobody's place."""
    found = Membership.objects.filter(current(), person_id=person_id).select_related("organisation", "person")
    return found.order_by("starts", "pk")


def actor_of(account: Any, chosen: int | None) -> Actor:
    """Make the Actor of a signed-in account, through the chosen membership or else the first that holds; an inactive
    person is nobody."""
    if not getattr(account, "is_authenticated", False) or not account.is_active or not account.person.is_active:
        return ANONYMOUS
    memberships = account.held = list(memberships_of(account.person_id))
    through = next((m for m in memberships if m.pk == chosen), memberships[0] if memberships else None)
    return actor_through(account.person, through)


def held(request: Any) -> list[Membership]:
    """List the memberships of whoever acts that hold today, as they were read when it was decided who acts."""
    found: list[Membership] | None = getattr(getattr(request, "user", None), "held", None)
    return list(memberships_of(request.actor.person_id or 0)) if found is None else found


def actor_through(person: Person, membership: Membership | None) -> Actor:
    """Make the Actor of a person who acts through one membership, or through none."""
    roles = set(known(membership.roles)) if membership else set()
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
