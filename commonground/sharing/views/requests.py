"""What can the police lend, and who has asked for it? The catalogue, the requests, and each grant with its log.

*Source:* R222, R223.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.pages.matrix import AXES, told_first
from commonground.pages.refusing import refusals_said_in
from commonground.people.models import Organisation
from commonground.sharing.actions import requests as doing
from commonground.sharing.forms.requests import AssetForm, CatalogueFilter, RequestForm
from commonground.sharing.models import Asset, AssetRequest, Grant
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.requests import Lent
from commonground.sharing.queries import desk
from commonground.sharing.queries import requests as queries
from commonground.sharing.queries import requests_catalogue as catalogue
from commonground.sharing.rules import requests as rules
from commonground.sharing.rules.requests import GrantState, Risk
from commonground.sharing.views.desk import get_or_post, sent
from commonground.sharing.views.matrix import asked_for

A_PAGE = 25
STATES = {"open": "waiting", "granted": "agreed", "refused": "none", "taken_back": "none"}
GRANTS = {
    GrantState.AHEAD: "waiting", GrantState.HOLDS: "agreed", GrantState.REVIEW: "due", GrantState.ENDED: "none",
    GrantState.REVOKED: "none",
}  # fmt: skip


@require_safe
def assets(request: HttpRequest) -> HttpResponse:
    """List what can be lent, and what waits for an answer."""
    require(TABLE, "see_assets", request.actor, None)
    form = CatalogueFilter(request.GET)
    typed = form.cleaned_data if form.is_valid() else {}
    found = queries.catalogue(request.actor, search=typed.get("q", ""), kind=typed.get("kind", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    waiting = list(queries.to_answer(request.actor)[:A_PAGE])
    again = list(queries.to_look_at(request.actor)[:A_PAGE])
    audit.listed(actor=request.actor, subjects=[*waiting, *again], page="assets")
    context = {
        "form": form,
        "page": page,
        "is_narrowed": any(typed.values()),
        "may_keep": may(TABLE, "keep_asset", request.actor, Lent(request.actor.organisation_id or 0)),
        "waiting": waiting,
        "again": again,
    }
    return render(request, "sharing/requests/assets.html", context)


@get_or_post
def enter(request: HttpRequest) -> HttpResponse:
    """Put something into the catalogue."""
    require(TABLE, "keep_asset", request.actor, Lent(request.actor.organisation_id or 0))
    form = AssetForm(sent(request))
    if form.is_valid():
        with refusals_said_in(form):
            body = desk.own_organisation(request.actor)
            made = doing.enter_asset(actor=request.actor, organisation=body, **form.cleaned_data)
            messages.success(request, _("It stands in the catalogue."))
            return redirect("sharing:asset", made.public_id)
    context = {"form": form, "heading": _("Put something into the catalogue"), "button": _("Put it in")}
    return render(request, "sharing/requests/form.html", context | {"back": reverse("sharing:assets")})


@require_safe
def asset(request: HttpRequest, asset: uuid.UUID) -> HttpResponse:
    """Show one asset with its conditions, what the reader lacks for it, and its sessions."""
    found = queries.asset_for(request.actor, asset)
    audit.seen(actor=request.actor, subject=found, page="asset")
    own = may(TABLE, "open_briefing", request.actor, queries.asset_of(found))
    comes = own or queries.may_come(request.actor, found)
    context = {
        "asset": found,
        "lacks": [_(one) for one in _lacking(request, found)],
        "may_ask": found.closed_on is None and may(TABLE, "ask_for_asset", request.actor, queries.asset_of(found)),
        "may_keep": may(TABLE, "keep_asset", request.actor, queries.asset_of(found)),
        "is_own": own,
        "out": catalogue.out_of(found) if own and found.seats else None,
        "comes": comes,
        "page": Paginator(queries.briefings_of(found), A_PAGE).get_page(request.GET.get("page")) if comes else None,
        "breadcrumbs": [{"label": _("What the police can lend"), "url": reverse("sharing:assets")}],
    }
    return render(request, "sharing/requests/asset.html", context)


def _lacking(request: HttpRequest, found: Asset) -> tuple[str, ...]:
    if found.organisation_id == request.actor.organisation_id:
        return ()
    return rules.lacks(found.clearance, found.accreditation, queries.held_by(request.actor))


@get_or_post
def close(request: HttpRequest, asset: uuid.UUID) -> HttpResponse:
    """Take an asset out of the catalogue."""
    found = queries.asset_for(request.actor, asset)
    require(TABLE, "keep_asset", request.actor, queries.asset_of(found))
    if request.method == "POST":
        doing.close_asset(actor=request.actor, asset=found)
        messages.success(request, _("It is taken out of the catalogue."))
        return redirect("sharing:assets")
    context = {
        "over": found.title,
        "heading": _("Take it out of the catalogue?"),
        "what": [_("Nobody can ask for it any more. What is granted goes on to its end.")],
        "button": _("Take it out"),
        "cancel_url": reverse("sharing:asset", args=[found.public_id]),
    }
    return render(request, "pages/confirm.html", context)


@get_or_post
def ask_for_asset(request: HttpRequest, asset: uuid.UUID) -> HttpResponse:
    """Ask for an asset of the catalogue."""
    found = queries.asset_for(request.actor, asset)
    require(TABLE, "ask_for_asset", request.actor, queries.asset_of(found))
    back = reverse("sharing:asset", args=[found.public_id])
    return _asking(request, [found.organisation], found, _("Ask for %(asset)s") % {"asset": found.title}, back)


@get_or_post
def ask_for_intelligence(request: HttpRequest) -> HttpResponse:
    """Ask a police organisation for intelligence."""
    require(TABLE, "ask_for_asset", request.actor, Lent(0))
    bodies = queries.lenders(request.actor)
    return _asking(request, bodies, None, _("Ask the police for intelligence"), reverse("sharing:assets"))


def _asking(
    request: HttpRequest, bodies: list[Organisation], asset: Asset | None, heading: str, back: str
) -> HttpResponse:
    by_ref = {one.ref: one for one in bodies}
    lenders = [] if asset else [(ref, one.name) for ref, one in by_ref.items()] or [("", "")]
    form = RequestForm(sent(request), lenders=lenders, initial={"title": asset.title if asset else ""})
    if form.is_valid():
        if first := told_first(request, form):
            return first
        typed = {name: value for name, value in form.cleaned_data.items() if name not in AXES}
        typed |= {"cell": form.cell, "told": form.told}
        to = by_ref[typed.pop("to")] if asset is None else asset.organisation
        with refusals_said_in(form):
            made = doing.ask(actor=request.actor, to=to, asset=asset, **typed)
            messages.success(request, _("The request is sent. They are told by mail."))
            return redirect("sharing:asset_request", made.public_id)
    context = {"form": form, "heading": heading, "back": back, "asset": asset, "button": _("Send the request")}
    return render(request, "sharing/requests/form.html", context)


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """List the requests of one's organisation and those put to it."""
    require(TABLE, "see_assets", request.actor, None)
    page = Paginator(queries.requests(request.actor), A_PAGE).get_page(request.GET.get("page"))
    audit.listed(actor=request.actor, subjects=list(page), page="asset_requests")
    return render(request, "sharing/requests/requests.html", {"page": page, "rows": [row(one) for one in page]})


