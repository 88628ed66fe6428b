"""What is shown of leads? Forces with and without a lead on business crime, national leads, leads of workgroups.

*Source:* R55, R189, R263.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import endorsements as actions
from commonground.people.adapters.finding_limits import may_look
from commonground.people.forms.endorsements import EndEndorsementForm, EndorsementForm
from commonground.people.permissions import TABLE
from commonground.people.queries import endorsements as queries
from commonground.people.queries import posts, programmes
from commonground.people.rules.posts import NATIONAL_LEAD, WORKGROUP_LEAD
from commonground.people.views.finding import too_many
from commonground.people.views.organisations import get_or_post
from commonground.people.views.posts import address, back_to_finder, back_to_post

A_PAGE = 50


@login_not_required
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    if not may_look(request):
        return too_many(request)
    page = Paginator(queries.forces(request.actor), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "national": queries.leads_of(request.actor, NATIONAL_LEAD),
        "workgroups": queries.leads_of(request.actor, WORKGROUP_LEAD),
        "breadcrumbs": back_to_finder(),
    }
    shown = [lead.card.post for kind in ("national", "workgroups") for lead in context[kind]]
    shown += [lead.card.post for force in page for lead in force.leads]
    if request.actor.is_signed_in and shown:
        refs = [post.ref for post in shown]
        audit.record("post:leads:seen", actor=request.actor, subject=shown[0], posts=refs)
    return render(request, "people/post_leads.html", context)


@get_or_post
def endorse(request: HttpRequest, contact: Any) -> HttpResponse:
    found = posts.post_for(request.actor, contact)
    require(TABLE, "endorse", request.actor, found)
    known = {programme.ref: programme for programme in programmes.programmes()}
    form = EndorsementForm(request.POST or None, programmes=[(ref, each.name) for ref, each in known.items()])
    if form.is_valid():
        typed = {**form.cleaned_data, "programme": known[form.cleaned_data["programme"]]}
        with refusals_said_in(form):
            actions.endorse(actor=request.actor, post=found, **typed)
            messages.success(request, _("The endorsement is entered."))
            return redirect(address(found))
    context = {"form": form, "post": found, "breadcrumbs": back_to_post(found)}
    return render(request, "people/endorse.html", context)


@get_or_post
def end(request: HttpRequest, contact: Any, endorsement: Any) -> HttpResponse:
    found = posts.post_for(request.actor, contact)
    require(TABLE, "endorse", request.actor, found)
    held = queries.endorsement_of(found, endorsement)
    form = EndEndorsementForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.end_endorsement(actor=request.actor, endorsement=held, until=form.cleaned_data["until"])
            messages.success(request, _("The endorsement has ended, and stays as history."))
            return redirect(address(found))
    context = {
        "form": form,
        "over": found.title,
        "heading": _("End the endorsement by %(name)s") % {"name": held.holder_name},
        "what": [_("It is shown with the day on which it ended, and stays in the post’s history.")],
        "button": _("End the endorsement"),
        "cancel_url": address(found),
        "breadcrumbs": back_to_post(found),
    }
    return render(request, "pages/confirm.html", context)
