"""Step 7: hold a review, answer it for one's side, and read it as it stood that day.

*Source:* R32-R35, R88.
"""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import reviews
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.special import ReviewAnswerForm, ReviewStartForm
from commonground.projects.models import Collaboration, Review
from commonground.projects.queries import critiqued, measuring, reading
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.achieving import Achieved, achieved
from commonground.projects.rules.criteria import By, Reading
from commonground.projects.views.around import own_side, sent, step_frame
from commonground.projects.views.matrix import proposed_days
from commonground.projects.views.special_blocks import review_row


def start(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Begin a review: its day, who was there, and the day of the next one."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("review", request.actor, found)
    form = ReviewStartForm(sent(request), initial=proposed_days(found, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = _hold(request.actor, found, form)
            messages.success(request, _("The review has begun. Each side answers the three questions."))
            return redirect("projects:review", found.public_id, made.public_id)
    around = step_frame(request.actor, found, 7, _("Hold a review"), form=form)
    return render(request, "projects/special/review_start.html", around)


def _hold(actor: Actor, collaboration: Collaboration, form: ReviewStartForm) -> Review:
    given = {name: form.cleaned_data[name] for name in ("held_on", "next_on", "present")}
    return reviews.hold(actor=actor, collaboration=collaboration, **given)


def review(request: HttpRequest, collaboration: uuid.UUID, review: uuid.UUID) -> HttpResponse:
    """Show one review as it stood that day, with both sides' answers and where they lead."""
    found = team_collaboration_for(request.actor, collaboration)
    one = reading.review_of(found, review)
    seen(actor=request.actor, subject=found, page="review")
    row = review_row(one, request.actor)
    around = step_frame(request.actor, found, 7, str(one), row=row, plans=reading.plans_after(one))
    return render(request, "projects/special/review.html", around | _figures(one) | {"comments": _comments(one, row)})


def answer(request: HttpRequest, collaboration: uuid.UUID, review: uuid.UUID) -> HttpResponse:
    """Answer a review's three questions for one's own side."""
    found, side = team_collaboration_for(request.actor, collaboration), own_side(request.actor)
    one = reading.review_of(found, review)
    permit("answer_review", request.actor, found)
    asked = [(row["ref"], row["measure"]) for row in one.figures.get("outcomes", []) if row.get("ref")]
    form = ReviewAnswerForm(sent(request), objectives=asked)
    named: list[str] = []
    if request.method == "POST" and form.is_valid():
        named = [] if "keep" in request.POST else critiqued.people_named(request.actor, found, form.critique)
        with refusals_said_in(form):
            if not named:
                reviews.answer(actor=request.actor, review=one, answers=form.answers)
                messages.success(request, _("Your side has answered. The answers stay as they are."))
                return redirect("projects:review", found.public_id, one.public_id)
    seen(actor=request.actor, subject=found, page="review")
    around = step_frame(request.actor, found, 7, _("Answer for your side"), form=form, side=side, named=named)
    joint = next(iter(measuring.rows_of(found, "joint")), None)
    return render(request, "projects/special/review_answer.html", around | _figures(one) | {"joint": joint})


def _figures(review: Review) -> dict[str, Any]:
    """The figures as they stood, each outcome with what that meant, each milestone and criterion with its state."""
    outcomes = [row | {"achieved": _achieved(row)} for row in review.figures.get("outcomes", [])]
    held_on = review.held_on.isoformat()
    return {
        "review": review,
        "figures": review.figures,
        "outcomes": outcomes,
        "milestones": [
            row
            | {name: date.fromisoformat(row[name]) if row.get(name) else None for name in ("due", "done")}
            | {"is_due": not row.get("done") and bool(row.get("due")) and row["due"] < held_on}
            for row in review.figures.get("milestone_rows", [])
        ],
        "criteria_then": [
            row | {"reading": Reading(row["reading"]), "by": By(row["by"])}
            for row in review.figures.get("criteria", [])
        ],
    }


def _comments(review: Review, row: dict[str, Any]) -> list[dict[str, Any]]:
    """What each side said to each objective, as far as the reader may read it."""
    found = []
    for outcome in review.figures.get("outcomes", []):
        said = [
            {"side": one["side"], "words": one["answer"].comments.get(outcome.get("ref"), "")}
            for one in row["answers"]
            if one["answer"]
        ]
        if any(one["words"] for one in said):
            found.append({"measure": outcome["measure"], "said": [one for one in said if one["words"]]})
    return found


def _achieved(row: dict[str, Any]) -> Achieved:
    figures = [row.get(name) for name in ("baseline", "target", "measured")]
    return achieved(*(None if figure in (None, "") else Decimal(str(figure)) for figure in figures))
