"""Step 10: does it still hold? One click says so; a few words say what is wrong.

*Source:* R47.
"""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import lasting
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.lasting import WrongForm
from commonground.projects.models import Collaboration
from commonground.projects.permissions import TABLE
from commonground.projects.queries import lasting as queries
from commonground.projects.queries.visible import taking, team_collaboration_for
from commonground.projects.views.around import sent, step_address, step_frame


def check(request: HttpRequest, collaboration: uuid.UUID, answer: uuid.UUID) -> HttpResponse:
    """Ask whether something that should last still holds, and take the answer."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("check_lasting", request.actor, found)
    one = queries.one_of(found, answer)
    holds = "holds" in request.POST
    form = Form(sent(request)) if holds else WrongForm(sent(request))
    if request.method == "POST" and form.is_valid():
        words = "" if holds else form.cleaned_data["words"]
        with refusals_said_in(form):
            lasting.check(actor=request.actor, answer=one.answer, holds=holds, words=words)
            if holds:
                messages.success(request, _("Still so. You are asked again at the next check."))
                return redirect(f"{step_address(found, 10)}#lasting")
            messages.success(request, _("Written down. Whoever speaks for a side can open the collaboration again."))
            return redirect(_after_a_failure(request.actor, found, one.answer.ref))
    seen(actor=request.actor, subject=found, page="lasting")
    around = step_frame(request.actor, found, 10, _("Does it still hold?"), form=form, one=one)
    return render(request, "projects/special/lasting_check.html", around)


def _after_a_failure(actor: Actor, found: Collaboration, ref: str) -> str:
    """Lead whoever may open the collaboration again to that page, and everybody else to what was written down."""
    if TABLE["reopen"].allows(actor, taking(actor, found)):
        return f"{reverse('projects:reopen', args=[found.public_id])}?lasting={ref}"
    return f"{step_address(found, 10)}#lasting"
