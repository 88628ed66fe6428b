"""Which items pass to another organisation, and who gains or loses by it? Offered, looked at, accepted: on both sides.

*Source:* design/sharing.md 2.1 ("items by recorded transfer"), 2.2; R15, R45.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import listed, seen
from commonground.groundwork.permissions import may, require
from commonground.pages.opening import confirmed_in, says_what_it_opens
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import transfers as doing
from commonground.sharing.forms.transfers import DeclineForm, OfferForm
from commonground.sharing.models import Transfer
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import items_choices
from commonground.sharing.queries import transfers as queries
from commonground.sharing.rules.transfers import MOST
from commonground.sharing.views.framing import category, name_by_place, sent, trail

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 25
LOOKS = {"open": "waiting", "accepted": "agreed", "declined": "none", "taken_back": "none"}


def _inside() -> list[dict[str, str]]:
    return trail((_("Records"), reverse("sharing:records")), (_("Transfers"), reverse("sharing:transfers")))


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """List what was offered, by one's organisation and to it."""
    require(TABLE, "offer_transfer", request.actor, None)
    page = Paginator(queries.transfers_for(request.actor), A_PAGE).get_page(request.GET.get("page"))
    listed(actor=request.actor, subjects=list(page), page="transfers")
    rows = [{"transfer": one, "looks": LOOKS[one.state], "number": len(one.items.all())} for one in page]
    context = {"page": page, "rows": rows, "breadcrumbs": trail((_("Records"), reverse("sharing:records")))}
    return render(request, "sharing/items/transfers.html", context)


@get_or_post
def offer(request: HttpRequest) -> HttpResponse:
    """Choose what passes to whom; look at what that changes; offer it."""
    actor = request.actor
    require(TABLE, "offer_transfer", actor, None)
    bodies = {one.ref: one for one in items_choices.organisations_beside(actor)}
    items = {one.ref: one for one in queries.offerable(actor)[:MOST]}
    named = [(ref, name_by_place(one)) for ref, one in items.items()]
    form = OfferForm(sent(request), organisations=[(ref, one.name) for ref, one in bodies.items()], offered=named)
    if request.method == "POST" and form.is_valid() and request.POST.get("do") != "edit":
        typed = form.cleaned_data
        chosen = [items[ref] for ref in typed["items"]]
        with refusals_said_in(form):
            return _offered(request, {"taker": bodies[typed["taker"]], "items": chosen, "reason": typed["reason"]})
    listed(actor=actor, subjects=list(items.values()), page="transfer_offer")
    context = {"form": form, "nothing": not items, "most": MOST, "breadcrumbs": _inside()}
    return render(request, "sharing/items/transfer_offer.html", context)


def _offered(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    """Show what a transfer would change; or offer it, once that was seen."""
    if request.POST.get("do") == "offer":
        made = doing.offer(actor=request.actor, **given)
        messages.success(request, _("It is offered. Nothing passes before they accept."))
        return redirect("sharing:transfer", made.public_id)
    context = {"effect": doing.preview(actor=request.actor, **given), "breadcrumbs": _inside(), **given}
    listed(actor=request.actor, subjects=given["items"], page="transfer_preview")
    context["sent"] = [(name, one) for name in ("taker", "items", "reason") for one in request.POST.getlist(name)]
    return render(request, "sharing/items/transfer_look.html", context)


@get_or_post
@says_what_it_opens
def transfer(request: HttpRequest, transfer: uuid.UUID) -> HttpResponse:
    """Show a transfer to the custodians of both sides, with what it would change while it waits; take it over."""
    actor = request.actor
    found = queries.transfer_for(actor, transfer)
    if request.method == "POST":
        doing.accept(actor=actor, transfer=found, confirmed=confirmed_in(request))
        messages.success(request, _("The items are your organisation’s now. You keep their records."))
        return redirect("sharing:transfer", transfer)
    effect = doing.effect_of(actor, found) if found.state == "open" else None
    lines = list(found.items.all())
    kept = queries.kept_of(actor, lines)
    named = [*kept.values(), *(one.rendition.item for one in (effect.own if effect else ()))]
    seen(actor=actor, subject=found, page="transfer", listed=sorted({one.ref for one in named}))
    passing = queries.passing_of(found)
    context = {
        "transfer": found,
        "looks": LOOKS[found.state],
        "lines": [{"line": one, "kind": category(one.category), "kept": kept.get(one.item_id)} for one in lines],
        "effect": effect,
        "may_answer": may(TABLE, "answer_transfer", actor, passing),
        "may_take_back": may(TABLE, "take_transfer_back", actor, passing),
        "breadcrumbs": _inside(),
    }
    return render(request, "sharing/items/transfer.html", context)


def _ending(request: HttpRequest, found: Transfer, context: dict[str, Any]) -> HttpResponse:
    here = reverse("sharing:transfer", args=[found.public_id])
    more = {"over": f"{found.giver.name} – {found.taker.name}", "cancel_url": here, "breadcrumbs": _inside()}
    return render(request, "pages/confirm.html", {**more, **context})


@get_or_post
def decline(request: HttpRequest, transfer: uuid.UUID) -> HttpResponse:
    """Decline to take the items over."""
    found = queries.transfer_for(request.actor, transfer)
    require(TABLE, "answer_transfer", request.actor, queries.passing_of(found))
    form = DeclineForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.decline(actor=request.actor, transfer=found, answer=form.cleaned_data["answer"])
            messages.success(request, _("They are told. Everything stays as it is."))
            return redirect("sharing:transfer", transfer)
    seen(actor=request.actor, subject=found, page="transfer")
    context = {"heading": _("Decline to take them over"), "button": _("Decline"), "form": form}
    return _ending(request, found, context | {"what": [_("The items stay theirs. They read your reason.")]})


@get_or_post
def take_back(request: HttpRequest, transfer: uuid.UUID) -> HttpResponse:
    """Take an offer back that nobody has answered."""
    found = queries.transfer_for(request.actor, transfer)
    require(TABLE, "take_transfer_back", request.actor, queries.passing_of(found))
    if request.method == "POST":
        doing.take_back(actor=request.actor, transfer=found)
        messages.success(request, _("It is taken back. Everything stays as it is."))
        return redirect("sharing:transfer", transfer)
    seen(actor=request.actor, subject=found, page="transfer")
    context = {"heading": _("Take the offer back?"), "button": _("Take it back")}
    return _ending(request, found, context | {"what": [_("They can no longer accept it. You can offer it again.")]})
