"""What falls due, when is the next review, and where is it all? Across every collaboration that I take part in.

*Source:* R52, R102; the look, section 7; settled questions, "Who sees a collaboration".
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.places.models import Area
from commonground.projects.models import Answer, Collaboration, Review, ReviewAnswer
from commonground.projects.queries.portfolio import CLOSED, LIGHT, invited, seen_by
from commonground.projects.queries.visible import team_collaborations_for
from commonground.projects.rules import guide
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.portfolio import Said, course, trend

DONE_AT_SOME_TIME = tuple(key for key, part in guide.PARTS.items() if part.due and part.done)
MOST_IN_A_MONTH = 300


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One collaboration in the overview of reviews: the last review and the next day, what both said of being on
    course (see `rules.portfolio.course`), which sides have answered, and how that compares with the review before."""

    collaboration: Collaboration
    last: Review | None
    next_on: date | None
    course: str
    trend: str
    answered: frozenset[Side]
    is_due: bool


@dataclass(frozen=True, slots=True)
class OnADay:
    """One thing on a day of the calendar: its kind (a part of the guide, or `review`), and what it is called."""

    on: date
    kind: str
    title: str
    collaboration: Collaboration
    answer: Answer | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class There:
    """One area, how many collaborations are there, and for how many something is due from the reader's side."""

    area: Area
    count: int
    due: int


def teams_of(actor: Actor) -> QuerySet[Collaboration]:
    """List the collaborations under way on whose team the actor is: what an invited stakeholder may not read of them
    stays out of everything that is read from inside."""
    found = team_collaborations_for(actor).filter(state=State.ALIVE)
    return found.select_related(None).select_related("area", "kept_line").defer(*LIGHT).order_by()


def due_for(
    actor: Actor, *, until: date | None = None, since: date | None = None, kind: str = "", mine: bool = False
) -> QuerySet[Answer]:
    """List what is not done in the actor's collaborations that are under way, the soonest first."""
    found = Answer.objects.filter(
        collaboration__in=teams_of(actor).values("pk"),
        part__in=[kind] if kind in DONE_AT_SOME_TIME else DONE_AT_SOME_TIME,
        due__isnull=False,
        done__isnull=True,
        removed_at__isnull=True,
    )
    if until:
        found = found.filter(due__lte=until)
    if since:
        found = found.filter(due__gte=since)
    if mine:
        found = found.filter(member__membership=actor.membership_id or 0)
    return found.select_related("collaboration", "member__membership__person").order_by("due", "pk")


def reviewed_for(actor: Actor, search: str = "") -> QuerySet[Collaboration]:
    """List the actor's collaborations under way, those whose review is due or next first, those without one before
    all."""
    found = teams_of(actor).filter(kept_line__isnull=False)
    for word in search.casefold().split():
        found = found.filter(kept_line__sought__contains=word)
    return found.order_by(F("kept_line__review_next").asc(nulls_first=True), "name", "pk")


def reviews(collaborations: Sequence[Collaboration], today: date | None = None) -> list[Reviewed]:
    """Say of each collaboration how its reviews stand, in two queries; answers that are still blind are not read."""
    today = today or timezone.localdate()
    held: dict[int, list[Review]] = defaultdict(list)
    for review in Review.objects.filter(collaboration__in=[each.pk for each in collaborations]).order_by("number"):
        held[review.collaboration_id].append(review)
    newest = [review for rows in held.values() for review in rows[-2:] if review.is_open]
    said: dict[int, dict[str, Said]] = defaultdict(dict)
    for answer in ReviewAnswer.objects.filter(review__in=newest):
        said[answer.review_id][answer.side] = Said(answer.relevant, answer.on_course)

    def course_of(review: Review | None) -> str:
        return course([said[review.pk].get(side.value) for side in TWO_SIDES]) if review else ""

    found = []
    for each in collaborations:
        rows = held[each.pk]
        last, before = rows[-1] if rows else None, rows[-2] if len(rows) > 1 else None
        now = course_of(last)
        next_on = last.next_on if last else None
        found.append(
            Reviewed(each, last, next_on, now, trend(course_of(before), now) if before else "",
                     last.answered if last else frozenset(), bool(next_on and next_on <= today))
        )  # fmt: skip
    return found


def month_for(actor: Actor, first: date) -> list[OnADay]:
    """Give what falls in a month, by day: what is due or was done, and reviews that are next; at most a few hundred."""
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    dated = Answer.objects.filter(
        collaboration__in=teams_of(actor).values("pk"), part__in=DONE_AT_SOME_TIME, removed_at__isnull=True,
        due__gte=first, due__lt=after,
    )  # fmt: skip
    rows = [
        OnADay(one.due, one.part, str(one), one.collaboration, one, one.done is not None)
        for one in dated.select_related("collaboration").order_by("due", "pk")[:MOST_IN_A_MONTH]
        if one.due
    ]
    following = teams_of(actor).filter(kept_line__review_next__gte=first, kept_line__review_next__lt=after)
    rows += [
        OnADay(each.review_day, "review", "", each)
        for each in following.annotate(review_day=F("kept_line__review_next")).order_by("review_day")[:MOST_IN_A_MONTH]
    ]
    return sorted(rows, key=lambda row: (row.on, row.collaboration.name, row.kind))[:MOST_IN_A_MONTH]


def places_of(actor: Actor) -> QuerySet[Collaboration, Any]:
    """Count the actor's open collaborations by area, the busiest first: key of the area, how many, how many of these
    with something due from the actor's side."""
    due = f"kept_line__due_{actor.side if actor.side in TWO_SIDES else 'none'}__gt"
    only_invited = invited(actor)
    return (
        seen_by(actor, only_invited)
        .exclude(state__in=CLOSED)
        .values("area")
        .annotate(n=Count("pk"), due=Count("pk", filter=Q(**{due: 0}) & ~Q(pk__in=only_invited)))
        .order_by("-n", "area__name", "area")
    )


def there(rows: Sequence[dict[str, int]]) -> list[There]:
    """Give the areas of some rows of `places_of`, each with `outline`, its boundary for display."""
    found = Area.objects.defer("boundary", "display").annotate(outline=Coalesce("display", "boundary"))
    areas = found.in_bulk([row["area"] for row in rows])
    return [There(areas[row["area"]], row["n"], row["due"]) for row in rows]
