"""What is shown of what a workgroup does next? The note of a meeting, its steps, and what came of each.

*Source:* R2, R235.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import workgroups_steps as actions
from commonground.people.forms import workgroups as forms
from commonground.people.models import Membership, Workgroup
from commonground.people.permissions import TABLE
from commonground.people.queries import workgroups as queries
from commonground.people.views.organisations import get_or_post
from commonground.people.views.workgroups import asked_of, done


@get_or_post
def meeting(request: HttpRequest, workgroup: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    require(TABLE, "note_meeting", request.actor, queries.standing_of(found))
    members = _members(found)
    form = forms.MeetingForm(request.POST or None, initial={"on": timezone.localdate()}, members=_choices(members))
    if form.is_valid():
        typed = form.cleaned_data
        steps = [_step(typed, members)] if typed["what"] else []
        words = {name: typed[name] for name in ("on", "note", "nothing_because")}
        with refusals_said_in(form):
            made = actions.note_meeting(actor=request.actor, workgroup=found, steps=steps, **words)
            if not steps:
                return done(request, found, _("The meeting is noted."))
            messages.success(
                request, _("The meeting is noted. Add what else is done next, or go back to the workgroup.")
            )
            return redirect("people:new_step_of_meeting", found.public_id, made.public_id)
    return asked_of(request, form, found, _("Note a meeting"), _("Save the note"))


@get_or_post
def new(request: HttpRequest, workgroup: Any, meeting: Any = None) -> HttpResponse:
    found = queries.workgroup(workgroup)
    require(TABLE, "add_step", request.actor, queries.standing_of(found))
    of = queries.meeting_in(request.actor, found, meeting) if meeting else None
    members = _members(found)
    form = forms.StepForm(request.POST or None, members=_choices(members))
    if form.is_valid():
        with refusals_said_in(form):
            actions.add_step(actor=request.actor, workgroup=found, meeting=of, step=_step(form.cleaned_data, members))
            if of is None:
                return done(request, found, _("It is among the next steps."))
            messages.success(request, _("It is among the next steps. Add another, or go back to the workgroup."))
            return redirect("people:new_step_of_meeting", found.public_id, of.public_id)
    heading = _("What follows from %(day)s") % {"day": f"{of.on:%-d %B %Y}"} if of else _("Add a next step")
    return asked_of(request, form, found, heading, _("Add the step"), known=of.steps.all() if of else ())


@get_or_post
def change(request: HttpRequest, workgroup: Any, next_step: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    held = queries.step_in(request.actor, found, next_step)
    require(TABLE, "change_step", request.actor, queries.of_step(held))
    members = _members(found)
    now = {"what": held.what, "membership": held.membership.ref if held.membership else "", "due": held.due}
    form = forms.StepForm(request.POST or None, initial=now, members=_choices(members), version=held.version)
    if form.is_valid():
        version, typed = form.cleaned_data["version"], form.cleaned_data
        with refusals_said_in(form):
            actions.change_step(actor=request.actor, held=held, version=version, step=_step(typed, members))
            return done(request, found, _("The step is changed."))
    return asked_of(request, form, found, _("Change what is done next"), _("Save the step"))


@get_or_post
def end(request: HttpRequest, workgroup: Any, next_step: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    held = queries.step_in(request.actor, found, next_step)
    require(TABLE, "end_step", request.actor, queries.of_step(held))
    form = forms.EndStepForm(request.POST or None, version=held.version)
    if form.is_valid():
        with refusals_said_in(form):
            actions.end_step(actor=request.actor, held=held, **form.cleaned_data)
            return done(request, found, _("What came of it is noted."))
    return asked_of(request, form, found, _("What came of “%(what)s”?") % {"what": held.what}, _("Note it"))


def _members(workgroup: Workgroup) -> dict[str, Membership]:
    return {each.ref: each for each in queries.sitting_in(workgroup)}


def _choices(members: dict[str, Membership]) -> list[tuple[str, str]]:
    return [(ref, f"{each.person.name}, {each.organisation.name}") for ref, each in members.items()]


def _step(typed: dict[str, Any], members: dict[str, Membership]) -> actions.Step:
    return actions.Step(typed["what"], members[typed["membership"]], typed["due"])
