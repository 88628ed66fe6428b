"""How is what is kept of many collaborations made anew? A line from the record, whenever something has changed.

A line is a copy: it says nothing that the collaboration does not say, so making it is no deed and is not recorded.
Whoever reads a list has the few lines made that changed since; the worker makes those that a new day changes.

*Source:* R52; docs/decisions/0018-a-portfolio-is-read-from-kept-lines.md.
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Side
from commonground.projects.models import Collaboration, PortfolioLine
from commonground.projects.queries import recorded, visible
from commonground.projects.queries.portfolio import LIGHT, Counted, counted, is_outdated
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.portfolio import summary
from commonground.projects.rules.record import Record

AT_ONCE = 200  # collaborations whose records are held in memory together
MOST_WHILE_READING = 400


def keep_for(actor: Actor, today: date | None = None) -> int:
    """Make the outdated lines among the collaborations that the actor may see, up to a few hundred; give how many."""
    return keep(visible.collaborations_for(actor), today or timezone.localdate(), MOST_WHILE_READING)


def counted_for(actor: Actor, only_invited: Collection[int]) -> Counted:
    """Count what the actor takes part in, once what is outdated has been made anew."""
    today = timezone.localdate()
    found = counted(actor, only_invited, today)
    return counted(actor, only_invited, today) if found.old and keep_for(actor, today) else found


def keep_all(today: date) -> int:
    """Make every line anew that is outdated, and every line of work under way, for a new day; give how many."""
    under_way = Collaboration.objects.filter(state=State.ALIVE, kept_line__kept_on__lt=today).values("pk")
    old = Collaboration.objects.filter(is_outdated(today)).values("pk")
    keys = list(Collaboration.objects.filter(Q(pk__in=under_way) | Q(pk__in=old)).values_list("pk", flat=True))
    _make(keys, today)
    return len(keys)


def keep(found: QuerySet[Collaboration], today: date, most: int) -> int:
    """Make the outdated lines among some collaborations, up to `most`; give how many."""
    old = list(found.filter(is_outdated(today)).order_by("pk").values_list("pk", flat=True)[:most])
    _make(old, today)
    return len(old)


def _make(keys: Sequence[int], today: date) -> None:
    """Make the lines of some collaborations, some at a time."""
    for start in range(0, len(keys), AT_ONCE):
        batch = Collaboration.objects.filter(pk__in=keys[start : start + AT_ONCE])
        _write(list(batch.order_by("pk").select_related("area").defer(*LIGHT)), today)


@transaction.atomic
def _write(collaborations: Sequence[Collaboration], today: date) -> None:
    records = recorded.records_of(collaborations)
    able = visible.able_by_key(collaborations)
    lines = [line_of(each, records[each.pk], able[each.pk], today) for each in collaborations]
    fields = [field.name for field in PortfolioLine._meta.fields if not field.primary_key]
    PortfolioLine.objects.bulk_create(
        lines, update_conflicts=True, unique_fields=["collaboration"], update_fields=fields
    )


def line_of(collaboration: Collaboration, record: Record, able: list[int], today: date) -> PortfolioLine:
    """Make the line of one collaboration from its record; it is not saved."""
    stopped = timezone.localdate(collaboration.stopped_at) if collaboration.stopped_at else None
    said = summary(record, State(collaboration.state), Side(collaboration.started_by_side), stopped, today)
    return PortfolioLine(
        collaboration=collaboration,
        of_change=collaboration.changes,
        kept_on=today,
        turns_on=said.turns_on,
        here=said.here,
        complete=said.complete,
        **{f"rank_{reader or 'none'}": glance.rank for reader, glance in said.glances.items()},
        **{f"due_{reader or 'none'}": glance.due for reader, glance in said.glances.items()},
        due_on=said.due_on,
        review_last=said.review_last,
        review_next=said.review_next,
        sought=f"{collaboration.name} {collaboration.about} {collaboration.area.name}".casefold(),
        shown=said.shown,
        able=able,
    )
