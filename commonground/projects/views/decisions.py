"""How is one idea after the other decided? Put up, commented, thought about, decided by both sides, rolled out.

*Source:* R90-R91; the look, section 7.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.sides import TWO_SIDES
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import decisions as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.decisions import CommentForm, DecisionForm, LayAsideForm, StageForm, VoiceForm
from commonground.projects.models import Collaboration
from commonground.projects.queries import decisions as reading
from commonground.projects.queries.decisions import Item
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.decisions import PACE_IS, Stage
from commonground.projects.views.around import sent
from commonground.projects.views.framing import frame

STATES = {
    Stage.COMMENTING: "progress",
    Stage.COOLING: "waiting",
    Stage.READY: "due",
    Stage.DECIDED: "agreed",
    Stage.LAID_ASIDE: "none",
}


def decisions(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """List the proposals: the one in hand first, the others that are open, then what was decided or laid aside."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="decisions")
    items = [_row(item) for item in reading.items_of(found)]
    context = inside(request, found, _("One idea at a time"))
    context |= {
        "current": [row for row in items if row["item"].is_current],
        "past": [row for row in items if not row["item"].is_current],
    }
    return render(request, "projects/decisions.html", context)


def inside(request: HttpRequest, found: Collaboration, page_name: str, **more: Any) -> dict[str, Any]:
    """Give the context of a page that lies under the page "Together"."""
    context = frame(request.actor, found, page_name=page_name, **more)
    back = {"label": _("Together"), "url": reverse("projects:together", args=[found.public_id])}
    context["breadcrumbs"].append(back)
    return context | {"tabs": []}


def _row(item: Item) -> dict[str, Any]:
    return {"item": item, "proposal": item.item, "state": STATES[item.stage], "words": _(item.stage.label)}


def decision(request: HttpRequest, collaboration: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Show one proposal with nothing else beside it, and what was said to it."""
    found = team_collaboration_for(request.actor, collaboration)
    one = reading.item_of(found, item)
    seen(actor=request.actor, subject=found, page="decision")
    context = _one(request, found, one)
    form = CommentForm(sent(request)) if one.is_current else None
    if request.method == "POST":
        permit("comment_decision", request.actor, found)
        if form is not None and form.is_valid():
            with refusals_said_in(form):
                doing.comment(actor=request.actor, item=one.item, words=form.cleaned_data["words"])
                messages.success(request, _("Said. Everybody on the team can read it."))
                return redirect("projects:decision", found.public_id, one.item.public_id)
    return render(request, "projects/decision.html", context | {"form": form})


def _one(request: HttpRequest, found: Collaboration, one: Item) -> dict[str, Any]:
    """Give what the page of one proposal shows."""
    context = inside(request, found, _("Proposal %(number)d") % {"number": one.item.number}, **_row(one))
    sides = [{"side": side.value, "voice": one.voices.get(side)} for side in TWO_SIDES]
    stages = reading.stages_of(one.item)
    upcoming = next((stage for stage in stages if not stage.done), None)
    return context | {
        "sides": sides,
        "comments": reading.comments_of(one.item),
        "stages": stages,
        "upcoming": upcoming if one.item.decided_on else None,
        "may_decide": one.stage is Stage.READY and "decide_item" in context["may"],
        "pace_is": _(PACE_IS),
    }


def put_up(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Put one idea up for decision."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("put_decision", request.actor, found)
    form = DecisionForm(sent(request), initial={"comment_days": "14", "cooling_days": "7"})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = doing.put_up(actor=request.actor, collaboration=found, **form.values())
            messages.success(request, _("Put up. Both sides can comment from now on."))
            return redirect("projects:decision", found.public_id, made.public_id)
    open_now = [row for row in map(_row, reading.items_of(found)) if row["item"].is_current]
    context = inside(request, found, _("Propose one thing"), form=form, current=open_now, pace_is=_(PACE_IS))
    return render(request, "projects/decision_form.html", context | {"button": _("Put it up for decision")})


def reword(request: HttpRequest, collaboration: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Word a proposal anew; the time for comments begins again."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("put_decision", request.actor, found)
    held = reading.item_of(found, item).item
    now = {name: getattr(held, name) for name in ("proposal", "because", "not_decided")}
    now |= {"comment_days": "7", "cooling_days": "3"}
    now["stages"] = "\n".join(stage.what for stage in reading.stages_of(held))
    form = DecisionForm(sent(request), initial=now, version=held.version)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.reword(actor=request.actor, item=held, **form.values())
            messages.success(request, _("Worded anew. The time for comments begins again today."))
            return redirect("projects:decision", found.public_id, held.public_id)
    context = inside(request, found, _("Word it anew"), form=form, changing=held, pace_is=_(PACE_IS))
    return render(request, "projects/decision_form.html", context | {"button": _("Save, and begin the time anew")})


def decide(request: HttpRequest, collaboration: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Say yes or not now for one's side."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("decide_item", request.actor, found)
    one = reading.item_of(found, item)
    form = VoiceForm(sent(request), version=one.item.version)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        voice = {"version": given["version"], "agrees": given["agrees"] == "yes", "because": given["because"]}
        with refusals_said_in(form):
            held = doing.say(actor=request.actor, item=one.item, **voice)
            said = _("Both sides agree. It is decided.") if held.decided_on else _("Said for your side.")
            messages.success(request, said)
            return redirect("projects:decision", found.public_id, one.item.public_id)
    return render(request, "projects/decision_voice.html", _one(request, found, one) | {"form": form})


def lay_aside(request: HttpRequest, collaboration: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Lay a proposal aside without deciding it."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("decide_item", request.actor, found)
    one, form = reading.item_of(found, item), LayAsideForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.lay_aside(actor=request.actor, item=one.item, because=form.cleaned_data["because"])
            messages.success(request, _("Laid aside. What was said to it stays."))
            return redirect("projects:decisions", found.public_id)
    return _confirm(request, found, one, form, _("Lay this proposal aside"), _("Lay it aside"))


def stage_done(request: HttpRequest, collaboration: uuid.UUID, item: uuid.UUID, stage: uuid.UUID) -> HttpResponse:
    """Mark one stage of the roll-out as done."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("put_decision", request.actor, found)
    one = reading.item_of(found, item)
    step = reading.stage_called(one.item, stage)
    form = StageForm(sent(request), initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            doing.stage_done(actor=request.actor, stage=step, on=given["on"], note=given["note"])
            messages.success(request, _("Noted. The next stage may begin."))
            return redirect("projects:decision", found.public_id, one.item.public_id)
    return _confirm(request, found, one, form, step.what, _("Mark this stage as done"))


def _confirm(
    request: HttpRequest, found: Collaboration, one: Item, form: Form, heading: str, button: str
) -> HttpResponse:
    """Ask to confirm something about one proposal."""
    context = {
        "over": found.name,
        "heading": heading,
        "what": [one.item.proposal],
        "button": button,
        "cancel_url": reverse("projects:decision", args=[found.public_id, one.item.public_id]),
        "form": form,
    }
    return render(request, "pages/confirm.html", inside(request, found, heading) | context)
