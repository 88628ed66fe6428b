"""How does a report begin and go? Nine answers on one page, one look at who gets it, and a page that says what is next.

What is typed is kept as a draft before anything else happens, so that a telephone that rings loses nothing. Nothing
here needs a script.

*Source:* reference on the domain, 7(C); R184; D8; reference on standards, 1.2.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import listed, seen
from commonground.groundwork.permissions import may, require
from commonground.pages.refusing import refusals_said_in
from commonground.places.models import Area
from commonground.sharing.actions import incidents as actions
from commonground.sharing.actions.incidents_sending import drafts, ways_of
from commonground.sharing.forms.incidents import CheckForm, IncidentForm, in_form
from commonground.sharing.models import IncidentDraft
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import incidents as queries
from commonground.sharing.queries import visible
from commonground.sharing.queries.incidents_reach import offers_for
from commonground.sharing.rules import duplicates, incidents
from commonground.sharing.rules.incidents_reach import REACHES, Offer, within
from commonground.sharing.views import incidents_showing as showing
from commonground.sharing.views.framing import rows_of, sent

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 20


@require_safe
def incidents_list(request: HttpRequest) -> HttpResponse:
    """List the reports that may be read, and the acting person's own."""
    actor = request.actor
    page = visible.found(actor, category=incidents.CATEGORY, before=request.GET.get("before", ""), size=A_PAGE)
    own = Paginator(queries.drafts_of(actor), A_PAGE).get_page(request.GET.get("page"))
    listed(actor=actor, subjects=[*(one.item for one in page.rows), *own], page="incidents")
    context = {
        "rows": [
            row | {"url": reverse("sharing:incident", args=[row["rendition"].public_id])}
            for row in rows_of(actor, page.rows)
        ],
        "older": page.next,
        "page": own,
        "own": showing.receipts(actor, own),
        "may_report": may(TABLE, "report_incident", actor, None),
        "query": request.GET.urlencode(),
    }
    return render(request, "sharing/incidents/list.html", context)


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """Begin a report; time and place are there already."""
    require(TABLE, "report_incident", request.actor, None)
    form = IncidentForm(sent(request), initial=showing.first_values(request.actor), unfinished="later" in request.POST)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = actions.save(actor=request.actor, values=form.values)
            return _onward(request, made)
    return render(request, "sharing/incidents/form.html", {"form": form, "trail": showing.trail()})


def _onward(request: HttpRequest, draft: IncidentDraft) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Kept for you alone. Nobody else can see it until you send it."))
        return redirect("sharing:incidents")
    return redirect("sharing:incident_check", draft=draft.public_id)


