"""How is a version changed by those who keep it? New words, another version, a grade, and that it holds personal data.

*Source:* R15, R213; D2, D7; design/sharing.md 2.1.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.widening import Unconfirmed
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import renditions
from commonground.sharing.forms.items import ReasonForm
from commonground.sharing.forms.renditions import ChangeForm, GradeForm
from commonground.sharing.models import Item, Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import items_choices, keeping
from commonground.sharing.rules.renditions import KINDS, besides
from commonground.sharing.views.framing import Shown, sent, trail
from commonground.sharing.views.items_drafts import Written, change_form, values_of, writing_forms
from commonground.sharing.views.items_originator import kept, records_address

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def version_kept(actor: Actor, found: Item, rendition: uuid.UUID) -> Rendition:
    """Give one version of an item that is kept; 404 for one of another item."""
    for one in keeping.renditions_of(actor, found):
        if one.public_id == rendition:
            return one
    raise Http404


def above(found: Item) -> list[dict[str, str]]:
    """Give where one is: the records of an item."""
    return trail((_("Records"), redirect("sharing:records").url), (_("The item"), records_address(found)))


@get_or_post
def change(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Change the words or the marking of a version; what it said before is kept."""
    actor = request.actor
    found = kept(actor, shared, "change_item")
    version = version_kept(actor, found, rendition)
    form = change_form(actor, version, sent(request))
    context: dict[str, Any] = {"form": form, "item": found, "version": Shown(version, []), "breadcrumbs": above(found)}
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form, shown=_as_typed):
            try:
                _change(actor, version, form)
                messages.success(request, _("The version is changed. What it said before is kept with it."))
                return redirect(records_address(found))
            except Unconfirmed as refusal:
                context["number"] = refusal.number
    return render(request, "sharing/items/change.html", context)


def _change(actor: Actor, version: Rendition, form: ChangeForm) -> None:
    """Change a version as it was typed; that it holds no personal data any more waits for a second person."""
    values, typed = values_of(form), form.cleaned_data
    values["fields"] = {**besides(version.fields), **values["fields"]}
    to_clear = version.personal and not values["personal"]
    because = values["not_personal_because"]
    if to_clear:
        values |= {"personal": True, "not_personal_because": version.not_personal_because}
    more = {"version": typed["version"], "confirmed": typed["confirmed"]}
    changed = renditions.change(actor=actor, rendition=version, **more, **values)
    if to_clear:
        renditions.ask_to_clear_personal(actor=actor, rendition=changed, reason=because)


def _as_typed(theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Give what somebody else saved first in the form's own values."""
    shown = {name: theirs[name] for name in ("title", "text") if name in theirs}
    return shown | {name: str(theirs[name]) for name in ("tlp", "clearance") if name in theirs}


@get_or_post
def add(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """Add a version for other readers."""
    actor = request.actor
    found = kept(actor, shared, "change_item")
    has = {one.kind for one in keeping.renditions_of(actor, found)}
    kind = next((one for one in KINDS if one not in has), "other")
    readers = items_choices.readers(actor)
    written = Written(writing_forms(actor, readers, found.category, sent(request), [kind]))
    form = written.forms[0]
    if request.method == "POST" and written.is_valid():
        with refusals_said_in(form):
            renditions.add(actor=actor, item=found, draft=written.drafts(readers)[0])
            messages.success(request, _("The version is added. Those whom you chose can read it."))
            return redirect(records_address(found))
    if request.method == "POST" and not written.taken:
        form.add_error(None, _("Enter the title and the text of the version"))
    context = {"form": form, "item": found, "breadcrumbs": above(found)}
    return render(request, "sharing/items/add.html", context)


@get_or_post
def grade(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Grade a version as 3x5x2: police intelligence staff alone."""
    actor = request.actor
    require(TABLE, "grade_item", actor, None)
    found = kept(actor, shared, "change_item")
    version = version_kept(actor, found, rendition)
    form = GradeForm(sent(request), initial={"grade": version.grade, "conditions": version.conditions})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            renditions.grade(actor=actor, rendition=version, **form.cleaned_data)
            messages.success(request, _("The grade is kept. Readers accept conditions of code C before they read it."))
            return redirect(records_address(found))
    context = {"heading": _("Grade this version"), "button": _("Save the grade"), "form": form}
    context["what"] = [_("How far the source can be relied on, how it knows, and whether it may be shared as it is.")]
    return confirm(request, found, version, context)


@get_or_post
def personal(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Say that a version holds personal data after all, or ask a second person to agree that it holds none."""
    actor = request.actor
    found = kept(actor, shared, "change_item")
    version = version_kept(actor, found, rendition)
    given = sent(request)
    form = ReasonForm(given, label=_("Why does it hold no personal data?")) if version.personal else Form(given)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            if version.personal:
                renditions.ask_to_clear_personal(actor=actor, rendition=version, reason=form.cleaned_data["reason"])
                messages.success(request, _("A second person is asked. Until they agree it counts as personal."))
            else:
                renditions.mark_personal(actor=actor, rendition=version)
                messages.success(request, _("It counts as personal from the next request on."))
            return redirect(records_address(found))
    words = (
        (_("Ask whether it holds no personal data"), _("Ask a second person"), _("Somebody else must agree first."))
        if version.personal
        else (_("Mark it as personal data"), _("Mark it as personal"), _("Fewer people may read it from then on."))
    )
    context = {"heading": words[0], "button": words[1], "what": [words[2]], "form": form}
    return confirm(request, found, version, context)


def confirm(request: HttpRequest, found: Item, version: Rendition, context: dict[str, Any]) -> HttpResponse:
    """Show a page that asks for one thing about a version that is kept."""
    more = {"over": version.title, "cancel_url": records_address(found), "breadcrumbs": above(found)}
    return render(request, "pages/confirm.html", {**more, **context})
