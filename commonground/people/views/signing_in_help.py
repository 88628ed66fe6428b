"""What is shown to whoever helps somebody with signing in? Coordinators and administrators, two at a time.

*Source:* ASVS 5.0, V6.4.4 and V7.4.5; issue "People who can be found, trusted and replaced", item 3.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import signing_in_help as actions
from commonground.people.forms.signing_in_help import HelpFilter, TakeAwayForm
from commonground.people.permissions import TABLE
from commonground.people.queries import signing_in as queries
from commonground.people.views.organisations import get_or_post
from commonground.people.views.proving import recently_proved

A_PAGE = 25


@require_safe
def those_helped(request: HttpRequest) -> HttpResponse:
    if not (request.actor.is_administrator or "coordinator" in request.actor.roles):
        raise Http404
    form = HelpFilter(request.GET)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(queries.those_helped_by(request.actor, search), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "resets": queries.resets_for(request.actor), "is_narrowed": bool(search)}
    return render(request, "account/help_list.html", context)


@get_or_post
@recently_proved
def help_one(request: HttpRequest, person: Any) -> HttpResponse:
    account = queries.account_helped_by(request.actor, person)
    form = TakeAwayForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.ask_to_take_away(actor=request.actor, account=account, **form.cleaned_data)
            messages.success(request, _("It is asked. Now a second person confirms it."))
            return redirect("people:sign_in_help")
    audit.seen(actor=request.actor, subject=account.person, page="sign_in")
    context = {
        "form": form,
        "person": account.person,
        "means": queries.means_of(account),
        "sessions": len(queries.sessions_of(account, None)),
        "reset": queries.open_reset_of(account.person),
        "breadcrumbs": back(),
    }
    return render(request, "account/help_one.html", context)


@recently_proved
@require_POST
def end_sessions(request: HttpRequest, person: Any) -> HttpResponse:
    account = queries.account_helped_by(request.actor, person)
    number = actions.end_sessions_of(actor=request.actor, account=account)
    said = ngettext("%(number)d session has ended.", "%(number)d sessions have ended.", number) % {"number": number}
    messages.success(request, said)
    return redirect("people:help_sign_in", person)


@get_or_post
@recently_proved
def decide(request: HttpRequest, reset: Any) -> HttpResponse:
    found = queries.reset_for(request.actor, reset)
    if request.method == "POST":
        return _decided(request, found)
    whose = queries.whose(found.person, found.asked_by_id)
    audit.seen(actor=request.actor, subject=found.person, page="factor_reset")
    may_confirm = may(TABLE, "take_away_second_factor", request.actor, whose)
    return render(
        request, "account/help_decide.html", {"reset": found, "may_confirm": may_confirm, "breadcrumbs": back()}
    )


def _decided(request: HttpRequest, found: Any) -> HttpResponse:
    try:
        if "drop" in request.POST:
            actions.let_drop(actor=request.actor, reset=found)
            messages.success(request, _("It is dropped. Everything stays as it was."))
        else:
            actions.confirm_taking_away(actor=request.actor, reset=found)
            said = _("%(name)s has no second factor any more, and sets up a new one next.")
            messages.success(request, said % {"name": found.person.name})
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("people:sign_in_help")


def back() -> list[dict[str, str]]:
    return [{"label": _("Help with signing in"), "url": reverse("people:sign_in_help")}]
