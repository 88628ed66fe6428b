"""What leaves when, what is kept longer, and what do we keep about somebody?

*Source:* D4, D5; UK GDPR, articles 5(1)(e) and 15.
"""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import listed, record, seen
from commonground.groundwork.permissions import may, require
from commonground.pages.refusing import refusals_said_in
from commonground.people.models import Organisation
from commonground.sharing.actions import retention as actions
from commonground.sharing.forms.retention import HoldForm, ReviewForm, SearchKeptForm
from commonground.sharing.models import Item, KeptUntil
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import keeping
from commonground.sharing.queries import retention as queries
from commonground.sharing.queries import retention_spans as spans
from commonground.sharing.rules import retention as rules
from commonground.sharing.views.framing import category, name_by_place, sent, trail

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 25


def _inside() -> list[dict[str, str]]:
    return trail((_("What leaves when"), reverse("sharing:retention")))


@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """Show the schedule to every member, and to custodians the days of what their organisation keeps."""
    actor, context = request.actor, {"dated": rules.DATED}
    context["spans"] = spans.spans_of(actor.organisation_id)
    if may(TABLE, "review_kept", actor, None):
        page = Paginator(queries.days_of(actor), A_PAGE).get_page(request.GET.get("page"))
        items = keeping.kept_among(actor, [one.item_id for one in page])
        listed(actor=actor, subjects=[*page, *items.values()], page="days")
        rows = [_row(one, items.get(one.item_id)) for one in page]
        context |= {"page": page, "rows": rows, "query": request.GET.urlencode()}
        context["is_custodian"] = True
    return render(request, "sharing/retention/schedule.html", context | {"breadcrumbs": trail()})


def state_of(*, is_held: bool, awaits_review: bool, is_due: bool) -> tuple[str, str]:
    """Give how something that is kept stands: the kind of its state, and the words."""
    if is_held:
        return ("waiting", _("Held by law"))
    if awaits_review:
        return ("due", _("To be reviewed")) if is_due else ("progress", _("Reviewed on its day"))
    return ("due", _("Leaves next morning")) if is_due else ("none", _("Leaves on its day"))


def _row(one: KeptUntil, item: Item | None) -> dict[str, Any]:
    due = one.leaves_on <= timezone.localdate()
    state = state_of(is_held=one.is_held, awaits_review=one.awaits_review, is_due=due)
    return {"kept": one, "state": state, "item": item, "name": _named(one, item)}


def _named(one: KeptUntil, item: Item | None) -> str:
    return name_by_place(item) if item else f"{category(one.line)} {one.ref[:8]}"


def _given(request: HttpRequest, kept: uuid.UUID) -> KeptUntil:
    return queries.day_for(request.actor, kept)


@get_or_post
def review(request: HttpRequest, kept: uuid.UUID) -> HttpResponse:
    """Decide whether something is kept longer."""
    held = _given(request, kept)
    form = ReviewForm(sent(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_said_in(form):
            actions.review(actor=request.actor, kept=held, reason=typed["reason"], keep_until=typed["keep_until"])
            messages.success(request, _("Decided and recorded."))
            return redirect("sharing:retention")
    context = {
        "form": form,
        "kept": held,
        "hold": queries.hold_on(held),
        "reviews": queries.reviews_of(held),
        **_framed(request, held),
    }
    return render(request, "sharing/retention/review.html", context)


@get_or_post
def hold(request: HttpRequest, kept: uuid.UUID) -> HttpResponse:
    """Stop something from leaving, or lift what stops it."""
    held = _given(request, kept)
    lasting = queries.hold_on(held)
    form = None if lasting else HoldForm(sent(request))
    if request.method == "POST" and lasting:
        if asks_to_lift(request):
            actions.lift(actor=request.actor, kept=held)
            messages.success(request, _("The hold is lifted."))
        return redirect("sharing:retention")
    if form is not None and request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.hold(actor=request.actor, kept=held, reason=form.cleaned_data["reason"])
            messages.success(request, _("It stays until the hold is lifted."))
            return redirect("sharing:retention")
    context = {"form": form, "kept": held, "hold": lasting, **_framed(request, held)}
    return render(request, "sharing/retention/hold.html", context)


def asks_to_lift(request: HttpRequest) -> bool:
    """Whether a hold is to end. Whoever sends the form that begins it twice does not; they are told that it lasts."""
    if request.POST.get("deed") == "lift":
        return True
    messages.success(request, _("It stays until the hold is lifted."))
    return False


def _framed(request: HttpRequest, held: KeptUntil) -> dict[str, Any]:
    """Say what a page about one day is about, with the way to its records, and record that it was looked at."""
    items = keeping.kept_among(request.actor, [held.item_id])
    seen(actor=request.actor, subject=held, page="day", listed=[one.ref for one in items.values()])
    item = items.get(held.item_id)
    return {"named": _named(held, item), "item": item, "breadcrumbs": _inside()}


@get_or_post
def search(request: HttpRequest) -> HttpResponse:
    """Search everything that the organisation keeps, for whoever asks what is held of them; what for is recorded."""
    actor = request.actor
    require(TABLE, "search_kept", actor, None)
    form, found = SearchKeptForm(sent(request)), None
    if request.method == "POST" and form.is_valid():
        words, purpose = form.cleaned_data["words"].strip(), form.cleaned_data["purpose"].strip()
        found = list(queries.found_in_kept(actor, words, purpose))
        ours = Organisation.objects.get(pk=actor.organisation_id)
        record("sharing:kept:searched", actor=actor, subject=ours, purpose=purpose, found=len(found))
        for one in found:
            seen(actor=actor, subject=one.rendition, page="kept", purpose=purpose)
        if "take" in request.POST:
            return _file(found)
    context = {"form": form, "found": found, "most": queries.MOST_FOUND, "breadcrumbs": _inside()}
    return render(request, "sharing/retention/search.html", context)


def _file(found: list[queries.Kept]) -> HttpResponse:
    text = json.dumps([queries.as_data(one) for one in found], ensure_ascii=False, indent=2, default=str)
    answer = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="kept.json"'
    return answer
