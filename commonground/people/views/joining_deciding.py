"""What is shown to decide about an application, and to a member who is asked to vouch?

*Source:* R89, R232; D3, D12.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import require
from commonground.pages.forms import Form
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import joining_checking as checking
from commonground.people.actions import joining_deciding as actions
from commonground.people.forms.joining import DeclineForm, VouchForm
from commonground.people.permissions import TABLE
from commonground.people.queries import joining as queries
from commonground.people.rules import joining
from commonground.people.views.joining_checking import back_to, page_of
from commonground.people.views.organisations import get_or_post


@get_or_post
@says_what_it_opens
def admit(request: HttpRequest, application: Any) -> HttpResponse:
    found = queries.application_for(request.actor, application)
    require(TABLE, "check_application", request.actor, queries.checked(found))
    form = Form(request.POST or None, version=found.version)
    if form.is_valid():
        with refusals_said_in(form):
            asked = {"version": form.cleaned_data["version"], "confirmed": confirmed_in(request)}
            actions.admit(actor=request.actor, application=found, **asked)
            messages.success(request, _("%(name)s is admitted. The link is on its way.") % {"name": found.name})
            return redirect(page_of(found))
    lacks = joining.missing(queries.facts_of(found), request.actor.person_id)
    context = {
        "form": form,
        "application": found,
        "organisation": queries.organisation_of(found),
        "missing": [_(joining.MISSING[each]) for each in lacks],
        "breadcrumbs": back_to(found),
    }
    return render(request, "people/application_admit.html", context)


@get_or_post
def decline(request: HttpRequest, application: Any) -> HttpResponse:
    found = queries.application_for(request.actor, application)
    require(TABLE, "check_application", request.actor, queries.checked(found))
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.decline(actor=request.actor, application=found, **form.cleaned_data)
            messages.success(
                request, _("The application is declined, and %(name)s is told why.") % {"name": found.name}
            )
            return redirect(page_of(found))
    context: dict[str, Any] = {
        "heading": _("Decline this application?"),
        "over": str(found),
        "what": [_("The applicant gets your reasons by mail, and may apply again. The application is kept.")],
        "button": _("Decline and send the reasons"),
        "destructive": True,
        "cancel_url": page_of(found),
        "form": form,
        "breadcrumbs": back_to(found),
    }
    return render(request, "pages/confirm.html", context)


@require_safe
def vouching(request: HttpRequest) -> HttpResponse:
    return render(request, "people/application_vouching.html", {"asked": queries.asked_of(request.actor)})


@get_or_post
def vouch(request: HttpRequest, sponsor: Any) -> HttpResponse:
    found = queries.sponsor_for(request.actor, sponsor)
    form = VouchForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            if form.cleaned_data["answer"] == "vouched":
                checking.vouch(actor=request.actor, sponsor=found, known_how=form.cleaned_data["known_how"])
            else:
                checking.decline_to_vouch(actor=request.actor, sponsor=found)
            messages.success(request, _("Your answer is kept. Thank you."))
            return redirect("people:vouching")
    audit.seen(actor=request.actor, subject=found.application, page="vouching")
    is_open = found.state == "asked" and found.application.state == joining.State.SENT.value
    context = {"form": form, "sponsor": found, "application": found.application, "is_open": is_open}
    return render(request, "people/application_vouch.html", context)
