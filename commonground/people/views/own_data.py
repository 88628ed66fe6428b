"""What is shown of what is held about oneself? All of it, as a page and to take away; what to change and what to ask.

*Source:* D5; UK GDPR, articles 12, 15, 16, 20 and 21.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import own_data as actions
from commonground.people.adapters import own_data_export
from commonground.people.forms.own_data import DataRequestForm, DetailsForm
from commonground.people.queries import own_data as queries
from commonground.people.views.organisations import get_or_post
from commonground.people.views.proving import recently_proved


@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    person = queries.own_details(request.actor)
    audit.seen(actor=request.actor, subject=person, page="own_data")
    context = {
        "person": person,
        "kinds": queries.held_of(request.actor),
        "asked": queries.requests_of(request.actor),
        "breadcrumbs": back_to_you(),
    }
    return render(request, "people/own_data.html", context)


@recently_proved
@require_safe
def own_data_download(request: HttpRequest) -> HttpResponse:
    person, now = queries.own_details(request.actor), timezone.localtime()
    audit.seen(actor=request.actor, subject=person, page="export")
    whole = own_data_export.packed(person.name, queries.held_of(request.actor), now)
    response = HttpResponse(whole, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="your-data-{now:%Y-%m-%d}.zip"'
    return response


@get_or_post
def own_data_change(request: HttpRequest) -> HttpResponse:
    person = queries.own_details(request.actor)
    initial = {name: getattr(person, name) for name in actions.DETAILS}
    form = DetailsForm(request.POST or None, initial=initial, version=queries.version_of(person))
    if form.is_valid():
        with refusals_said_in(form):
            actions.change_details(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("It is changed."))
            return redirect("people:own_data")
    return render(request, "people/own_data_change.html", {"form": form, "breadcrumbs": back_to_own_data()})


@recently_proved
@get_or_post
def own_data_ask(request: HttpRequest) -> HttpResponse:
    form = DataRequestForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            made = actions.ask(actor=request.actor, **form.cleaned_data)
            due = _("You have asked. You get an answer by %(day)s.") % {"day": made.due.strftime("%-d %B %Y")}
            messages.success(request, due)
            return redirect("people:own_data")
    return render(request, "people/own_data_ask.html", {"form": form, "breadcrumbs": back_to_own_data()})


@require_POST
def own_data_withdraw(request: HttpRequest, asked: Any) -> HttpResponse:
    held = queries.own_request(request.actor, asked)
    try:
        actions.withdraw(actor=request.actor, request=held)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Your request is withdrawn."))
    return redirect("people:own_data")


def back_to_you() -> list[dict[str, str]]:
    return [{"label": _("Your own page"), "url": reverse("people:you")}]


def back_to_own_data() -> list[dict[str, str]]:
    return [*back_to_you(), {"label": _("What is held about you"), "url": reverse("people:own_data")}]
