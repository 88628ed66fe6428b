"""How is an entry of the catalogue changed, what did it say before, and how is what is lent signed out and back?

*Source:* R222, R223.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import require
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import requests_catalogue as doing
from commonground.sharing.forms.requests import ChangeAssetForm, EntryForm
from commonground.sharing.models import AssetVersion
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import requests as queries
from commonground.sharing.queries import requests_catalogue as catalogue
from commonground.sharing.rules.organisations import CLEARANCES
from commonground.sharing.views.desk import get_or_post, sent
from commonground.sharing.views.requests_granting import granted, one_thing

LABELS = {
    "title": gettext_lazy("Its name"),
    "about": gettext_lazy("What it is"),
    "clearance": gettext_lazy("Clearance"),
    "accreditation": gettext_lazy("Accreditation"),
    "conditions": gettext_lazy("What must be kept to"),
    "seats": gettext_lazy("How many there are"),
    "contact": gettext_lazy("Whom to ask about it"),
    "no_forward": gettext_lazy("Nothing is passed on"),
}


@get_or_post
def change(request: HttpRequest, asset: uuid.UUID) -> HttpResponse:
    """Change an entry of the catalogue."""
    found = queries.asset_for(request.actor, asset)
    require(TABLE, "keep_asset", request.actor, queries.asset_of(found))
    initial = {name: getattr(found, name) for name in doing.CARD}
    form = ChangeAssetForm(sent(request), initial=initial, version=found.version)
    here = reverse("sharing:asset", args=[found.public_id])
    if form.is_valid():
        with refusals_said_in(form):
            doing.change_asset(actor=request.actor, asset=found, **form.cleaned_data)
            messages.success(request, _("The entry is changed. What it said before is kept with it."))
            return redirect(here)
    context = {"form": form, "heading": _("Change the entry"), "over": found.title, "back": here}
    return render(request, "sharing/requests/form.html", context | {"button": _("Save the entry")})


@require_safe
def history(request: HttpRequest, asset: uuid.UUID) -> HttpResponse:
    """Show what an entry said before, to every member who may read it."""
    found = queries.asset_for(request.actor, asset)
    audit.seen(actor=request.actor, subject=found, page="asset_history")
    now = {name: getattr(found, name) for name in doing.CARD}
    rows, later = [], now
    for one in catalogue.versions_of(found):
        rows.append({"version": one, "lines": _differences(one, later)})
        later = one.said
    above = [
        {"label": _("What the police can lend"), "url": reverse("sharing:assets")},
        {"label": found.title, "url": reverse("sharing:asset", args=[found.public_id])},
    ]
    return render(request, "sharing/requests/history.html", {"asset": found, "rows": rows, "breadcrumbs": above})


def _differences(one: AssetVersion, later: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Give what a version said that the next one does not: label, before, after."""
    return [
        (str(LABELS[name]), _in_words(name, said), _in_words(name, later.get(name)))
        for name, said in one.said.items()
        if name in LABELS and later.get(name) != said
    ]


def _in_words(name: str, value: Any) -> str:
    if name == "clearance":
        return _(CLEARANCES[int(value)])
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value) if value not in (None, "") else _("Nothing")


@get_or_post
def sign_out(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Write down that one of what is lent is handed over."""
    found, held = granted(request, asset_request)
    require(TABLE, "sign_out", request.actor, queries.grant_of(held))
    return one_thing(
        request, found, EntryForm(sent(request), label=_("What do you hand over, and to whom?")),
        _("Sign one out"), _("Sign it out"),
        lambda typed: doing.sign_out(actor=request.actor, grant=held, words=typed["words"]),
    )  # fmt: skip


@get_or_post
def sign_back(request: HttpRequest, asset_request: uuid.UUID) -> HttpResponse:
    """Write down that one of what is lent has come back."""
    found, held = granted(request, asset_request)
    require(TABLE, "sign_back", request.actor, queries.grant_of(held))
    return one_thing(
        request, found, EntryForm(sent(request), label=_("What came back, from whom, and in which state?")),
        _("Sign one back"), _("Sign it back"),
        lambda typed: doing.sign_back(actor=request.actor, grant=held, words=typed["words"]),
    )  # fmt: skip
