"""Which workgroups may I see? What they are for is public; who sits in them is for members, their meetings for them.

*Source:* R2, R5, R55; settled questions, "Who".
"""

import uuid
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.models import (
    Charge,
    Meeting,
    Membership,
    NextStep,
    Programme,
    Seat,
    Supporter,
    Workgroup,
)
from commonground.people.permissions import TABLE
from commonground.people.queries.acting import current
from commonground.people.rules.workgroups import OfStep, Part, Standing


def _now(day: date | None = None) -> Q:
    day = day or timezone.localdate()
    return Q(starts__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def workgroups() -> QuerySet[Workgroup]:
    """List the workgroups that are not closed, with their seats and what they answer for, those of one programme
    together."""
    open_ones = Workgroup.objects.filter(closed_on__isnull=True).select_related("programme")
    charges = Charge.objects.filter(ended_on__isnull=True)
    around = (
        Prefetch("seats", queryset=_seats(), to_attr="taken"),
        Prefetch("charges", queryset=charges, to_attr="held"),
    )
    return open_ones.prefetch_related(*around).order_by("programme_id", "name")


def workgroup(public_id: uuid.UUID) -> Workgroup:
    """Give one workgroup, also a closed one, or 404."""
    return get_object_or_404(Workgroup.objects.select_related("programme"), public_id=public_id)


def _seats() -> QuerySet[Seat]:
    named = ("organisation", "membership__person", "membership__organisation")
    return Seat.objects.filter(_now()).select_related(*named)


def seats_of(workgroup: Workgroup) -> QuerySet[Seat]:
    """List the seats taken today, leads first."""
    return _seats().filter(workgroup=workgroup)


def seat_in(workgroup: Workgroup, public_id: uuid.UUID) -> Seat:
    """Give one seat of a workgroup that is taken today, or 404."""
    return get_object_or_404(seats_of(workgroup), public_id=public_id)


def may_sit(seat: Seat) -> QuerySet[Membership]:
    """List the present members of a seat's organisation."""
    found = Membership.objects.filter(current(), organisation_id=seat.organisation_id)
    return found.select_related("person", "organisation").order_by("person__name", "pk")


def standing_of(workgroup: Workgroup) -> Standing:
    """Give who sits in a workgroup today, through memberships that hold."""
    held = Membership.objects.filter(current()).values("pk")
    seats = workgroup.seats.filter(_now(), membership__in=held).values_list("part", "membership_id")
    leads = frozenset(each for part, each in seats if part == Part.LEAD)
    return Standing(leads, frozenset(each for _part, each in seats) - leads, workgroup.closed_on is not None)


def leads_of(workgroup: Workgroup) -> QuerySet[Membership]:
    """List the memberships that lead a workgroup today."""
    return Membership.objects.filter(pk__in=standing_of(workgroup).leads).select_related("person", "organisation")


def charges_of(workgroup: Workgroup) -> QuerySet[Charge]:
    """List what a workgroup answers for, what it looks at next first."""
    return workgroup.charges.filter(ended_on__isnull=True)


def charge_in(workgroup: Workgroup, public_id: uuid.UUID) -> Charge:
    """Give one thing that a workgroup answers for, or 404."""
    return get_object_or_404(charges_of(workgroup), public_id=public_id)


def meetings_for(actor: Actor, workgroup: Workgroup) -> QuerySet[Meeting]:
    """List the meetings of a workgroup that somebody may read, the latest first."""
    steps = NextStep.objects.select_related("membership__person")
    found = workgroup.meetings.select_related("by__person").prefetch_related(Prefetch("steps", steps))
    return found if may(TABLE, "read_meetings", actor, standing_of(workgroup)) else found.none()


def sitting_in(workgroup: Workgroup) -> QuerySet[Membership]:
    """List the memberships that sit in a workgroup today, by name."""
    standing = standing_of(workgroup)
    found = Membership.objects.filter(pk__in={*standing.leads, *standing.members})
    return found.select_related("person", "organisation").order_by("person__name", "pk")


def of_step(step: NextStep) -> OfStep:
    """Give who sits in the workgroup of a next step today, and who has the step."""
    standing = standing_of(step.workgroup)
    return OfStep(standing.leads, standing.members, standing.is_closed, step.membership_id)


def steps_for(actor: Actor, workgroup: Workgroup) -> QuerySet[NextStep]:
    """List what is done next in a workgroup and what was, for those who read its meetings."""
    found = workgroup.steps.select_related("membership__person", "membership__organisation", "meeting", "workgroup")
    return found if may(TABLE, "read_meetings", actor, standing_of(workgroup)) else found.none()


def step_in(actor: Actor, workgroup: Workgroup, public_id: uuid.UUID) -> NextStep:
    """Give one next step that is open, or 404."""
    return get_object_or_404(steps_for(actor, workgroup).filter(ended_on__isnull=True), public_id=public_id)


def meeting_in(actor: Actor, workgroup: Workgroup, public_id: uuid.UUID) -> Meeting:
    """Give one meeting of a workgroup that somebody may read, or 404."""
    return get_object_or_404(meetings_for(actor, workgroup), public_id=public_id)


def steps_open() -> QuerySet[NextStep]:
    """List what is to be done next in workgroups that are not closed, what is due first."""
    found = NextStep.objects.filter(ended_on__isnull=True, workgroup__closed_on__isnull=True)
    return found.select_related("workgroup").order_by("due", "pk")


def seats_held() -> QuerySet[Seat]:
    """List the seats of today that somebody holds, in workgroups that are not closed."""
    return Seat.objects.filter(_now(), membership__isnull=False, workgroup__closed_on__isnull=True)


def workgroups_of(membership_id: int | None) -> QuerySet[Workgroup]:
    """List the workgroups in which a membership sits today."""
    seats = Seat.objects.filter(_now(), membership_id=membership_id or 0)
    return Workgroup.objects.filter(closed_on__isnull=True, pk__in=seats.values("workgroup_id"))


def supporters(programme: Programme | None, what: str = "") -> QuerySet[Supporter]:
    """List who supports a programme (or only its `guide`), of those that agreed to be named."""
    found = (
        Supporter.objects.filter(until__isnull=True, consent_on__isnull=False)
        .select_related("organisation__logo")
        .defer("organisation__logo__picture")
    )
    found = found.filter(programme=programme)
    return found.filter(what=what) if what else found


def supporter_of(programme: Programme, organisation_id: int | None, what: str) -> Supporter | None:
    """Give an organisation's standing support, or None."""
    asked = {"programme": programme, "organisation_id": organisation_id, "what": what}
    return Supporter.objects.filter(until__isnull=True, **asked).first()
