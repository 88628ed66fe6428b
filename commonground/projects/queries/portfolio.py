"""In which collaborations do I take part, and how does each stand? Lists of any length in a fixed number of queries.

What a list is narrowed and ordered by stands in kept lines; how a row reads is judged anew for the few that are shown.

*Source:* R52, R102; settled questions, "Who sees a collaboration"; the look, section 7.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Organisation
from commonground.places.models import Area
from commonground.projects.models import Collaboration, TeamMember
from commonground.projects.queries import recorded
from commonground.projects.queries.visible import collaborations_for, on_it
from commonground.projects.rules.glance import FIRST, Glance, glance
from commonground.projects.rules.guide import STEPS
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.standing import Standing, complete, standings

CLOSED = frozenset({State.STOPPED, State.DECLINED, State.WITHDRAWN})
MOST_CHOICES = 60
IN_A_BATCH = 200
LIGHT = ("area__boundary", "area__display")


@dataclass(frozen=True, slots=True)
class Line:
    """One collaboration in the list. For an invited stakeholder `steps` is empty: the journey is the team's."""

    collaboration: Collaboration
    steps: Sequence[Standing]
    glance: Glance

    @property
    def here(self) -> Standing | None:
        """The step in hand."""
        return next((step for step in self.steps if step.here), None)

    @property
    def stage(self) -> str:
        """The group of the step in hand, or empty."""
        return self.here.step.group if self.here else ""

    @property
    def complete(self) -> int:
        """How many steps both sides have confirmed."""
        return complete(tuple(self.steps))

    @property
    def is_closed(self) -> bool:
        """Whether it stands among the finished ones."""
        return State(self.collaboration.state) in CLOSED


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; what is empty narrows nothing. `area` and `organisation` are public ids, `waits` is
    `due` or `waiting`, `state` a state or `open` or `closed`, `order` is `name`, `newest`, `review` or empty for what
    is due first."""

    q: str = ""
    area: str = ""
    organisation: str = ""
    stage: str = ""
    step: int | None = None
    state: str = ""
    waits: str = ""
    order: str = ""

    def but(self, **changed: Any) -> "Asked":
        """Ask the same, but for what is named."""
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many collaborations under way or to begin the actor takes part in, how many are over, and how many things are
    due from the actor's side."""

    open: int = 0
    closed: int = 0
    due: int = 0


def _of(actor: Actor, what: str) -> str:
    """Name the column of the kept line that is for the actor's side."""
    return f"kept_line__{what}_{actor.side if actor.side in TWO_SIDES else 'none'}"


def seen_by(actor: Actor) -> QuerySet[Collaboration]:
    """List what the actor may see, without boundaries, in no order."""
    return collaborations_for(actor).order_by().defer(*LIGHT)


def counted(actor: Actor) -> Counted:
    """Count what the actor takes part in."""
    found = seen_by(actor).aggregate(
        open=Count("pk", filter=~Q(state__in=CLOSED)),
        closed=Count("pk", filter=Q(state__in=CLOSED)),
        due=Sum(_of(actor, "due"), filter=~Q(state__in=CLOSED), default=0),
    )
    return Counted(**found)


def found_for(actor: Actor, asked: Asked) -> QuerySet[Collaboration]:
    """List what the actor may see and asked for, in the order asked for."""
    found = seen_by(actor).filter(kept_line__isnull=False)
    for word in asked.q.split():
        found = found.filter(Q(name__icontains=word) | Q(about__icontains=word) | Q(area__name__icontains=word))
    if asked.area and (area := area_called(asked.area)):
        found = found.filter(Q(area=area) | Q(area__above__contains=[area.pk]))
    if asked.organisation and (organisation := organisation_called(asked.organisation)):
        there = TeamMember.objects.filter(on_it(), membership__organisation=organisation, part="team")
        found = found.filter(Exists(there.filter(collaboration=OuterRef("pk"))))
    return _ordered(actor, _by_standing(actor, found, asked), asked.order)


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
    return found


def _ordered(actor: Actor, found: QuerySet[Collaboration], order: str) -> QuerySet[Collaboration]:
    first: dict[str, tuple[Any, ...]] = {
        "name": (),
        "newest": (F("created_at").desc(),),
        "review": (F("kept_line__review_next").asc(nulls_last=True),),
    }
    return found.order_by(*first.get(order, (_of(actor, "rank"),)), "name", "pk")


def area_called(ref: str) -> Area | None:
    """Give the area with a public id as it stands in addresses, or None."""
    try:
        return Area.objects.defer("boundary", "display").filter(public_id=ids.from_text(ref)).first()
    except ValueError:
        return None


def organisation_called(ref: str) -> Organisation | None:
    """Give the organisation with a public id as it stands in addresses, or None."""
    try:
        return Organisation.objects.filter(public_id=ids.from_text(ref)).first()
    except ValueError:
        return None


def areas_of(actor: Actor) -> list[tuple[str, str]]:
    """Give public id and name of the areas where the actor takes part, the busiest of them, by name."""
    busiest = seen_by(actor).values("area").annotate(n=Count("pk")).order_by("-n", "area")[:MOST_CHOICES]
    found = Area.objects.filter(pk__in=[row["area"] for row in busiest]).only("public_id", "name")
    return sorted(((area.ref, area.name) for area in found), key=lambda pair: pair[1])


def organisations_of(actor: Actor) -> list[tuple[str, str]]:
    """Give public id and name of the organisations that take part beside the actor, the busiest of them, by name."""
    teams = TeamMember.objects.filter(on_it(), part="team", collaboration__in=seen_by(actor).values("pk"))
    busiest = teams.values("membership__organisation").annotate(n=Count("pk")).order_by("-n")[:MOST_CHOICES]
    keys = [row["membership__organisation"] for row in busiest]
    found = Organisation.objects.filter(pk__in=keys).only("public_id", "name")
    return sorted(((each.ref, each.name) for each in found), key=lambda pair: pair[1])


def lines(actor: Actor, collaborations: Iterable[Collaboration], today: date | None = None) -> list[Line]:
    """Say of each collaboration, in its order, how it stands as the actor's side sees it."""
    shown = list(collaborations)
    today = today or timezone.localdate()
    invited = set(
        TeamMember.objects.filter(
            on_it(), membership_id=actor.membership_id, collaboration__in=shown, part="stakeholder"
        ).values_list("collaboration_id", flat=True)
    )
    records = recorded.records_of(each for each in shown if each.pk not in invited)
    found = []
    for collaboration in shown:
        record = records.get(collaboration.pk)
        steps = standings(record, actor.side, today) if record else ()
        found.append(Line(collaboration, steps, _glance(actor, collaboration, steps)))
    return found


def all_lines(actor: Actor, found: QuerySet[Collaboration]) -> Iterator[Line]:
    """Give every line of a list, a batch at a time, for a file."""
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), IN_A_BATCH):
        batch = keys[start : start + IN_A_BATCH]
        by_key = {each.pk: each for each in seen_by(actor).filter(pk__in=batch)}
        yield from lines(actor, [by_key[key] for key in batch if key in by_key])


def _glance(actor: Actor, collaboration: Collaboration, steps: Sequence[Standing]) -> Glance:
    state = State(collaboration.state)
    if not steps:
        return Glance("none", state.label, "You are invited as a stakeholder")
    stopped = collaboration.stopped_at
    return glance(
        state,
        Side(collaboration.started_by_side),
        actor.side,
        steps,
        timezone.localtime(stopped).date() if stopped else None,
    )
