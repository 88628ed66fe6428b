"""What does somebody keep? Records of their own organisation's items: drafts, review, subject access, disclosure and
withdrawal. Keeping is not reading: it works on the records pages alone, and each use says what it is for.

*Source:* design/sharing.md 2 ("Keeping is not reading"); R15; D1, D2.
"""

import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.sharing.models import Approval, Item, Release, Rendition, RenditionVersion
from commonground.sharing.queries import asking
from commonground.sharing.queries.holding import holding_of, kept_renditions
from commonground.sharing.queries.openings import rows_of

PURPOSES = {
    "draft": "Going on with a draft",
    "review": "Reviewing what is kept",
    "change": "Changing or releasing it",
    "withdrawal": "Withdrawing it",
    "subject_access": "Answering somebody who asks what is held of them",
    "disclosure": "Disclosing it, as the law asks",
}
STATES = {"draft": "Drafts", "live": "Live", "withdrawn": "Withdrawn", "expired": "Expired"}


def kept(actor: Actor, *, state: str = "") -> QuerySet[Item]:
    """List the items whose records the actor keeps, the newest first; `state` is one of STATES, or empty for all."""
    asking.keep(actor, "records")
    rows = rows_of("SELECT organisation, custodian FROM sharing_acting(%s, sharing_moment())", [actor.membership_id])
    if not rows:
        return Item.objects.none()
    organisation, custodian = rows[0]
    mine = Q(originator_id=organisation) & (Q() if custodian else Q(author_id=actor.person_id))
    at = asking.moment()
    released = Exists(Release.objects.filter(rendition__item=OuterRef("pk")))
    states = {
        "draft": ~released & Q(withdrawn_at__isnull=True),
        "live": released & Q(withdrawn_at__isnull=True) & (Q(closes__isnull=True) | Q(closes__gt=at)),
        "withdrawn": Q(withdrawn_at__isnull=False),
        "expired": Q(withdrawn_at__isnull=True, closes__lte=at),
    }
    found = Item.objects.filter(mine, states.get(state, Q()))
    return found.select_related("originator", "area", "author").order_by("-written_at", "-pk")


def kept_among(actor: Actor, keys: Iterable[int]) -> dict[int, Item]:
    """Give those of some items, by their keys, whose records the actor keeps."""
    return {one.pk: one for one in kept(actor).filter(pk__in=list(keys))}


def item_for(actor: Actor, public_id: uuid.UUID, *, purpose: str) -> Item:
    """Open the records of one item, and record what for; 404 for what the actor does not keep and for what is not."""
    if purpose not in PURPOSES:
        raise Http404
    asking.keep(actor, purpose)
    item = Item.objects.select_related("originator", "area", "author").filter(public_id=public_id).first()
    if item is None or not holding_of(actor, item).keeps:
        raise Http404
    audit.seen(actor=actor, subject=item, page="records", purpose=purpose)
    return item


def renditions_of(actor: Actor, item: Item) -> list[Rendition]:
    """List the renditions whose records the actor keeps: those for which they are cleared."""
    asking.keep(actor, "records")
    return kept_renditions(actor, item)


def releases_of(actor: Actor, item: Item) -> list[Release]:
    """List the releases of what the actor keeps of an item, in order."""
    found = Release.objects.filter(rendition__in=renditions_of(actor, item))
    named = found.select_related("rendition", "organisation", "person", "group", "agreement", "decision")
    return list(named.order_by("rendition__place", "place", "pk"))


def versions_of(actor: Actor, rendition: Rendition) -> list[RenditionVersion]:
    """List what a rendition said before, the newest first."""
    if rendition.pk not in {one.pk for one in renditions_of(actor, rendition.item)}:
        return []
    return list(rendition.versions.all())


def approvals_for(actor: Actor) -> QuerySet[Approval]:
    """List what waits for a second person of the organisation, leaving out what the actor asked for."""
    items = kept(actor).values("pk")
    waiting = Approval.objects.filter(outcome="", rendition__item__in=items)
    rows = rows_of("SELECT k FROM sharing_kept(%s, sharing_moment()) k", [actor.membership_id])
    cleared = waiting.filter(rendition__in=[key for (key,) in rows])
    named = cleared.exclude(asked_by__person_id=actor.person_id or 0)
    return named.select_related("rendition__item__originator", "asked_by__person")


def approval_for(actor: Actor, public_id: uuid.UUID) -> Approval:
    """Give one of those, or 404."""
    found = approvals_for(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
