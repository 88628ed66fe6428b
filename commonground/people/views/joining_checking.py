"""What is shown to those who check applications? The queue, each application with what is missing, and each step.

*Source:* R89, R232; D3, D12.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.groundwork.sides import KIND_LABELS, Kind
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import joining_checking as actions
from commonground.people.forms.joining import (
    CallForm,
    InterestForm,
    MatchForm,
    QueueFilter,
    SponsorFilter,
    SponsorForm,
)
from commonground.people.models import Application
from commonground.people.permissions import TABLE
from commonground.people.queries import joining as queries
from commonground.people.queries import letters
from commonground.people.queries import organisations as organisation_queries
from commonground.people.rules import joining
from commonground.people.views.organisations import get_or_post

A_PAGE = 25


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    require(TABLE, "see_applications", request.actor, None)
    form = QueueFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    state = asked.get("state") or joining.State.SENT.value
    found = queries.queue_for(request.actor, search=asked.get("q", ""), state=state, needs=asked.get("needs", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    for row in page:
        audit.seen(actor=request.actor, subject=row.application, page="queue")
    context = {
        "form": form,
        "page": page,
        "rows": [(row, [_(joining.MISSING[each]) for each in row.missing]) for row in page],
        "state": _(joining.STATES[state]),
        "is_open": state in joining.OPEN,
        "letters": letters.waiting(request.actor),
    }
    return render(request, "people/applications.html", context)


@require_safe
def application(request: HttpRequest, application: Any) -> HttpResponse:
    found = queries.application_for(request.actor, application)
    facts = queries.facts_of(found)
    audit.seen(actor=request.actor, subject=found, page="application")
    context = {
        "application": found,
        "organisation": queries.organisation_of(found),
        "kind": _(KIND_LABELS[Kind(found.kind)]),
        "is_open": found.state in joining.OPEN,
        "missing": [_(joining.MISSING[each]) for each in joining.missing(facts, request.actor.person_id)],
        "calls": [(call, _counts(facts, call)) for call in found.calls.all()],
        "sponsors": found.sponsors.all(),
        "interests": queries.interests_in(found),
        "may_check": may(TABLE, "check_application", request.actor, queries.checked(found)),
        "is_checked": found.state == joining.State.SENT.value,
        "is_applicant_known": facts.applicant is not None,
        "breadcrumbs": back(),
    }
    return render(request, "people/application.html", context)


def _counts(facts: joining.Facts, call: Any) -> bool:
    return joining.counts(facts, joining.Call(call.number, call.published_at, call.outcome, call.at, call.by_id))


@get_or_post
def call(request: HttpRequest, application: Any) -> HttpResponse:
    found = _checkable(request, application)
    organisation = queries.organisation_of(found)
    known = {"number": organisation.telephone, "published_at": _("The register here")} if organisation else {}
    form = CallForm(request.POST or None, initial=known if known.get("number") else {})
    if form.is_valid():
        with refusals_said_in(form):
            actions.record_call(actor=request.actor, application=found, **form.cleaned_data)
            messages.success(request, _("The call is kept."))
            return redirect(page_of(found))
    context = {"form": form, "application": found, "organisation": organisation, "breadcrumbs": back_to(found)}
    return render(request, "people/application_call.html", context)


@get_or_post
def match(request: HttpRequest, application: Any) -> HttpResponse:
    found = _checkable(request, application)
    register = {each.ref: each for each in organisation_queries.organisations()}
    now = queries.organisation_of(found)
    choices = [(ref, each.name) for ref, each in register.items()]
    form = MatchForm(request.POST or None, organisations=choices, initial={"organisation": now.ref if now else ""})
    if form.is_valid():
        meant = register.get(form.cleaned_data["organisation"])
        actions.name_organisation(actor=request.actor, application=found, organisation=meant)
        messages.success(
            request, _("Kept. Calls and sponsors from before count no longer if the organisation is another.")
        )
        return redirect(page_of(found))
    context = {"form": form, "application": found, "breadcrumbs": back_to(found)}
    return render(request, "people/application_match.html", context)


@get_or_post
def ask(request: HttpRequest, application: Any) -> HttpResponse:
    found = _checkable(request, application)
    search = SponsorFilter(request.GET)
    text = search.cleaned_data.get("q", "") if search.is_valid() else ""
    others = queries.able_to_vouch(found, text).exclude(person_id=request.actor.myself)
    able = {each.ref: each for each in others[:A_PAGE]}
    choices = [(ref, f"{m.person.name}, {m.organisation.name}") for ref, m in able.items()]
    form = SponsorForm(request.POST or None, members=choices)
    if form.is_valid():
        with refusals_said_in(form):
            chosen = able[form.cleaned_data["membership"]]
            actions.ask_sponsor(actor=request.actor, application=found, membership=chosen)
            messages.success(request, _("%(name)s is asked.") % {"name": chosen.person.name})
            return redirect(page_of(found))
    context = {"form": form, "search": search, "application": found, "able": able, "breadcrumbs": back_to(found)}
    return render(request, "people/application_ask.html", context)


@get_or_post
def interest(request: HttpRequest, application: Any) -> HttpResponse:
    found = queries.application_for(request.actor, application)
    form = InterestForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.declare_interest(actor=request.actor, application=found, **form.cleaned_data)
            messages.success(request, _("Your interest is declared. Somebody else decides."))
            return redirect(page_of(found))
    context = {"form": form, "application": found, "breadcrumbs": back_to(found)}
    return render(request, "people/application_interest.html", context)


def _checkable(request: HttpRequest, public_id: Any) -> Application:
    found = queries.application_for(request.actor, public_id)
    require(TABLE, "check_application", request.actor, queries.checked(found))
    return found


def page_of(application: Application) -> str:
    return reverse("people:application", args=[application.public_id])


def back() -> list[dict[str, str]]:
    return [{"label": _("Applications"), "url": reverse("people:applications")}]


def back_to(application: Application) -> list[dict[str, str]]:
    return [*back(), {"label": application.name, "url": page_of(application)}]
