"""What else happens at the same place, and how are its leads told? What overlaps, notes sent and received.

*Source:* R102 ("coordinate with").
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit import actions as audit
from commonground.pages.refusing import refusals_said_in
from commonground.places.models import Area
from commonground.projects.actions import reporting
from commonground.projects.actions.permitting import permit
from commonground.projects.adapters import mail
from commonground.projects.forms.reporting import CoordinateForm
from commonground.projects.forms.working import StartForm
from commonground.projects.models import Collaboration, CoordinationNote
from commonground.projects.queries import beside as asking
from commonground.projects.queries import visible
from commonground.projects.rules.overlapping import Overlap
from commonground.projects.views.around import sent
from commonground.projects.views.framing import frame

FEW_NAMED = 3


@require_safe
def beside(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    audit.seen(actor=request.actor, subject=held, page="beside")
    rows = [{"it": one, "why": why(one.overlap)} for one in asking.beside(request.actor, held)]
    written, received = asking.notes_of(held)
    context = frame(request.actor, held, page_name=_("What runs beside it"), rows=rows)
    return render(request, "projects/beside.html", context | {"written": written, "received": received})


def why(overlap: Overlap) -> list[str]:
    """Say in words why two collaborations overlap."""
    places = {
        "same": _("It works in the same area, %(where)s."),
        "inside": _("It works in %(where)s, which holds your area."),
        "holds": _("It works in %(where)s, which lies in your area."),
    }
    said = [places[overlap.place] % {"where": overlap.where}]
    if overlap.words:
        words = ", ".join(f"“{word}”" for word in overlap.words)
        said.append(
            ngettext("Both speak of %(words)s.", "Both speak of %(words)s.", len(overlap.words)) % {"words": words}
        )
    return said


def looked_first(request: HttpRequest, form: StartForm, areas: Iterable[Area]) -> dict[str, Any]:
    """Give what runs where a collaboration is to begin, for the page on which it is typed; nothing is kept. Empty
    unless that was asked for, and while name, purpose or area are missing."""
    if "look" not in request.POST:
        return {}
    form.fields["other_lead"].required = False
    if not form.is_valid():
        return {"looked": None}
    given = form.cleaned_data
    area = next(each for each in areas if each.ref == given["area"])
    found = asking.would_be_beside(request.actor, given["name"], given["about"], area)
    return {"looked": [{"it": one, "why": why(one.overlap)} for one in found], "looked_at": area.name}


def say_what_runs_beside(request: HttpRequest, made: Collaboration) -> None:
    """Say after a draft is made how many others it overlaps with, as far as the reader may know of them."""
    if found := asking.beside(request.actor, made):
        words = ", ".join(one.collaboration.name for one in found[:FEW_NAMED])
        said = ngettext(
            "One other runs at the same place or on the same thing: %(names)s. See what runs beside it, below.",
            "%(n)s others run at the same place or on the same thing, first %(names)s. See what runs beside it, below.",
            len(found),
        )
        messages.info(request, said % {"n": len(found), "names": words})


@require_http_methods(["GET", "HEAD", "POST"])
def coordinate(request: HttpRequest, collaboration: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("coordinate", request.actor, held)
    found = next((one for one in asking.beside(request.actor, held) if one.collaboration.public_id == other), None)
    if found is None:
        raise Http404
    form = CoordinateForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            note = reporting.coordinate(
                actor=request.actor, collaboration=held, other=found.collaboration, words=form.cleaned_data["words"]
            )
            _tell(note)
            messages.success(request, _("The leads of %(name)s have your note.") % {"name": found.collaboration.name})
            return redirect("projects:beside", held.public_id)
    return render(request, "projects/coordinate.html", _around(request, held, found, form))


def _around(request: HttpRequest, held: Any, found: asking.Beside, form: CoordinateForm) -> dict[str, Any]:
    around = frame(request.actor, held, page_name=_("Write to the leads of %(name)s") % {"name": found.collaboration})
    around["breadcrumbs"].append(
        {"label": _("What runs beside it"), "url": reverse("projects:beside", args=[held.public_id])}
    )
    return around | {"form": form, "tabs": [], "why": why(found.overlap)}


def _tell(note: CoordinationNote) -> None:
    """Tell the leads by mail that a note waits; what it says stays on the page."""
    path = reverse("projects:beside", args=[note.receiver.public_id])
    for membership in asking.leads_of(note.receiver):
        if account := getattr(membership.person, "account", None):
            context = {"path": path, "name": membership.person.name}
            mail.tell("projects/email/coordination.txt", account.email, context)
