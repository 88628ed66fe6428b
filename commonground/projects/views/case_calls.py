"""Calls for case studies: what is asked for, what is offered, and how an offer becomes a case study.

*Source:* R69.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import Invalid
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries.programmes import programme
from commonground.projects.actions import case_calls as actions
from commonground.projects.forms.case_calls import AnswerOfferForm, CallForm, OfferForm
from commonground.projects.models import CaseCall, CaseOffer
from commonground.projects.permissions import TABLE
from commonground.projects.queries import case_calls as queries
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.case_calls import SENT, is_open, stage_of
from commonground.projects.views.around import sent, step_address, step_frame
from commonground.projects.views.public import listed

A_PAGE = 20


@login_not_required
def calls(request: HttpRequest) -> HttpResponse:
    """List the calls that are open, and those that were."""
    closed = queries.calls().exclude(pk__in=queries.open_calls().values("pk"))
    context = {
        "open": queries.open_calls(),
        "page": Paginator(closed, A_PAGE).get_page(request.GET.get("page")),
        "may_call": may(TABLE, "call_for_cases", request.actor, None),
        "breadcrumbs": _back()[:1],
    }
    return render(request, "projects/public/case_calls.html", context)


def _back(call: CaseCall | None = None) -> list[dict[str, str]]:
    found = [
        {"label": _("Case studies"), "url": reverse("projects:case_studies")},
        {"label": _("Calls for case studies"), "url": reverse("projects:case_calls")},
    ]
    return found + ([{"label": call.title, "url": _address(call)}] if call else [])


def _address(call: CaseCall) -> str:
    return reverse("projects:case_call", args=[call.public_id])


@login_not_required
def call(request: HttpRequest, call: uuid.UUID) -> HttpResponse:
    """Show what is asked for and what came of it; with the offers to whoever keeps the installation."""
    one = queries.call_of(call)
    published = queries.published_from(one)
    page = Paginator(published, A_PAGE).get_page(request.GET.get("page"))
    may_answer = may(TABLE, "call_for_cases", request.actor, None)
    told = set(published.values_list("collaboration_id", flat=True)) if may_answer else set()
    context = {
        "call": one,
        "is_open": is_open(one.closes_on, timezone.localdate()),
        "may_offer": may(TABLE, "offer_case", request.actor, None),
        "may_answer": may_answer,
        "offers": [_row(o, o.collaboration_id in told) for o in queries.permitted_offers(one)] if may_answer else [],
        "page": page,
        "rows": listed(page.object_list),
        "breadcrumbs": _back(),
    }
    return render(request, "projects/public/case_call.html", context)


def _row(offer: CaseOffer, is_published: bool) -> dict[str, Any]:
    stage = stage_of(offer.state, queries.sides_of(offer), is_published)
    return {"offer": offer, "stage": _(stage), "is_waiting": offer.state == SENT}


def new(request: HttpRequest) -> HttpResponse:
    """Call for case studies."""
    require(TABLE, "call_for_cases", request.actor, None)
    form = CallForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            run_by = programme()
            if run_by is None:
                raise Invalid(_("No programme runs here yet. An administrator sets one up first."))
            made = actions.call(actor=request.actor, programme=run_by, **form.cleaned_data)
            messages.success(request, _("Called for. Everybody can read it now."))
            return redirect("projects:case_call", made.public_id)
    return _form(request, form, _("Call for case studies"), _("Publish the call"), reverse("projects:case_calls"))


def _form(
    request: HttpRequest, form: Any, heading: str, button: str, back: str, call: CaseCall | None = None, **more: Any
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "back": back, "breadcrumbs": _back(call)}
    return render(request, "projects/public/case_call_form.html", context | more)


def offer(request: HttpRequest, call: uuid.UUID) -> HttpResponse:
    """Offer one of one's own finished collaborations in answer to a call."""
    one = queries.call_of(call)
    require(TABLE, "offer_case", request.actor, None)
    finished = {held.ref: held for held in queries.can_be_offered(request.actor, one)}
    form = OfferForm([(ref, held.name) for ref, held in finished.items()], sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            held, about = finished[form.cleaned_data["which"]], form.cleaned_data["about"]
            made = actions.offer(actor=request.actor, call=one, collaboration=held, about=about)
            messages.success(request, _("Offered. It goes on once both sides permit it."))
            return redirect("projects:case_offer", held.public_id, made.public_id)
    nothing = not finished or not is_open(one.closes_on, timezone.localdate())
    return _form(request, form, _("Offer a case study"), _("Offer it"), _address(one), one, nothing=nothing, asks=one)


def answer(request: HttpRequest, call: uuid.UUID, case_offer: uuid.UUID) -> HttpResponse:
    """Take on what was offered, or say why not this time."""
    require(TABLE, "call_for_cases", request.actor, None)
    one = queries.call_of(call)
    offered = queries.permitted_offer(one, case_offer)
    if offered.state != SENT:
        return redirect("projects:case_call", one.public_id)
    form = AnswerOfferForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.answer(actor=request.actor, offer=offered, **form.cleaned_data)
            messages.success(request, _("Answered. Its team sees it under step 10."))
            return redirect("projects:case_call", one.public_id)
    return _form(request, form, offered.title, _("Answer its team"), _address(one), one, offered=offered)


def in_step(request: HttpRequest, collaboration: uuid.UUID, case_offer: uuid.UUID) -> HttpResponse:
    """Show an offer to its team, and let whoever speaks for a side permit it."""
    found = team_collaboration_for(request.actor, collaboration)
    one = queries.offer_in(found, case_offer)
    if request.method == "POST":
        actions.permit(actor=request.actor, offer=one)
        messages.success(request, _("Permitted for your side."))
        return redirect("projects:case_offer", found.public_id, one.public_id)
    seen(actor=request.actor, subject=found, page="case_offer")
    around = step_frame(request.actor, found, 10, _("Offered as a case study"), offer=one)
    around["stage"] = _(stage_of(one.state, queries.sides_of(one), _is_published(one)))
    around["permitted"] = {permission.side: permission for permission in one.permissions.all()}
    around["may_permit"] = (
        "permit_case" in around["may"] and one.state == SENT and request.actor.side not in around["permitted"]
    )
    around["back"] = step_address(found, 10)
    return render(request, "projects/special/case_offer.html", around)


def _is_published(offer: CaseOffer) -> bool:
    return queries.published_from(offer.call).filter(collaboration=offer.collaboration).exists()
