"""When do our agreements, decisions, requests, questions, collaborations and attendance leave? Who still needs them?

*Source:* D4; UK GDPR, article 5(1)(e).
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import listed, seen
from commonground.pages import words
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import retention_records as actions
from commonground.sharing.forms.retention import HoldForm, RecordsKeptFilter, ReviewForm
from commonground.sharing.models import RecordKept
from commonground.sharing.queries import retention_records as queries
from commonground.sharing.rules.retention_records import RECORDS
from commonground.sharing.views.framing import sent, trail
from commonground.sharing.views.retention import asks_to_lift, state_of

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold as the page shows it."""

    since: datetime
    reason: str


def _inside(*more: tuple[str, str]) -> list[dict[str, str]]:
    return trail((_("What leaves when"), reverse("sharing:retention")), *more)


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """List the days of the records that the organisation has a part in, for its custodians."""
    form = RecordsKeptFilter(request.GET, kinds=[(key, _(line.what)) for key, line in RECORDS.items()])
    kind = form.cleaned_data.get("kind", "") if form.is_valid() else ""
    page = Paginator(queries.records_of(request.actor, kind), A_PAGE).get_page(request.GET.get("page"))
    listed(actor=request.actor, subjects=list(page), page="record_days")
    pages = queries.pages_of(page)
    rows = [{"kept": one, "name": name_of(one), "url": pages.get(one.pk), "state": _state(one)} for one in page]
    context = {"form": form, "page": page, "rows": rows, "is_narrowed": bool(kind), "breadcrumbs": _inside()}
    return render(request, "sharing/retention/records.html", context)


def name_of(kept: RecordKept) -> str:
    """Name a record as a custodian knows it, without what it says: by what it is, its number, reference, title or other
    side, and when it was made."""
    label = _("number %(number)s") % {"number": kept.label} if kept.kind == "decision" else kept.label
    known = ", ".join(part for part in (label, words.moment(kept.made_at)) if part)
    return f"{_(RECORDS[kept.kind].what)}: {known or kept.subject.hex[:8]}"


def _state(kept: RecordKept) -> tuple[str, str]:
    due = kept.leaves_on <= timezone.localdate()
    return state_of(is_held=kept.is_held, awaits_review=kept.awaits_review, is_due=due)


def _hold_on(kept: RecordKept) -> Hold | None:
    return Hold(kept.held_since, kept.held_because) if kept.held_since else None


@get_or_post
def review(request: HttpRequest, record_kept: uuid.UUID) -> HttpResponse:
    """Decide whether a record is kept longer."""
    held = queries.record_for(request.actor, record_kept)
    form = ReviewForm(sent(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_said_in(form):
            actions.review(actor=request.actor, kept=held, reason=typed["reason"], keep_until=typed["keep_until"])
            messages.success(request, _("Decided and recorded. It leaves when every side’s day has come."))
            return redirect("sharing:retention_records")
    seen(actor=request.actor, subject=held, page="record_day")
    context = {"form": form, "kept": held, "hold": _hold_on(held), "reviews": held.reviews.all(), **_framed(held)}
    return render(request, "sharing/retention/review.html", context)


@get_or_post
def hold(request: HttpRequest, record_kept: uuid.UUID) -> HttpResponse:
    """Stop a record from leaving, or lift what stops it."""
    held = queries.record_for(request.actor, record_kept)
    form = None if held.is_held else HoldForm(sent(request))
    if request.method == "POST" and form is None:
        if asks_to_lift(request):
            actions.lift(actor=request.actor, kept=held)
            messages.success(request, _("The hold is lifted."))
        return redirect("sharing:retention_records")
    if form is not None and request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.hold(actor=request.actor, kept=held, reason=form.cleaned_data["reason"])
            messages.success(request, _("It stays until the hold is lifted."))
            return redirect("sharing:retention_records")
    seen(actor=request.actor, subject=held, page="record_day")
    context = {"form": form, "kept": held, "hold": _hold_on(held), **_framed(held)}
    return render(request, "sharing/retention/hold.html", context)


def _framed(held: RecordKept) -> dict[str, Any]:
    above = reverse("sharing:retention_records")
    inside = _inside((_("Agreements, decisions, requests and attendance"), above))
    return {"named": name_of(held), "cancel_url": above, "breadcrumbs": inside}
