"""In which collaborations do I take part, and how does each stand? One list in a fixed number of queries.

*Source:* R52; settled questions, "Who sees a collaboration"; the look, section 7.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Side
from commonground.projects.models import Collaboration, TeamMember
from commonground.projects.queries import recorded
from commonground.projects.queries.visible import collaborations_for, on_it
from commonground.projects.rules.glance import Glance, glance
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.standing import Standing, complete, standings

CLOSED = frozenset({State.STOPPED, State.DECLINED, State.WITHDRAWN})


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


def portfolio_for(actor: Actor) -> list[Line]:
    """List every collaboration that the actor may see, by name, each with how it stands."""
    found = list(collaborations_for(actor))
    invited = set(
        TeamMember.objects.filter(
            on_it(), Q(membership=actor.membership_id), collaboration__in=found, part="stakeholder"
        ).values_list("collaboration_id", flat=True)
    )
    records = recorded.records_of(c for c in found if c.pk not in invited)
    today = timezone.localdate()
    lines = []
    for collaboration in found:
        record = records.get(collaboration.pk)
        steps = standings(record, actor.side, today) if record else ()
        lines.append(Line(collaboration, steps, _glance(actor, collaboration, steps)))
    return lines


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


def narrowed(lines: list[Line], *, search: str = "", area: str = "", stage: str = "", order: str = "") -> list[Line]:
    """Narrow the list to words in name, purpose or area, an area's public id and a stage; order it by what is due
    first, by name or by the newest."""
    words = search.casefold().split()
    found = [
        line
        for line in lines
        if (not area or line.collaboration.area.ref == area)
        and (not stage or line.stage == stage)
        and all(word in _text(line).casefold() for word in words)
    ]
    if order == "newest":
        return sorted(found, key=lambda line: line.collaboration.created_at, reverse=True)
    return found if order == "name" else sorted(found, key=lambda line: line.glance.rank)


def _text(line: Line) -> str:
    return f"{line.collaboration.name} {line.collaboration.about} {line.collaboration.area.name}"
