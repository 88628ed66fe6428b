"""How does a collaboration begin? Start a draft, propose it, accept or decline it, take it back, withdraw it.

*Source:* R6; settled questions, "Who sees a collaboration".
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from commonground.groundwork import permissions
from commonground.groundwork.refusals import Invalid
from commonground.pages.forms import Form
from commonground.pages.matrix import told_first
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries.programmes import programme
from commonground.places.queries import towns
from commonground.projects.actions import life
from commonground.projects.actions.permitting import permit, side_of
from commonground.projects.forms.working import BasicsForm, ReasonForm, StartForm
from commonground.projects.models import Collaboration
from commonground.projects.permissions import TABLE, Taking
from commonground.projects.queries import visible
from commonground.projects.rules.lifecycle import State
from commonground.projects.views.around import sent
from commonground.projects.views.beside import looked_first, say_what_runs_beside
from commonground.projects.views.choosing import chosen, offer
from commonground.projects.views.framing import address, frame


@dataclass(frozen=True, slots=True)
class Move:
    """One move in a collaboration's life, as its confirming page says it."""

    do: Callable[..., Any]
    permission: str
    heading: str
    what: tuple[str, ...]
    button: str
    done: str
    form: type[Form] = Form
    lost: str = ""
    destructive: bool = False


MOVES = {
    "propose": Move(
        life.propose, "propose", _("Propose this collaboration"),
        (_("The lead whom you named on the other side is asked to accept it, and with it the post."),
         _("Until they answer, only the leads and those whom they name can read it."),
         _("You can take the proposal back until it is accepted.")),
        _("Propose it to the other side"), _("Proposed. The other side’s lead now accepts or declines."),
    ),
    "accept": Move(
        life.accept, "accept", _("Accept this collaboration"),
        (_("It is under way from now on, and you lead for your side."),
         _("Both sides then answer the ten steps in any order, first each alone about the problem.")),
        _("Accept and begin"), _("Accepted. The collaboration is under way."),
    ),
    "decline": Move(
        life.decline, "accept", _("Decline this collaboration"),
        (_("The proposal goes back to those who made it, with your reason. They can change it and propose it again."),),
        _("Decline with this reason"), _("Declined. They can read your reason."), ReasonForm, destructive=True,
    ),
    "take_back": Move(
        life.take_back, "propose", _("Make it a draft again"),
        (_("The other side is no longer asked. You can change it and propose it again."),),
        _("Make it a draft again"), _("It is a draft again."),
    ),
    "withdraw": Move(
        life.withdraw, "withdraw", _("Withdraw this collaboration"),
        (_("Nothing more can be added to it. Those who could read it still can."),),
        _("Withdraw it"), _("Withdrawn."), lost=_("A collaboration that is withdrawn cannot be opened again."),
        destructive=True,
    ),
}  # fmt: skip


def start(request: HttpRequest) -> HttpResponse:
    permissions.require(TABLE, "start", request.actor, Taking(State.DRAFT))
    areas = list(towns())
    offered = offer(request, (side_of(request.actor).other,))
    form = StartForm([(area.ref, area.name) for area in areas], offered.people, sent(request))
    looked = looked_first(request, form, areas)
    if request.method == "POST" and not looked and form.is_valid():
        if stop := told_first(request, form):
            return stop
        area = next(area for area in areas if area.ref == form.cleaned_data["area"])
        with refusals_said_in(form):
            made = _started(request, form, area)
            messages.success(request, _("The draft is made. Add what you know, then propose it."))
            say_what_runs_beside(request, made)
            return redirect(address(made))
    return render(request, "projects/start.html", {"form": form, "search": offered.search, **looked})


def _started(request: HttpRequest, form: StartForm, area: Any) -> Collaboration:
    """Start the draft in the installation's programme."""
    run_by, given = programme(), form.cleaned_data
    if run_by is None:
        raise Invalid(_("No programme runs here yet. An administrator sets one up first."))
    return life.start(
        actor=request.actor,
        name=given["name"],
        about=given["about"],
        area=area,
        programme=run_by,
        other_lead=chosen(request.actor, given["other_lead"], "other_lead"),
        cell=form.cell,
        told=form.told,
    )


def basics(request: HttpRequest, collaboration: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("change_basics", request.actor, held)
    areas = list(towns(held.area))
    now = {"name": held.name, "about": held.about, "area": held.area.ref}
    form = BasicsForm([(area.ref, area.name) for area in areas], sent(request), initial=now, version=held.version)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wanted = {"name": given["name"], "about": given["about"], "version": given["version"]}
        area = next(area for area in areas if area.ref == given["area"])
        with refusals_said_in(form):
            life.change_basics(actor=request.actor, collaboration=held, area=area, **wanted)
            messages.success(request, _("Saved."))
            return redirect(address(held))
    words = frame(request.actor, held, page_name=_("Name, purpose and area"), form=form, cancel_url=address(held))
    return render(request, "projects/basics.html", words)


def move(request: HttpRequest, collaboration: Any, verb: str) -> HttpResponse:
    held, asked = visible.team_collaboration_for(request.actor, collaboration), MOVES[verb]
    permit(asked.permission, request.actor, held)
    form = asked.form(sent(request))
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in asked.form.base_fields}
        with refusals_said_in(form):
            asked.do(actor=request.actor, collaboration=held, **words)
            messages.success(request, asked.done)
            return redirect(address(held))
    context = {
        "over": held.name,
        "cancel_url": address(held),
        "form": form,
        **{name: getattr(asked, name) for name in ("heading", "what", "button", "lost", "destructive")},
    }
    return render(request, "pages/confirm.html", frame(request.actor, held, **context))
