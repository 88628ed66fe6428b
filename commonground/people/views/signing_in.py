"""What is shown to whoever signs in? The second step, and the passkey that makes both steps one.

The first step, with e-mail address and password, is the sign-in library's own page in our words.

*Source:* bars B5 to B7; settled questions, "In Django" (allauth).
"""

import json
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import signing_in as actions
from commonground.people.adapters import signing_in_factors as factors
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.adapters.signing_in import AccountBackend
from commonground.people.forms.signing_in import CodeForm
from commonground.people.queries import signing_in as queries
from commonground.people.rules.signing_in import Factor

WRONG_CODE = gettext_lazy("This code is not right, or was used before. Wait for the next one and enter that.")
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
@get_or_post
def second_step(request: HttpRequest) -> HttpResponse:
    stage: Any = request._login_stage
    account = stage.login.user
    means = queries.means_of(account)
    typed = request.POST if "code" in request.POST else None
    form = CodeForm(typed, has_telephone=means.telephone_since is not None)
    proved = by_code(request, account, form) or by_passkey(request, account)
    if proved:
        marks.note(request, account, proved)
        return stage.exit()
    return render(request, "mfa/authenticate.html", {"form": form, "means": means, **asked(account, means)})


@ratelimit.decorator(app="allauth.mfa", action="webauthn_login")
@login_not_required
@never_cache
@get_or_post
def with_passkey(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        wants_options = request.headers.get("accept") == "application/json"
        return JsonResponse(factors.ask_for_passkey(None)) if wants_options else redirect("account_login")
    account = actions.prove_by_passkey(actor=request.actor, account=None, credential=credential_of(request))
    if account is None or not AccountBackend().user_can_authenticate(account):
        messages.error(request, factors.PASSKEY_DID_NOT_WORK)
        return redirect("account_login")
    marks.note(request, account, Factor.PASSKEY)
    return perform_login(request, Login(user=account, redirect_url=get_next_redirect_url(request)))


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    clear_login(request)
    return redirect("account_login")


def by_code(request: HttpRequest, account: Any, form: CodeForm) -> Factor | None:
    if form.is_valid():
        with refusals_said_in(form):
            typed = form.cleaned_data["code"]
            proved = actions.prove_by_code(actor=request.actor, account=account, typed=typed)
            if proved is None:
                form.add_error("code", WRONG_CODE)
            return proved
    return None


def by_passkey(request: HttpRequest, account: Any) -> Factor | None:
    if not request.POST.get("credential"):
        return None
    credential = credential_of(request)
    if actions.prove_by_passkey(actor=request.actor, account=account, credential=credential):
        return Factor.PASSKEY
    messages.error(request, factors.PASSKEY_DID_NOT_WORK)
    return None


def credential_of(request: HttpRequest) -> Any:
    try:
        return json.loads(request.POST.get("credential", ""))
    except ValueError:
        return {}


def asked(account: Any, means: queries.Means) -> dict[str, str]:
    """Give what the browser must know to use one of the account's passkeys."""
    return {"options": json.dumps(factors.ask_for_passkey(account))} if means.passkeys else {}
