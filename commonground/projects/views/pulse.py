"""How far do we trust each other? Answer it in a minute, read it over time, for one collaboration and for the area.

*Source:* R54, R78, R247; settled questions, "Who sees a collaboration".
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries import programmes
from commonground.projects.actions import pulse as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.pulse import PulseForm
from commonground.projects.queries import pulse as reading
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.pulse import STATEMENTS
from commonground.projects.views.around import sent
from commonground.projects.views.framing import frame
from commonground.projects.views.pulse_words import read
from commonground.sharing.queries import feedback as exchanged
from commonground.sharing.rules.reciprocity import total


def pulse(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show how far the two sides of a collaboration trust each other, and how that changed.

    This reading is not recorded: it follows every answer, so that its row would say who has answered, and when.
    """
    found = team_collaboration_for(request.actor, collaboration)
    round_ = reading.open_round(found)
    around = frame(request.actor, found, "pulse", page_name=_("How far do we trust each other?"), round=round_)
    around["may_answer"] = (
        round_ is not None and "answer_pulse" in around["may"] and not reading.has_answered(request.actor, round_)
    )
    around["pulse"] = read(reading.result_of(found))
    return render(request, "projects/pulse.html", around)


def answer(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Answer the six statements; nothing is kept of who gave which answer."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer_pulse", request.actor, found)
    round_ = reading.open_round(found)
    if round_ is None or reading.has_answered(request.actor, round_):
        messages.info(request, _("You have answered, or nothing is asked now. You are asked again next quarter."))
        return redirect("projects:pulse", found.public_id)
    form = PulseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.answer(actor=request.actor, round_=round_, answers=form.answers)
            messages.success(request, _("Your answers are counted. Nothing says which of them are yours."))
            return redirect("projects:pulse", found.public_id)
    context = frame(request.actor, found, page_name=_("How far do you agree?"), form=form, round=round_)
    return render(request, "projects/pulse_answer.html", context | {"tabs": []})


def trust(request: HttpRequest) -> HttpResponse:
    """Show members how far the two sides trust each other in the whole programme, and in each area of it."""
    programme = programmes.programme()
    if not request.actor.is_member or programme is None:
        raise Http404
    seen(actor=request.actor, subject=programme, page="trust")
    areas = [
        {"area": area, "pulse": read(reading.result_in(request.actor, programme, area), by_quarter=True)}
        for area in reading.areas_with_results(request.actor, programme)
    ]
    whole = read(reading.result_in(request.actor, programme), by_quarter=True)
    context = {"programme": programme, "areas": areas, "pulse": whole, "statements": STATEMENTS}
    rows = exchanged.both_ways(request.actor)
    context |= {"given": total([row.given for row in rows]), "received": total([row.received for row in rows])}
    return render(request, "projects/trust.html", context)
