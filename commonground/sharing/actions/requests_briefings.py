"""What can be done about briefings? Open one, take a seat under a grant, record who was there, call it off.

*Source:* R223.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.sharing.models import Asset, Attendance, Briefing
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.requests import Lent
from commonground.sharing.queries import requests as queries
from commonground.sharing.rules import requests as rules


@transaction.atomic
def open_briefing(
    *, actor: Actor, asset: Asset, title: str, starts: datetime, place: str, seats: int, tlp: int = 2
) -> Briefing:
    """Open a session of an asset of the kind briefing.

    :raises Refused: for an asset of another kind, or one that is closed.
    :raises Invalid: for a moment that is past, or without a seat.
    """
    require(TABLE, "open_briefing", actor, queries.asset_of(asset))
    if asset.kind != "briefing" or asset.closed_on is not None:
        raise Refused(_("Only briefings that are in the catalogue have sessions."))
    if starts <= timezone.now():
        raise Invalid(_("Enter a day and time ahead"), "on")
    if seats < 1:
        raise Invalid(_("Enter at least one seat"), "seats")
    made = Briefing.objects.create(
        asset=asset, title=title, starts=starts, place=place, seats=seats, tlp=tlp, opened_by_id=actor.through
    )
    audit.record("sharing:briefing:opened", actor=actor, subject=made)
    return made


def _locked(briefing: Briefing) -> Briefing:
    return Briefing.objects.select_for_update(of=("self",)).select_related("asset").get(pk=briefing.pk)


@transaction.atomic
def take_seat(*, actor: Actor, briefing: Briefing, accepts: bool) -> Attendance:
    """Take a seat at a session as a member of an organisation that holds a grant for it.

    :raises Refused: when it is full, called off or begun, or the person is not cleared far enough.
    :raises Invalid: without accepting the conditions.
    """
    held = _locked(briefing)
    holds = queries.may_come(actor, held.asset)
    require(TABLE, "take_seat", actor, Lent(held.asset.organisation_id, holds=holds))
    if held.cancelled_at or held.starts <= timezone.now():
        raise Refused(_("This session is over or called off."))
    if found := rules.lacks(held.asset.clearance, held.asset.accreditation, queries.held_by(actor)):
        raise Refused(" ".join(_(sentence) for sentence in found))
    if not accepts:
        raise Invalid(_("Accept the conditions first"), "accepts")
    if queries.seat_of(actor, held) is not None:
        raise Refused(_("You have a seat already."))
    if held.seats_taken.count() >= held.seats:
        raise Refused(_("Every seat is taken."))
    now = timezone.now()
    made = Attendance.objects.create(briefing=held, membership_id=actor.through, taken_at=now, accepted_at=now)
    audit.record("sharing:briefing:seat_taken", actor=actor, subject=held)
    return made


@transaction.atomic
def give_back(*, actor: Actor, briefing: Briefing) -> None:
    """Give one's seat back before the session begins.

    :raises Refused: without a seat, or once it has begun or is called off: what is on record leaves on its day.
    """
    held = _locked(briefing)
    seat = queries.seat_of(actor, held)
    if seat is None or held.cancelled_at is not None or held.starts <= timezone.now():
        raise Refused(_("There is no seat to give back."))
    seat.delete()
    audit.record("sharing:briefing:seat_given_back", actor=actor, subject=held)


@transaction.atomic
def record_attendance(*, actor: Actor, briefing: Briefing, present: Iterable[str]) -> int:
    """Record who was there, by the public ids of their seats, once the session has begun; gives how many were.

    :raises Refused: before it has begun, when it was called off, and once who was there has left on its day.
    """
    held = _locked(briefing)
    require(TABLE, "record_attendance", actor, queries.asset_of(held.asset))
    if held.starts > timezone.now():
        raise Refused(_("The session has not begun."))
    if held.cancelled_at is not None:
        raise Refused(_("It was called off, so that nobody was there."))
    if held.attendance_left_on is not None:
        raise Refused(_("Who was there has left on its day. The numbers stay."))
    wanted, there = set(present), 0
    for seat in held.seats_taken.all():
        seat.was_there = seat.ref in wanted
        seat.recorded_by_id, seat.recorded_at = actor.through, timezone.now()
        seat.save(update_fields=["was_there", "recorded_by", "recorded_at"])
        there += seat.was_there
    audit.record("sharing:briefing:attendance_recorded", actor=actor, subject=held, present=there)
    return there


@transaction.atomic
def call_off(*, actor: Actor, briefing: Briefing) -> Briefing:
    """Call a session off before it begins.

    :raises Refused: once it has begun.
    """
    held = _locked(briefing)
    require(TABLE, "open_briefing", actor, queries.asset_of(held.asset))
    if held.starts <= timezone.now():
        raise Refused(_("It has begun already."))
    if held.cancelled_at is None:
        held.cancelled_at = timezone.now()
        held.save(update_fields=["cancelled_at"])
        audit.record("sharing:briefing:called_off", actor=actor, subject=held)
    return held
