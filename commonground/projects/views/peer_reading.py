"""Step 10: somebody of neither organisation reads the case study first, and its team answers.

*Source:* R46.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.sides import Side
from commonground.pages.refusing import refusals_said_in
from commonground.people.models import Organisation
from commonground.projects.actions import peer_reading
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.telling import ReaderForm, ReadingForm, ReplyForm
from commonground.projects.models import Collaboration, Publication
from commonground.projects.queries import cases, peopled
from commonground.projects.queries import peer_reading as queries
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.views.around import sent, step_frame
from commonground.projects.views.choosing import Choices, chosen, offer
from commonground.projects.views.public import shown


def ask(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Ask somebody of an organisation that is not on the team to read the newest version of the case study."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("ask_reader", request.actor, found)
    newest = next(iter(cases.versions_of(found, queries.CASE)), None)
    if newest is None:
        return redirect("projects:publications", found.public_id)
    offered = offer(request, tuple(Side))
    form = ReaderForm(_from_outside(found, offered.people), sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            reader = chosen(request.actor, form.cleaned_data["reader"], "reader")
            peer_reading.ask(actor=request.actor, publication=newest, reader=reader)
            messages.success(request, _("Asked. They find it on their day, and see nothing but this version."))
            return redirect("projects:publication", found.public_id, newest.public_id)
    around = step_frame(request.actor, found, 10, _("Ask somebody from outside to read it"), form=form)
    around |= {"button": _("Ask this person"), "search": offered.search}
    return render(request, "projects/people_form.html", around)


def _from_outside(found: Collaboration, people: Choices) -> Choices:
    """Leave out the organisations that are on the team or invited."""
    inside = peopled.organisations_of(found) | set(found.team.values_list("membership__organisation_id", flat=True))
    names = set(Organisation.objects.filter(pk__in=inside).values_list("name", flat=True))
    return [(name, members) for name, members in people if name not in names]


def read(request: HttpRequest, reading: uuid.UUID) -> HttpResponse:
    """Read a case study as the one who is asked, and say whether it is ready for everybody."""
    one = queries.reading_for(request.actor, reading)
    form = ReadingForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            peer_reading.give(actor=request.actor, reading=one, **form.cleaned_data)
            messages.success(request, _("Thank you for reading it. Those who wrote it answer you here."))
            return redirect("projects:case_reading", one.public_id)
    seen(actor=request.actor, subject=one.publication.collaboration, page="case_reading")
    around = shown(one.publication) | {"reading": one, "form": form, "name": one.publication.collaboration.name}
    return render(request, "projects/special/case_reading.html", around)


def reading_block(publication: Publication) -> dict[str, Any]:
    """Who read a version first, and what still stands between it and both sides' approval."""
    if publication.kind != queries.CASE:
        return {"hindrance": ""}
    is_waiting = not publication.published_at and not publication.withdrawn_at
    hindrance = queries.hindrance_of(publication) if is_waiting else ""
    return {"readings": list(queries.readings_of(publication)), "hindrance": hindrance}


def answer(request: HttpRequest, collaboration: uuid.UUID, reading: uuid.UUID) -> HttpResponse:
    """Answer the reader for the team."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("ask_reader", request.actor, found)
    one = queries.reading_of(found, reading)
    form = ReplyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            peer_reading.answer(actor=request.actor, reading=one, answered=form.cleaned_data["answered"])
            messages.success(request, _("Answered."))
            return redirect("projects:publication", found.public_id, one.publication.public_id)
    around = step_frame(request.actor, found, 10, _("Answer the reader"), form=form, reading=one)
    return render(request, "projects/special/reading_answer.html", around)
