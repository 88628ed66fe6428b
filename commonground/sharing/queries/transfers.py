"""Which transfers of items concern us, what could we hand over, and whom would it change anything for?

*Source:* design/sharing.md 2.1, 2.2; R15; D2.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.sharing.models import Item, Transfer, TransferItem
from commonground.sharing.permissions.transfers import Passing
from commonground.sharing.queries import asking, keeping
from commonground.sharing.queries.openings import rows_of


def transfers_for(actor: Actor) -> QuerySet[Transfer]:
    """List the transfers from and to the organisation of a custodian, the latest first; nothing for anybody else."""
    if not actor.is_member or "custodian" not in actor.roles:
        return Transfer.objects.none()
    ours = Q(giver_id=actor.organisation_id) | Q(taker_id=actor.organisation_id)
    rows = Transfer.objects.filter(ours).select_related("giver", "taker", "offered_by__person", "answered_by__person")
    return rows.prefetch_related("items")


def transfer_for(actor: Actor, public_id: uuid.UUID) -> Transfer:
    """Give one of them, or 404."""
    found = transfers_for(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def waiting_for(actor: Actor) -> QuerySet[Transfer]:
    """List what is offered to the organisation of a custodian and waits for an answer."""
    return transfers_for(actor).filter(taker_id=actor.organisation_id or 0, state="open")


def passing_of(transfer: Transfer) -> Passing:
    """Say between whom a transfer is, for the table of permissions."""
    return Passing(transfer.giver_id, transfer.taker_id, transfer.state == "open")


def offerable(actor: Actor) -> QuerySet[Item]:
    """List the items that the actor keeps as a custodian and that are in no transfer that waits, the newest first."""
    if not actor.is_member or "custodian" not in actor.roles:
        return Item.objects.none()
    busy = TransferItem.objects.filter(is_over=False).values("item_id")
    return keeping.kept(actor).exclude(pk__in=busy)


def kept_of(actor: Actor, lines: Iterable[TransferItem]) -> dict[int, Item]:
    """Give those items of a transfer, by their keys, whose records the actor keeps now."""
    return keeping.kept_among(actor, [line.item_id for line in lines])


@dataclass(frozen=True, slots=True)
class Needs:
    """What an item asks for: the greatest level of its versions, the strictest marking, and whether the police
    classified or graded anything of it."""

    level: int
    tlp: int
    is_graded: bool


def needs_of(actor: Actor, items: Iterable[Item]) -> dict[int, Needs]:
    """Give what each of some items that the actor keeps asks for, by its key."""
    asking.keep(actor, "records")
    rows = rows_of("SELECT item, need, tlp, graded FROM sharing_needs(%s)", [[one.pk for one in items]])
    return {item: Needs(need, tlp, graded) for item, need, tlp, graded in rows}


def concerned(transfer: Transfer) -> list[int]:
    """List the organisations, by their keys, whose people could gain or lose something by a transfer that waits."""
    return [key for (key,) in rows_of("SELECT sharing_transfer_concerns(%s)", [transfer.pk])]
