"""How do items pass to another organisation? One custodian offers them by name, another accepts, and both see before
they confirm whom it changes anything for.

*Source:* design/sharing.md 2.1 ("A merger passes nothing of itself: items by recorded transfer"); R15, R45; D1, D2.
"""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation
from commonground.sharing.actions.whatif import tried
from commonground.sharing.adapters import desk_mail as mail
from commonground.sharing.models import Item, Transfer, TransferItem
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking
from commonground.sharing.queries import requests as people
from commonground.sharing.queries import transfers as queries
from commonground.sharing.queries.holding import level_of
from commonground.sharing.queries.openings import rows_of
from commonground.sharing.queries.whatif_ahead import Effect, Given, effect
from commonground.sharing.rules import transfers as rules
from commonground.sharing.rules.writing import require_confirmation

LETTER = "sharing/email/transfer.txt"


@transaction.atomic
def offer(*, actor: Actor, taker: Organisation, items: Sequence[Item], reason: str) -> Transfer:
    """Offer items of one's organisation to another, which is told; nothing passes before it accepts.

    :raises Invalid: without a reason or an item, or to oneself.
    :raises Refused: for what the actor does not keep whole, or what only police may get.
    """
    made = _offered(actor, taker, items, reason)
    audit.record("sharing:transfer:offered", actor=actor, subject=made, to=taker.ref, items=len(items))
    _tell(made, made.taker_id)
    return made


@transaction.atomic
def preview(*, actor: Actor, taker: Organisation, items: Sequence[Item], reason: str) -> Effect:
    """Say what would change by a transfer, before it is offered; nothing of it stays."""
    try:
        with transaction.atomic():
            found = effect_of(actor, _offered(actor, taker, items, reason))
            raise _Undone
    except _Undone:
        asking.forget()
        return found


class _Undone(Exception):
    """Takes a trial back."""


def _offered(actor: Actor, taker: Organisation, items: Sequence[Item], reason: str) -> Transfer:
    require(TABLE, "offer_transfer", actor, None)
    rules.require_some(len(items))
    rules.require_other(actor.body, taker.pk)
    if not reason.strip():
        raise Invalid(_("Say why they pass to them."), "reason")
    with asking.at_work(actor):
        level, needs = level_of(actor), queries.needs_of(actor, items)
        for one in items:
            need = needs.get(one.pk)
            whole = need is not None and one.originator_id == actor.organisation_id and need.level <= level
            graded = need is not None and need.is_graded
            rules.require_may_go(is_police=taker.kind == "police", is_graded=graded, is_kept_whole=whole)
        made = Transfer.objects.create(
            giver_id=actor.body, taker=taker, reason=reason.strip()[:500], offered_by_id=actor.through,
            offered_at=timezone.now(),
        )  # fmt: skip
        _listed(made, items, needs)
    return made


def _listed(made: Transfer, items: Sequence[Item], needs: Mapping[int, queries.Needs]) -> None:
    """Name the items of a transfer, as they are then; each waits in one transfer at a time."""
    lines = [
        TransferItem(
            transfer=made,
            item=one,
            reference=one.ref,
            category=one.category,
            tlp=needs[one.pk].tlp,
            written_at=one.written_at,
        )
        for one in items
    ]
    try:
        with transaction.atomic():
            TransferItem.objects.bulk_create(lines)
    except IntegrityError as fault:
        raise Refused(
            _("One of these items is offered already. It waits for an answer, or is taken back first.")
        ) from fault


def effect_of(actor: Actor, transfer: Transfer) -> Effect:
    """Say what a transfer that waits would open and close, to a custodian of either side: their own items by name, and
    counts of others'. Nothing is changed."""
    before, after = _compared(transfer)
    return effect(actor, before, after)


def _compared(transfer: Transfer) -> tuple[Given, Given]:
    """Ask the law before the transfer and after it; that the items have another originator is no change by itself."""
    moved = {key for (key,) in rows_of("SELECT sharing_transferred(%s)", [transfer.pk])}
    before, after = tried(queries.concerned(transfer), lambda: _hand_over(transfer))
    mapped = {
        hat: {(item, one, transfer.giver_id if item in moved else whose) for item, one, whose in some}
        for hat, some in after.items()
    }
    return before, mapped


@transaction.atomic
def accept(*, actor: Actor, transfer: Transfer, confirmed: int | None = None) -> Transfer:
    """Take the items over, for one's organisation, with what is kept around them; from then on the law is asked of it.
    What that gives anybody is confirmed by the number of items.

    :raises Unconfirmed: when it was not.
    """
    held = _locked(actor, transfer, "answer_transfer")
    opened = opens(held)
    require_confirmation({str(held.giver_id): opened}, confirmed)
    _hand_over(held)
    _answered(actor, held, "accepted", "")
    asking.forget()
    with asking.at_work(actor):
        rows = list(Item.objects.filter(pk__in=held.items.values("item_id"), originator_id=held.taker_id))
    for one in rows:
        audit.record("sharing:item:transferred", actor=actor, subject=one, to=held.taker.ref, by=held.giver.ref)
    audit.record("sharing:transfer:accepted", actor=actor, subject=held, items=len(rows), opened=opened)
    _tell(held, held.giver_id)
    return held


def opens(transfer: Transfer) -> int:
    """Count the items that somebody would gain by a transfer that waits."""
    before, after = _compared(transfer)
    return len({item for hat, some in after.items() for item, one, _whose in some - before.get(hat, set())})


@transaction.atomic
def decline(*, actor: Actor, transfer: Transfer, answer: str) -> Transfer:
    """Decline a transfer, with a reason that the other side reads; everything stays as it is.

    :raises Invalid: without a reason.
    """
    held = _locked(actor, transfer, "answer_transfer")
    if not answer.strip():
        raise Invalid(_("Say why not. They read it."), "answer")
    _answered(actor, held, "declined", answer)
    audit.record("sharing:transfer:declined", actor=actor, subject=held)
    _tell(held, held.giver_id)
    return held


@transaction.atomic
def take_back(*, actor: Actor, transfer: Transfer) -> Transfer:
    """Take a transfer back that nobody has answered."""
    held = _locked(actor, transfer, "take_transfer_back")
    _answered(actor, held, "taken_back", "")
    audit.record("sharing:transfer:taken_back", actor=actor, subject=held)
    return held


def _locked(actor: Actor, transfer: Transfer, action: str) -> Transfer:
    held = Transfer.objects.select_for_update(of=("self",)).select_related("giver", "taker").get(pk=transfer.pk)
    if held.state != "open" and actor.organisation_id in (held.giver_id, held.taker_id):
        raise Refused(_("That is answered or taken back already."))
    require(TABLE, action, actor, queries.passing_of(held))
    return held


def _answered(actor: Actor, held: Transfer, state: str, answer: str) -> None:
    held.state, held.answer = state, answer.strip()[:500]
    held.answered_at, held.answered_by_id = timezone.now(), actor.through
    held.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    held.items.update(is_over=True)


def _hand_over(transfer: Transfer) -> int:
    return int(rows_of("SELECT sharing_hand_over(%s)", [transfer.pk])[0][0])


def _tell(transfer: Transfer, organisation_id: int) -> None:
    path = reverse("sharing:transfer", args=[transfer.public_id])
    other = transfer.giver if organisation_id == transfer.taker_id else transfer.taker
    for email in people.addresses_of(organisation_id):
        mail.tell(LETTER, email, {"path": path, "by": other.name})
