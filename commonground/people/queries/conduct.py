"""Who has accepted the code of conduct, which concerns are there, and who thanked whom?

*Source:* R89; D2.
"""

import uuid

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.groundwork.permissions import may
from commonground.people.models import Concern, Membership, Organisation, Thanks
from commonground.people.permissions import TABLE
from commonground.people.permissions.conduct import Moderated
from commonground.people.queries import acting
from commonground.people.queries.acting import current
from commonground.people.rules import conduct


def must_accept(actor: Actor) -> bool:
    """Whether a member has not accepted the present code of conduct through the membership that they act through."""
    if actor.membership_id is None:
        return False
    held = Membership.objects.filter(pk=actor.membership_id).values_list("conduct_version", flat=True).first()
    return not conduct.is_current(held or "")


def must_accept_first(request: HttpRequest) -> bool:
    """Whether whoever asks for a page is a member who has not accepted the present code of conduct."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    through = [each for each in acting.held(request) if each.pk == actor.membership_id] if actor.is_member else []
    return actor.is_member and not any(conduct.is_current(each.conduct_version) for each in through)


def own_membership(actor: Actor) -> Membership:
    """Give the membership that somebody acts through, or 404."""
    return get_object_or_404(Membership.objects.select_related("organisation", "person"), pk=actor.membership_id)


def moderated(concern: Concern | None = None) -> Moderated:
    """Say what a concern, or all of them, is to those who would answer."""
    moderators = Membership.objects.filter(current(), roles__contains=["moderator"])
    return Moderated(moderators.exists(), concern.raised_by_id if concern else None)


def concerns_for(actor: Actor, *, search: str = "", state: str = "") -> QuerySet[Concern]:
    """List concerns, the latest first, to those who answer them; 404 for everybody else."""
    if not may(TABLE, "see_concerns", actor, moderated()):
        raise Http404
    found = Concern.objects.select_related("raised_by")
    for word in search.split():
        found = found.filter(Q(about__icontains=word) | Q(text__icontains=word))
    return found.filter(state=state) if state else found.exclude(state="closed")


def concern_for(actor: Actor, public_id: uuid.UUID) -> Concern:
    """Give one concern with its log to those who answer, or 404."""
    if not may(TABLE, "see_concerns", actor, moderated()):
        raise Http404
    return get_object_or_404(Concern.objects.prefetch_related("notes__by"), public_id=public_id)


def own_concerns(actor: Actor) -> QuerySet[Concern]:
    """List what somebody reported under their name, with the answers that they were given."""
    return Concern.objects.filter(raised_by_id=actor.person_id or 0).prefetch_related("notes")


def thanks_to(person_id: int) -> QuerySet[Thanks]:
    """List the thanks that a person got, the latest first."""
    return _standing().filter(to__person_id=person_id)


def thanks_by(person_id: int) -> QuerySet[Thanks]:
    """List the thanks that a person gave, the latest first."""
    return _standing().filter(by__person_id=person_id)


def thanks_of(actor: Actor, organisation: Organisation) -> QuerySet[Thanks]:
    """List the thanks that members of an organisation got, the latest first, to members of both organisations."""
    found = _standing().filter(to__organisation=organisation)
    if not actor.is_member:
        return found.none()
    if actor.organisation_id == organisation.pk:
        return found
    return found.filter(by__organisation_id=actor.organisation_id or 0)


def own_thanks(actor: Actor, public_id: uuid.UUID) -> Thanks:
    """Give thanks that the actor gave, or 404."""
    return get_object_or_404(thanks_by(actor.person_id or 0), public_id=public_id)


def _standing() -> QuerySet[Thanks]:
    held = Thanks.objects.filter(withdrawn_at__isnull=True)
    return held.select_related("by__person", "by__organisation", "to__person", "to__organisation").order_by("-at")
