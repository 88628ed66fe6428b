"""Is it still the same person at the desk? A view that matters asks for it again.

`@recently_proved` stands above such a view: whoever signed in, or proved it, a few minutes ago goes on; everybody else
proves it first, and comes back. A form that was opened in time may be sent for a while longer, so that nothing typed is
lost.

*Source:* ASVS 5.0, V7.5.1; bars B5 and B7; docs/how-to/keep-signing-in-safe.md.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import signing_in as actions
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.context import to_prove
from commonground.people.forms.signing_in import CodeForm, PresentPasswordForm
from commonground.people.queries import signing_in as queries
from commonground.people.queries.signing_in_sso import sign_on_for
from commonground.people.views.signing_in import asked, by_code, by_passkey

View = Callable[..., HttpResponse]


def recently_proved(view: View) -> View:
    """Let a view answer only to somebody who proved a short while ago that it is they."""

    @wraps(view)
    def asks_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        prove_first = to_prove(request)
        return redirect(prove_first) if prove_first else view(request, *args, **kwargs)

    return asks_first


@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    account: Any = request.user
    means = queries.means_of(account)
    form = form_for(request, means)
    proved = by_code(request, account, form) if isinstance(form, CodeForm) else by_password(request, account, form)
    proved = proved or by_passkey(request, account)
    if proved:
        marks.note(request, account, proved)
        sessions.renew(request)
        return redirect(get_next_redirect_url(request) or "/")
    context = {"form": form, "means": means, "next": request.GET.get("next", "/"), **asked(account, means)}
    context["sign_on"] = sign_on_for(account.email)
    return render(request, "account/reauthenticate.html", context)


def form_for(request: HttpRequest, means: queries.Means) -> CodeForm | PresentPasswordForm:
    """Ask for a code where there is a telephone, and for the password elsewhere."""
    typed = request.POST if request.POST and "credential" not in request.POST else None
    return CodeForm(typed) if means.telephone_since else PresentPasswordForm(typed)


def by_password(request: HttpRequest, account: Any, form: PresentPasswordForm) -> str:
    if form.is_valid():
        with refusals_said_in(form):
            typed = form.cleaned_data["password"]
            if actions.prove_by_password(actor=request.actor, account=account, typed=typed):
                return marks.PASSWORD
            form.add_error("password", _("This is not your present password. Enter it again."))
    return ""
