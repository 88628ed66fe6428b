"""What is shown of how one signs in? Telephone, passkeys and codes on paper; the first time, before anything else.

*Source:* bar B7; ASVS 5.0, V6.5 and V7.5; the look, section 7.
"""

import json
import time
from base64 import b64encode
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages import words
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import signing_in as actions
from commonground.people.adapters import signing_in_factors as factors
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.adapters import signing_in_secrets as secrets
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.adapters.signing_in import as_themselves
from commonground.people.forms.signing_in import PasskeyForm, TelephoneForm
from commonground.people.queries import signing_in as queries
from commonground.people.rules import signing_in as rules
from commonground.people.rules.signing_in import Factor
from commonground.people.views.proving import recently_proved
from commonground.people.views.signing_in import get_or_post

SEED, CODES = "new_telephone_seed", "new_paper_codes"


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    means = queries.means_of(request.user)
    return render(request, "mfa/index.html", {"means": means, "rows": rows_of(means), "breadcrumbs": back()[:1]})


@require_safe
def enrol(request: HttpRequest) -> HttpResponse:
    if request.actor.is_signed_in:
        return redirect("people:sign_in_page")
    return render(request, "mfa/enrol.html")


@recently_proved
@get_or_post
def add_telephone(request: HttpRequest) -> HttpResponse:
    account: Any = request.user
    form = TelephoneForm(request.POST or None)
    seed = seed_in(request)
    if form.is_valid():
        with refusals_said_in(form):
            typed = form.cleaned_data["code"]
            if actions.add_telephone(actor=as_themselves(account), account=account, seed=seed, typed=typed):
                request.session.pop(SEED, None)
                return enrolled(request, Factor.TELEPHONE)
            form.add_error("code", _("This code is not right. Wait for the next one and enter that."))
    address = factors.address_for_telephone(account, seed)
    picture = b64encode(factors.picture_of(address).encode()).decode()
    context = {"form": form, "seed": in_fours(seed), "address": address, "picture": picture, "breadcrumbs": back()}
    return render(request, "mfa/totp/activate_form.html", context)


@recently_proved
@get_or_post
def remove_telephone(request: HttpRequest) -> HttpResponse:
    account: Any = request.user
    if request.method == "POST":
        try:
            actions.remove_telephone(actor=request.actor, account=account)
        except NotAllowed:
            raise
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            sessions.renew(request)
            messages.success(request, _("The telephone does not sign you in any more."))
        return redirect("people:sign_in_page")
    what = [_("The codes of its app are not taken any more. Take the entry out of the app, too.")]
    return confirming(request, _("Take the telephone away?"), what, _("Take the telephone away"))


@recently_proved
@get_or_post
def add_passkey(request: HttpRequest) -> HttpResponse:
    account: Any = request.user
    form = PasskeyForm(request.POST or None, initial={"name": sessions.words_of(request)})
    if form.is_valid():
        with refusals_said_in(form):
            typed = form.cleaned_data
            if factors.is_new_passkey(typed["credential"]):
                actions.add_passkey(actor=as_themselves(account), account=account, **typed)
                return enrolled(request, Factor.PASSKEY)
            form.add_error(None, _("The passkey could not be checked. Press the button again."))
    options = json.dumps(factors.ask_for_new_passkey(account))
    return render(request, "mfa/webauthn/add_form.html", {"form": form, "options": options, "breadcrumbs": back()})


@recently_proved
@get_or_post
def remove_passkey(request: HttpRequest, passkey: Any) -> HttpResponse:
    account: Any = request.user
    found = queries.passkey_of(account, passkey)
    if request.method == "POST":
        try:
            actions.remove_passkey(actor=request.actor, account=account, passkey=found)
        except NotAllowed:
            raise
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            sessions.renew(request)
            messages.success(request, _("The passkey does not sign you in any more."))
        return redirect("people:sign_in_page")
    heading = _("Take the passkey “%(name)s” away?") % {"name": found.wrap().name}
    what = [_("It signs you in nowhere any more. Take it out of the device’s own list of passkeys, too.")]
    return confirming(request, heading, what, _("Take the passkey away"))


@recently_proved
@get_or_post
def paper_codes(request: HttpRequest) -> HttpResponse:
    account: Any = request.user
    if request.method == "POST":
        keep_to_show(request, actions.make_paper_codes(actor=request.actor, account=account))
        return redirect("people:paper_codes")
    context = {"codes": shown_once(request), "means": queries.means_of(account), "breadcrumbs": back()}
    return render(request, "mfa/recovery_codes/index.html", context)


