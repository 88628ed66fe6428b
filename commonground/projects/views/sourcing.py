"""What is missing: how is it asked of others, offered, and answered?

The team that asks sees its requests under step 3; every other member sees a list of what is asked of them.

*Source:* R17, R61.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.permissions import may
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import sourcing as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.planning import AskForResourceForm, OfferAnswerForm, OfferForm, WantedFilter
from commonground.projects.models import ResourceOffer, WantedResource
from commonground.projects.permissions import TABLE
from commonground.projects.queries import reading, sourcing, visible
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules import sourcing as rules
from commonground.projects.views.around import sent, step_frame

THIRD = 3
A_PAGE = 20


def ask(request: HttpRequest, collaboration: uuid.UUID, answer: uuid.UUID) -> HttpResponse:
    """Ask others for one resource of the ledger."""
    found = team_collaboration_for(request.actor, collaboration)
    row = reading.answer_of(found, answer)
    if row.part != "resources":
        raise Http404
    permit("ask_for_resource", request.actor, found)
    could = sourcing.could_give(found, row.values["kind"])
    pairs = [(one.ref, _("%(name)s (has a capability that fits)") % {"name": one.name} if fits else one.name)
             for one, fits in could]  # fmt: skip
    missing = rules.gap(row.values) or rules.unconfirmed(row.values) or ""
    first = {"what": str(row), "amount": f"{missing:f}" if missing else "", "audience": rules.MEMBERS}
    form = AskForResourceForm(pairs, sent(request), initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            given = {name: form.cleaned_data[name] for name in ("what", "amount", "until", "audience")}
            named = sourcing.organisations_named(found, form.cleaned_data["named"], row.values["kind"])
            made = doing.ask(actor=request.actor, collaboration=found, row=row, named=named, **given)
            messages.success(request, _("It is asked for. Offers come in here."))
            return redirect("projects:wanted_here", found.public_id, made.public_id)
    around = step_frame(request.actor, found, THIRD, _("Ask others for what is missing"), form=form, row=row)
    return render(request, "projects/planning/ask.html", around)


def wanted_here(request: HttpRequest, collaboration: uuid.UUID, wanted: uuid.UUID) -> HttpResponse:
    """Show the team one of its requests, with the offers."""
    found = team_collaboration_for(request.actor, collaboration)
    one = sourcing.wanted_one_of(found, wanted)
    seen(actor=request.actor, subject=found, page="wanted")
    around = step_frame(request.actor, found, THIRD, _("Asked of others"), wanted=one)
    return render(request, "projects/planning/wanted_here.html", around | {"offers": one.offers.all()})


def close(request: HttpRequest, collaboration: uuid.UUID, wanted: uuid.UUID) -> HttpResponse:
    """Stop asking others for a resource."""
    found = team_collaboration_for(request.actor, collaboration)
    one, form = sourcing.wanted_one_of(found, wanted), Form(sent(request))
    permit("ask_for_resource", request.actor, found)
    to = reverse("projects:wanted_here", args=[found.public_id, one.public_id])
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.close(actor=request.actor, wanted=one)
            messages.success(request, _("Nobody is asked for it any more."))
            return redirect(to)
    context = {
        "over": found.name,
        "heading": _("Stop asking others"),
        "what": [one.what, _("Nobody new reads it. Offers that are open can still be answered.")],
        "button": _("Stop asking"),
        "cancel_url": to,
        "form": form,
    }
    return render(request, "pages/confirm.html", step_frame(request.actor, found, THIRD, context["heading"], **context))


def answer_offer(
    request: HttpRequest, collaboration: uuid.UUID, wanted: uuid.UUID, offer: uuid.UUID, verb: str
) -> HttpResponse:
    """Accept or decline an offer, for the team that asks."""
    found = team_collaboration_for(request.actor, collaboration)
    one = sourcing.wanted_one_of(found, wanted)
    made = sourcing.offer_of(one, offer)
    permit("answer_offer", request.actor, found)
    form, to = OfferAnswerForm(sent(request)), reverse("projects:wanted_here", args=[found.public_id, one.public_id])
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            do = doing.accept if verb == "accept" else doing.decline
            do(actor=request.actor, offer=made, answer=form.cleaned_data["answer"])
            messages.success(request, _("It is pledged in the plan now.") if verb == "accept" else _("It is declined."))
            return redirect(to)
    context = {**_question(made, verb), "over": found.name, "cancel_url": to, "form": form}
    return render(request, "pages/confirm.html", step_frame(request.actor, found, THIRD, context["heading"], **context))


def _question(made: ResourceOffer, verb: str) -> dict[str, Any]:
    """Give what is asked before an offer is accepted or declined."""
    said = {"organisation": made.by.organisation.name, "amount": f"{made.amount.normalize():f}"}
    offered = _("%(organisation)s offers %(amount)s:") % said + f" {made.words}"
    if verb == "accept":
        after = _("It is added to what is pledged in the plan, which both sides then confirm again.")
        return {"heading": _("Accept this offer"), "what": [offered, after], "button": _("Accept the offer")}
    after = _("They read what you tell them.")
    return {"heading": _("Decline this offer"), "what": [offered, after], "button": _("Decline the offer")}


def listed(request: HttpRequest) -> HttpResponse:
    """List what collaborations ask of the acting member's organisation."""
    everything = sourcing.wanted_for(request.actor)
    form = WantedFilter(request.GET or None, auto_id="filter_%s")
    asked = form.cleaned_data if form.is_valid() else {}
    rows = sourcing.narrowed(everything, asked.get("q", ""), asked.get("kind", ""))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    own = sourcing.own_kinds(request.actor)
    context = {
        "form": form,
        "page": page,
        "rows": [
            {"wanted": one, "fits": rules.matching(one.kind, tuple(own)), "is_open": _is_open(one)} for one in page
        ],
        "is_narrowed": form.has_changed(),
        "query": request.GET.urlencode(),
    }
    return render(request, "projects/planning/wanted.html", context)


