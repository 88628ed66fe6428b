"""What is shown to suspend a member, to lift it, and to end a membership?

*Source:* R45, R247; D3.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonground.groundwork.permissions import require
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import memberships as actions
from commonground.people.forms.memberships import EndForm, ReasonForm
from commonground.people.permissions import TABLE
from commonground.people.views.memberships import back_to_members, found_member, in_words, page_of
from commonground.people.views.organisations import get_or_post
from commonground.people.views.proving import recently_proved


@recently_proved
@get_or_post
def suspend(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    require(TABLE, "suspend_membership", request.actor, found)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.suspend(actor=request.actor, membership=found, **form.cleaned_data)
            messages.success(request, _("%(name)s is suspended.") % {"name": found.person.name})
            return redirect(page_of(found))
    context: dict[str, Any] = {
        "heading": _("Suspend %(name)s?") % {"name": found.person.name},
        "over": found.organisation.name,
        "what": [
            _("Through this membership nothing opens to them any more, from the next page that they ask for."),
            _("What they hold passes to deputies and to those who stand in, and stays there when you lift it."),
        ],
        "button": _("Suspend them now"),
        "destructive": True,
        "cancel_url": page_of(found),
        "form": form,
        "breadcrumbs": back_to_members(request, found),
    }
    return render(request, "pages/confirm.html", context)


@recently_proved
@require_POST
@says_what_it_opens
def lift(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    actions.lift(actor=request.actor, membership=found, confirmed=confirmed_in(request))
    messages.success(request, _("The suspension is lifted. What passed to others stays with them."))
    return redirect(page_of(found))


@require_POST
def stay(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    actions.stay(actor=request.actor, membership=found)
    messages.success(request, _("%(name)s stays.") % {"name": found.person.name})
    return redirect(page_of(found))


@recently_proved
@get_or_post
def end(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    require(TABLE, "end_membership", request.actor, found)
    form = EndForm(request.POST or None)
    is_own = found.person_id == request.actor.person_id
    if form.is_valid():
        said = form.cleaned_data
        with refusals_said_in(form):
            at_once, day = said["how"] == "at_once", said["leaves_on"] or timezone.localdate()
            actions.end(actor=request.actor, membership=found, leaves_on=day, reason=said["reason"], at_once=at_once)
            messages.success(request, _("The membership ends."))
            return redirect("people:you" if is_own else page_of(found))
    context = {
        "form": form,
        **in_words(found),
        "is_own": is_own,
        "needs_handover": actions.needs_handover(found),
        "breadcrumbs": back_to_members(request, found),
    }
    return render(request, "people/member_end.html", context)
