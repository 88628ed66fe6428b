"""What does this collaboration ask for? Three plain questions, and what their answers set.

*Source:* R94-R97; reference on standards, section 1.2.
"""

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.pages import matrix as matrix_shown
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries.matrix import table_of
from commonground.people.rules.clearances import LABELS as CLEARANCES
from commonground.projects.actions import matrix as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.matrix import CellForm, cell_values
from commonground.projects.forms.special import ANOTHER_DAY
from commonground.projects.models import Collaboration
from commonground.projects.queries import matrix
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.reviewing import interval_near
from commonground.projects.views.around import sent
from commonground.projects.views.framing import address, frame

EVERY_QUARTER = 91


def cell(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show what the collaboration's cell asks for; ask the three questions while it has none."""
    found = team_collaboration_for(request.actor, collaboration)
    asked = matrix.asked_of(found)
    if asked is None:
        return redirect("projects:cell_choose", found.public_id)
    seen(actor=request.actor, subject=found, page="cell")
    context = frame(request.actor, found, page_name=_("What it asks for"), asked=asked, **_checks(found, asked))
    finder = f"{reverse('people:contacts')}?{urlencode({'cell': found.cell, 'where': found.area.name})}"
    context["result"] = matrix_shown.result(asked.cell, table_of(found.programme), CLEARANCES, finder)
    return render(request, "projects/cell.html", context)


def _checks(found: Collaboration, asked: matrix.Asked) -> dict[str, Any]:
    """Tell what the cell asks for and is not there yet."""
    return {
        "lacks_agreement": matrix.lacks_agreement(found, asked),
        "short": [one.person.name for one in matrix.short_of_clearance(found, asked)],
        "level": _(CLEARANCES[asked.profile.clearance]),
    }


def clearance_of(found: Collaboration) -> dict[str, Any]:
    """Tell for the page of people which clearance the cell asks for, and who on the team has none that holds today."""
    asked = matrix.asked_of(found)
    if asked is None:
        return {}
    checks = _checks(found, asked)
    return {"cell_asks": asked, "short": checks["short"], "level": checks["level"]}


def proposed_days(found: Collaboration, today: date) -> dict[str, Any]:
    """Propose the days of a review that is held today: the next after the time that the cell asks for."""
    asked = matrix.asked_of(found)
    days = asked.profile.review.days if asked else EVERY_QUARTER
    near = interval_near(days)
    if near is not None:
        return {"held_on": today, "interval": str(near)}
    return {"held_on": today, "interval": ANOTHER_DAY, "next_on": today + timedelta(days=days)}


def choose(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Ask the three questions; what is about a terrorist threat goes by the page that leads to the police."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("choose_cell", request.actor, found)
    asked = matrix.asked_of(found)
    now = cell_values(asked.cell if asked else None)
    form = CellForm(sent(request), initial=now, version=found.version)
    if request.method == "POST" and form.is_valid():
        if stop := matrix_shown.told_first(request, form):
            return stop
        with refusals_said_in(form):
            _choose(request.actor, found, form)
            messages.success(request, _("Saved. This is what your answers ask for."))
            return redirect("projects:cell", found.public_id)
    context = frame(request.actor, found, page_name=_("What does it ask for?"), form=form, cancel_url=address(found))
    return render(request, "projects/cell_form.html", context)


def _choose(actor: Actor, found: Collaboration, form: CellForm) -> None:
    assert form.cell is not None, "a form that is valid has three answers"
    version = form.cleaned_data["version"]
    doing.choose_cell(actor=actor, collaboration=found, cell=form.cell, version=version, told=form.told)
