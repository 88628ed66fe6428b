"""Step 9: say where one stands, close the collaboration, open it again.

An invited stakeholder reaches one of these pages, their own position.

*Source:* R40-R43, R45.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import consensus, life
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.special import PositionForm, ReopenForm
from commonground.projects.models import Collaboration, Position
from commonground.projects.queries import agreeing, lasting, reading
from commonground.projects.queries.visible import collaboration_for, team_collaboration_for
from commonground.projects.rules.consensus import POSITIONS, SILENCES
from commonground.projects.views.around import sent, step_address, step_frame
from commonground.projects.views.framing import address


def position(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Say where one stands on stopping; the latest counts, the earlier stay in the record."""
    found = collaboration_for(request.actor, collaboration)
    permit("take_position", request.actor, found)
    mine = reading.positions_for(found, only_of=request.actor.membership_id)
    form = PositionForm(sent(request), positions=POSITIONS)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("position", "reason")}
        with refusals_said_in(form):
            consensus.take_position(actor=request.actor, collaboration=found, **given)
            messages.success(request, _("Where you stand is recorded. You can change it until it is decided."))
            return redirect("projects:position", found.public_id)
    if request.method != "POST":
        seen(actor=request.actor, subject=found, page="position")
    around = step_frame(request.actor, found, 9, _("Where do you stand?"), form=form, mine=mine[0] if mine else None)
    return render(request, "projects/special/position.html", around | _asked(request.actor, found, around["mine"]))


def _asked(actor: Actor, found: Collaboration, mine: Position | None) -> dict[str, Any]:
    """What is asked at present, and what was changed because of one's own objection."""
    one = agreeing.open_round(found)
    return {
        "round": one,
        "silence_of_round": SILENCES[one.rule.silence] if one else "",
        "is_asked": one is not None and agreeing.asked_as(actor, found, one) is not None,
        "met": getattr(mine, "met", None),
    }


def stop(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Say what closing means, then close the collaboration."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("stop", request.actor, found)
    form = Form(sent(request))
    if request.method == "POST":
        with refusals_said_in(form):
            life.stop(actor=request.actor, collaboration=found)
            messages.success(request, _("The collaboration is finished. Keep what it taught: step 10."))
            return redirect(step_address(found, 10))
    around = step_frame(request.actor, found, 9, "", form=form, over=found.name, **_closing())
    return render(request, "pages/confirm.html", around | {"cancel_url": step_address(found, 9)})


def _closing() -> dict[str, Any]:
    """What is said before a collaboration is closed."""
    return {
        "heading": _("You are about to close this collaboration"),
        "what": [
            _(
                "The record stays, and its team can read all of it. Steps 8 and 10 stay open, so that you can still"
                " tell what worked and hand it on."
            ),
            _("No review will fall due any more. If a new challenge comes, either side can open it again."),
        ],
        "lost": _("Everybody on the team sees that it is finished."),
        "button": _("Close the collaboration"),
    }


def reopen(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Open a finished collaboration again, with the new challenge as the reason."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("reopen", request.actor, found)
    form = ReopenForm(sent(request), initial={"reason": lasting.reason_from(found, request.GET)})
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with refusals_said_in(form):
            life.reopen(actor=request.actor, collaboration=found, reason=reason)
            messages.success(
                request, _("The collaboration is under way again. Each side writes about the problem anew.")
            )
            return redirect("projects:statement", found.public_id)
    around = step_frame(request.actor, found, 10, "", form=form, over=found.name, **_reopening())
    return render(request, "pages/confirm.html", around | {"cancel_url": address(found)})


def _reopening() -> dict[str, Any]:
    """What is said before a collaboration is opened again."""
    return {
        "heading": _("Open it again"),
        "what": [
            _("The people, the answers and the history are still here."),
            _("Each side writes about the new problem on its own first, as at the start."),
        ],
        "button": _("Open it again"),
    }
