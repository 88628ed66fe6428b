"""What is shown of a handover? To the leaver a list of tasks, to the successor what passes, to a coordinator how it
stands.

*Source:* R45, R115, R247; the look, section 7 ("Handover"); the mock-up of a handover.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages import words
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import handovers as actions
from commonground.people.forms.handovers import AskForm, BeginForm, ChoiceForm, DeclineForm, PrepareForm
from commonground.people.models import Handover
from commonground.people.permissions import TABLE
from commonground.people.queries import handovers as queries
from commonground.people.queries import matters
from commonground.people.rules import handovers as rules
from commonground.people.views.organisations import get_or_post

A_PAGE = 25


@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    found = queries.handovers_for(request.actor)
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "may_begin": queries.memberships_to_leave(request.actor).exists(),
    }
    return render(request, "people/handovers.html", context)


@get_or_post
def handover_begin(request: HttpRequest) -> HttpResponse:
    members = {m.ref: m for m in queries.memberships_to_leave(request.actor)}
    posts = {post.ref: post for post in queries.posts_of(members.values())}
    form = BeginForm(
        request.POST or None,
        members=[(ref, m.person.name) for ref, m in members.items()],
        posts=[(ref, str(post)) for ref, post in posts.items()],
    )
    if form.is_valid():
        asked = form.cleaned_data
        with refusals_said_in(form):
            made = actions.begin(
                actor=request.actor,
                membership=members[asked["member"]],
                post=posts.get(asked["what"]),
                reason=asked["reason"],
                leaves_on=asked["leaves_on"],
            )
            return redirect(_page(made))
    return render(request, "people/handover_begin.html", {"form": form, "members": members, "breadcrumbs": _back()})


@require_safe
def handover(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    audit.seen(actor=request.actor, subject=held, page="handover")
    return render(request, "people/handover.html", {**around(request, held), "breadcrumbs": _back()})


@require_safe
def handover_pack(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    audit.seen(actor=request.actor, subject=held, page="pack")
    response = render(request, "people/handover_pack.html", {**around(request, held), "made_at": timezone.now()})
    response.headers["Content-Disposition"] = f'attachment; filename="handover-{held.ref}.html"'
    return response


def around(request: HttpRequest, held: Handover) -> Mapping[str, Any]:
    party, lines = queries.is_party(request.actor, held), queries.lines_for(request.actor, held)
    partners = queries.counterparts_of(held) if party else []
    said = words.in_words(len(partners))
    return {
        "handover": held,
        "name": matters.handover_name(held),
        "state": rules.LABELS[rules.State(held.state)],
        "kind": STATE_KINDS[held.state],
        "lines": lines,
        "sees": sorted({line.sees for line in lines if line.sees}),
        "partners": partners,
        "partners_said": f"{said[0].upper()}{said[1:]}",
        "questions": queries.messages_for(request.actor, held),
        "is_leaver": request.actor.membership_id == held.leaver_id,
        "is_successor": party and request.actor.membership_id == held.successor_id,
        "is_party": party,
        "is_open": rules.State(held.state) in rules.UNDER_WAY,
        "is_prepared": rules.State(held.state) in rules.PREPARING,
        "may": {name for name in TABLE if "handover" in name and _may(name, request, held)},
    }


STATE_KINDS = {
    "draft": "progress",
    "offered": "waiting",
    "accepted": "agreed",
    "declined": "due",
    "done": "agreed",
    "cancelled": "none",
}


def _may(name: str, request: HttpRequest, held: Handover) -> bool:
    return may(TABLE, name, request.actor, held.leaver if name == "begin_handover" else held)


@get_or_post
def handover_prepare(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    require(TABLE, "prepare_handover", request.actor, held)
    members = {m.ref: m for m in queries.successors_for(held)}
    form = PrepareForm(
        request.POST or None,
        initial=_in_form(actions.values_of(held)),
        version=held.version,
        successors=[(ref, m.person.name) for ref, m in members.items()],
        may_write=may(TABLE, "write_handover_note", request.actor, held),
    )
    if form.is_valid():
        typed = {**form.cleaned_data, "successor": members.get(form.cleaned_data["successor"])}
        with refusals_said_in(form, _in_form):
            actions.prepare(actor=request.actor, handover=held, **typed)
            messages.success(request, _("It is saved. Nobody is told until you offer it."))
            return redirect(_page(held))
    context = {"form": form, "handover": held, "name": matters.handover_name(held), "breadcrumbs": _back(held)}
    return render(request, "people/handover_prepare.html", context)


def _in_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a form shows for the values that are kept."""
    who = values.get("successor")
    return {**values, "successor": who.ref if who else ""}


