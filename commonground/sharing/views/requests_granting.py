"""How is a request answered, and what happens with what was granted? Conditions and an end, uses, looks, taking away;
briefings and who was there.

*Source:* R222, R223.
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import requests as doing
from commonground.sharing.actions import requests_briefings as briefing_doing
from commonground.sharing.forms.requests import AnswerForm, BriefingForm, EntryForm, LookForm, RevokeForm, SeatForm
from commonground.sharing.models import AssetRequest, Grant
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import requests as queries
from commonground.sharing.rules.requests import REVIEW_AFTER
from commonground.sharing.rules.retention_records import RECORDS
from commonground.sharing.views.desk import get_or_post, sent


@get_or_post
def answer(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Grant a request for a time, or refuse it."""
    found = queries.request_for(request.actor, asset_request)
    require(TABLE, "answer_request", request.actor, queries.request_of(found))
    here = reverse("sharing:asset_request", args=[found.public_id])
    start = max(found.needed_by, timezone.localdate())
    review = min(start + REVIEW_AFTER, found.wanted_until)
    initial = {"opens": start, "closes": found.wanted_until, "review_on": review}
    form = AnswerForm(sent(request), initial=initial)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        reasons, grants = typed.pop("reasons"), typed.pop("answer") == "grant"
        with refusals_said_in(form):
            if grants:
                doing.grant(actor=request.actor, request=found, reasons=reasons, given=typed)
            else:
                doing.refuse(actor=request.actor, request=found, reasons=reasons)
            messages.success(request, _("Answered. Whoever asked is told."))
            return redirect(here)
    audit.seen(actor=request.actor, subject=found, page="asset_request")
    context = {"form": form, "heading": _("Answer the request"), "over": found.title, "back": here}
    return render(request, "sharing/requests/form.html", context | {"button": _("Send the answer")})


def granted(request: HttpRequest, asset_request: uuid.UUID) -> tuple[AssetRequest, Grant]:
    """Give a request to its two sides with what was granted; 404 where nothing was."""
    found = queries.request_for(request.actor, asset_request)
    held = getattr(found, "grant", None)
    if held is None:
        raise Http404
    return found, held


def one_thing(
    request: HttpRequest, found: AssetRequest, form: Form, heading: str, button: str, act: Callable[[Any], object]
) -> HttpResponse:
    """Do one thing to a grant with a form of its own."""
    here = reverse("sharing:asset_request", args=[found.public_id])
    if form.is_valid():
        with refusals_said_in(form):
            act(form.cleaned_data)
            messages.success(request, _("Recorded."))
            return redirect(here)
    audit.seen(actor=request.actor, subject=found, page="asset_request")
    context = {"form": form, "over": found.title, "heading": heading, "button": button, "cancel_url": here}
    return render(request, "pages/confirm.html", context)


