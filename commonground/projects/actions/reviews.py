"""What can be done with reviews? Hold one, answer it for a side.

*Source:* R32-R35, R54 (a pulse at each review), R88.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.projects.actions import pulse
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Collaboration, Review, ReviewAnswer
from commonground.projects.queries import criteria, measuring, reading, recorded
from commonground.projects.rules.reviewing import LOOKING_BACK, faults


@transaction.atomic
def hold(*, actor: Actor, collaboration: Collaboration, held_on: date, next_on: date, present: str) -> Review:
    """Begin a review: its day, the day of the next, who was present, and the figures as they stand.

    :raises Invalid: when the next review is not later.
    :raises Refused: while the last review waits for an answer.
    """
    held = permitted("review", actor, collaboration)
    if next_on <= held_on:
        raise Invalid("Choose a day for the next review that is later than this one", "next_on")
    last = held.reviews.order_by("-number").first()
    if last and not last.is_open:
        raise Refused(f"{last} waits for an answer. Answer it before you begin another.")
    review = Review.objects.create(
        collaboration=held,
        number=(last.number if last else 0) + 1,
        held_on=held_on,
        next_on=next_on,
        present=present.strip(),
        figures=_figures(held),
    )
    audit.record("projects:review:held", actor=actor, subject=held, summary=f"{review} held", review=review.ref)
    pulse.begin(held, actor, "review", timezone.localdate())
    return review


def _figures(collaboration: Collaboration) -> dict[str, Any]:
    """Take down milestones, actions, outcomes and the criteria for stopping as they stand now."""
    answers = {part: list(recorded.answers_of(collaboration, part)) for part in ("milestones", "actions")}
    outcomes = measuring.outcomes_of(collaboration)
    return {
        "milestones": reading.figures_of(answers["milestones"]),
        "actions": reading.figures_of(answers["actions"]),
        "milestone_rows": [
            {"what": str(row), "due": row.values.get("due"), "done": row.values.get("done")}
            for row in answers["milestones"]
        ],
        "outcomes": [
            {
                "ref": outcome.answer.ref,
                "measure": outcome.measure,
                "unit": outcome.unit,
                "baseline": outcome.answer.values.get("baseline"),
                "target": outcome.answer.values.get("target"),
                "measured": None if outcome.measured is None else format(outcome.measured.normalize(), "f"),
                "on": outcome.on.isoformat() if outcome.on else None,
            }
            for outcome in outcomes
        ],
        "criteria": criteria.as_figures(criteria.criteria_of(collaboration, outcomes)),
    }


def _comments(review: Review, given: Mapping[str, Any]) -> dict[str, str]:
    """Keep the words on the objectives that stand in the review's figures, and nothing else."""
    known = [row["ref"] for row in review.figures.get("outcomes", []) if row.get("ref")]
    return {ref: words for ref in known if (words := str(given.get(ref) or "").strip())}


@transaction.atomic
def answer(*, actor: Actor, review: Review, answers: dict[str, Any]) -> ReviewAnswer:
    """Answer a review's three questions for the actor's side, and look back; the answers never change afterwards, and
    the other side reads them once it has answered too.

    :raises Invalid: naming the first question that must be answered.
    """
    collaboration = permitted("answer_review", actor, review.collaboration)
    side = side_of(actor)
    for field, sentence in faults(answers).items():
        raise Invalid(sentence, field)
    if review.answers.filter(side=side.value).exists():
        raise Refused("Your side has answered this review. What has changed since belongs to the next one.")
    relevant = answers["relevant"]
    on_course = answers.get("on_course") if relevant else None
    keeps = on_course is False and answers.get("change") is False
    given = ReviewAnswer.objects.create(
        review=review,
        side=side.value,
        relevant=relevant,
        on_course=on_course,
        change=answers.get("change") if on_course is False else None,
        comments=_comments(review, answers.get("comments") or {}),
        keeps_because=str(answers.get("keeps_because") or "").strip() if keeps else "",
        by_id=actor.through,
        **{name: str(answers.get(name) or "").strip() for name in LOOKING_BACK},
    )
    Review.objects.filter(pk=review.pk).update(**{f"{side.value}_answered_at": given.at})
    words = f"The {side.label.lower()} side answered {str(review).lower()}"
    audit.record("projects:review:answered", actor=actor, subject=collaboration, summary=words, review=review.ref)
    return given