@get_or_post
def handover_matter(request: HttpRequest, handover: Any, matter: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    require(TABLE, "prepare_handover", request.actor, held)
    row = queries.matter_of(held, matter)
    line = next(line for line in queries.lines_for(request.actor, held) if line.matter.pk == row.pk)
    members = {m.ref: m for m in queries.successors_for(held)}
    initial = {"choice": row.choice, "to": row.to.ref if row.to else ""}
    named = [(ref, m.person.name) for ref, m in members.items()]
    form = ChoiceForm(
        request.POST or None, initial=initial, members=named, may_close=line.may_close, may_pass=line.may_pass
    )
    if form.is_valid():
        asked = form.cleaned_data
        with refusals_said_in(form):
            to = members.get(asked["to"])
            actions.choose(actor=request.actor, handover=held, matter=row, choice=asked["choice"], to=to)
            return redirect(_page(held))
    context = {"form": form, "handover": held, "line": line, "breadcrumbs": _back(held)}
    return render(request, "people/handover_matter.html", context)


@require_POST
def handover_offer(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    return _done(request, held, actions.offer, _("It is offered, and a message is on its way."))


@require_POST
def handover_accept(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    return _done(request, held, actions.accept, _("You have accepted. You can take it back until the day it passes."))


@require_POST
def handover_reopen(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    done = _("It is taken back. Nothing passes until it is offered and accepted again.")
    _done(request, held, actions.reopen, done)
    return redirect("people:handovers")


@get_or_post
def handover_cancel(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    require(TABLE, "prepare_handover", request.actor, held)
    if request.method == "POST":
        return _done(request, held, actions.cancel, _("It is cancelled. Everything stays where it is."))
    context = {"handover": held, "name": matters.handover_name(held), "breadcrumbs": _back(held)}
    return render(request, "people/handover_cancel.html", context)


def _done(request: HttpRequest, held: Handover, deed: Any, said: str) -> HttpResponse:
    """Do one thing to a handover and go back to its page with what came of it."""
    try:
        deed(actor=request.actor, handover=held)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect(_page(held))


@get_or_post
def handover_decline(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    require(TABLE, "answer_handover", request.actor, held)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.decline(actor=request.actor, handover=held, **form.cleaned_data)
            name = held.leaver.person.name
            messages.success(request, _("%(name)s is told, and chooses somebody else.") % {"name": name})
            return redirect("people:handovers")
    context = {"form": form, "handover": held, "name": matters.handover_name(held), "breadcrumbs": _back(held)}
    return render(request, "people/handover_decline.html", context)


@get_or_post
def handover_ask(request: HttpRequest, handover: Any) -> HttpResponse:
    held = queries.handover_for(request.actor, handover)
    require(TABLE, "ask_in_handover", request.actor, held)
    is_leaver = request.actor.membership_id == held.leaver_id
    other = held.successor if is_leaver else held.leaver
    form = AskForm(request.POST or None)
    if form.is_valid():
        with refusals_said_in(form):
            actions.ask(actor=request.actor, handover=held, **form.cleaned_data)
            messages.success(request, _("It is sent."))
            return redirect(_page(held))
    context = {"form": form, "handover": held, "other": other, "breadcrumbs": _back(held)}
    return render(request, "people/handover_ask.html", context)


def _page(held: Handover) -> str:
    return reverse("people:handover", args=[held.public_id])


def _back(held: Handover | None = None) -> list[dict[str, str]]:
    back = [{"label": _("Handovers"), "url": reverse("people:handovers")}]
    return [*back, {"label": matters.handover_name(held), "url": _page(held)}] if held else back