@get_or_post
def use(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Write down one use."""
    found, held = granted(request, asset_request)
    require(TABLE, "use_grant", request.actor, queries.grant_of(held))
    return one_thing(
        request, found, EntryForm(sent(request)), _("Write down a use"), _("Add it to the log"),
        lambda typed: doing.use(actor=request.actor, grant=held, words=typed["words"]),
    )  # fmt: skip


@get_or_post
def tell(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Write down what came of it."""
    found, held = granted(request, asset_request)
    return one_thing(
        request, found, EntryForm(sent(request)), _("Say what came of it"), _("Add it to the log"),
        lambda typed: doing.tell_outcome(actor=request.actor, grant=held, words=typed["words"]),
    )  # fmt: skip


@get_or_post
def look(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Look at a grant again."""
    found, held = granted(request, asset_request)
    require(TABLE, "look_at_grant", request.actor, queries.grant_of(held))
    return one_thing(
        request, found, LookForm(sent(request)), _("Look at it again"), _("Record what you found"),
        lambda typed: doing.look(actor=request.actor, grant=held, **typed),
    )  # fmt: skip


@get_or_post
def revoke(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Take a grant away."""
    found, held = granted(request, asset_request)
    require(TABLE, "revoke_grant", request.actor, queries.grant_of(held))
    return one_thing(
        request, found, RevokeForm(sent(request)), _("Take it away at once?"), _("Take it away"),
        lambda typed: doing.revoke(actor=request.actor, grant=held, because=typed["because"]),
    )  # fmt: skip


@get_or_post
def open_briefing(request: HttpRequest, asset: uuid.UUID) -> HttpResponse:
    """Open a session."""
    found = queries.asset_for(request.actor, asset)
    require(TABLE, "open_briefing", request.actor, queries.asset_of(found))
    form = BriefingForm(sent(request))
    here = reverse("sharing:asset", args=[found.public_id])
    if form.is_valid():
        typed = dict(form.cleaned_data)
        starts = datetime.combine(typed.pop("on"), typed.pop("at"), timezone.get_default_timezone())
        with refusals_said_in(form):
            made = briefing_doing.open_briefing(actor=request.actor, asset=found, starts=starts, **typed)
            messages.success(request, _("The session is open to those who hold a grant."))
            return redirect("sharing:briefing", found.public_id, made.public_id)
    context = {"form": form, "heading": _("Open a session"), "over": found.title, "back": here}
    return render(request, "sharing/requests/form.html", context | {"button": _("Open the session")})


@require_safe
def briefing(request: HttpRequest, asset: uuid.UUID, briefing: uuid.UUID) -> HttpResponse:
    """Show one session to those who hold it and those who may come."""
    found = queries.asset_for(request.actor, asset)
    one = queries.briefing_for(request.actor, found, briefing)
    audit.seen(actor=request.actor, subject=one, page="briefing")
    own = may(TABLE, "record_attendance", request.actor, queries.asset_of(found))
    is_ahead = one.starts > timezone.now() and one.cancelled_at is None
    context = {
        "asset": found,
        "briefing": one,
        "marking_label": one.get_tlp_display(),
        "is_own": own,
        "is_ahead": is_ahead,
        "has_begun": one.starts <= timezone.now() and one.cancelled_at is None,
        "seat": queries.seat_of(request.actor, one),
        "free": max(one.seats - one.taken, 0) if is_ahead else None,
        "seats": queries.attendance(one) if own else [],
        "form": SeatForm() if is_ahead and not own else None,
        "breadcrumbs": [{"label": found.title, "url": reverse("sharing:asset", args=[found.public_id])}],
    }
    return render(request, "sharing/requests/briefing.html", context)


def kept_for() -> str:
    """Say for how long it is kept who was there, to whoever is about to take a seat."""
    return _("Who was there stays on record for %(days)s days after the session. Then only the numbers stay.") % {
        "days": RECORDS["attendance"].days
    }


@get_or_post
def seat(request: HttpRequest, asset: uuid.UUID, briefing: uuid.UUID) -> HttpResponse:
    """Take a seat, or give it back."""
    found = queries.asset_for(request.actor, asset)
    one = queries.briefing_for(request.actor, found, briefing)
    here = reverse("sharing:briefing", args=[found.public_id, one.public_id])
    if queries.seat_of(request.actor, one) is not None:
        if request.method == "POST":
            briefing_doing.give_back(actor=request.actor, briefing=one)
            messages.success(request, _("Your seat is free for somebody else."))
            return redirect(here)
        context = {"over": one.title, "heading": _("Give your seat back?"), "button": _("Give my seat back")}
        return render(request, "pages/confirm.html", context | {"cancel_url": here})
    form = SeatForm(sent(request))
    if form.is_valid():
        with refusals_said_in(form):
            briefing_doing.take_seat(actor=request.actor, briefing=one, accepts=form.cleaned_data["accepts"])
            messages.success(request, _("You have a seat."))
            return redirect(here)
    context = {"form": form, "over": one.title, "heading": _("Take a seat?"), "what": [found.conditions, kept_for()]}
    return render(request, "pages/confirm.html", context | {"button": _("Take a seat"), "cancel_url": here})


@get_or_post
def attendance(request: HttpRequest, asset: uuid.UUID, briefing: uuid.UUID) -> HttpResponse:
    """Record who was there."""
    found = queries.asset_for(request.actor, asset)
    require(TABLE, "record_attendance", request.actor, queries.asset_of(found))
    one = queries.briefing_for(request.actor, found, briefing)
    here = reverse("sharing:briefing", args=[found.public_id, one.public_id])
    if request.method == "POST":
        there = request.POST.getlist("present")
        briefing_doing.record_attendance(actor=request.actor, briefing=one, present=there)
        messages.success(request, _("It is recorded who was there."))
        return redirect(here)
    audit.seen(actor=request.actor, subject=one, page="attendance")
    return render(
        request,
        "sharing/requests/attendance.html",
        {"asset": found, "briefing": one, "seats": queries.attendance(one), "back": here},
    )
