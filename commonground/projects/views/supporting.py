"""What is shown of supported projects? The public list and page, the badge; and to those concerned, what can be done.

*Source:* R108-R109.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.sides import TWO_SIDES
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries.organisations import organisations
from commonground.projects.actions import supporting as actions
from commonground.projects.forms.proposals import TermForm, ToldForm, WhyForm
from commonground.projects.forms.supporting import FindSupported, LeadForm
from commonground.projects.queries import supporting as queries
from commonground.projects.views.around import sent
from commonground.projects.views.choosing import chosen, offer
from commonground.projects.views.framing import address
from commonground.projects.views.proposals import own
from commonground.projects.views.proposals_showing import around

A_PAGE = 20


@login_not_required
@require_safe
def supported(request: HttpRequest) -> HttpResponse:
    """List the projects that are or were supported; whose support has ended says so."""
    form = FindSupported(request.GET or None, auto_id="filter_%s")
    words = form.cleaned_data.get("q", "") if form.is_bound and form.is_valid() else ""
    page = Paginator(queries.with_support(words), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": queries.as_supported(list(page.object_list))}
    return render(request, "projects/proposals/supported.html", context)


@login_not_required
@require_safe
def supported_one(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Show one supported project with what each side named as success, and what came of it."""
    found = queries.supported_one(proposal)
    crumbs = [{"label": _("Supported projects"), "url": reverse("projects:supported")}]
    context = {"found": found, "proposal": found.proposal, "support": found.support, "breadcrumbs": crumbs}
    return render(request, "projects/proposals/supported_one.html", context)


@login_not_required
@require_safe
def badge(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Give the badge as a picture; it says how support stands on the day on which it is fetched."""
    found = queries.supported_one(proposal)
    context = {"found": found, "proposal": found.proposal, "support": found.support}
    text = render_to_string("projects/proposals/badge.svg", context)
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="supported-{found.proposal.ref}.svg"'
    return response


def renew(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading = own(request, proposal, "keep_support")
    sponsors = {one.ref: one for one in organisations()}
    last, today = reading.proposal.supports.last(), timezone.localdate()
    starts = max(today, last.until) if last else today
    initial = {
        "sponsor": last.sponsor.ref if last else "",
        "starts": starts,
        "until": starts + timedelta(days=365),
        "conditions": last.conditions if last else "",
    }
    form = TermForm([(ref, one.name) for ref, one in sponsors.items()], sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            given["sponsor"] = sponsors[given["sponsor"]]
            actions.renew(actor=request.actor, proposal=reading.proposal, **given)
            messages.success(request, _("Renewed."))
            return redirect("projects:proposal", reading.proposal.public_id)
    context = around(request.actor, reading, form=form, is_renewal=True)
    return render(request, "projects/proposals/support.html", context)


def take_away(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading, form = own(request, proposal, "keep_support"), WhyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.take_away(actor=request.actor, proposal=reading.proposal, **form.cleaned_data)
            messages.success(request, _("Support is taken away. The public list says so, with the reason."))
            return redirect("projects:proposal", reading.proposal.public_id)
    what = [_("The badge says from now on that support was taken away."), _("Everybody can read the reason.")]
    return _confirmed(request, reading, form, _("Take support away"), what, destructive=True)


def finish(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    reading, form = own(request, proposal, "keep_support"), Form(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.finish(actor=request.actor, proposal=reading.proposal)
            messages.success(request, _("Finished. It stays on the public list, with what came of it."))
            return redirect("projects:proposal", reading.proposal.public_id)
    what = [_("What was proposed is done. It stays on the public list, with what came of it for each side.")]
    return _confirmed(request, reading, form, _("End support, because it is done"), what)


def _confirmed(request: HttpRequest, reading: Any, form: Form, heading: str, what: Any, **more: Any) -> HttpResponse:
    page = {
        "heading": heading,
        "over": reading.proposal.title,
        "what": what,
        "button": heading,
        "cancel_url": reverse("projects:proposal", args=[reading.proposal.public_id]),
        "form": form,
        **more,
    }
    return render(request, "pages/confirm.html", around(request.actor, reading, **page))


def told(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Tell what came of it for each side."""
    reading = own(request, proposal, "tell_what_came")
    last = reading.proposal.supports.last()
    initial = {"police": last.shown_police, "security": last.shown_security}
    form = ToldForm(sent(request), initial=initial, version=last.version)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.tell_what_came(actor=request.actor, proposal=reading.proposal, **form.cleaned_data)
            messages.success(request, _("Kept. Everybody can read it beside what you named as success."))
            return redirect("projects:proposal", reading.proposal.public_id)
    return render(request, "projects/proposals/told.html", around(request.actor, reading, form=form))


def begin(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Begin the collaboration, filled in from what is supported."""
    reading = own(request, proposal, "begin_supported")
    held = reading.proposal
    offered = offer(request, tuple(side for side in TWO_SIDES if side.value != held.side))
    form = LeadForm(offered.people, sent(request), initial=_begins_with(held))
    if request.method == "POST" and form.is_valid():
        given: Mapping[str, Any] = form.cleaned_data
        with refusals_said_in(form):
            lead = chosen(request.actor, given["other_lead"], "other_lead")
            made = actions.begin(
                actor=request.actor, proposal=held, name=given["name"], about=given["about"], other_lead=lead
            )
            messages.success(request, _("The draft is made. Add what you know, then propose it to the other side."))
            return redirect(address(made))
    context = around(request.actor, reading, form=form, search=offered.search)
    return render(request, "projects/proposals/begin.html", context)


def _begins_with(held: Any) -> dict[str, str]:
    """Give the name and the purpose that a collaboration begins with: the first sentence of what is proposed."""
    first = held.what.split(". ")[0].strip().rstrip(".")
    return {"name": held.title, "about": first[:300]}
