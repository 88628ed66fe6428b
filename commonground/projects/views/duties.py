"""Who does what? The matrix of activities and organisations, one row at a time, and as a file.

*Source:* R30.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.pages import documents
from commonground.pages.downloads import csv_file
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import signing as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.signing import DutiesForm
from commonground.projects.models import Collaboration
from commonground.projects.queries import reading, signing, visible
from commonground.projects.rules.duties import MEANINGS, gaps
from commonground.projects.views import plan_blocks
from commonground.projects.views.around import sent, step_address, step_frame

STEP = 6


def block(actor: Actor, held: Collaboration) -> dict[str, object]:
    """Give what question 6b shows: the matrix, what is missing in it, and the links to change each row."""
    rows = signing.matrix_of(held)
    links = [
        {"what": row.what, "url": reverse("projects:duties", args=[held.public_id, answer.public_id])}
        for row, answer in zip(rows, reading_rows(held), strict=True)
    ]
    return {"matrix": plan_blocks.matrix(held) if rows else None, "matrix_gaps": gaps(rows), "matrix_rows": links}


def reading_rows(held: Collaboration) -> list:
    """Give the activities in the order of the matrix."""
    return list(held.answers.filter(part="roles", removed_at__isnull=True).order_by("pk"))


@require_http_methods(["GET", "HEAD", "POST"])
def duties(request: HttpRequest, collaboration: uuid.UUID, answer: uuid.UUID) -> HttpResponse:
    """Say what each organisation has to do with one activity."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("set_duties", request.actor, held)
    activity = reading.answer_of(held, answer)
    if activity.part != "roles":
        raise Http404
    row = next(one for one in signing.matrix_of(held) if one.ref == activity.ref)
    parties = [(body.ref, body.name) for body in signing.bodies_of(held)]
    form = DutiesForm(sent(request), parties=parties, initial=dict(row.letters), version=activity.version)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        with refusals_said_in(form):
            doing.set_duties(actor=request.actor, activity=activity, letters=form.letters, version=version)
            messages.success(request, _("Who does what is kept. Signatures to the earlier plan stay as history."))
            return redirect(step_address(held, STEP) + "#q6b")
    context = step_frame(request.actor, held, STEP, row.what, form=form, row=row, activity=activity)
    return render(request, "projects/special/duties_form.html", context)


def as_csv(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Give the matrix as CSV: a letter a cell."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=held, page="duties_csv")
    bodies = signing.bodies_of(held)
    heading = [_("Activity"), _("Who answers for it"), *(body.name for body in bodies)]
    rows = [[row.what, row.accountable, *(row.cell(body.ref) for body in bodies)] for row in signing.matrix_of(held)]
    legend = [[f"{letter}: {_(words)}" for letter, words in MEANINGS.items()]]
    return csv_file("who-does-what", heading, [*rows, [], *legend])


def paper(request: HttpRequest, collaboration: uuid.UUID, form: str) -> HttpResponse:
    """Give the matrix as a document."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=held, page="duties_paper", form=form)
    return documents.respond(plan_blocks.duties_document(held), form, _("who-does-what"))
