"""What is shown of the sign-in of an organisation? The way there and back, and the page that connects it.

The way there is begun by a button and gone by a link or by itself: a form must not lead to another site.

*Source:* issue "People who can be found, trusted and replaced", item 3; ASVS 5.0, V10.
"""

import time
from typing import Any
from urllib.parse import quote

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import signing_in_sso as actions
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.adapters import signing_in_sso as sso
from commonground.people.forms.signing_in_sso import OrganisationSignInForm, SingleSignOnForm
from commonground.people.models import SingleSignOn
from commonground.people.permissions import TABLE
from commonground.people.queries import signing_in_sso as queries
from commonground.people.rules.signing_in import Factor
from commonground.people.views.organisations import back_to, get_or_post
from commonground.people.views.proving import recently_proved

ASKED = "single_sign_on"
MINUTES_TO_ANSWER = 15


@login_not_required
@never_cache
@get_or_post
def by_organisation(request: HttpRequest) -> HttpResponse:
    form = OrganisationSignInForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        found = queries.sign_on_for(email)
        with refusals_said_in(form):
            if found:
                return lead_there(request, found, hint=email)
            form.add_error(
                "email", _("No organisation signs in here for this address. Use your password or a passkey.")
            )
    return render(request, "socialaccount/by_organisation.html", {"form": form})


@login_not_required
@never_cache
@get_or_post
def begin(request: HttpRequest, sign_on: Any) -> HttpResponse:
    found = queries.sign_on(sign_on)
    if request.method == "POST":
        try:
            return lead_there(request, found)
        except sso.SignOnFailed as fault:
            messages.error(request, fault.reason)
    return render(request, "socialaccount/begin.html", {"sign_on": found, "next": get_next_redirect_url(request) or ""})


@login_not_required
@never_cache
@require_safe
def come_back(request: HttpRequest, sign_on: Any) -> HttpResponse:
    found, kept = queries.sign_on(sign_on), request.session.pop(ASKED, {})
    try:
        said = answered(request, found, kept)
    except sso.SignOnFailed as fault:
        messages.error(request, fault.reason)
        return redirect("account_login")
    account = actions.come_through(actor=request.actor, sign_on=found, said=said)
    if account is None or (request.actor.is_signed_in and account != request.user):
        return render(request, "socialaccount/authentication_error.html", {"sign_on": found}, status=403)
    if request.actor.is_signed_in:
        return proved_again(request, said, kept)
    if said.with_second_factor and found.trusts_second_factor:
        marks.note(request, account, Factor.ELSEWHERE)
    return perform_login(request, Login(user=account, redirect_url=kept["next"]))


@recently_proved
@get_or_post
def set_up(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = queries.organisation_to_connect(organisation)
    require(TABLE, "set_up_single_sign_on", request.actor, found)
    held = queries.sign_on_of(found)
    form = SingleSignOnForm(request.POST or None, initial=in_form(held), version=held.version if held else 0)
    if form.is_valid():
        with refusals_said_in(form):
            actions.set_up(actor=request.actor, organisation=found, **form.values())
            messages.success(request, _("The sign-in of %(name)s is saved.") % {"name": found.name})
            return redirect("people:single_sign_on", found.public_id)
    context = {"form": form, "organisation": found, "sign_on": held, "breadcrumbs": back_to(found)}
    return render(request, "socialaccount/set_up.html", {**context, "back_address": back_address(held)})


@recently_proved
@require_POST
def try_out(request: HttpRequest, organisation: Any) -> HttpResponse:
    found = queries.organisation_to_connect(organisation)
    require(TABLE, "set_up_single_sign_on", request.actor, found)
    held = queries.sign_on_of(found)
    try:
        if held:
            sso.described(held.server)
            messages.success(request, _("The server answers as one for single sign-on."))
    except sso.SignOnFailed as fault:
        messages.error(request, fault.reason)
    return redirect("people:single_sign_on", found.public_id)


def lead_there(request: HttpRequest, sign_on: SingleSignOn, hint: str = "") -> HttpResponse:
    """Remember the question, and lead to the organisation's server."""
    address, kept = sso.question(sign_on, back_address(sign_on), hint, anew=request.actor.is_signed_in)
    onward = get_next_redirect_url(request) or "/"
    asked = {"of": sign_on.ref, "next": onward, "until": time.time() + MINUTES_TO_ANSWER * 60}
    request.session[ASKED] = {**kept, **asked}
    response = render(request, "socialaccount/there.html", {"sign_on": sign_on, "address": address})
    response.headers["Refresh"] = f"0; url={quote(address, safe=':/?&=%#+,;@~!$*()-._')}"
    return response


def answered(request: HttpRequest, sign_on: SingleSignOn, kept: dict[str, Any]) -> sso.Said:
    """Read the answer that came back, if it is one to the question that this session asked of this server."""
    given = request.GET.get("state", "")
    if not kept or kept["of"] != sign_on.ref or kept["until"] < time.time() or given != kept["state"]:
        raise sso.SignOnFailed(_("The answer belongs to no question that was asked here. Begin again."))
    if "code" not in request.GET:
        raise sso.SignOnFailed(_("%(name)s did not sign you in.") % {"name": sign_on.name})
    return sso.answer(sign_on, back_address(sign_on), request.GET["code"], kept)


def proved_again(request: HttpRequest, said: sso.Said, kept: dict[str, Any]) -> HttpResponse:
    """Let go on who has just shown again that it is they, at the sign-in of their organisation."""
    if said.is_fresh:
        account: Any = request.user
        marks.note(request, account, marks.PASSWORD)
        sessions.renew(request)
    else:
        messages.error(
            request, _("The sign-in of your organisation did not ask you again, so that proves nothing new.")
        )
    return redirect(kept["next"])


def back_address(sign_on: SingleSignOn | None) -> str:
    """Write the address to which the server sends people back: the public one, whatever host was asked for."""
    return settings.PUBLIC_ADDRESS + reverse("people:come_back", args=[sign_on.public_id]) if sign_on else ""


def in_form(held: SingleSignOn | None) -> dict[str, Any]:
    """Give what is kept as the form shows it, without the secret."""
    if held is None:
        return {}
    return {**{name: getattr(held, name) for name in actions.KEPT}, "domains": "\n".join(held.domains)}
