"""What can be done when two organisations are found to be one? Merge them, and undo it.

Everything that names the one passes to the other, over all models of every package; each value that changes is kept in
`Merge.moved`, and an undo puts back exactly what still stands as the merge left it.

*Source:* issue "People who can be found, trusted and replaced", item 1; D1.
"""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import widening
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.actions.organisations import PLACING
from commonground.people.actions.profiles import PROFILE
from commonground.people.actions.turns import one_at_a_time
from commonground.people.models import AboutUs, Membership, Merge, Organisation, Profile
from commonground.people.permissions import TABLE
from commonground.people.queries import merging as queries
from commonground.people.queries.organisations import whole_of
from commonground.people.queries.profiles import WORDS
from commonground.people.rules.merging import FILLED, Change, Move, names_gained, without

ORGANISATION = "people.organisation"


@transaction.atomic
def merge(*, actor: Actor, kept: Organisation, gone: Organisation, reason: str, confirmed: int | None = None) -> Merge:
    """Make one organisation of two: what names `gone` names `kept` from now on, whose card gains the other's names.

    :raises Invalid: for one and the same, for two sides, for one that was merged already, and without a reason.
    :raises Unconfirmed: where members whose membership passes gain old items, and their number is not confirmed.
    """
    require(TABLE, "merge_organisations", actor, kept)
    one_at_a_time(PLACING)
    kept, gone = _held(kept, gone)
    refuse_what_is_not_one(kept, gone)
    if not reason.strip():
        raise Invalid(_("Enter the reason"), "reason")
    moves = [*_cards(kept, gone), *_sheets(kept, gone)]
    with widening.guarded(actor=actor, memberships=_members_of(kept, gone), confirmed=confirmed):
        for passing in queries.passing(kept, gone):
            relation = passing.relation
            keys = [row.pk for row in passing.moving]
            relation.model._base_manager.filter(pk__in=keys).update(**{relation.attname: kept.pk})
            moves += [Move(relation.label, key, relation.attname, gone.pk, kept.pk) for key in keys]
    done = Merge.objects.create(
        kept=kept, gone=gone, reason=reason, by_id=actor.myself, at=timezone.now(), moved=[m.kept() for m in moves]
    )
    audit.record("people:organisation:merged", actor=actor, subject=kept, gone=gone.ref, values=len(moves))
    audit.record("people:organisation:merged_away", actor=actor, subject=gone, kept=kept.ref)
    return done


@transaction.atomic
def undo(*, actor: Actor, done: Merge, confirmed: int | None = None) -> list[Change]:
    """Put back every value that still stands as the merge left it, and give what has changed since and so stays.

    :raises Refused: when it was undone already, or a later merge stands on it.
    :raises Unconfirmed: where members who go back gain old items, and their number is not confirmed.
    """
    require(TABLE, "undo_merge", actor, done.kept)
    kept, gone = _held(done.kept, done.gone)
    held = Merge.objects.select_for_update().get(pk=done.pk)
    if held.undone_at is not None:
        raise Refused(_("This merge was undone already."))
    if later := queries.later_than(held):
        raise Refused(
            _("Undo the later merge of %(gone)s and %(kept)s first.")
            % {"gone": later.gone.name, "kept": later.kept.name}
        )
    stands, changed = queries.standing(held)
    with widening.guarded(actor=actor, memberships=_members_of(kept, gone), confirmed=confirmed):
        held_back = [Change(move, move.after) for move in reversed(stands) if not _put_back(move)]
    changed = [*(change for change in changed if not _took_names_back(change)), *held_back]
    _bump(kept, gone)
    _read_again(stands)
    held.undone_at, held.undone_by_id = timezone.now(), actor.myself
    held.save(update_fields=["undone_at", "undone_by"])
    audit.record(
        "people:organisation:merge_undone", actor=actor, subject=kept, gone=gone.ref,
        put_back=len(stands) - len(held_back), changed_since=len(changed),
    )  # fmt: skip
    return changed


def refuse_what_is_not_one(kept: Organisation, gone: Organisation) -> None:
    """Refuse two that cannot be one organisation.

    :raises Invalid: for one and the same, for two sides, for one that was merged or has ended.
    """
    if kept == gone:
        raise Invalid(_("Choose another organisation than this one"), "gone")
    if kept.side is not gone.side:
        raise Invalid(_("Choose an organisation on the same side: one organisation stands on one side"), "gone")
    if gone.merged_into_id is not None or kept.merged_into_id is not None:
        raise Invalid(_("Choose an organisation that was not merged already"), "gone")
    if not kept.is_active:
        raise Invalid(_("Keep the organisation that still takes part"), "gone")


