"""What is shown to whoever answers for people's data? Requests with their day, legal holds, the log of breaches with
its 72 hours, and a form for an assessment of risks.

*Source:* D5; UK GDPR, articles 12, 17, 33 and 35.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import own_data as actions
from commonground.people.actions import own_data_breaches as breaches_actions
from commonground.people.forms.own_data import AnswerForm, BreachForm, HoldForm, QueueFilter
from commonground.people.permissions import TABLE
from commonground.people.queries import own_data as queries
from commonground.people.rules import own_data as rules
from commonground.people.rules import own_data_assessment as assessment
from commonground.people.views.organisations import get_or_post
from commonground.people.views.own_data import back_to_you
from commonground.people.views.proving import recently_proved

A_PAGE = 25


@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    form = QueueFilter(request.GET if "state" in request.GET else {"state": "open"})
    state = form.cleaned_data["state"] if form.is_valid() else "open"
    found = queries.requests_for(request.actor, state)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    audit.listed(actor=request.actor, subjects=list(page), page="data_requests")
    context = {"form": form, "page": page, "today": timezone.localdate(), "breadcrumbs": back_to_you()}
    return render(request, "people/own_data_requests.html", context)


@recently_proved
@get_or_post
def data_request(request: HttpRequest, asked: Any) -> HttpResponse:
    held = queries.request_for(request.actor, asked)
    is_erasure = held.kind == "erasure"
    form = AnswerForm(request.POST or None, version=held.version, is_erasure=is_erasure)
    may_answer = may(TABLE, "answer_data_request", request.actor, held)
    if form.is_valid() and held.state == "open":
        with refusals_said_in(form):
            return _answer(request, held, form.cleaned_data)
    audit.seen(actor=request.actor, subject=held, page="data_request")
    kept = actions.what_would_stay(held.person) if is_erasure and may_answer and held.state == "open" else ()
    hold = queries.hold_on(held.person)
    context = {"form": form, "asked": held, "kept": kept, "hold": hold, "may_answer": may_answer}
    return render(request, "people/own_data_request.html", {**context, "breadcrumbs": back_to_requests()})


def _answer(request: HttpRequest, held: Any, typed: dict[str, Any]) -> HttpResponse:
    is_done = typed.pop("verdict") == "done"
    if held.kind != "erasure" or not is_done:
        actions.answer(actor=request.actor, request=held, is_done=is_done, **typed)
        messages.success(request, _("It is answered, and a message is on its way."))
        return redirect("people:data_requests")
    kept = actions.erase(actor=request.actor, request=held, **typed)
    messages.success(request, _("It is erased. What stays names nobody; it is listed here."))
    context = {"asked": held, "kept": kept, "erased": True, "breadcrumbs": back_to_requests()}
    return render(request, "people/own_data_erased.html", context)


@get_or_post
def legal_holds(request: HttpRequest) -> HttpResponse:
    found = queries.holds_for(request.actor)
    form = HoldForm(request.POST or None)
    if form.is_valid():
        person = queries.person_with_address(form.cleaned_data["email"])
        if person is None:
            form.add_error("email", _("Nobody signs in with this address"))
        else:
            with refusals_said_in(form):
                actions.set_hold(actor=request.actor, person=person, reason=form.cleaned_data["reason"])
                messages.success(request, _("Nothing of theirs is erased until the hold is lifted."))
                return redirect("people:legal_holds")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    audit.listed(actor=request.actor, subjects=list(page), page="legal_holds")
    return render(request, "people/own_data_holds.html", {"form": form, "page": page, "breadcrumbs": back_to_you()})


@require_POST
def legal_hold_lift(request: HttpRequest, hold: Any) -> HttpResponse:
    held = queries.hold_for(request.actor, hold)
    return _done(request, "people:legal_holds", _("The legal hold is lifted."), actions.lift_hold, hold=held)


@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.breaches_for(request.actor), A_PAGE).get_page(request.GET.get("page"))
    audit.listed(actor=request.actor, subjects=list(page), page="breaches")
    rows = [{"breach": each, "clock": _clock(each)} for each in page]
    return render(request, "people/breaches.html", {"page": page, "rows": rows, "breadcrumbs": back_to_you()})


def _clock(breach: Any) -> dict[str, Any]:
    """Say how the 72 hours of one breach stand: running, met, passed, or not needed."""
    by = rules.tell_by(breach.noticed_at)
    if breach.regulator_told_at:
        in_time = breach.regulator_told_at <= by
        return {"kind": "agreed" if in_time else "late", "by": by, "told": True, "in_time": in_time}
    if breach.regulator_not_told_because:
        return {"kind": "none", "by": by}
    left = rules.hours_left(breach.noticed_at, timezone.now())
    return {"kind": "due", "by": by, "left": left, "is_past": left < 0}


@get_or_post
def breach_enter(request: HttpRequest) -> HttpResponse:
    require(TABLE, "keep_breach_log", request.actor, None)
    form = BreachForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            made = breaches_actions.enter(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("It is in the log."))
            return redirect(reverse("people:breach", args=[made.public_id]))
    return render(request, "people/breach_form.html", {"form": form, "breadcrumbs": back_to_breaches()})


@require_safe
def breach(request: HttpRequest, breach: Any) -> HttpResponse:
    held = queries.breach_for(request.actor, breach)
    audit.seen(actor=request.actor, subject=held, page="breach")
    context = {"breach": held, "clock": _clock(held), "breadcrumbs": back_to_breaches()}
    return render(request, "people/breach.html", context)


@get_or_post
def breach_change(request: HttpRequest, breach: Any) -> HttpResponse:
    held = queries.breach_for(request.actor, breach)
    form = BreachForm(request.POST or None, initial=_local(breaches_actions.values_of(held)), version=held.version)
    if form.is_valid():
        with refusals_said_in(form, _local):
            breaches_actions.change(actor=request.actor, breach=held, **form.cleaned_data)
            messages.success(request, _("The log is changed."))
            return redirect(reverse("people:breach", args=[held.public_id]))
    return render(request, "people/breach_form.html", {"form": form, "breach": held, "breadcrumbs": back_to_breaches()})


def _local(values: Any) -> dict[str, Any]:
    """Give moments as the form shows them: in the site's time, to the minute."""
    return {
        name: timezone.localtime(value).replace(second=0, microsecond=0) if hasattr(value, "tzinfo") else value
        for name, value in values.items()
    }


@require_POST
def breach_close(request: HttpRequest, breach: Any) -> HttpResponse:
    held = queries.breach_for(request.actor, breach)
    page = reverse("people:breach", args=[held.public_id])
    return _done(request, page, _("The breach is closed."), breaches_actions.close, breach=held)


@require_safe
def assessment_form(request: HttpRequest) -> HttpResponse:
    context = {"steps": assessment.STEPS, "source": assessment.SOURCE}
    if "file" not in request.GET:
        return render(request, "people/own_data_assessment.html", {**context, "breadcrumbs": back_to_you()})
    response = render(request, "people/own_data_assessment_file.html", context)
    response.headers["Content-Disposition"] = 'attachment; filename="data-protection-assessment.html"'
    return response


def _done(request: HttpRequest, back: str, said: str, deed: Any, **things: Any) -> HttpResponse:
    try:
        deed(actor=request.actor, **things)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect(back)


def back_to_requests() -> list[dict[str, str]]:
    return [{"label": _("Requests about people’s data"), "url": reverse("people:data_requests")}]


def back_to_breaches() -> list[dict[str, str]]:
    return [{"label": _("Log of breaches"), "url": reverse("people:breaches")}]
