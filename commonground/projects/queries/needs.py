"""Which needs are stated, who has confirmed them, and what is the acting person to one? Every member may read them.

*Source:* R103.
"""

import uuid

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.groundwork.ids import from_text
from commonground.people.models import Membership
from commonground.projects.models import Need, NeedConfirmation
from commonground.projects.permissions.proposals import Needing


def needs_for(actor: Actor, search: str = "", had_by: str = "", area: str = "") -> QuerySet[Need]:
    """List the needs that are not withdrawn, the newest first, to members; narrowed to words, to who has them and to an
    area's public id. `confirmed` counts who has confirmed the present words."""
    if not actor.is_member:
        return Need.objects.none()
    found = Need.objects.filter(withdrawn_at__isnull=True)
    for word in search.split():
        found = found.filter(Q(title__icontains=word) | Q(what__icontains=word) | Q(where__icontains=word))
    if had_by:
        found = found.filter(had_by=had_by)
    if area:
        found = found.filter(area__public_id=from_text(area))
    return _with_names(found).order_by("-stated_at", "-pk")


def need_for(actor: Actor, public_id: uuid.UUID) -> Need:
    """Give one need to members, withdrawn or not, or 404."""
    found = _with_names(Need.objects.filter(public_id=public_id)).first() if actor.is_member else None
    if found is None:
        raise Http404
    return found


def _with_names(found: QuerySet[Need]) -> QuerySet[Need]:
    count = Count("confirmations", filter=Q(confirmations__of_version=F("version")), distinct=True)
    rows = found.select_related("area", "stated_by__person", "stated_by__organisation")
    return rows.defer("area__boundary", "area__display").annotate(confirmed=count)


def confirmations_of(need: Need) -> list[NeedConfirmation]:
    """List who has confirmed a need, the newest first."""
    return list(need.confirmations.select_related("by__person", "by__organisation"))


def needing(actor: Actor, need: Need) -> Needing:
    """Tell what the acting person is to a need."""
    own = Membership.objects.select_related("organisation").filter(pk=actor.membership_id or 0).first()
    has_it = own is not None and own.organisation.kind == need.had_by
    is_own = own is not None and (need.stated_by_id == own.pk or need.stated_by.person_id == own.person_id)
    return Needing(is_own, has_it, need.withdrawn_at is not None)