@get_or_post
def edit(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Go on with a report that is not sent."""
    held = queries.draft_for(request.actor, draft)
    if held.sent_at:
        return redirect("sharing:incident_sent", draft=held.public_id)
    unfinished = "later" in request.POST
    form = IncidentForm(sent(request), initial=in_form(held.values), version=held.version, unfinished=unfinished)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form, in_form):
            version = form.cleaned_data["version"]
            made = actions.save(actor=request.actor, values=form.values, draft=held, version=version)
            return _onward(request, made)
    seen(actor=request.actor, subject=held, page="draft")
    context = {"form": form, "draft": held, "trail": showing.trail()}
    return render(request, "sharing/incidents/form.html", context)


@get_or_post
def check(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Look at a report, at what may be the same, and at who gets it; then send it."""
    actor, held = request.actor, queries.draft_for(request.actor, draft)
    if held.sent_at:
        return redirect("sharing:incident_sent", draft=held.public_id)
    places, spot = queries.places_meant(actor, str(held.values.get("place") or ""))
    if lacking := _lacking(held, places):
        messages.info(request, lacking)
        return redirect("sharing:incident_edit", draft=held.public_id)
    offers, without = offers_for(actor)
    form = _check_form(request, held, places, offers)
    if request.method == "POST" and form.is_valid():
        chosen = {area.ref: area for area in places}.get(form.cleaned_data.get("area", ""), places[0])
        with refusals_said_in(form):
            version, reach = form.cleaned_data["version"], form.cleaned_data["reach"]
            made = actions.send(actor=actor, draft=held, place=chosen, spot=spot, reach=reach, version=version)
            return redirect("sharing:incident_sent", draft=made.public_id)
    context = {"draft": held, "form": form, "without": without, "trail": showing.trail()}
    return render(request, "sharing/incidents/check.html", context | _look(request, held, places[0], spot, offers))


def _lacking(held: IncidentDraft, places: list[Area]) -> str:
    """Say what keeps a report from being sent; nothing when nothing does."""
    if incidents.missing(held.values):
        return _("Some questions are not answered yet.")
    return "" if places else _("We do not know that place. Enter a street, a town or a postcode.")


def _look(request: HttpRequest, held: IncidentDraft, place: Area, spot: str, offers: list[Offer]) -> dict[str, Any]:
    """Give what the last look at a report shows: answers, what may be the same, who gets it, who would read it."""
    actor = request.actor
    starts, until = actions.occurred(held.values)
    alike = queries.alike(actor, kind=held.values["kind"], place=place, when=duplicates.When(starts, until))
    seen(actor=actor, subject=held, page="preview", listed=[one.rendition.item.ref for one in alike])
    return {
        "rows": showing.answers(held.values, place, spot),
        "alike": alike,
        "gets": showing.who_gets(offers, ways_of(actor, offers, held.values, place)),
        "seers": _seers(request, held, place, offers),
    }


def _seers(request: HttpRequest, held: IncidentDraft, place: Area, offers: list[Offer]) -> list[dict[str, Any]]:
    """Count who would read each version, by the same law as the page of the item."""
    drafted = drafts(held.values, place, offers)
    found = visible.preview(request.actor, None, drafted, category=incidents.CATEGORY)
    return [{"kind": one.kind, "seers": seers} for one, seers in zip(drafted, found, strict=True)]


def _check_form(request: HttpRequest, held: IncidentDraft, places: list[Area], offers: list[Offer]) -> CheckForm:
    counts = {reach: len(within(offers, reach)) for reach in REACHES}
    offered = [reach for reach in REACHES if reach == "own" or counts[reach]]
    hints: Mapping[str, Any] = {
        reach: ngettext("%(n)s organisation", "%(n)s organisations", counts[reach]) % {"n": counts[reach]}
        if counts[reach]
        else _("Nobody outside is told of it.")
        for reach in offered
    }
    return CheckForm(
        sent(request),
        reaches=[(reach, _(REACHES[reach])) for reach in offered],
        hints=hints,
        areas=[(area.ref, showing.with_way(area)) for area in places],
        initial={"reach": offered[0], "area": places[0].ref},
        version=held.version,
    )


@get_or_post
def remove(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Take a report that was not sent away."""
    held = queries.draft_for(request.actor, draft)
    if held.sent_at:
        return redirect("sharing:incident_sent", draft=held.public_id)
    if request.method == "POST":
        actions.remove(actor=request.actor, draft=held)
        messages.success(request, _("The report is gone. Nobody else had seen it."))
        return redirect("sharing:incidents")
    context = {
        "heading": _("Take this report away?"),
        "what": [_("It was never sent, and nobody but you has seen it.")],
        "lost": _("What you wrote cannot be brought back."),
        "button": _("Take the report away"),
        "destructive": True,
        "cancel_url": reverse("sharing:incident_edit", args=[held.public_id]),
        "breadcrumbs": showing.trail(),
    }
    return render(request, "pages/confirm.html", context)


@require_safe
def receipt(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Say what became of a report that was sent, to whoever sent it: its reference, and what happens next."""
    held = queries.draft_for(request.actor, draft)
    if not held.sent_at:
        return redirect("sharing:incident_edit", draft=held.public_id)
    seen(actor=request.actor, subject=held, page="receipt")
    context = {"receipt": showing.receipt(request.actor, held), "breadcrumbs": showing.trail()}
    return render(request, "sharing/incidents/sent.html", context)
