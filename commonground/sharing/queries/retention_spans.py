"""How long does an organisation keep each kind, and what would another span do? Its own choices over the schedule, and
the numbers that are said before a choice is made.

*Source:* D4; UK GDPR, article 5(1)(e).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.sharing.models import KeptUntil, RetentionReview, RetentionSpan
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import retention
from commonground.sharing.rules.retention import OTHER, SCHEDULE, Line, line_of
from commonground.sharing.rules.retention_records import RECORDS
from commonground.sharing.rules.retention_spans import FIXED, LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Span:
    """One line of the schedule as it holds for an organisation: for how many days, its own choice where it has made
    one, the limits where it may, and otherwise why it may not."""

    line: Line
    days: int
    own: RetentionSpan | None
    limits: Limits | None
    why_fixed: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What another span would do to what is kept already: how many days move, how many of these have come and would
    leave with the next morning, and how many would come to their review at once. What is held or was decided stays."""

    moved: int
    leaving: int
    to_review: int


def spans_of(organisation: int | None) -> list[Span]:
    """Give the whole schedule as it holds for an organisation."""
    own = {one.line: one for one in RetentionSpan.objects.filter(organisation_id=organisation or 0)}
    return [_span(line, own.get(line.kind)) for line in (*SCHEDULE.values(), OTHER, *RECORDS.values())]


def _span(line: Line, own: RetentionSpan | None) -> Span:
    days = own.days if own else line.days
    return Span(line, days, own, LIMITS.get(line.kind), FIXED.get(line.kind, ""))


def span_of(organisation: int | None, kind: str) -> Span | None:
    """Give one line as it holds for an organisation; nothing for a kind that there is not."""
    return next((one for one in spans_of(organisation) if one.line.kind == kind), None)


def first_day(organisation: int, category: str, since: date) -> tuple[str, date]:
    """Give the line for a category of item, and the day on which one of an organisation leaves, counted from a day."""
    line = line_of(category)
    span = span_of(organisation, line.kind)
    return line.kind, since + timedelta(days=span.days if span else line.days)


def movable(actor: Actor, kind: str) -> QuerySet[KeptUntil]:
    """List the days of one kind that the actor's organisation keeps and that nobody has decided."""
    decided = RetentionReview.objects.filter(item_id=OuterRef("item_id"), keep_until__isnull=False)
    return retention.days_of(actor).filter(line=kind).exclude(Exists(decided))


def effect_of(actor: Actor, kind: str, days: int, today: date) -> Effect:
    """Say what another number of days would do; nothing is changed.

    :raises NotAllowed: for anybody but a custodian.
    """
    require(TABLE, "choose_span", actor, None)
    span = span_of(actor.organisation_id, kind)
    if span is None or days == span.days:
        return Effect(0, 0, 0)
    by = timedelta(days=days - span.days)
    kept: Iterable[Any] = movable(actor, kind)
    moved = leaving = to_review = 0
    for one in kept:
        moved += 1
        is_new = one.leaves_on > today >= one.leaves_on + by
        leaving += is_new and not one.awaits_review and not one.is_held
        to_review += is_new and one.awaits_review
    return Effect(moved, leaving, to_review)