def _is_open(wanted: WantedResource) -> bool:
    return wanted.closed_at is None and wanted.until >= timezone.localdate()


def wanted(request: HttpRequest, wanted: uuid.UUID) -> HttpResponse:
    """Show one request to somebody who could give it, with what their organisation has offered."""
    one = sourcing.wanted_one_for(request.actor, wanted)
    seen(actor=request.actor, subject=one, page="wanted")
    can = may(TABLE, "offer_resource", request.actor, visible.taking(request.actor, one.collaboration)) and _is_open(
        one
    )
    own = sourcing.own_offers(request.actor, one)
    has_open = any(made.state == rules.OPEN and made.by_id == request.actor.membership_id for made in own)
    form = OfferForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            given = {name: form.cleaned_data[name] for name in ("amount", "words")}
            doing.offer(actor=request.actor, wanted=one, **given)
            messages.success(request, _("Your offer is sent. You see the answer here."))
            return redirect("projects:wanted_one", one.public_id)
    context = {"wanted": one, "offers": own, "form": form, "may_offer": can and not has_open, "is_open": _is_open(one)}
    if sourcing.is_of_the_team(request.actor, one):
        context["here"] = reverse("projects:wanted_here", args=[one.collaboration.public_id, one.public_id])
    context["breadcrumbs"] = [{"label": _("Resources wanted"), "url": reverse("projects:wanted")}]
    return render(request, "projects/planning/wanted_one.html", context)


def take_back(request: HttpRequest, wanted: uuid.UUID, offer: uuid.UUID) -> HttpResponse:
    """Take one's own offer back."""
    one = sourcing.wanted_one_for(request.actor, wanted)
    made = next((own for own in sourcing.own_offers(request.actor, one) if own.public_id == offer), None)
    if made is None:
        raise Http404
    form, to = Form(sent(request)), reverse("projects:wanted_one", args=[one.public_id])
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.take_back(actor=request.actor, offer=made)
            messages.success(request, _("Your offer is taken back."))
            return redirect(to)
    context = {"heading": _("Take your offer back"), "what": [made.words], "button": _("Take the offer back")}
    around = {"breadcrumbs": [{"label": _("Resources wanted"), "url": reverse("projects:wanted")}]}
    return render(request, "pages/confirm.html", context | around | {"over": one.what, "cancel_url": to, "form": form})
