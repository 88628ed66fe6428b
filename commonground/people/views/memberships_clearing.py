"""What is shown to enter a clearance, and to lower one?

*Source:* design, "Sharing", section 1 (Clearance); D2.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import require
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import memberships_clearing as actions
from commonground.people.forms.memberships import ClearanceForm, LowerForm
from commonground.people.permissions import TABLE
from commonground.people.permissions.members import ClearanceGiven
from commonground.people.queries import memberships as queries
from commonground.people.rules import clearances
from commonground.people.views.memberships import back_to_members, found_member, in_words, page_of
from commonground.people.views.organisations import get_or_post
from commonground.people.views.proving import recently_proved


@recently_proved
@get_or_post
@says_what_it_opens
def enter(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    asked = ClearanceGiven(0, queries.clearance_of(found), found.person_id, found.organisation_id)
    require(TABLE, "enter_clearance", request.actor, asked)
    form = ClearanceForm(request.POST or None, initial={"starts": timezone.localdate()})
    if form.is_valid():
        with refusals_said_in(form):
            typed = {**form.cleaned_data, "confirmed": confirmed_in(request)}
            actions.enter_clearance(actor=request.actor, membership=found, **typed)
            messages.success(request, _("The clearance is entered."))
            return redirect(page_of(found))
    context = {"form": form, **in_words(found), "breadcrumbs": back_to_members(request, found)}
    return render(request, "people/member_clearance.html", context)


@get_or_post
def lower(request: HttpRequest, organisation: Any, membership: Any) -> HttpResponse:
    found = found_member(request, organisation, membership)
    present = queries.clearance_of(found)
    asked = ClearanceGiven(0, present, found.person_id, found.organisation_id)
    require(TABLE, "lower_clearance", request.actor, asked)
    form = LowerForm(request.POST or None, present=present)
    if form.is_valid():
        with refusals_said_in(form):
            actions.lower_clearance(actor=request.actor, membership=found, **form.cleaned_data)
            messages.success(request, _("The clearance is lowered."))
            return redirect(page_of(found))
    context: dict[str, Any] = {
        "heading": _("Lower the clearance of %(name)s?") % {"name": found.person.name},
        "over": found.organisation.name,
        "what": [_("It is “%(level)s” now, and falls today.") % {"level": _(clearances.LABELS[present])}],
        "lost": _("Only an administrator or a vetting contact of the police can raise it again."),
        "button": _("Lower the clearance"),
        "destructive": True,
        "cancel_url": page_of(found),
        "form": form,
        "breadcrumbs": back_to_members(request, found),
    }
    return render(request, "pages/confirm.html", context)
