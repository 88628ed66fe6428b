"""What can be done with a clearance? Enter one with its evidence, and lower it.

*Source:* design, "Sharing", section 1 (Clearance); D2.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import matters, widening
from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.models import Clearance, Membership
from commonground.people.permissions import TABLE
from commonground.people.permissions.members import ClearanceGiven
from commonground.people.queries import memberships
from commonground.people.queries.acting import memberships_of
from commonground.people.rules.clearances import LABELS


@transaction.atomic
def enter_clearance(
    *,
    actor: Actor,
    membership: Membership,
    level: int,
    starts: date,
    until: date | None,
    vetted_by: str,
    evidence: str = "",
    confirmed: int | None = None,
) -> Clearance:
    """Enter how far a member was checked (0 to 3), by whom, on what evidence, and for which days (`until` is the first
    on which it no longer holds). Higher entries end where a lower one begins, so that none comes back after it. What
    it opens of old items is counted as if it began today, and confirmed by its number.

    :raises Unconfirmed: where it opens something, and the number is not confirmed.
    :raises Invalid: for a level that there is not, an end before the beginning, or a level above none without an end.
    :raises Refused: when the member has left.
    """
    held = _held(membership)
    require(TABLE, "enter_clearance", actor, _asked(held, level))
    if not actor.is_administrator and memberships_of(actor.myself).filter(organisation=held.organisation_id).exists():
        raise NotAllowed(_(TABLE["enter_clearance"].otherwise))
    _check(held, level, starts, until, vetted_by)
    higher = held.clearances.filter(withdrawn_at__isnull=True, level__gt=level)
    if starts <= timezone.localdate():
        higher.update(withdrawn_at=timezone.now())
    for each in higher.filter(starts__lt=starts):
        each.until = min(filter(None, (each.until, starts)))
        each.save(update_fields=["until"])
    with widening.guarded(actor=actor, memberships=[held.pk], confirmed=confirmed):
        made = _enter(actor, held, level, starts, until, vetted_by.strip(), evidence.strip())
        Clearance.objects.filter(pk=made.pk).update(starts=min(starts, timezone.localdate()))
    Clearance.objects.filter(pk=made.pk).update(starts=starts)
    return made


@transaction.atomic
def lower_clearance(*, actor: Actor, membership: Membership, level: int, reason: str) -> Clearance:
    """Lower a member's clearance from today; what remains ends no later than what there was. A coordinator there does
    not lower it below what the member alone is able to do; whoever vetted them does, and whoever keeps the
    installation.

    :raises Invalid: without a reason, or where nobody else there is cleared for what only this member does.
    """
    held = _held(membership)
    require(TABLE, "lower_clearance", actor, _asked(held, level))
    if level not in LABELS:
        raise Invalid(_("Choose one of the levels that are shown"), "level")
    if not reason.strip():
        raise Invalid(_("Give the reason"), "reason")
    today = timezone.localdate()
    present = memberships.entry_on(held, today)
    alone = _done_alone(held)
    held.clearances.filter(withdrawn_at__isnull=True, level__gt=level).update(withdrawn_at=timezone.now())
    until = present.until if present and level else None
    made = _enter(actor, held, level, today, until, present.vetted_by if present else "", reason.strip())
    _look_after(actor, held, [one for key, one in alone.items() if key not in _done_alone(held)])
    return made


def _done_alone(held: Membership) -> dict[str, Matter]:
    """Give what a member alone is able to do and may not be left undone, by its key."""
    return {one.key: one for one in matters.open_matters_of(held.pk) if not one.may_be_vacant}


def _look_after(actor: Actor, held: Membership, undone: Sequence[Matter]) -> None:
    """Refuse to a coordinator there to leave something undone; when somebody else does, it is noted."""
    for one in undone:
        if actor.organisation_id == held.organisation_id and not actor.is_administrator:
            raise Invalid(_("Nobody else here is cleared for this: %(title)s") % {"title": one.title}, "level")
        audit.record("people:matter:vacant", actor=actor, subject=held, package=one.package, key=one.key)


def _enter(
    actor: Actor, held: Membership, level: int, starts: date, until: date | None, vetted_by: str, evidence: str
) -> Clearance:
    made = Clearance.objects.create(
        membership=held, level=level, starts=starts, until=until, vetted_by=vetted_by, evidence=evidence,
        by_id=actor.person_id,
    )  # fmt: skip
    audit.record(
        "people:clearance:entered", actor=actor, subject=held, summary=_("Clearance entered"), level=level,
        starts=str(starts), until=str(until) if until else "",
    )  # fmt: skip
    return made


def _held(membership: Membership) -> Membership:
    held = Membership.objects.select_for_update(of=("self",)).select_related("person", "organisation")
    return held.get(pk=membership.pk)


def _asked(held: Membership, level: int) -> ClearanceGiven:
    return ClearanceGiven(level, memberships.clearance_of(held), held.person_id, held.organisation_id)


def _check(held: Membership, level: int, starts: date, until: date | None, vetted_by: str) -> None:
    if memberships.standing_of(held) == "left":
        raise Refused(_("This membership has ended."))
    if level not in LABELS:
        raise Invalid(_("Choose one of the levels that are shown"), "level")
    if not vetted_by.strip():
        raise Invalid(_("Enter who vetted them"), "vetted_by")
    if level and until is None:
        raise Invalid(_("Enter the day on which it ends"), "until")
    if until is not None and until <= starts:
        raise Invalid(_("Enter a day after the first one"), "until")
