"""In which collaborations do I take part, and how does each stand? Lists of any length in a fixed number of queries.

What a list is narrowed and ordered by, and how a row reads, stands in kept lines; where one is old, the few rows that
are shown are judged anew. An invited stakeholder learns nothing of the team's journey from any order or count.

*Source:* R52, R102; settled questions, "Who sees a collaboration"; the look, section 7.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Organisation
from commonground.places.models import Area
from commonground.projects.models import Collaboration, TeamMember
from commonground.projects.queries import recorded
from commonground.projects.queries.visible import able_by_key, collaborations_for, on_it, team_collaborations_for
from commonground.projects.rules.glance import FIRST, Glance
from commonground.projects.rules.guide import STEPS
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.portfolio import NO_CELL, ShownStep, Summary, glance_of, steps_of, summary
from commonground.projects.rules.record import Record

CLOSED = frozenset({State.STOPPED, State.DECLINED, State.WITHDRAWN})
MOST_CHOICES, MOST_FOR_CHOICES = 60, 2_000
IN_A_BATCH = 200
LAST = 9  # a rank after every other
LIGHT = ("area__boundary", "area__display")


@dataclass(frozen=True, slots=True)
class Line:
    """One collaboration in the list. For an invited stakeholder `steps` is empty: the journey is the team's."""

    collaboration: Collaboration
    steps: Sequence[ShownStep]
    glance: Glance
    complete: int

    @property
    def here(self) -> ShownStep | None:
        """The step in hand."""
        return next((step for step in self.steps if step.here), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; what is empty narrows nothing. `area` is a public id, `organisation` words of a name,
    `waits` is `due` or `waiting`, `cell` a cell of the matrix or `NO_CELL`, `state` a state or `open` or `closed`,
    `order` is `name`, `newest`, `review` or empty for what is due first."""

    q: str = ""
    area: str = ""
    organisation: str = ""
    stage: str = ""
    step: int | None = None
    state: str = ""
    waits: str = ""
    cell: str = ""
    order: str = ""

    @property
    def more(self) -> bool:
        """Whether something is asked that stands folded away on the page."""
        return bool(self.organisation or self.state or self.step or self.waits or self.cell)

    def but(self, **changed: Any) -> "Asked":
        """Ask the same, but for what is named."""
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many collaborations under way or to begin the actor takes part in, how many are over, how many things are due
    from the actor's side, on how many teams of work under way the actor is, and of how many the line is outdated."""

    open: int = 0
    closed: int = 0
    due: int = 0
    reviewed: int = 0
    old: int = 0


def _of(actor: Actor, what: str) -> str:
    """Name the column of the kept line that is for the actor's side."""
    return f"kept_line__{what}_{actor.side if actor.side in TWO_SIDES else 'none'}"


def seen_by(actor: Actor, only_invited: Collection[int] | None = None) -> QuerySet[Collaboration]:
    """List what the actor may see, without boundaries, in no order. Where `only_invited` is known to be empty, their
    teams are all there is, and which work is under way need not be looked up for each."""
    its_teams = only_invited is not None and not only_invited
    found = team_collaborations_for(actor) if its_teams else collaborations_for(actor)
    return found.select_related(None).select_related("area", "kept_line").order_by().defer(*LIGHT)


def is_current(today: date) -> Q:
    """The condition under which what is kept of a collaboration still holds: made from its last change, and for this
    day or one on which it reads the same."""
    return Q(kept_line__of_change=F("changes")) & (
        Q(kept_line__turns_on__isnull=True) | Q(kept_line__turns_on__gt=today) | Q(kept_line__kept_on=today)
    )


def is_outdated(today: date) -> Q:
    """The condition under which a line must be made anew: it is missing, or of an earlier change or day."""
    return Q(kept_line__isnull=True) | ~is_current(today)


def invited(actor: Actor) -> frozenset[int]:
    """Give the keys of the collaborations to which the actor is only invited, as a stakeholder."""
    rows = TeamMember.objects.filter(on_it(), membership_id=actor.membership_id or 0, part="stakeholder")
    return frozenset(rows.order_by().values_list("collaboration_id", flat=True))


def counted(actor: Actor, only_invited: Collection[int], today: date) -> Counted:
    """Count what the actor takes part in, in one pass; what is due is the team's to know."""
    its_team = ~Q(pk__in=only_invited)
    found = (
        seen_by(actor, only_invited)
        .select_related(None)
        .aggregate(
            open=Count("pk", filter=~Q(state__in=CLOSED)),
            closed=Count("pk", filter=Q(state__in=CLOSED)),
            due=Sum(_of(actor, "due"), filter=~Q(state__in=CLOSED) & its_team, default=0),
            reviewed=Count("pk", filter=Q(state=State.ALIVE, kept_line__isnull=False) & its_team),
            old=Count("pk", filter=is_outdated(today)),
        )
    )
    return Counted(**found)


def found_for(actor: Actor, asked: Asked, only_invited: Collection[int] | None = None) -> QuerySet[Collaboration]:
    """List what the actor may see and asked for, in the order asked for; `only_invited` is what `invited` gives."""
    found = seen_by(actor, only_invited).filter(kept_line__isnull=False)
    for word in asked.q.casefold().split():
        found = found.filter(kept_line__sought__contains=word)
    if asked.area and (area := area_called(asked.area)):
        found = found.filter(Q(area=area) | Q(area__above__contains=[area.pk]))
    if asked.organisation:
        meant = Organisation.objects.all()
        for word in asked.organisation.split():
            meant = meant.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
        there = TeamMember.objects.filter(on_it(), membership__organisation__in=meant.values("pk"), part="team")
        found = found.filter(Exists(there.filter(collaboration=OuterRef("pk"))))
    if asked.step or asked.stage or asked.waits or asked.cell or asked.order == "review":
        found = found.exclude(pk__in=only_invited or ())
    return _ordered(actor, _by_standing(actor, found, asked), asked.order, only_invited or ())


def _by_standing(actor: Actor, found: QuerySet[Collaboration], asked: Asked) -> QuerySet[Collaboration]:
    if asked.state == "open":
        found = found.exclude(state__in=CLOSED)
    elif asked.state == "closed":
        found = found.filter(state__in=CLOSED)
    elif asked.state:
        found = found.filter(state=asked.state)
    if asked.step:
        found = found.filter(kept_line__here=asked.step)
    elif asked.stage:
        found = found.filter(kept_line__here__in=[step.number for step in STEPS if step.group == asked.stage])
    if asked.waits in ("due", "waiting"):
        found = found.filter(**{_of(actor, "rank"): FIRST[asked.waits]})
    if asked.cell:
        found = found.filter(cell="" if asked.cell == NO_CELL else asked.cell)
    return found


def _ordered(
    actor: Actor, found: QuerySet[Collaboration], order: str, only_invited: Collection[int]
) -> QuerySet[Collaboration]:
    rank: Any = F(_of(actor, "rank"))
    if only_invited:
        rank = Case(When(pk__in=only_invited, then=Value(LAST)), default=rank, output_field=IntegerField())
    first: dict[str, tuple[Any, ...]] = {
        "name": (),
        "newest": (F("created_at").desc(),),
        "review": (F("kept_line__review_next").asc(nulls_last=True),),
    }
    return found.order_by(*first.get(order, (rank,)), "name", "pk")


def area_called(ref: str) -> Area | None:
    """Give the area with a public id as it stands in addresses, or None."""
    try:
        return Area.objects.defer("boundary", "display").filter(public_id=ids.from_text(ref)).first()
    except ValueError:
        return None


def areas_of(actor: Actor, taking_part: int) -> list[tuple[str, str]]:
    """Give public id and name of the areas where the actor takes part, the busiest of them, by name; none where they
    are too many to choose from a list, and the map leads to each."""
    if taking_part > MOST_FOR_CHOICES:
        return []
    rows = seen_by(actor).values_list("area__public_id", "area__name").annotate(n=Count("pk"))
    found = [(ids.to_text(public_id), name) for public_id, name, _count in rows.order_by("-n", "area")[:MOST_CHOICES]]
    return sorted(found, key=itemgetter(1))


def rows(actor: Actor, keys: Sequence[int]) -> list[Collaboration]:
    """Read some collaborations that the actor may see, in the order of their keys, with what is kept of each."""
    found = seen_by(actor).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def lines(
    actor: Actor, collaborations: Iterable[Collaboration], only_invited: Collection[int], today: date | None = None
) -> list[Line]:
    """Say of each collaboration, in its order, how it stands as the actor's side sees it. What is kept is taken as it
    is, but where it is old or somebody who leads can no longer act: there it is judged anew."""
    shown = list(collaborations)
    today = today or timezone.localdate()
    able = able_by_key(shown)
    old = [each for each in shown if each.pk not in only_invited and not _is_right(each, able[each.pk], today)]
    anew = {key: _summed(found, today) for key, found in zip_records(old)}
    return [_line(actor, each, each.pk in only_invited, anew.get(each.pk)) for each in shown]


def _is_right(collaboration: Collaboration, able: list[int], today: date) -> bool:
    """Tell whether what is kept of a collaboration still holds."""
    kept = getattr(collaboration, "kept_line", None)
    return bool(
        kept
        and kept.of_change == collaboration.changes
        and (kept.kept_on == today or kept.turns_on is None or kept.turns_on > today)
        and kept.able == able
        and kept.shown
    )


def zip_records(collaborations: Sequence[Collaboration]) -> Iterator[tuple[int, tuple[Collaboration, Record]]]:
    """Read the records of some collaborations; none are asked for where there is none."""
    records = recorded.records_of(collaborations) if collaborations else {}
    yield from ((each.pk, (each, records[each.pk])) for each in collaborations)


def _summed(found: tuple[Collaboration, Record], today: date) -> Summary:
    collaboration, record = found
    stopped = collaboration.stopped_at
    on = timezone.localdate(stopped) if stopped else None
    return summary(record, State(collaboration.state), Side(collaboration.started_by_side), on, today)


def _line(actor: Actor, collaboration: Collaboration, is_invited: bool, anew: Summary | None) -> Line:
    if is_invited:
        return Line(
            collaboration, (), Glance("none", State(collaboration.state).label, "You are invited as a stakeholder"), 0
        )
    shown, here, done = (
        (anew.shown, anew.here, anew.complete)
        if anew
        else (collaboration.kept_line.shown, collaboration.kept_line.here, collaboration.kept_line.complete)
    )
    return Line(collaboration, steps_of(shown, here), glance_of(shown, actor.side), done)


def all_lines(actor: Actor, found: QuerySet[Collaboration], only_invited: Collection[int]) -> Iterator[Line]:
    """Give every line of a list, a batch at a time, for a file."""
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), IN_A_BATCH):
        batch = keys[start : start + IN_A_BATCH]
        by_key = {each.pk: each for each in seen_by(actor).filter(pk__in=batch)}
        yield from lines(actor, [by_key[key] for key in batch if key in by_key], only_invited)
