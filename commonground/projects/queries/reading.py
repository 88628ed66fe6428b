"""What may I read of one collaboration's special pages? Statements, reviews, positions, studies and history.

Row level security keeps the other side's words out of `statements_for` until both are sent; this file asks for nothing
that it would have to leave out.

*Source:* R8, R32-R35, R43, R69-R70; settled questions, "Who sees a collaboration".
"""

import uuid
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.audit import queries as audit
from commonground.audit.models import Entry
from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Side
from commonground.projects.models import (
    Answer,
    Collaboration,
    CollaborationStudy,
    PlanVersion,
    Position,
    ProblemRound,
    Reminder,
    Review,
    ReviewAnswer,
    SideStatement,
)
from commonground.projects.queries.recorded import latest_positions
from commonground.projects.queries.visible import collaborations_for
from commonground.projects.rules.comparing import Comparison, Mark, compare
from commonground.projects.rules.lifecycle import WORKING


def present_round(collaboration: Collaboration) -> ProblemRound | None:
    """Give the latest round of blind statements, if one has begun."""
    return collaboration.rounds.order_by("-number").first()


def statements_for(actor: Actor, round_: ProblemRound | None) -> dict[Side, SideStatement]:
    """Give the statements of a round that the actor may read, by side: their own, and both once both are sent."""
    if round_ is None:
        return {}
    found = round_.statements.all()
    if round_.opened_at is None:
        found = found.filter(side=actor.side or "")
    return {Side(statement.side): statement for statement in found}


def comparisons_of(round_: ProblemRound) -> tuple[Comparison, ...]:
    """Compare the two sides' answers by the marks given so far."""
    return compare({(Side(m.side), m.asked): (Mark(m.mark), m.line) for m in round_.marks.all()})


def review_answers_for(actor: Actor, review: Review) -> dict[Side, ReviewAnswer]:
    """Give the answers to a review that the actor may read, by side: their own, and both once both have answered."""
    given = {Side(answer.side): answer for answer in review.answers.all()}
    return given if review.is_open else {side: answer for side, answer in given.items() if side is actor.side}


def reviews_of(collaboration: Collaboration) -> QuerySet[Review]:
    """List the reviews, newest first, with their answers."""
    return collaboration.reviews.order_by("-number").prefetch_related(
        "answers__by__person", "answers__by__organisation"
    )


def review_of(collaboration: Collaboration, public_id: uuid.UUID) -> Review:
    """Give one review of this collaboration, or 404."""
    found = reviews_of(collaboration).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def plans_after(review: Review) -> list[PlanVersion]:
    """List the versions of the plan that were put forward because of a review, in their order."""
    return list(review.plans.select_related("by__person").order_by("number"))


def answer_of(collaboration: Collaboration, public_id: uuid.UUID, *, removed: bool = False) -> Answer:
    """Give one answer of this collaboration, or 404; `removed` asks for one that was taken out."""
    found = collaboration.answers.filter(public_id=public_id, removed_at__isnull=not removed).first()
    if found is None:
        raise Http404
    return found


def positions_for(collaboration: Collaboration, only_of: int | None = None) -> list[Position]:
    """List where each side and each invited stakeholder stands in the present round, by name; `only_of` narrows it to
    what one membership said, for that person."""
    rows = collaboration.positions.select_related("by__person", "by__organisation").order_by("pk")
    if only_of is not None:
        rows = rows.filter(by_id=only_of)
    round_ = present_round(collaboration)
    latest = latest_positions(rows, round_.number if round_ else 1)
    return sorted(latest, key=lambda row: row.by.person.name)


def studies_of(collaboration: Collaboration) -> QuerySet[CollaborationStudy]:
    """List the studies that measure this collaboration, newest first."""
    return collaboration.studies.select_related("study__area", "study__made_by__person")


def study_of(collaboration: Collaboration, public_id: uuid.UUID) -> CollaborationStudy:
    """Give one study of this collaboration, or 404."""
    found = studies_of(collaboration).filter(study__public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def history_of(collaboration: Collaboration) -> QuerySet[Entry]:
    """List what was done in a collaboration, newest first; for its team."""
    return audit.history_of("collaboration", collaboration.ref)


def due_for(actor: Actor, within_days: int = 30) -> list[Answer]:
    """List what the actor answers for and has not done, falling due within so many days, soonest first; what they
    asked to hear of later is left out until then."""
    limit = timezone.localdate() + timedelta(days=within_days)
    quiet = Reminder.objects.filter(
        answer=OuterRef("pk"), membership=actor.membership_id or 0, quiet_until__gt=timezone.localdate()
    )
    return list(
        Answer.objects.filter(
            Q(due__isnull=False) & Q(due__lte=limit),
            collaboration__in=collaborations_for(actor).filter(state__in=WORKING),
            member__membership_id=actor.membership_id,
            done__isnull=True,
            removed_at__isnull=True,
            part__in=["actions", "milestones", "engagement", "contacts", "next_steps"],
        )
        .exclude(Exists(quiet))
        .select_related("collaboration")
        .order_by("due", "pk")
    )


def figures_of(answers: list[Answer]) -> dict[str, Any]:
    """Count what is due and done among answers, for the figures of a review."""
    return {"all": len(answers), "done": sum(answer.done is not None for answer in answers)}
