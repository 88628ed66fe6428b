"""What is shown to bring an agreement into force, and to change its annex? Offer, sign, take back, begin again, let in.

Who signs proves first that it is they, and sees the words, their own line, and how many older items it opens.

*Source:* R212; design/sharing.md 2.1.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import may, require
from commonground.pages.refusing import refusals_said_in
from commonground.people.context import to_prove
from commonground.sharing.actions import agreements_annex as annex
from commonground.sharing.actions import agreements_signing as actions
from commonground.sharing.forms.agreements import BecauseForm, ConfirmForm, LineForm, SignForm
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import agreements as queries
from commonground.sharing.queries import agreements_words as words_of
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.views import agreements_shown as shown
from commonground.sharing.views.agreements import frame, get_or_post, own, read, sent
from commonground.sharing.views.agreements_writing import asked, back


def confirm(request: HttpRequest, reading: Reading, heading: str, what: list[str], button: str) -> HttpResponse:
    """Show one thing to confirm about an agreement."""
    read(request, reading)
    context = {"heading": heading, "over": reading.agreement.title, "what": what, "button": button}
    return render(request, "pages/confirm.html", context | {"cancel_url": back(reading)})


@get_or_post
def offer(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "offer_version")
    if request.method == "POST":
        actions.offer(actor=request.actor, agreement=reading.agreement)
        messages.success(request, _("It awaits signature. Those who sign for each party are told by mail."))
        return redirect(back(reading))
    what = [_("The words do not change from now on, unless somebody takes it back.")]
    return confirm(request, reading, _("Offer it for signature?"), what, _("Offer it for signature"))


@get_or_post
def take_back(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "take_back_version")
    if request.method == "POST":
        actions.take_back(actor=request.actor, agreement=reading.agreement)
        messages.success(request, _("It is a draft again. What was signed of it binds nobody."))
        return redirect(back(reading))
    what = [_("Signatures that are given already bind nobody then. Everybody signs anew.")]
    return confirm(request, reading, _("Take it back and change it?"), what, _("Take it back"))


@get_or_post
def sign(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "sign_version")
    if prove_first := to_prove(request):
        return redirect(prove_first)
    version, body = reading.offered, request.actor.organisation_id or 0
    if version is None:
        raise Http404
    waits = words_of.unsigned(reading, version)
    number = actions.opened_by(reading, version) if waits == [request.actor.organisation_name] else 0
    initial = {"content": version.content, "line": words_of.own_line(reading, body)}
    form = SignForm(number, sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_said_in(form):
            signed = {"content": typed["content"], "line": typed["line"], "confirmed": form.confirmed}
            actions.sign(actor=request.actor, agreement=reading.agreement, **signed)
            messages.success(request, _("Signed for %(name)s.") % {"name": request.actor.organisation_name})
            return redirect(back(reading))
    return render(request, "sharing/agreements/sign.html", _to_sign(request, reading, form, version, number))


def _to_sign(request: HttpRequest, reading: Reading, form: Any, version: Any, number: int) -> dict[str, Any]:
    own_line = next(one for one in reading.parties if one.organisation_id == request.actor.organisation_id)
    said = shown.words(reading, version) | {"line": shown.line(own_line), "number": number, "form": form}
    name = _("Sign version %(number)s") % {"number": version.number}
    return frame(request, reading, name, version.number, **said)


@get_or_post
def begin_version(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "begin_version")
    form = BecauseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            actions.begin_version(actor=request.actor, agreement=reading.agreement, **form.cleaned_data)
            messages.success(
                request, _("The new version starts from the signed one, which holds until all have signed.")
            )
            return redirect(back(reading))
    return asked(request, reading, _("Begin a new version"), form, _("Begin a new version"))


@get_or_post
def drop_version(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "write_agreement")
    if request.method == "POST":
        actions.drop_version(actor=request.actor, agreement=reading.agreement)
        messages.success(request, _("The draft is dropped. The signed version goes on."))
        return redirect(back(reading))
    what = [_("The signed version goes on as it is.")]
    return confirm(request, reading, _("Drop the new version?"), what, _("Drop it"))


@get_or_post
def put_change(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    reading = own(request, agreement, "put_annex_change")
    bodies = {one.ref: one for one in [*(p.organisation for p in reading.parties), *queries.bodies_to_name(reading)]}
    waits = {one.organisation_id for one in reading.waiting}
    offered = [(ref, one.name) for ref, one in bodies.items() if one.pk not in waits]
    form = LineForm(sent(request), organisations=offered, reasons=True)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        with refusals_said_in(form):
            given["organisation"] = bodies[given["organisation"]]
            annex.put(actor=request.actor, agreement=reading.agreement, **given)
            messages.success(request, _("Put forward. They sign for themselves, then another party lets it in."))
            return redirect(back(reading, "agreement_parties"))
    return asked(request, reading, _("Change the annex of parties"), form, _("Put the change forward"))


def _about(request: HttpRequest, agreement: uuid.UUID, change: uuid.UUID) -> tuple[Reading, Any]:
    """Give an agreement as it is read with one change of its annex in mind, and the change, or 404."""
    reading = own(request, agreement)
    found = reading.change(change)
    return queries.reading_of(request.actor, reading.agreement, found), found


@get_or_post
def change(request: HttpRequest, agreement: uuid.UUID, change: uuid.UUID) -> HttpResponse:
    reading, found = _about(request, agreement, change)
    rows = {name: may(TABLE, name, request.actor, reading.concerned) for name in ("sign_annex_change", "let_in")}
    version = reading.signed
    context = shown.waiting_row(found) | {"may_sign": rows["sign_annex_change"], "version": version}
    context |= {"may_let_in": rows["let_in"] and found.signed_at is not None, "line": annex.new_line(found)}
    context |= {"number": annex.opened_by(reading, found) if context["may_let_in"] else 0}
    context |= {"form": ConfirmForm(context["number"]), "sign_form": _sign_form(found, version)}
    name = _("Change of the annex: %(name)s") % {"name": found.organisation.name}
    return render(request, "sharing/agreements/change.html", frame(request, reading, name, **context))


def _sign_form(found: Any, version: Any) -> SignForm:
    return SignForm(0, initial={"content": version.content if version else "", "line": annex.new_line(found)})


@get_or_post
def sign_change(request: HttpRequest, agreement: uuid.UUID, change: uuid.UUID) -> HttpResponse:
    reading, found = _about(request, agreement, change)
    require(TABLE, "sign_annex_change", request.actor, reading.concerned)
    if prove_first := to_prove(request):
        return redirect(prove_first)
    version = reading.signed
    initial = {"content": version.content if version else "", "line": annex.new_line(found)}
    form = SignForm(0, sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_said_in(form):
            annex.sign_change(actor=request.actor, change=found, content=typed["content"], line=typed["line"])
            messages.success(request, _("Signed. Another party lets it in next."))
            return redirect(back(reading))
    context = {**shown.waiting_row(found), "form": form, "version": version, "line_hash": initial["line"]}
    name = _("Sign the change for %(name)s") % {"name": found.organisation.name}
    return render(request, "sharing/agreements/change_sign.html", frame(request, reading, name, **context))


@get_or_post
def let_in(request: HttpRequest, agreement: uuid.UUID, change: uuid.UUID) -> HttpResponse:
    reading, found = _about(request, agreement, change)
    require(TABLE, "let_in", request.actor, reading.concerned)
    number = annex.opened_by(reading, found) if found.signed_at else 0
    form = ConfirmForm(number, sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            annex.let_in(actor=request.actor, change=found, confirmed=form.confirmed)
            messages.success(request, _("%(name)s is in from now on.") % {"name": found.organisation.name})
            return redirect(back(reading, "agreement_parties"))
    context = {**shown.waiting_row(found), "form": form, "number": number}
    name = _("Let %(name)s in") % {"name": found.organisation.name}
    return render(request, "sharing/agreements/change_let_in.html", frame(request, reading, name, **context))


@get_or_post
def drop_change(request: HttpRequest, agreement: uuid.UUID, change: uuid.UUID) -> HttpResponse:
    reading, found = _about(request, agreement, change)
    if request.method == "POST":
        annex.drop(actor=request.actor, change=found)
        messages.success(request, _("The change is dropped."))
        return redirect("sharing:agreements")
    what = [_("Nothing changes. It can be put forward again.")]
    return confirm(request, reading, _("Drop this change?"), what, _("Drop it"))
