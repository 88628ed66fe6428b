"""What do organisations ask beside the guide in one collaboration, and what is answered?

*Source:* R58; the look, section 7.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import local as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.local import LocalAnswerForm
from commonground.projects.models import Collaboration
from commonground.projects.queries import answering, local, visible
from commonground.projects.rules.adding import DEEPER
from commonground.projects.views.around import sent, step_frame


def around_step(held: Collaboration, number: int) -> dict[str, Any]:
    """Give what stands on the page of a step beside the guide's own: local questions, help and links, and where the
    deeper standards treat it."""
    return {
        "local_questions": local.questions_in(held, number),
        "local_beside": local.beside(held, number),
        "deeper": DEEPER.get(number, ()),
    }


def answer(request: HttpRequest, collaboration: uuid.UUID, number: int, addition: uuid.UUID) -> HttpResponse:
    """Answer a local question, or answer it anew."""
    answering.known_step(number)
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, held)
    asked = local.question_in(held, number, addition)
    now = {"words": asked.answer.words} if asked.answer else {}
    form = LocalAnswerForm(sent(request), initial=now, version=asked.version)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.answer(actor=request.actor, collaboration=held, addition=asked.addition, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("projects:step", held.public_id, number)
    context = step_frame(request.actor, held, number, asked.addition.title, form=form, asked=asked)
    return render(request, "projects/special/local_answer.html", context)
