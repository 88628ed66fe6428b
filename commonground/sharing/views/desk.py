"""Can I share this? One question a page, the answer, and for whoever is signed in a way to keep it or to ask somebody.

The answers travel in the address, so that nothing is kept of whoever only asks, back and change are links, and nothing
needs JavaScript.

*Source:* R184, R211; the mock-ups of the question and of the answer.
"""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.groundwork import ids
from commonground.groundwork.permissions import may, require
from commonground.pages import words
from commonground.pages.refusing import refusals_said_in
from commonground.people.models import Post
from commonground.sharing.actions import desk as doing
from commonground.sharing.forms.desk import AnswerForm, KeepForm
from commonground.sharing.models import Agreement
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import decisions, visible
from commonground.sharing.queries import decisions_shown as showing
from commonground.sharing.queries import desk as queries
from commonground.sharing.rules import desk, lawful_bases
from commonground.sharing.rules.decisions_recording import Ease
from commonground.sharing.rules.desk_outcomes import Kind, Outcome, outcome
from commonground.sharing.rules.desk_routes import routes

ANSWER_LOOKS = {Kind.YES: "yes", Kind.CONDITIONS: "yes", Kind.NOT_YET: "not-yet", Kind.INSTEAD: "no"}
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> QueryDict | None:
    """Give what was posted, even if it is empty; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def given(request: HttpRequest) -> dict[str, str]:
    """Give the answers that stand in the address, whatever they are."""
    return {key: request.GET.get(key, "") for key in desk.QUESTIONS}


def address(name: str, answers: dict[str, str], **more: str) -> str:
    """Write the address of a page of the desk with the answers so far."""
    query = urlencode({**answers, **more})
    return reverse(f"sharing:{name}") + (f"?{query}" if query else "")


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what the desk is, and begin."""
    context = {
        "may_keep": may(TABLE, "keep_question", request.actor, None),
        "checked_on": lawful_bases.checked_on(),
    }
    return render(request, "sharing/desk/start.html", context)


@login_not_required
@require_safe
def question(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or the one that is to be changed; enough answers lead to the answer."""
    answers = given(request)
    way = desk.on_the_way(answers)
    change = request.GET.get("change", "")
    asked = desk.QUESTIONS[change] if change in way else desk.next_question(way)
    if asked is None:
        return redirect(address("desk_answer", way))
    before = list(way)[: list(way).index(asked.key)] if asked.key in way else list(way)
    is_sent = request.GET.get("asked") == asked.key and change not in way
    form = AnswerForm(request.GET if is_sent else None, question=asked, initial=way)
    context = {
        "form": form,
        "question": asked,
        "number": len(before) + 1,
        "most": desk.MOST,
        "others": {key: value for key, value in answers.items() if value and key != asked.key},
        "back": address("desk_question", way, change=before[-1]) if before else reverse("sharing:desk"),
    }
    return render(request, "sharing/desk/question.html", context)


@login_not_required
@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """Say what follows from the answers."""
    way = desk.on_the_way(given(request))
    if desk.next_question(way) is not None:
        return redirect(address("desk_question", way))
    said = outcome(way)
    posts = queries.to_ask(request.actor, said.ask)
    may_keep = said.is_about_sharing and may(TABLE, "keep_question", request.actor, None)
    context = said_in_words(said) | {
        "looks": ANSWER_LOOKS[said.kind],
        "rows": rows_of(way),
        "routes": routes(said.routes),
        "agreements": _agreements(request, way) if said.under_agreement else [],
        "posts": [(post, address("desk_keep", way, post=post.ref)) for post in posts],
        "keep_url": address("desk_keep", way) if may_keep else "",
        "back": address("desk_question", way, change=list(way)[-1]),
    }
    return render(request, "sharing/desk/answer.html", context)


def _agreements(request: HttpRequest, way: dict[str, str]) -> list[tuple[Agreement, str]]:
    """List the agreements that may cover it, each with its categories in words."""
    known = visible.categories()
    found = queries.covering(request.actor, way["flow"])
    return [(one, words.listed([_(known.get(code, code)) for code in codes])) for one, codes in found]


def said_in_words(said: Outcome) -> dict[str, Any]:
    """Give what the desk says, with the lines of the table of lawful bases that hold today."""
    today = timezone.localdate()
    held = [line for kind in lawful_bases.Kind for line in lawful_bases.holding(kind, today)]
    return {
        "said": said,
        "bases": [line for line in held if line.key in said.bases],
        "checked_on": lawful_bases.checked_on(),
    }


def rows_of(way: dict[str, str], *, can_change: bool = True) -> list[dict[str, Any]]:
    """Give what was told as the rows of a summary list, each with the way to change it."""
    rows = []
    for key, value in way.items():
        asked = desk.QUESTIONS[key]
        row: dict[str, Any] = {"key": _(asked.short), "value": _(asked.label(value))}
        if can_change:
            row |= {"url": address("desk_question", way, change=key), "link": _("Change"), "about": _(asked.short)}
        rows.append(row)
    return rows


@get_or_post
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the answers, or put them to somebody who decides."""
    require(TABLE, "keep_question", request.actor, None)
    way = desk.on_the_way(given(request))
    if desk.next_question(way) is not None or not outcome(way).is_about_sharing:
        return redirect(address("desk_question", way))
    posts = {post.ref: post for post in _posts(request, outcome(way))}
    named = [(ref, f"{post.title}, {post.organisation.name}") for ref, post in posts.items()]
    form = KeepForm(sent(request), posts=named, initial={"to": request.GET.get("post") or "keep"})
    if form.is_valid():
        typed = dict(form.cleaned_data)
        with refusals_said_in(form):
            made = doing.keep(actor=request.actor, answers=way, post=posts.get(typed.pop("to")), **typed)
            messages.success(request, _("The question is asked.") if made.asked_at else _("The question is kept."))
            return redirect("sharing:question", made.public_id)
    context = {"form": form, "rows": rows_of(way), "back": address("desk_answer", way)} | said_in_words(outcome(way))
    return render(request, "sharing/desk/keep.html", context)


def _posts(request: HttpRequest, said: Outcome) -> list[Post]:
    """List whom a question can be put to: those whom the desk offers, and one of the finder that the address names."""
    found = list(queries.to_ask(request.actor, said.ask))
    try:
        named: uuid.UUID | None = ids.from_text(request.GET.get("post", ""))
    except ValueError:
        named = None
    if named is not None and named not in {post.public_id for post in found}:
        found.append(queries.post_to_ask(request.actor, named))
    return found


@login_not_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show how easy sharing is, as figures, for everybody and for one's own organisation."""
    own = decisions.ease_of(request.actor.organisation_id) if request.actor.is_member else None
    everybody = decisions.ease_of()
    context = {"everybody": everybody, "time": time_of(everybody), "own": own, "own_time": time_of(own)}
    return render(request, "sharing/desk/figures.html", context)


def time_of(ease: Ease | None) -> str:
    """Say the middle time in words; nothing where it is held back."""
    return showing.hours_in_words(ease.hours) if ease and ease.hours is not None else ""
