"""Does the community share the objectives? The team prepares a poll, opens it, reads what came, and says what it did.

*Source:* R25.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.ids import from_text, to_text
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.refusing import note, refusals_said_in
from commonground.pages.tables import Column, Table
from commonground.projects.actions import polls as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.adapters import links
from commonground.projects.forms.polls import PollForm, PollGroupForm, PollResponseForm
from commonground.projects.models import Collaboration, Poll, PollGroup
from commonground.projects.queries import polls as queries
from commonground.projects.queries import visible
from commonground.projects.rules.polling import SHARES, OfGroup, Said
from commonground.projects.views.around import sent, step_frame

STEP = 5
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
OPEN_LINK = "\N{NO-BREAK SPACE}"


def block(actor: Actor, held: Collaboration) -> dict[str, Any]:
    """Give what question 5a shows: the polls with how they stand."""
    return {"polls": [row(poll) for poll in queries.polls_of(held)]}


def row(poll: Poll) -> dict[str, Any]:
    """Give one poll as the list shows it: its state, its words, how many answered."""
    if queries.is_over(poll):
        kind, words = "agreed", _("Over")
    elif queries.takes_answers(poll):
        kind, words = "oncourse", _("Open")
    elif poll.objectives:
        kind, words = "waiting", _("Opens on its first day")
    else:
        kind, words = "progress", _("In preparation")
    return {"poll": poll, "kind": kind, "words": words, "count": queries.sittings(poll)}


@get_or_post
def new(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Prepare a poll."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("prepare_poll", request.actor, held)
    today = timezone.localdate()
    form = PollForm(sent(request), initial={"opens_on": today, "closes_on": today + timedelta(days=28)})
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = doing.prepare(actor=request.actor, collaboration=held, **form.cleaned_data)
            messages.success(request, _("The poll is prepared. Say whom you ask, then open it."))
            return redirect("projects:poll", held.public_id, made.public_id)
    context = step_frame(request.actor, held, STEP, _("Ask the community"), form=form)
    context["objectives"] = queries.objectives_of(held)
    return render(request, "projects/polls/form.html", context)


@get_or_post
def change(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID) -> HttpResponse:
    """Change a poll, or only its last day once it is open."""
    held, found = _found(request, collaboration, poll)
    permit("prepare_poll", request.actor, held)
    initial = {name: getattr(found, name) for name in PollForm.base_fields}
    form = PollForm(sent(request), initial=initial, version=found.version)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.change(actor=request.actor, poll=found, **form.cleaned_data)
            messages.success(request, _("The poll is changed."))
            return redirect("projects:poll", held.public_id, found.public_id)
    context = step_frame(request.actor, held, STEP, _("Change the poll"), form=form, poll=found)
    context["objectives"] = found.objectives or queries.objectives_of(held)
    return render(request, "projects/polls/form.html", context)


def _found(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID) -> tuple[Collaboration, Poll]:
    held = visible.team_collaboration_for(request.actor, collaboration)
    return held, queries.poll_of(held, poll)


def poll(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID) -> HttpResponse:
    """Show a poll: whom it goes to while it is open; what came of it, and what was done, when it is over."""
    held, found = _found(request, collaboration, poll)
    seen(actor=request.actor, subject=held, page="poll")
    context = step_frame(request.actor, held, STEP, _("Do others want the same?"), poll=found, state=row(found))
    context["objectives"] = found.objectives or queries.objectives_of(held)
    context["is_over"] = queries.is_over(found)
    if context["is_over"]:
        context |= _result(found)
        context["published"] = held.publications.filter(kind="poll", about=found.ref).order_by("-number").first()
    else:
        context["groups"] = [{"group": one, "link": _link(found, one)} for one in found.groups.all()]
        context["open_link"] = _link(found, None) if found.is_open_to_all and found.objectives else ""
    return render(request, "projects/polls/poll.html", context)


def _link(found: Poll, group: PollGroup | None) -> str:
    return links.address("projects:poll_start", doing.link_of(found, group)) if found.objectives else ""


def _result(found: Poll) -> dict[str, Any]:
    """Give the result of a poll that is over: a table of the whole, and each objective with its groups, reasons and
    response."""
    said = queries.results_of(found)
    groups, reasons, responses = queries.groups_of_result(found), queries.reasons_of(found), queries.responses_of(found)
    return {
        "table": table(said),
        "said": [
            {
                "said": one,
                "words": in_words(one),
                "groups": _groups(groups.get(one.objective, ())),
                "reasons": reasons.get(one.objective, []),
                "response": responses.get(one.objective),
                "url": reverse(
                    "projects:poll_respond",
                    args=[found.collaboration.public_id, found.public_id, from_text(one.objective)],
                ),
            }
            for one in said
        ],
        "is_answered": all(one.objective in responses for one in said),
        "base": max((one.base for one in said), default=0),
    }


def in_words(said: Said) -> str:
    """Say in a sentence how many share an objective, with the base."""
    if not said.is_shown:
        return _("Fewer than five answered, so nothing is shown.")
    given = {"share": said.counts["share"], "base": said.base, "partly": said.counts["partly"]}
    return _("%(share)s of %(base)s who answered share it, %(partly)s share it partly.") % given


def table(said: tuple[Said, ...]) -> Table:
    """Give the whole result as a table: one row an objective, with its base."""
    columns = [Column(_("Objective")), *(Column(_(label), True) for label in SHARES.values()), Column(_("n"), True)]
    rows = [
        [
            one.words,
            *(one.counts[share] if one.is_shown else "–" for share in SHARES),
            one.base if one.is_shown else "–",
        ]
        for one in said
    ]
    return Table(_("What was answered"), columns, rows, stack=True)


def _groups(found: tuple[OfGroup, ...]) -> list[str]:
    """Say each group's answer in words; those too few stand together."""
    words = []
    for one in found:
        name = one.name or _("Groups with fewer than five answers, together with others")
        name = _("The open link") if name == OPEN_LINK else name
        words.append(_("%(name)s: %(share)s of %(base)s share it") % {
            "name": name, "share": one.share, "base": one.base,
        })  # fmt: skip
    return words


