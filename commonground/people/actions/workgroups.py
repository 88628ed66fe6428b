"""What can be done with workgroups? Set one up, say who sits in it and what it answers for, note a meeting, close it.

*Source:* R2, R55; D1.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.actions.turns import one_at_a_time
from commonground.people.models import Charge, Membership, Organisation, Programme, Seat, Workgroup
from commonground.people.permissions import TABLE
from commonground.people.queries import workgroups as queries
from commonground.people.rules.workgroups import Part

WORDS = ("name", "about", "terms", "mailbox", "review_on", "source")


@transaction.atomic
def found_workgroup(*, actor: Actor, programme: Programme, name: str, founded: str = "", **words: Any) -> Workgroup:
    """Set up a workgroup of a programme, with the values of `WORDS`; `founded` is as exact as its source.

    :raises Invalid: when the programme has a workgroup of that name.
    """
    require(TABLE, "found_workgroup", actor, None)
    one_at_a_time(f"workgroup {name}")
    _refuse_a_taken_name(programme.pk, name)
    made = Workgroup.objects.create(programme=programme, name=name, founded=founded, **words)
    audit.record("people:workgroup:founded", actor=actor, subject=made)
    return made


@transaction.atomic
def change_workgroup(*, actor: Actor, workgroup: Workgroup, version: int, **words: Any) -> Workgroup:
    """Change what a workgroup is called and for, on top of the version that the actor saw.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: when another workgroup of the programme has the name.
    """
    held = _held("change_workgroup", actor, workgroup)
    if held.version != version:
        said = _("Somebody else changed this while you were writing.")
        raise Stale(said, {key: getattr(held, key) for key in WORDS}, held.version)
    _refuse_a_taken_name(held.programme_id, words.get("name", held.name), besides=held.pk)
    for key in WORDS:
        setattr(held, key, words.get(key, getattr(held, key)))
    held.version += 1
    held.save()
    audit.record("people:workgroup:changed", actor=actor, subject=held)
    return held


@transaction.atomic
def close_workgroup(*, actor: Actor, workgroup: Workgroup, because: str) -> Workgroup:
    """Close a workgroup with the reason; its page stays, nobody acts in it any more."""
    held = _held("close_workgroup", actor, workgroup)
    held.closed_on, held.closed_because, held.version = timezone.localdate(), because, held.version + 1
    held.save()
    audit.record("people:workgroup:closed", actor=actor, subject=held, summary=because)
    return held


@transaction.atomic
def seat(*, actor: Actor, workgroup: Workgroup, organisation: Organisation, part: str, **words: Any) -> Seat:
    """Give an organisation a seat from today; `holder_name`, `holder_post`, `source` and `is_public` say who is named
    in it by a document."""
    action = "name_lead" if part == Part.LEAD else "seat_member"
    held = _held(action, actor, workgroup)
    day = words.pop("starts", None) or timezone.localdate()
    made = Seat.objects.create(workgroup=held, organisation=organisation, part=part, starts=day, **words)
    audit.record("people:workgroup:seated", actor=actor, subject=held, seat=made.ref, part=part)
    return made


@transaction.atomic
def take_seat(*, actor: Actor, seat: Seat, membership: Membership | None, is_public: bool) -> Seat:
    """Say which member holds a seat, from now on, and whether the public reads the name; None leaves it vacant.

    :raises Invalid: for a member of another organisation, or one who sits in the workgroup already.
    """
    workgroup = _held("name_lead" if seat.part == Part.LEAD else "seat_member", actor, seat.workgroup)
    held = Seat.objects.select_for_update().get(pk=seat.pk)
    if membership is not None:
        if not queries.may_sit(held).filter(pk=membership.pk).exists():
            raise Invalid(_("Choose a present member of %(name)s") % {"name": held.organisation.name}, "membership")
        others = queries.seats_of(workgroup).exclude(pk=held.pk).filter(until__isnull=True)
        if others.filter(membership=membership).exists():
            raise Invalid(_("%(name)s sits in this workgroup already") % {"name": membership.person.name}, "membership")
    held.membership, held.is_public, held.holder_name, held.holder_post = membership, is_public, "", ""
    held.save()
    audit.record("people:workgroup:seat_taken", actor=actor, subject=workgroup, seat=held.ref)
    return held


@transaction.atomic
def end_seat(*, actor: Actor, seat: Seat) -> None:
    """End a seat today; that it was held stays."""
    workgroup = _held("name_lead" if seat.part == Part.LEAD else "seat_member", actor, seat.workgroup)
    held = Seat.objects.select_for_update().get(pk=seat.pk)
    if held.until is not None:
        raise Refused(_("This seat has ended already."))
    held.until = max(timezone.localdate(), held.starts)
    held.save(update_fields=["until"])
    audit.record("people:workgroup:seat_ended", actor=actor, subject=workgroup, seat=held.ref)


@transaction.atomic
def give_charge(*, actor: Actor, workgroup: Workgroup, name: str, kind: str, **words: Any) -> Charge:
    """Say that a workgroup answers for something: `address`, `about`, `source`; `review_on` is its next look."""
    held = _held("give_charge", actor, workgroup)
    made = Charge.objects.create(workgroup=held, name=name, kind=kind, **words)
    audit.record("people:workgroup:charged", actor=actor, subject=held, charge=made.ref)
    return made


@transaction.atomic
def look_again(*, actor: Actor, charge: Charge, version: int, review_on: date) -> Charge:
    """Note that a workgroup looked at something today, and when it does so next.

    :raises Stale: when somebody else noted it first.
    :raises Invalid: for a day that has come.
    """
    held = Charge.objects.select_for_update().select_related("workgroup").get(pk=charge.pk)
    workgroup = _held("look_again", actor, held.workgroup)
    today = timezone.localdate()
    if held.version != version:
        raise Stale(_("Somebody else noted a review first."), {"review_on": held.review_on}, held.version)
    if review_on <= today:
        raise Invalid(_("Enter a day after today"), "review_on")
    held.reviewed_on, held.review_on, held.version = today, review_on, held.version + 1
    held.save()
    audit.record("people:workgroup:looked_again", actor=actor, subject=workgroup, charge=held.ref)
    return held


def _held(action: str, actor: Actor, workgroup: Workgroup) -> Workgroup:
    held = Workgroup.objects.select_for_update().get(pk=workgroup.pk)
    require(TABLE, action, actor, queries.standing_of(held))
    return held


def _refuse_a_taken_name(programme: int, name: str, besides: int | None = None) -> None:
    others = Workgroup.objects.filter(programme_id=programme, name__iexact=name).exclude(pk=besides or 0)
    if others.exists():
        raise Invalid(_("There is a workgroup called “%(name)s” already") % {"name": name}, "name")
