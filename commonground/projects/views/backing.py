"""Do the senior people back it? The team asks by mail; whoever is asked answers on one page, without an account.

*Source:* R23.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import backing as doing
from commonground.projects.actions.permitting import permit
from commonground.projects.adapters import links
from commonground.projects.forms.backing import AskForBackingForm, BackingAnswerForm
from commonground.projects.models import BackingRequest, Collaboration
from commonground.projects.queries import backing as queries
from commonground.projects.queries import visible
from commonground.projects.rules import backing as rules
from commonground.projects.views.around import sent, step_address, step_frame

STEP = 4
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def ask(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Ask a senior person by mail."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("ask_backing", request.actor, held)
    bodies = {one.ref: one for one in queries.bodies(held)}
    posts = {post.ref: post for post in queries.posts_of(held)}
    form = AskForBackingForm(
        sent(request),
        organisations=[(ref, one.name) for ref, one in bodies.items()],
        posts=[(ref, str(post)) for ref, post in posts.items()],
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        who = {"organisation": bodies[typed["organisation"]], "post": posts.get(typed["post"])}
        with refusals_said_in(form):
            made = doing.ask(actor=request.actor, collaboration=held, **{**typed, **who})
            said = _("%(name)s is asked by mail. The answer is shown in step 4 as soon as it is there.")
            messages.success(request, said % {"name": made.name})
            return redirect(step_address(held, STEP) + "#q4c")
    context = step_frame(request.actor, held, STEP, _("Ask a senior person whether they back it"), form=form)
    return render(request, "projects/special/backing_ask.html", context)


@get_or_post
def take_back(request: HttpRequest, collaboration: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    """Take a question back that is not answered."""
    held = visible.team_collaboration_for(request.actor, collaboration)
    permit("ask_backing", request.actor, held)
    found = queries.request_of(held, request_id)
    if request.method == "POST":
        doing.take_back(actor=request.actor, request=found)
        messages.success(request, _("The question is taken back. Its link has ended."))
        return redirect(step_address(held, STEP) + "#q4c")
    context = step_frame(request.actor, held, STEP, _("Take the question back"))
    context |= {
        "over": held.name,
        "heading": _("Take the question to %(name)s back?") % {"name": found.name},
        "what": [_("The link in the message ends at once. Nobody is written to about it. You can ask again.")],
        "button": _("Take the question back"),
        "cancel_url": step_address(held, STEP),
    }
    return render(request, "pages/confirm.html", context)


def block(actor: Actor, held: Collaboration) -> dict[str, Any]:
    """Give what question 4c shows: everybody who was asked, with how it stands, and the files that show backing."""
    return {"backing": [row(one) for one in queries.requests_of(held)], "backing_given": queries.given(held)}


def row(one: BackingRequest) -> dict[str, Any]:
    """Give one question as the list shows it: its state and the words for it."""
    ends = rules.link_ends(timezone.localdate(one.asked_at))
    if one.answer == "backs":
        state = ("agreed", _("Backs it")) if one.until and one.until >= timezone.localdate() else ("due", _("To renew"))
    elif one.answer == "declines":
        state = ("none", _("Declined"))
    elif one.withdrawn_at:
        state = ("none", _("Taken back"))
    else:
        over = ends <= timezone.localdate()
        state = ("none", _("Not answered")) if over else ("waiting", _("Waiting for an answer"))
    is_open = not one.answered_at and not one.withdrawn_at
    return {"request": one, "kind": state[0], "words": state[1], "ends": ends, "is_open": is_open}


@never_cache
@login_not_required
@get_or_post
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer through the link of a message; opening it changes nothing."""
    found = queries.asked(links.read(links.BACK, token, rules.LINK_HOLDS))
    if found is None:
        return render(request, "projects/outside/link_ended.html", {"said": _(doing.LINK_HAS_ENDED)}, status=404)
    form = BackingAnswerForm(sent(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        backs = typed["answer"] == "backs"
        words = typed["words"] if backs else typed["reason"]
        with refusals_said_in(form):
            actor = queries.speaking(found)
            held = doing.answer(actor=actor, request=found, backs=backs, words=words, until=typed["until"])
            return render(request, "projects/outside/backing_answered.html", {"asked": held})
    context = {"asked": found, "subject": found.collaboration, "form": form}
    context["bodies"] = queries.bodies(found.collaboration)
    return render(request, "projects/outside/backing.html", context)


@never_cache
@login_not_required
def news(request: HttpRequest, token: str) -> HttpResponse:
    """Show a sponsor what has passed its day, while they back it."""
    found = queries.backed(links.read(links.BACKED, token, rules.LINK_HOLDS))
    if found is None:
        said = _("The message is old, or you no longer back it. A newer message has a link of its own.")
        return render(request, "projects/outside/link_ended.html", {"said": said}, status=404)
    held = found.collaboration
    seen(actor=queries.speaking(found), subject=held, page="sponsor_news")
    leads = visible.posts_now(held).filter(role="governance", accepted_at__isnull=False)
    context = {"asked": found, "subject": held, "leads": leads}
    context["late"] = queries.past_their_day(held, timezone.localdate())
    return render(request, "projects/outside/backing_news.html", context)
