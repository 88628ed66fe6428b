"""What can be done with reviews? Hold one, answer it for a side.

*Source:* R32-R35, R54 (a pulse at each review), R88.
"""

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
from commonground.projects.queries import reading, recorded
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
    """Take down milestones, actions and outcomes as they stand now."""
    answers = {part: list(recorded.answers_of(collaboration, part)) for part in ("milestones", "actions", "outcomes")}
    measured = {a.values["outcome"]: a.values for a in recorded.answers_of(collaboration, "achievements")}
    return {
        "milestones": reading.figures_of(answers["milestones"]),
        "actions": reading.figures_of(answers["actions"]),
        "outcomes": [
            {
                "measure": outcome.values["measure"],
                "baseline": outcome.values["baseline"],
                "target": outcome.values["target"],
                "measured": (measured.get(outcome.ref) or {}).get("measured"),
            }
            for outcome in answers["outcomes"]
        ],
    }


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
    given = ReviewAnswer.objects.create(
        review=review,
        side=side.value,
        relevant=relevant,
        on_course=on_course,
        change=answers.get("change") if on_course is False else None,
        by_id=actor.through,
        **{name: str(answers.get(name) or "").strip() for name in LOOKING_BACK},
    )
    Review.objects.filter(pk=review.pk).update(**{f"{side.value}_answered_at": given.at})
    words = f"The {side.label.lower()} side answered {str(review).lower()}"
    audit.record("projects:review:answered", actor=actor, subject=collaboration, summary=words, review=review.ref)
    return given
