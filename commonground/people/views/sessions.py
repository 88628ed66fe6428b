"""What is shown of one's sessions? Where one is signed in, and how to end it.

*Source:* bar B5; ASVS 5.0, V7.5.2.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from commonground.people.actions import signing_in as actions
from commonground.people.queries import signing_in as queries


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    found = queries.sessions_of(request.user, request.session.session_key)
    back = [{"label": _("Your own page"), "url": reverse("people:you")}]
    context = {"sessions": found, "others": sum(not each.is_this for each in found), "breadcrumbs": back}
    return render(request, "usersessions/usersession_list.html", context)


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    account: Any = request.user
    number = actions.end_sessions(actor=request.actor, account=account, besides=request.session.session_key)
    said = ngettext("%(number)d other session has ended.", "%(number)d other sessions have ended.", number)
    messages.success(request, said % {"number": number})
    return redirect("people:sessions")


@require_POST
def end_one(request: HttpRequest, session: Any) -> HttpResponse:
    account: Any = request.user
    key = queries.key_of_session(account, session)
    if key == request.session.session_key:
        return redirect("account_logout")
    actions.end_sessions(actor=request.actor, account=account, only=key)
    messages.success(request, _("The session has ended."))
    return redirect("people:sessions")
