"""What is shown of workgroups? What each is for and answers for, to everybody; who sits in it, to members.

*Source:* R2, R55; settled questions, "Who".
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import workgroups as actions
from commonground.people.forms import workgroups as forms
from commonground.people.models import Workgroup
from commonground.people.permissions import TABLE
from commonground.people.queries import organisations, programmes
from commonground.people.queries import workgroups as queries
from commonground.people.rules.workgroups import CHARGES, SUPPORTED, Part
from commonground.people.views.organisations import get_or_post

ACTIONS = ("change_workgroup", "close_workgroup", "seat_member", "name_lead", "give_charge", "look_again")
MEETINGS_A_PAGE, ENDED_SHOWN = 5, 20


@login_not_required
@require_safe
def workgroups(request: HttpRequest) -> HttpResponse:
    found = list(queries.workgroups())
    context = {
        "workgroups": found,
        "may_found": may(TABLE, "found_workgroup", request.actor, None),
        "supporters": queries.supporters(programmes.programme()),
        "supported": SUPPORTED,
        "may_support": "coordinator" in request.actor.roles,
    }
    return render(request, "people/workgroups.html", context)


@login_not_required
@require_safe
def workgroup(request: HttpRequest, workgroup: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    standing = queries.standing_of(found)
    meetings, steps = queries.meetings_for(request.actor, found), queries.steps_for(request.actor, found)
    context = {
        "workgroup": found,
        "seats": queries.seats_of(found),
        "charges": queries.charges_of(found),
        "kinds": CHARGES,
        "page": Paginator(meetings, MEETINGS_A_PAGE).get_page(request.GET.get("page")),
        "steps": [(one, one.membership_id == request.actor.membership_id) for one in steps.filter(ended_on=None)],
        "ended": steps.exclude(ended_on=None).order_by("-ended_on", "-pk")[:ENDED_SHOWN],
        "today": timezone.localdate(),
        "leads": standing.is_led_by(request.actor.membership_id),
        "may": {
            each
            for each in (*ACTIONS, "note_meeting", "add_step", "read_meetings")
            if may(TABLE, each, request.actor, standing)
        },
        "breadcrumbs": back(),
    }
    if request.actor.is_member:
        audit.seen(actor=request.actor, subject=found, page="workgroup")
    return render(request, "people/workgroup.html", context)


@get_or_post
def found(request: HttpRequest) -> HttpResponse:
    require(TABLE, "found_workgroup", request.actor, None)
    form = forms.WorkgroupForm(request.POST or None)
    if form.is_valid():
        programme = programmes.programme()
        if programme is not None:
            with refusals_said_in(form):
                words = {**form.cleaned_data, "programme": programme}
                made = actions.found_workgroup(actor=request.actor, **words)
                messages.success(request, _("The workgroup is set up. Say next who sits in it."))
                return redirect(address(made))
    words = {"heading": _("Set up a workgroup"), "button": _("Set up the workgroup")}
    return _asked(request, form, reverse("people:workgroups"), words)


@get_or_post
def change(request: HttpRequest, workgroup: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    require(TABLE, "change_workgroup", request.actor, queries.standing_of(found))
    kept = {key: getattr(found, key) for key in actions.WORDS}
    form = forms.WorkgroupForm(request.POST or None, initial=kept, version=found.version)
    if form.is_valid():
        with refusals_said_in(form):
            actions.change_workgroup(actor=request.actor, workgroup=found, **form.cleaned_data)
            return done(request, found, _("What the workgroup is for is changed."))
    return asked_of(request, form, found, _("Change what it is for"), _("Save the workgroup"))


@get_or_post
def close(request: HttpRequest, workgroup: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    require(TABLE, "close_workgroup", request.actor, queries.standing_of(found))
    form = forms.CloseForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.close_workgroup(actor=request.actor, workgroup=found, **form.cleaned_data)
            return done(request, found, _("The workgroup is closed."))
    return asked_of(request, form, found, _("Close this workgroup"), _("Close the workgroup"))


@get_or_post
def seat(request: HttpRequest, workgroup: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    require(TABLE, "seat_member", request.actor, queries.standing_of(found))
    bodies = {each.ref: each for each in organisations.organisations()}
    form = forms.SeatForm(request.POST or None, organisations=[(ref, each.name) for ref, each in bodies.items()])
    if form.is_valid():
        chosen = bodies[form.cleaned_data["organisation"]]
        with refusals_said_in(form):
            part = form.cleaned_data["part"]
            made = actions.seat(actor=request.actor, workgroup=found, organisation=chosen, part=part)
            messages.success(request, _("%(name)s has a seat. Say next who sits there.") % {"name": chosen.name})
            return redirect("people:seat", found.public_id, made.public_id)
    return asked_of(request, form, found, _("Give an organisation a seat"), _("Give it the seat"))


@get_or_post
def holder(request: HttpRequest, workgroup: Any, seat: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    held = queries.seat_in(found, seat)
    action = "name_lead" if held.part == Part.LEAD else "seat_member"
    require(TABLE, action, request.actor, queries.standing_of(found))
    members = {each.ref: each for each in queries.may_sit(held)}
    now = {"membership": held.membership.ref if held.membership else "", "is_public": held.is_public}
    choices = [(ref, each.person.name) for ref, each in members.items()]
    form = forms.HolderForm(request.POST or None, initial=now, members=choices)
    if form.is_valid():
        chosen, is_public = members.get(form.cleaned_data["membership"]), form.cleaned_data["is_public"]
        with refusals_said_in(form):
            actions.take_seat(actor=request.actor, seat=held, membership=chosen, is_public=is_public)
            return done(request, found, _("The seat is changed."))
    return asked_of(request, form, found, held.organisation.name, _("Save who sits here"), held)


@get_or_post
def end_seat(request: HttpRequest, workgroup: Any, seat: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    held = queries.seat_in(found, seat)
    action = "name_lead" if held.part == Part.LEAD else "seat_member"
    require(TABLE, action, request.actor, queries.standing_of(found))
    if request.method == "POST":
        actions.end_seat(actor=request.actor, seat=held)
        return done(request, found, _("The seat has ended."))
    context = {
        "heading": _("End the seat of %(name)s") % {"name": held.organisation.name},
        "over": found.name,
        "what": [_("Whoever sits there no longer acts in the workgroup. That it was held stays in the record.")],
        "button": _("End the seat"),
        "destructive": True,
        "cancel_url": address(found),
    }
    return render(request, "pages/confirm.html", context)


@get_or_post
def charge(request: HttpRequest, workgroup: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    require(TABLE, "give_charge", request.actor, queries.standing_of(found))
    form = forms.ChargeForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.give_charge(actor=request.actor, workgroup=found, **form.cleaned_data)
            return done(request, found, _("The workgroup answers for it."))
    return asked_of(request, form, found, _("What it answers for"), _("Add to what it answers for"))


@get_or_post
def look_again(request: HttpRequest, workgroup: Any, charge: Any) -> HttpResponse:
    found = queries.workgroup(workgroup)
    held = queries.charge_in(found, charge)
    require(TABLE, "look_again", request.actor, queries.standing_of(found))
    form = forms.ReviewForm(request.POST or None, version=held.version)
    if form.is_valid():
        with refusals_said_in(form):
            actions.look_again(actor=request.actor, charge=held, **form.cleaned_data)
            return done(request, found, _("The review of “%(name)s” is noted.") % {"name": held.name})
    return asked_of(
        request, form, found, _("We looked at “%(name)s” today") % {"name": held.name}, _("Note the review")
    )


def address(workgroup: Workgroup) -> str:
    """Give the address of a workgroup's page."""
    return reverse("people:workgroup", args=[workgroup.public_id])


def back() -> list[dict[str, str]]:
    return [{"label": _("Workgroups"), "url": reverse("people:workgroups")}]


def done(request: HttpRequest, workgroup: Workgroup, said: str) -> HttpResponse:
    """Say what is done, on the page of the workgroup."""
    messages.success(request, said)
    return redirect(address(workgroup))


def asked_of(
    request: HttpRequest, form: Form, workgroup: Workgroup, heading: str, button: str, seat: Any = None, **more: Any
) -> HttpResponse:
    """Ask for something about a workgroup on a page of its own."""
    words = {"heading": heading, "button": button, "over": workgroup.name, "seat": seat, "workgroup": workgroup, **more}
    return _asked(request, form, address(workgroup), words)


def _asked(request: HttpRequest, form: Form, back_to: str, words: dict[str, Any]) -> HttpResponse:
    return render(
        request, "people/workgroup_form.html", {**words, "form": form, "back_to": back_to, "breadcrumbs": back()}
    )
