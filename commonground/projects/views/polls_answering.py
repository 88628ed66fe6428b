"""How does somebody answer a poll? A page to begin, one objective a page, a look at all answers, and thanks.

No sign-in, no script. What is answered so far lies in the session until it is sent, and then nowhere beside a name.

*Source:* R25.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from commonground.groundwork.actors import ANONYMOUS
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import polls as doing
from commonground.projects.adapters import limits, links
from commonground.projects.forms.polls import PollQuestionForm
from commonground.projects.queries import polls as queries
from commonground.projects.rules.polling import SENT_AN_HOUR, SHARES
from commonground.projects.views.around import sent

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
Given = dict[str, list[str]]


def _asked(token: str) -> queries.Asked | None:
    return queries.behind(links.read(links.POLL, token))


def _key(asked: queries.Asked) -> str:
    return f"poll:{asked.poll.ref}:{asked.group.ref if asked.group else queries.FOR_ALL}"


def _ended(request: HttpRequest) -> HttpResponse:
    said = _("The poll is over, has not opened yet, or the link is not whole. Ask whoever sent it to you.")
    return render(request, "projects/outside/link_ended.html", {"said": said}, status=404)


def _context(asked: queries.Asked, token: str, **more: Any) -> dict[str, Any]:
    poll = asked.poll
    return {"poll": poll, "group": asked.group, "subject": poll.collaboration, "token": token, **more}


@never_cache
@login_not_required
@require_safe
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Say what is asked, by whom, until when, and what is kept."""
    asked = _asked(token)
    if asked is None or not queries.takes_answers(asked.poll):
        return _ended(request)
    has_answered = request.session.get(f"{_key(asked)}:sent", False)
    return render(request, "projects/outside/poll_start.html", _context(asked, token, has_answered=has_answered))


@never_cache
@login_not_required
@get_or_post
def question(request: HttpRequest, token: str, place: int) -> HttpResponse:
    """Ask about one objective."""
    asked = _asked(token)
    if asked is None or not queries.takes_answers(asked.poll):
        return _ended(request)
    objectives = asked.poll.objectives
    if not 1 <= place <= len(objectives):
        raise Http404
    given: Given = request.session.get(_key(asked), {})
    one = objectives[place - 1]
    share, why = given.get(one["ref"], ["", ""])
    form = PollQuestionForm(sent(request), initial={"share": share, "why": why})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        request.session[_key(asked)] = given | {one["ref"]: [typed["share"], typed["why"]]}
        unanswered = (n for n, o in enumerate(objectives, 1) if o["ref"] not in given and o["ref"] != one["ref"])
        after = next(unanswered, None)
        return redirect("projects:poll_question", token, after) if after else redirect("projects:poll_check", token)
    context = _context(asked, token, form=form, objective=one, place=place, places=len(objectives), before=place - 1)
    return render(request, "projects/outside/poll_question.html", context)


@never_cache
@login_not_required
@get_or_post
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show all answers with links to change them, and send them."""
    asked = _asked(token)
    if asked is None or not queries.takes_answers(asked.poll):
        return _ended(request)
    given: Given = request.session.get(_key(asked), {})
    rows = [
        {"words": one["words"], "place": place, "share": _(SHARES.get(answer[0], "–")), "why": answer[1]}
        for place, one in enumerate(asked.poll.objectives, 1)
        for answer in [given.get(one["ref"], ["", ""])]
    ]
    form = PollQuestionForm(None)
    if request.method == "POST":
        if asked.group is None and not limits.within(request, f"poll:{asked.poll.ref}", SENT_AN_HOUR):
            return render(request, "projects/outside/too_many.html", status=429)
        return _send(request, asked, token, given, rows)
    return render(request, "projects/outside/poll_check.html", _context(asked, token, rows=rows, form=form))


def _send(
    request: HttpRequest, asked: queries.Asked, token: str, given: Given, rows: list[dict[str, Any]]
) -> HttpResponse:
    """Keep the answers and forget them here; what is missing is said on the same page."""
    form = PollQuestionForm({"share": "unknown", "why": ""})
    form.is_valid()
    with refusals_said_in(form):
        kept = {ref: (answer[0], answer[1]) for ref, answer in given.items()}
        doing.answer(actor=ANONYMOUS, poll=asked.poll, group=asked.group, given=kept)
        request.session.pop(_key(asked), None)
        request.session[f"{_key(asked)}:sent"] = True
        return redirect("projects:poll_thanks", token)
    return render(request, "projects/outside/poll_check.html", _context(asked, token, rows=rows, form=form))


@never_cache
@login_not_required
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Say that the answers are counted, and where the result will stand."""
    asked = _asked(token)
    if asked is None:
        return _ended(request)
    return render(request, "projects/outside/poll_thanks.html", _context(asked, token))


@never_cache
@csrf_exempt
@login_not_required
@get_or_post
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Send no more mail about a poll to a group. A mail program may post here with one click, without a form of ours:
    the token alone says for whom, and nothing else can be done with it."""
    group = queries.left_by(links.read(links.POLL_LEAVE, token))
    if group is None:
        return _ended(request)
    if request.method == "POST":
        doing.leave(actor=ANONYMOUS, group=group)
    context = {"name": group.name, "left": group.left_at is not None}
    return render(request, "projects/outside/leave.html", context)
