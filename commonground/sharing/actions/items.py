"""What can be done with an item? Write it for an audience that is chosen first, change its time, withdraw it.

*Source:* design/sharing.md 1, 2.1; R15, R78, R213; D1, D2.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.markings import Tlp
from commonground.groundwork.matrix import Cell, require_told
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Membership, Organisation, Programme
from commonground.places.models import Area
from commonground.sharing.actions import copying, telling
from commonground.sharing.actions.opening import reopen
from commonground.sharing.actions.releases import open_to
from commonground.sharing.actions.renditions import put_down
from commonground.sharing.adapters.world_of import MARKINGS
from commonground.sharing.models import Item
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking
from commonground.sharing.queries.holding import holding_of
from commonground.sharing.queries.openings import rows_of
from commonground.sharing.rules.drafts import CATEGORIES, ReleaseDraft, RenditionDraft
from commonground.sharing.rules.renditions import require_no_old_marking

__all__ = ["ReleaseDraft", "RenditionDraft", "change", "extend", "withdraw", "write"]

CHANGED = "Somebody else has changed this item meanwhile. Look at it, and save yours again if it should stand."


@transaction.atomic
def write(
    *,
    actor: Actor,
    programme: Programme,
    area: Area,
    category: str,
    renditions: Sequence[RenditionDraft],
    opens: datetime | None = None,
    closes: datetime | None = None,
    known_title: str = "",
    known_to: Sequence[int] = (),
    emergency: bool = False,
    own_only: bool = False,
    cell: Cell | None = None,
    told: bool = False,
    feedback_wanted: str = "",
) -> Item:
    """Write what the actor's organisation knows, in one version or several, each with whom it is for. With `own_only`
    a version without a release is for the own organisation; without it, that is refused. `cell` is its place in the
    requirement matrix, and `told` says that the police know of a terrorist threat.

    :raises Refused: with the field that must change, or before the police know of a terrorist threat.
    """
    require(TABLE, "write_item", actor, None)
    require_told(cell, told=told)
    _check(category, renditions, opens, closes, own_only=own_only)
    require_no_old_marking(feedback_wanted, "feedback_wanted")
    with asking.at_work(actor, "writing"):
        item = Item.objects.create(
            programme=programme, area=area, originator_id=actor.organisation_id or 0, author_id=actor.myself,
            category=category, opens=opens or asking.now(), closes=closes, known_title=known_title.strip()[:200],
            cell=str(cell or ""), feedback_wanted=feedback_wanted.strip()[:300],
        )  # fmt: skip
        item.known_to.set(Organisation.objects.filter(pk__in=known_to).exclude(pk=actor.organisation_id or 0))
        audit.record("sharing:item:written", actor=actor, subject=item, category=category)
        for place, draft in enumerate(renditions, start=1):
            made = put_down(actor, item, draft, place)
            open_to(actor, made, draft.releases, emergency=emergency)
        reopen([item.pk])
    return item


def _check(
    category: str,
    renditions: Sequence[RenditionDraft],
    opens: datetime | None,
    closes: datetime | None,
    *,
    own_only: bool,
) -> None:
    if category not in CATEGORIES:
        raise Invalid(_("Choose what kind of thing it is"), "category")
    if not renditions:
        raise Invalid(_("Write one version at least"), "title")
    if not own_only and not all(one.releases for one in renditions):
        raise Invalid(_("Choose who it is for before you save it."), "to")
    if opens and closes and closes <= opens:
        raise Invalid(_("It must end after it begins"), "closes")


@transaction.atomic
def change(
    *,
    actor: Actor,
    item: Item,
    version: int,
    closes: datetime | None = None,
    known_title: str | None = None,
    known_to: Sequence[int] | None = None,
) -> Item:
    """Change until when an item is live, or to whom it is told that it exists, and by which title.

    :raises Stale: when somebody else has changed it since `version`.
    """
    require(TABLE, "change_item", actor, holding_of(actor, item))
    with asking.at_work(actor):
        held = Item.objects.select_for_update().get(pk=item.pk)
        if held.version != version:
            theirs = {"closes": held.closes, "known_title": held.known_title}
            raise Stale(_(CHANGED), theirs, held.version)
        if closes is not None:
            _set_end(held, closes)
        if known_title is not None:
            held.known_title = known_title.strip()[:200]
        if known_to is not None:
            held.known_to.set(Organisation.objects.filter(pk__in=known_to).exclude(pk=held.originator_id))
        held.version += 1
        held.save(update_fields=["closes", "end_told_at", "known_title", "version"])
        audit.record("sharing:item:changed", actor=actor, subject=held)
        reopen([held.pk])
    return held


@transaction.atomic
def extend(*, actor: Actor, item: Item, closes: datetime | None) -> Item:
    """Let an item be live until another moment, later or earlier, or without end."""
    require(TABLE, "change_item", actor, holding_of(actor, item))
    with asking.at_work(actor):
        held = Item.objects.select_for_update().get(pk=item.pk)
        _set_end(held, closes)
        held.version += 1
        held.save(update_fields=["closes", "end_told_at", "version"])
        audit.record("sharing:item:extended", actor=actor, subject=held)
        reopen([held.pk])
    return held


def _set_end(held: Item, closes: datetime | None) -> None:
    if closes is not None and held.opens is not None and closes <= held.opens:
        raise Invalid(_("It must end after it begins"), "closes")
    held.closes, held.end_told_at = closes, None


@transaction.atomic
def withdraw(*, actor: Actor, item: Item, reason: str) -> int:
    """Withdraw an item for good, with a reason that everybody who had seen it is told, and nothing else; gives how many
    they are. The notice outlives their access."""
    require(TABLE, "withdraw_item", actor, holding_of(actor, item))
    if not reason.strip():
        raise Invalid(_("Say why it is withdrawn. Whoever has read it is told the reason."), "reason")
    with asking.at_work(actor):
        held = Item.objects.select_for_update().select_related(None).get(pk=item.pk)
        if held.withdrawn_at is not None:
            raise Refused(_("It is withdrawn already."))
        held.withdrawn_at, held.withdrawn_because = asking.now(), reason.strip()[:500]
        held.withdrawn_by_id = actor.through
        held.save(update_fields=["withdrawn_at", "withdrawn_because", "withdrawn_by"])
        keys = [key for (key,) in rows_of("SELECT sharing_readers(%s)", [held.pk])]
        readers = Membership.objects.filter(pk__in=keys).exclude(pk=actor.through).select_related("person")
        strictest = max(held.renditions.values_list("tlp", flat=True), default=2)
        marking: Tlp = MARKINGS[strictest]
        told = telling.withdrawn(actor, held, marking, held.withdrawn_because, readers)
        copying.withdrawn(actor, held)
        audit.record("sharing:item:withdrawn", actor=actor, subject=held, told=told)
        reopen([held.pk])
    return told
