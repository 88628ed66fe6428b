"""What is recorded of a collaboration? Brings the tables together into the one value that the rules judge.

Reads any number of collaborations in the same number of queries. Callers have found them through `visible`.

*Source:* R52, R59-R68.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import (
    Answer,
    Collaboration,
    Confirmation,
    LeadershipPost,
    Position,
    ProblemRound,
    Publication,
    Review,
)
from commonground.projects.queries.signing import plans_of, teams_of
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.record import Leader, Record, Row
from commonground.projects.rules.record import Position as RecordedPosition
from commonground.projects.rules.record import Review as RecordedReview
from commonground.projects.rules.standing import Standing, standings

Grouped = dict[int, list[Any]]
Able = frozenset[tuple[int, int]]


def answers_of(collaboration: Collaboration, part: str) -> QuerySet[Answer]:
    """List the answers to one part that are in use, in their order."""
    return collaboration.answers.filter(part=part, removed_at__isnull=True).select_related("member__membership__person")


def records_of(
    collaborations: Iterable[Collaboration], able: Able | None = None, posts: Sequence[LeadershipPost] | None = None
) -> dict[int, Record]:
    """Give the record of each collaboration by its key, in a fixed number of queries; `posts` are all of theirs, with
    who holds each, where they are known."""
    by_key = {c.pk: c for c in collaborations}
    answers = _grouped(Answer.objects.filter(collaboration__in=by_key, removed_at__isnull=True).order_by("pk"))
    rounds = _grouped(ProblemRound.objects.filter(collaboration__in=by_key).order_by("number"))
    if posts is None:
        held_now = LeadershipPost.objects.filter(collaboration__in=by_key, until__isnull=True, declined_at__isnull=True)
        posts = list(held_now.select_related("holder__person"))
    leading = _grouped(post for post in posts if post.until is None and post.declined_at is None)
    reviews = _grouped(Review.objects.filter(collaboration__in=by_key).order_by("number"))
    positions = _grouped(Position.objects.filter(collaboration__in=by_key).order_by("pk"))
    confirmations = _grouped(Confirmation.objects.filter(collaboration__in=by_key).order_by("pk"))
    published = set(
        Publication.objects.filter(
            collaboration__in=by_key, kind="case", published_at__isnull=False, withdrawn_at__isnull=True
        ).values_list("collaboration_id", flat=True)
    )
    teams = teams_of(by_key)
    able = frozenset((key, who) for key, who, *_body in teams) if able is None else able
    plans = plans_of(by_key, answers, teams)
    return {
        key: Record(
            state=State(collaboration.state),
            rows=_rows(answers[key]),
            statements_sent=_sent(rounds[key]),
            leaders=tuple(_leader(post, (key, post.holder_id) in able) for post in leading[key]),
            reviews=tuple(_review(review) for review in reviews[key]),
            positions=_positions(positions[key], rounds[key]),
            case_study_published=key in published,
            confirmed={(c.step, Side(c.side)): c.content for c in confirmations[key]},
            **plans[key],
        )
        for key, collaboration in by_key.items()
    }


def record_of(
    collaboration: Collaboration, able: Able | None = None, posts: Sequence[LeadershipPost] | None = None
) -> Record:
    """Give the record of one collaboration; `able` is what `able_in` gives, and `posts` all posts, where known."""
    return records_of([collaboration], able, posts)[collaboration.pk]


def standings_for(actor: Actor, collaboration: Collaboration, today: date | None = None) -> tuple[Standing, ...]:
    """Give how the ten steps stand, in the words of the actor's side."""
    return standings(record_of(collaboration), actor.side, today or timezone.localdate())


def _grouped(rows: Iterable[Any]) -> Grouped:
    grouped: Grouped = defaultdict(list)
    for row in rows:
        grouped[row.collaboration_id].append(row)
    return grouped


def _rows(answers: list[Answer]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for answer in answers:
        rows[answer.part].append(Row(answer.ref, answer.values))
    return dict(rows)


def _sent(rounds: list[ProblemRound]) -> frozenset[Side]:
    return frozenset(side for side in TWO_SIDES if rounds and rounds[-1].sent_at(side))


def _leader(post: LeadershipPost, can_act: bool) -> Leader:
    return Leader(Side(post.side), post.role, post.accepted_at is not None, post.holder.person.name, can_act)


def _review(review: Review) -> RecordedReview:
    return RecordedReview(review.held_on, review.next_on, review.answered)


def latest_positions(rows: Iterable[Position], round_: int) -> list[Position]:
    """Choose, of positions in the order in which they were taken, the latest of each side and of each invited
    stakeholder in one round; an earlier round speaks of a challenge that is over. Of several times that everybody was
    asked about it, the latest counts in which somebody has answered."""
    present = [row for row in rows if row.round == round_]
    poll = max((row.poll_id or 0 for row in present), default=0)
    return list({row.side or f"member {row.by_id}": row for row in present if (row.poll_id or 0) == poll}.values())


def _positions(rows: list[Position], rounds: list[ProblemRound]) -> tuple[RecordedPosition, ...]:
    latest = latest_positions(rows, rounds[-1].number if rounds else 1)
    return tuple(sorted((RecordedPosition(row.side or str(row.by_id), row.position) for row in latest), key=_who))


def _who(position: RecordedPosition) -> str:
    return position.who
