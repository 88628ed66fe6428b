"""What does a workgroup do next? Each meeting ends with it: who does what by when, and later what came of it.

*Source:* R2, R235.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Stale
from commonground.people.models import Meeting, Membership, NextStep, Workgroup
from commonground.people.permissions import TABLE
from commonground.people.queries import workgroups as queries

WORDS = ("what", "membership", "due")


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does by a day."""

    what: str
    membership: Membership
    due: date


@transaction.atomic
def note_meeting(
    *, actor: Actor, workgroup: Workgroup, on: date, note: str, steps: Sequence[Step] = (), nothing_because: str = ""
) -> Meeting:
    """Note what was said at a meeting, and what follows: who does what by when, or why nothing does.

    :raises Invalid: for a day that has not come; where neither a step nor a reason is given, or both.
    """
    held = Workgroup.objects.select_for_update().get(pk=workgroup.pk)
    require(TABLE, "note_meeting", actor, queries.standing_of(held))
    if on > timezone.localdate():
        raise Invalid(_("Enter the day on which you met, today or earlier"), "on")
    if not steps and not nothing_because:
        raise Invalid(_("Say what is done next, or why nothing follows"), "what")
    if steps and nothing_because:
        raise Invalid(_("Leave this empty, or take the next step out"), "nothing_because")
    made = Meeting.objects.create(
        workgroup=held, on=on, note=note, nothing_because=nothing_because, by_id=actor.through
    )
    audit.record("people:workgroup:met", actor=actor, subject=held, meeting=made.ref)
    for step in steps:
        add_step(actor=actor, workgroup=held, step=step, meeting=made)
    return made


@transaction.atomic
def add_step(*, actor: Actor, workgroup: Workgroup, step: Step, meeting: Meeting | None = None) -> NextStep:
    """Say what somebody who sits in a workgroup does next, and by when; of a meeting, or between two.

    :raises Invalid: for somebody who does not sit there, or a day before the meeting or, without one, before today.
    """
    held = Workgroup.objects.select_for_update().get(pk=workgroup.pk)
    require(TABLE, "add_step", actor, queries.standing_of(held))
    _check(held, step, meeting.on if meeting else timezone.localdate())
    made = NextStep.objects.create(
        workgroup=held, meeting=meeting, what=step.what, membership=step.membership, due=step.due
    )
    audit.record("people:workgroup:step_added", actor=actor, subject=held, step=made.ref)
    return made


@transaction.atomic
def change_step(*, actor: Actor, held: NextStep, version: int, step: Step) -> NextStep:
    """Change what is done next, by whom or by when, on top of the version that the actor saw.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: for somebody who does not sit there, or a new day that has passed.
    """
    found = _locked("change_step", actor, held, version)
    _check(found.workgroup, step, min(found.due, timezone.localdate()))
    found.what, found.membership, found.due, found.version = step.what, step.membership, step.due, found.version + 1
    found.save()
    audit.record("people:workgroup:step_changed", actor=actor, subject=found.workgroup, step=found.ref)
    return found


@transaction.atomic
def end_step(*, actor: Actor, held: NextStep, version: int, ending: str, outcome: str) -> NextStep:
    """Say that a step is done or dropped, and what came of it.

    :raises Stale: when somebody else saved first.
    """
    found = _locked("end_step", actor, held, version)
    found.ended_on, found.ending, found.outcome = timezone.localdate(), ending, outcome
    found.version += 1
    found.save()
    audit.record("people:workgroup:step_ended", actor=actor, subject=found.workgroup, step=found.ref, ending=ending)
    return found


def _locked(action: str, actor: Actor, step: NextStep, version: int) -> NextStep:
    found = NextStep.objects.select_for_update(of=("self",)).select_related("workgroup").get(pk=step.pk)
    require(TABLE, action, actor, queries.of_step(found))
    if found.version != version or found.ended_on is not None:
        said = _("Somebody else changed this while you were writing.")
        raise Stale(said, {"what": found.what, "due": found.due}, found.version)
    return found


def _check(workgroup: Workgroup, step: Step, earliest: date) -> None:
    if not queries.sitting_in(workgroup).filter(pk=step.membership.pk).exists():
        raise Invalid(_("Choose somebody who sits in the workgroup"), "membership")
    if step.due < earliest:
        raise Invalid(_("Enter a day from %(day)s on") % {"day": f"{earliest:%-d %B %Y}"}, "due")
