"""Who leads and who takes part? The four posts, the team and the stakeholders, and how each of them changes.

*Source:* R21, R54; settled questions, "Who speaks for a side".
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries import profiles
from commonground.projects.actions import posts
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.working import AskForm, DeputyForm, MemberForm, ReasonForm
from commonground.projects.models import Collaboration
from commonground.projects.queries import peopled, visible
from commonground.projects.rules.steps import LEADING, LEADING_LABELS
from commonground.projects.views.around import sent
from commonground.projects.views.choosing import Offer, chosen, offer
from commonground.projects.views.framing import address, frame
from commonground.projects.views.matrix import clearance_of


def people(request: HttpRequest, collaboration: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    audit.seen(actor=request.actor, subject=held, page="people")
    context = {
        "seats": peopled.seats_of(held),
        "asked": peopled.asked_of(request.actor, held),
        "team": visible.named_on(held),
        "able": {member.pk for member in visible.team_of(held)},
        "stakeholders": visible.stakeholders_of(held),
        "unread": profiles.unread_for(request.actor, peopled.organisations_of(held)),
        "across": [side.value for side in TWO_SIDES if side is not request.actor.side],
        "page_name": _("Who leads and who takes part"),
        **clearance_of(held),
    }
    return render(request, "projects/people.html", frame(request.actor, held, "people", **context))


def ask(request: HttpRequest, collaboration: Any, side: str, role: str) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("name_leader", request.actor, held)
    if side not in TWO_SIDES or role not in LEADING:
        raise Http404
    of = Side(side)
    offered = offer(request, (of,))
    form = AskForm(offered.people, sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            _ask(request, held, of, role, form.cleaned_data)
            messages.success(request, _("Asked. They accept or decline when they next sign in."))
            return redirect("projects:people", held.public_id)
    said = {"side": _(of.label).lower(), "role": _(LEADING_LABELS[role]).lower()}
    heading = _("Ask somebody to lead: %(side)s, %(role)s") % said
    return _form_page(request, held, form, heading, _("Ask this person"), offered)


def _ask(request: HttpRequest, held: Collaboration, side: Side, role: str, given: dict[str, Any]) -> None:
    """Ask the person who was chosen, with the deputy if one was."""
    posts.ask_to_lead(
        actor=request.actor,
        collaboration=held,
        side=side,
        role=role,
        holder=chosen(request.actor, given["holder"], "holder"),
        deputy=chosen(request.actor, given["deputy"], "deputy") if given["deputy"] else None,
    )


def answer(request: HttpRequest, collaboration: Any, post: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("answer_invitation", request.actor, held)
    asked = peopled.post_of(held, post)
    accepts = request.POST.get("answer") == "accept"
    form = Form(request.POST) if accepts else ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        reason = "" if accepts else form.cleaned_data["reason"]
        with refusals_said_in(form):
            posts.answer(actor=request.actor, collaboration=held, post=asked, accept=accepts, reason=reason)
            messages.success(request, _("Accepted. You hold the post from today.") if accepts else _("Declined."))
            return redirect(address(held))
    context = frame(request.actor, held, post=asked, form=form, page_name=_("You are asked to lead"))
    return render(request, "projects/people_answer.html", context)


def end_post(request: HttpRequest, collaboration: Any, post: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("leave_post", request.actor, held)
    found, form = peopled.post_of(held, post), Form(sent(request))
    if request.method == "POST":
        with refusals_said_in(form):
            posts.end_post(actor=request.actor, collaboration=held, post=found)
            messages.success(request, _("The post is vacant from today. Ask somebody to take it."))
            return redirect("projects:people", held.public_id)
    what = _("%(name)s leads until today. The post stays vacant until somebody accepts it.")
    then = _("Meanwhile the deputy, %(deputy)s, speaks for the side.") if found.deputy else ""
    said = {"name": found.holder.person.name, "deputy": found.deputy.person.name if found.deputy else ""}
    return _confirm_page(request, held, form, _("End this post"), [what % said, then % said], _("End the post"))


def name_deputy(request: HttpRequest, collaboration: Any, post: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("leave_post", request.actor, held)
    found = peopled.post_of(held, post)
    offered = offer(request, (Side(found.side),))
    form = DeputyForm(offered.people, sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            deputy = chosen(request.actor, form.cleaned_data["deputy"], "deputy")
            posts.name_deputy(actor=request.actor, collaboration=held, post=found, deputy=deputy)
            messages.success(request, _("The deputy is named."))
            return redirect("projects:people", held.public_id)
    heading = _("Name a deputy for %(name)s") % {"name": found.holder.person.name}
    return _form_page(request, held, form, heading, _("Name this deputy"), offered)


def add(request: HttpRequest, collaboration: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("change_team", request.actor, held)
    offered = offer(request, tuple(Side))
    form = MemberForm(offered.people, sent(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_said_in(form):
            who = chosen(request.actor, given["membership"], "membership")
            posts.add_member(actor=request.actor, collaboration=held, membership=who, part=given["part"])
            messages.success(request, _("Added. They can read it from now on."))
            return redirect("projects:people", held.public_id)
    return _form_page(request, held, form, _("Add somebody"), _("Add this person"), offered)


def end_member(request: HttpRequest, collaboration: Any, member: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("change_team", request.actor, held)
    found, form = peopled.member_of(held, member), Form(sent(request))
    if request.method == "POST":
        with refusals_said_in(form):
            posts.end_member(actor=request.actor, collaboration=held, member=found)
            messages.success(request, _("%(name)s no longer takes part.") % {"name": found})
            return redirect("projects:people", held.public_id)
    what = _("%(name)s sees nothing of this collaboration from the next page on. What they wrote stays.")
    heading = _("End the part of %(name)s") % {"name": found}
    return _confirm_page(request, held, form, heading, [what % {"name": found}], _("End their part"))


def _form_page(
    request: HttpRequest, held: Collaboration, form: Form, heading: str, button: str, offered: Offer
) -> HttpResponse:
    """Show a form about people, with its one button, and the search where they are many."""
    context = frame(request.actor, held, form=form, page_name=heading, button=button, search=offered.search)
    return render(request, "projects/people_form.html", context)


def _confirm_page(
    request: HttpRequest, held: Collaboration, form: Form, heading: str, what: list[str], button: str
) -> HttpResponse:
    """Ask to confirm an ending."""
    context = {
        "over": held.name,
        "heading": heading,
        "what": [sentence for sentence in what if sentence],
        "button": button,
        "destructive": True,
        "cancel_url": reverse("projects:people", args=[held.public_id]),
        "form": form,
    }
    return render(request, "pages/confirm.html", frame(request.actor, held, **context))