@get_or_post
def add_group(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID) -> HttpResponse:
    """Say that a group is asked."""
    held, found = _found(request, collaboration, poll)
    permit("prepare_poll", request.actor, held)
    form = PollGroupForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = doing.add_group(actor=request.actor, poll=found, **form.cleaned_data)
            messages.success(request, _("%(name)s is asked.") % {"name": made.name})
            return redirect("projects:poll", held.public_id, found.public_id)
    context = step_frame(request.actor, held, STEP, _("Whom do you ask?"), form=form, poll=found)
    return render(request, "projects/polls/group.html", context)


@require_POST
def remove_group(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID, group: uuid.UUID) -> HttpResponse:
    """Take out a group that has not answered."""
    held, found = _found(request, collaboration, poll)
    one = queries.group_of(found, group)
    said = _("%(name)s is no longer asked.") % {"name": one.name}
    return _done(request, held, found, said, doing.remove_group, group=one)


@require_POST
def open_poll(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID) -> HttpResponse:
    """Open a poll."""
    held, found = _found(request, collaboration, poll)
    count = found.groups.exclude(email="").count()
    said = ngettext(
        "The poll is open. %(count)s group is written to on its first day.",
        "The poll is open. %(count)s groups are written to on its first day.",
        count,
    )
    return _done(request, held, found, said % {"count": count}, doing.open_poll, poll=found)


@require_POST
def close(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID) -> HttpResponse:
    """Close a poll before its last day."""
    held, found = _found(request, collaboration, poll)
    return _done(request, held, found, _("The poll is closed. Here is what was said."), doing.close, poll=found)


def _done(request: HttpRequest, held: Collaboration, found: Poll, said: str, do: Any, **what: Any) -> HttpResponse:
    try:
        do(actor=request.actor, **what)
    except NotAllowed:
        raise
    except Refused as refusal:
        note(refusal)
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect("projects:poll", held.public_id, found.public_id)


@get_or_post
def respond(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID, objective: uuid.UUID) -> HttpResponse:
    """Say what was heard about one objective, and what was done."""
    held, found = _found(request, collaboration, poll)
    permit("prepare_poll", request.actor, held)
    said = next((one for one in queries.results_of(found) if one.objective == to_text(objective)), None)
    if said is None or not queries.is_over(found):
        raise Http404
    given = queries.responses_of(found).get(said.objective)
    initial = {"said": given.said, "did": given.did} if given else {}
    form = PollResponseForm(sent(request), initial=initial, version=given.version if given else 0)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            doing.respond(actor=request.actor, poll=found, objective=said.objective, **form.cleaned_data)
            messages.success(request, _("Kept. When every objective has its response, put it up for approval."))
            return redirect("projects:poll", held.public_id, found.public_id)
    context = step_frame(request.actor, held, STEP, said.words, form=form, poll=found, words=in_words(said))
    context["reasons"] = queries.reasons_of(found).get(said.objective, [])
    return render(request, "projects/polls/respond.html", context)


@require_POST
def publish(request: HttpRequest, collaboration: uuid.UUID, poll: uuid.UUID) -> HttpResponse:
    """Put the result with the responses up for both sides to approve; until then nobody else reads it."""
    held, found = _found(request, collaboration, poll)
    try:
        made = doing.put_up(actor=request.actor, poll=found)
    except NotAllowed:
        raise
    except Refused as refusal:
        note(refusal)
        messages.error(request, refusal.reason)
        return redirect("projects:poll", held.public_id, found.public_id)
    messages.success(request, _("The result is ready for both sides to read and approve."))
    return redirect("projects:publication", held.public_id, made.public_id)