def row(one: AssetRequest) -> dict[str, Any]:
    """Give one request as a list shows it: its state, or how its grant stands."""
    held = getattr(one, "grant", None)
    if held is not None:
        state = queries.grant_state(held)
        return {"request": one, "looks": GRANTS[state], "words": _(rules.GRANT_STATES[state])}
    return {"request": one, "looks": STATES[one.state], "words": _(rules.STATES[one.state])}


@require_safe
def one_request(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Show one request to its two sides: its risks, the answer, the grant and its log."""
    found = queries.request_for(request.actor, asset_request)
    audit.seen(actor=request.actor, subject=found, page="asset_request")
    own, held = queries.request_of(found), getattr(found, "grant", None)
    state = queries.grant_state(held) if held else None
    lives = state in (GrantState.AHEAD, GrantState.HOLDS, GrantState.REVIEW)
    context = row(found) | {
        "asked": found,
        "result": asked_for(found.cell),
        "risk": _risk(found.likelihood, found.impact),
        "hear_by": rules.answer_by(timezone.localdate(found.asked_at)),
        "grant": held,
        "left": _risk(held.likelihood, held.impact) if held else None,
        "entries": held.entries.select_related("by__person", "by__organisation") if held else [],
        "may_answer": found.state == "open" and may(TABLE, "answer_request", request.actor, own),
        "may_take_back": found.state == "open" and may(TABLE, "take_request_back", request.actor, own),
        "may_use": held is not None and may(TABLE, "use_grant", request.actor, queries.grant_of(held)),
        "may_tell": held is not None,
        "may_look": lives and may(TABLE, "look_at_grant", request.actor, own),
        "breadcrumbs": [{"label": _("Requests"), "url": reverse("sharing:asset_requests")}],
    }
    return render(request, "sharing/requests/request.html", context | _signed(request, held))


def _signed(request: HttpRequest, held: Grant | None) -> dict[str, Any]:
    """Give how many are signed out under a grant, and what the reader may do about it."""
    if held is None:
        return {"out": 0}
    between = queries.grant_of(held)
    may_sign = {f"may_{name}": may(TABLE, name, request.actor, between) for name in ("sign_out", "sign_back")}
    return {"out": catalogue.out_under(held), **may_sign}


def _risk(likelihood: int, impact: int) -> dict[str, str]:
    found = Risk(likelihood, impact)
    score = _("%(band)s (%(likelihood)s × %(impact)s = %(score)s)") % {
        "band": _(rules.BANDS[found.band]),
        "likelihood": likelihood,
        "impact": impact,
        "score": found.score,
    }
    return {
        "score": score,
        "likelihood": _(rules.LIKELIHOOD[likelihood]),
        "impact": _(rules.IMPACT[impact]),
    }


@get_or_post
def take_back(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Take a request back that nobody has answered."""
    found = get_object_or_404(queries.requests(request.actor), public_id=asset_request)
    require(TABLE, "take_request_back", request.actor, queries.request_of(found))
    here = reverse("sharing:asset_request", args=[found.public_id])
    if request.method == "POST":
        doing.take_back(actor=request.actor, request=found)
        messages.success(request, _("The request is taken back."))
        return redirect(here)
    audit.seen(actor=request.actor, subject=found, page="asset_request")
    context = {
        "over": found.title,
        "heading": _("Take the request back?"),
        "what": [_("Nobody has to answer it any more. You can ask again.")],
        "button": _("Take the request back"),
        "cancel_url": here,
    }
    return render(request, "pages/confirm.html", context)