def _members_of(*organisations: Organisation) -> list[int]:
    """Give every membership of some organisations, which stays the same one when it passes."""
    return list(Membership.objects.filter(organisation__in=organisations).values_list("pk", flat=True))


def _held(kept: Organisation, gone: Organisation) -> tuple[Organisation, Organisation]:
    """Hold both rows until the transaction ends, always in one order."""
    rows = {
        row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk)).order_by("pk")
    }
    return rows[kept.pk], rows[gone.pk]


def _bump(*organisations: Organisation) -> None:
    for each in organisations:
        Organisation.objects.filter(pk=each.pk).update(version=each.version + 1)


def _cards(kept: Organisation, gone: Organisation) -> list[Move]:
    """Write the two cards: names gained, what the kept one did not say, and that the other is part of it now."""
    gained = names_gained(kept.name, kept.aliases, gone.name, gone.aliases)
    new: dict[str, Any] = {"aliases": [*kept.aliases, *gained]} if gained else {}
    for name in FILLED:
        column = Organisation._meta.get_field(name).attname  # type: ignore[union-attr]
        value = _filled(kept, gone, name, column)
        if value != getattr(kept, column):
            new[column] = value
    moves = [Move(ORGANISATION, kept.pk, name, getattr(kept, name), value) for name, value in new.items()]
    moves += [
        Move(ORGANISATION, gone.pk, "merged_into_id", None, kept.pk),
        Move(ORGANISATION, gone.pk, "is_active", gone.is_active, False),
    ]
    moves = [move for move in moves if move.before != move.after]
    for move in moves:
        _put(move, move.after)
    _bump(kept, gone)
    return moves


def _filled(kept: Organisation, gone: Organisation, name: str, column: str) -> Any:
    """Give what the kept card says of one thing then: its own words, or else the other's, never itself."""
    own, other = getattr(kept, column), getattr(gone, column)
    if name not in ("within", "predecessor"):
        return own or other
    if own not in (None, gone.pk):
        # What lies farther up may be the one that goes, whose parts become the kept one's own: that would be a circle.
        above = whole_of(kept) if name == "within" else []
        return other if gone in above and other != kept.pk else own
    candidate = getattr(gone, name)
    is_circle = candidate is not None and (candidate == kept or (name == "within" and kept in whole_of(candidate)))
    return None if is_circle else other


def _sheets(kept: Organisation, gone: Organisation) -> list[Move]:
    """Where both have a profile or an "About us", fill what the kept one leaves open; the other's stays as it is."""
    moves = []
    pairs: tuple[tuple[type[Profile] | type[AboutUs], tuple[str, ...]], ...] = ((Profile, PROFILE), (AboutUs, WORDS))
    for model, names in pairs:
        ours, theirs = (model._default_manager.filter(organisation=each).first() for each in (kept, gone))
        if ours is None or theirs is None:
            continue
        for name in names:
            value = getattr(theirs, name)
            if not getattr(ours, name) and value:
                moves.append(Move(model._meta.label_lower, ours.pk, name, _json(getattr(ours, name)), _json(value)))
    for move in moves:
        _put(move, move.after)
    _read_again(moves)
    return moves


def _read_again(moves: list[Move]) -> None:
    """Let whoever edits a sheet that was filled, or has read it, see it as it is now."""
    for model in (Profile, AboutUs):
        keys = {move.key for move in moves if move.model == model._meta.label_lower}
        model._default_manager.filter(pk__in=keys).update(version=F("version") + 1)


def _json(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, list)) else value.isoformat()


def _put(move: Move, value: Any) -> None:
    apps.get_model(move.model)._base_manager.filter(pk=move.key).update(**{move.field: value})


def _put_back(move: Move) -> bool:
    """Give a value back what it was; tell whether the table let it: another row may have taken its place since."""
    try:
        with transaction.atomic():
            _put(move, move.before)
    except IntegrityError:
        return False
    return True


def _took_names_back(change: Change) -> bool:
    """Take the names that a merge brought out of a card that gained others since; tell whether that was it."""
    move = change.move
    if move.model != ORGANISATION or move.field != "aliases" or not change.is_there:
        return False
    gained = [name for name in move.after if name not in move.before]
    _put(move, without(change.now, gained))
    return True
