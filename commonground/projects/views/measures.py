"""What was aimed for, what came of it, and which studies say so?

*Source:* R10, R19, R37, R42.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.outcomes.queries import presented
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import finishing
from commonground.projects.forms.special import AddStudyForm
from commonground.projects.models import Collaboration
from commonground.projects.queries import measuring, reading
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.views.around import sent
from commonground.projects.views.framing import frame


def measures(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show outcomes, measures and studies side by side; take on a study that the reader made."""
    found = team_collaboration_for(request.actor, collaboration)
    own = {study.ref: study for study in measuring.own_studies_for(request.actor)}
    form = AddStudyForm(sent(request), studies=[(ref, study.title) for ref, study in own.items()])
    if request.method == "POST" and form.is_valid():
        study = own[form.cleaned_data["study"]]
        with refusals_said_in(form):
            finishing.take_on_study(actor=request.actor, collaboration=found, study=study)
            messages.success(request, _("The study measures this collaboration now. Its team can read it."))
            return redirect("projects:measures", found.public_id)
    if request.method != "POST":
        seen(actor=request.actor, subject=found, page="measures")
    return render(request, "projects/special/measures.html", _measures(request.actor, found, form, bool(own)))


def _measures(actor: Actor, found: Collaboration, form: AddStudyForm, has_own: bool) -> dict[str, Any]:
    return frame(
        actor,
        found,
        "measures",
        page_name=_("What we measure"),
        outcomes=measuring.outcomes_of(found),
        studies=measuring.measured_by(found),
        form=form,
        has_own=has_own,
    )


def study(request: HttpRequest, collaboration: uuid.UUID, study: uuid.UUID) -> HttpResponse:
    """Show one study of this collaboration to its team."""
    found = team_collaboration_for(request.actor, collaboration)
    one = reading.study_of(found, study).study
    seen(actor=request.actor, subject=found, page="study")
    around = frame(request.actor, found, "measures", page_name=one.title, study=one, presented=presented(one))
    around["breadcrumbs"].append({"label": _("Measures"), "url": reverse("projects:measures", args=[found.public_id])})
    return render(request, "projects/special/study.html", around)