@recently_proved
@require_safe
def paper_codes_file(request: HttpRequest) -> HttpResponse:
    codes = shown_once(request)
    if not codes:
        return redirect("people:paper_codes")
    account: Any = request.user
    text = "\n".join([_("Common Ground: codes on paper"), account.email, "", *codes, ""])
    headers = {"Content-Disposition": 'attachment; filename="common-ground-codes.txt"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


@require_POST
def codes_are_kept(request: HttpRequest) -> HttpResponse:
    request.session.pop(CODES, None)
    messages.success(request, _("The codes are not shown again."))
    return redirect("people:sign_in_page")


def rows_of(means: queries.Means) -> list[dict[str, Any]]:
    """Write with what somebody signs in, and where each is changed, as rows of a summary."""
    away, rows = _("Take it away"), []
    for each in means.passkeys:
        address = reverse("people:remove_passkey", args=[each.public_id])
        rows.append(row(_("Passkey"), f"{each.name}\n{since(each.since, each.used_at)}", address, away, each.name))
    if means.telephone_since:
        address = reverse("people:remove_telephone")
        rows.append(row(_("Telephone"), since(means.telephone_since, None), address, away, _("the telephone")))
    left = ngettext("%(left)d is left", "%(left)d are left", means.codes_left) % {"left": means.codes_left}
    password = _("It is set") if means.has_password else _("None is set")
    return [
        *rows,
        row(_("Codes on paper"), left, reverse("people:paper_codes"), _("Make new ones")),
        row(_("Password"), password, reverse("account_change_password"), _("Change"), _("your password")),
        row(_("Sessions"), _("Where you are signed in"), reverse("people:sessions"), _("See them")),
    ]


def row(key: str, value: str, url: str, link: str, about: str = "") -> dict[str, str]:
    return {"key": key, "value": value, "url": url, "link": link, "about": about}


def since(day: datetime, used: datetime | None) -> str:
    said = _("Since %(day)s") % {"day": words.day(day)}
    return _("%(since)s, last used %(used)s") % {"since": said, "used": words.moment(used)} if used else said


def enrolled(request: HttpRequest, factor: Factor) -> HttpResponse:
    """Go on after a new factor: the session has seen it and has another id; the first one comes with codes on paper."""
    account: Any = request.user
    marks.note(request, account, factor)
    sessions.renew(request)
    said = {Factor.TELEPHONE: _("Your telephone is set up."), Factor.PASSKEY: _("Your passkey is set up.")}
    messages.success(request, said[factor])
    if account.recovery_codes.exists():
        return redirect("people:sign_in_page")
    actor = as_themselves(account)
    actions.end_sessions(actor=actor, account=account, besides=request.session.session_key)
    keep_to_show(request, actions.make_paper_codes(actor=actor, account=account))
    return redirect("people:paper_codes")


def keep_to_show(request: HttpRequest, codes: list[str]) -> None:
    """Keep codes for the next page, sealed, until they are said to be kept, or for ten minutes."""
    sealed = secrets.sealed(json.dumps(codes), secrets.SESSION)
    request.session[CODES] = {"sealed": sealed, "until": time.time() + rules.PAPER_SHOWN_FOR}


def shown_once(request: HttpRequest) -> list[str]:
    """Give the codes that wait to be shown, if there are any."""
    kept = request.session.get(CODES)
    if not kept or kept["until"] < time.time():
        request.session.pop(CODES, None)
        return []
    return list(json.loads(secrets.opened(kept["sealed"], secrets.SESSION)))


def seed_in(request: HttpRequest) -> str:
    """Give the seed that this session offers to a new telephone; sealed, and the same until it is used."""
    if SEED not in request.session:
        request.session[SEED] = secrets.sealed(rules.new_seed(), secrets.SESSION)
    return secrets.opened(request.session[SEED], secrets.SESSION)


def confirming(request: HttpRequest, heading: str, what: list[str], button: str) -> HttpResponse:
    """Ask once more before a factor goes."""
    context = {"heading": heading, "what": what, "button": button, "cancel_url": reverse("people:sign_in_page")}
    return render(request, "pages/confirm.html", {**context, "destructive": True, "breadcrumbs": back()})


def in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def back() -> list[dict[str, str]]:
    return [
        {"label": _("Your own page"), "url": reverse("people:you")},
        {"label": _("How you sign in"), "url": reverse("people:sign_in_page")},
    ]
