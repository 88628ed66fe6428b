"""What was asked of the desk and kept? Ours, what others ask of us, each with its answer and its clock.

*Source:* R184; design/sharing.md 5.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import desk as doing
from commonground.sharing.forms.desk import ReviewForm
from commonground.sharing.models import DeskQuestion
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.desk import Own
from commonground.sharing.queries import decisions
from commonground.sharing.queries import decisions_shown as showing
from commonground.sharing.queries import desk as queries
from commonground.sharing.rules import lawful_bases
from commonground.sharing.rules.desk_outcomes import KINDS
from commonground.sharing.views.desk import get_or_post, rows_of, sent

A_PAGE = 25


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """List what is asked of us and what we asked."""
    require(TABLE, "see_decisions", request.actor, None)
    waiting = list(queries.to_answer(request.actor)[:A_PAGE])
    again = list(queries.to_review(request.actor)[:A_PAGE])
    page = Paginator(queries.asked_by_us(request.actor), A_PAGE).get_page(request.GET.get("page"))
    audit.listed(actor=request.actor, subjects=[*waiting, *again, *page], page="questions")
    context = {"waiting": waiting, "again": again, "page": page, "rows": [row(one) for one in page]}
    return render(request, "sharing/desk/questions.html", context)


def row(one: DeskQuestion) -> dict[str, Any]:
    """Give one question as a list shows it: its state and the words for it."""
    if one.answered_at:
        state = ("agreed", _("Answered"))
    elif one.taken_back_at:
        state = ("none", _("Taken back"))
    elif one.asked_at:
        state = ("waiting", _("Waiting for an answer"))
    else:
        state = ("none", _("Kept"))
    return {"question": one, "kind": state[0], "words": state[1]}


@require_safe
def question(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """Show one question to those who asked and those who are asked."""
    found = queries.question_for(request.actor, question)
    audit.seen(actor=request.actor, subject=found, page="question")
    own, answer = queries.own_of(found), decisions.answer_to(found.pk)
    is_open = found.asked_at and not found.answered_at and not found.taken_back_at
    here = Own(found.to_organisation_id or 0)
    looked = [note for note in answer.notes.all() if note.kind == "appeal"] if answer else []
    context = row(found) | {
        "rows": rows_of(found.answers, can_change=False),
        "desk_heading": _(KINDS[found.kind]),
        "until": showing.in_words("until", answer.values.get("until")) if answer else "",
        "bases": [line for key in found.said.get("bases", ()) if (line := lawful_bases.line(key))],
        "answer": answer,
        "looked": looked,
        "may_decide": bool(is_open) and may(TABLE, "decide_sharing", request.actor, here),
        "may_take_back": not found.answered_at and not found.taken_back_at
        and may(TABLE, "take_question_back", request.actor, own),
        "may_ask_again": answer is not None and answer.outcome == "refuse" and not found.review_asked_at
        and may(TABLE, "ask_for_review", request.actor, own),
        "is_ours": answer is not None and answer.organisation_id == request.actor.organisation_id,
        "breadcrumbs": [{"label": _("Questions"), "url": reverse("sharing:questions")}],
    }  # fmt: skip
    return render(request, "sharing/desk/kept.html", context)


@get_or_post
def take_back(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """Take a question back that nobody has answered."""
    found = queries.question_for(request.actor, question)
    require(TABLE, "take_question_back", request.actor, queries.own_of(found))
    here = reverse("sharing:question", args=[found.public_id])
    if request.method == "POST":
        doing.take_back(actor=request.actor, question=found)
        messages.success(request, _("The question is taken back."))
        return redirect(here)
    audit.seen(actor=request.actor, subject=found, page="question")
    context = {
        "over": found.about,
        "heading": _("Take the question back?"),
        "what": [_("Nobody has to answer it any more. You can ask again.")],
        "button": _("Take the question back"),
        "cancel_url": here,
    }
    return render(request, "pages/confirm.html", context)


@get_or_post
def ask_for_review(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """Ask that a refusal be looked at again."""
    found = queries.question_for(request.actor, question)
    require(TABLE, "ask_for_review", request.actor, queries.own_of(found))
    form = ReviewForm(sent(request))
    here = reverse("sharing:question", args=[found.public_id])
    if form.is_valid():
        with refusals_said_in(form):
            doing.ask_for_review(actor=request.actor, question=found, because=form.cleaned_data["because"])
            messages.success(request, _("They are asked to look at it again."))
            return redirect(here)
    audit.seen(actor=request.actor, subject=found, page="question")
    context = {
        "form": form,
        "over": found.about,
        "heading": _("Ask to look at it again"),
        "what": [_("Somebody looks at it who did not decide it. You can ask once.")],
        "button": _("Ask them to look at it again"),
        "cancel_url": here,
    }
    return render(request, "pages/confirm.html", context)
