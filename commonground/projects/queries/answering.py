"""What is answered in a step, and in which words before? Rows of the guide's parts with the names that they refer to.

*Source:* R52, R58; settled questions ("a later edit … keeps history"; an invited stakeholder sees steps 2 and 5).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import Answer, AnswerVersion, Collaboration, Confirmation, TeamMember
from commonground.projects.queries import visible
from commonground.projects.rules import guide
from commonground.projects.rules.guide import Kind, Part
from commonground.projects.rules.guide.shapes import REFERRED_PARTS

FOR_STAKEHOLDERS = frozenset({2, 5})
TASKS = ("actions", "milestones")
Choices = dict[Kind, list[tuple[str, str]]]


def step_collaboration_for(actor: Actor, public_id: uuid.UUID, number: int) -> Collaboration:
    """Give the collaboration if the actor may see this step of it: the team all ten, an invited stakeholder two."""
    known_step(number)
    if number in FOR_STAKEHOLDERS:
        return visible.collaboration_for(actor, public_id)
    return visible.team_collaboration_for(actor, public_id)


def known_step(number: int) -> guide.Step:
    """Give one of the ten steps, or 404."""
    if not 1 <= number <= len(guide.STEPS):
        raise Http404
    return guide.step(number)


def answers_of_step(collaboration: Collaboration, number: int) -> dict[str, list[Answer]]:
    """Give the answers in use of every part of a step, by part, in their order."""
    keys = [part.key for question in guide.step(number).questions for part in question.parts]
    rows: dict[str, list[Answer]] = {key: [] for key in keys}
    for answer in collaboration.answers.filter(part__in=keys, removed_at__isnull=True).order_by("pk"):
        rows[answer.part].append(answer)
    return rows


def taken_out_of_step(collaboration: Collaboration, number: int) -> QuerySet[Answer]:
    """List the answers of a step that were taken out and can be put back, newest first."""
    keys = [part.key for question in guide.step(number).questions for part in question.parts]
    return collaboration.answers.filter(part__in=keys, removed_at__isnull=False).order_by("-removed_at")


def any_answer_of(collaboration: Collaboration, public_id: uuid.UUID) -> Answer:
    """Give one answer of this collaboration, in use or taken out, or 404."""
    found = collaboration.answers.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def wordings_of(answer: Answer) -> QuerySet[AnswerVersion]:
    """List every wording that an answer had, newest first, with who wrote it."""
    return answer.versions.select_related("by")


def referred(collaboration: Collaboration) -> Choices:
    """Give what an answer here may refer to, by kind: public id and name of the present team, the outcomes, the
    stakeholders and the bodies."""
    answers: dict[str, list[tuple[str, str]]] = {part: [] for part in REFERRED_PARTS.values()}
    rows = collaboration.answers.filter(part__in=answers, removed_at__isnull=True).order_by("pk")
    for answer in rows:
        answers[answer.part].append((answer.ref, str(answer)))
    team = visible.team_of(collaboration)
    return {
        Kind.MEMBER: [(m.ref, f"{m.membership.person.name}, {m.membership.organisation.name}") for m in team],
        **{kind: answers[part] for kind, part in REFERRED_PARTS.items()},
    }


def names_in(collaboration: Collaboration) -> dict[str, str]:
    """Give the name of everything that an answer here can refer to, also of people who have left and answers that
    were taken out."""
    team = TeamMember.objects.filter(collaboration=collaboration).select_related("membership__person")
    names = {member.ref: member.membership.person.name for member in team}
    for answer in collaboration.answers.filter(part__in=REFERRED_PARTS.values()):
        names[answer.ref] = str(answer)
    return names


def with_those_named(choices: Choices, part: Part, values: Mapping[str, Any], names: Mapping[str, str]) -> Choices:
    """Keep somebody whom an answer names among the choices for it, though they have left since."""
    named = {str(values.get(field.name)) for field in part.fields if field.kind is Kind.MEMBER}
    known = {ref for ref, _ in choices[Kind.MEMBER]}
    left = [(ref, names[ref]) for ref in named - known if ref in names]
    return {**choices, Kind.MEMBER: choices[Kind.MEMBER] + left}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What one side has confirmed of a step: who and when, and whether it was these words."""

    side: Side
    by: str = ""
    at: datetime | None = None
    is_present: bool = False


def confirmed_in(collaboration: Collaboration, step: int, content: str) -> tuple[Confirmed, ...]:
    """Give each side's latest confirmation of a step, police first; `content` is the hash of what stands there now."""
    rows = Confirmation.objects.filter(collaboration=collaboration, step=step).select_related("by__person")
    latest = {Side(row.side): row for row in rows.order_by("pk")}
    return tuple(
        Confirmed(side, row.by.person.name, row.at, row.content == content)
        if (row := latest.get(side))
        else Confirmed(side)
        for side in TWO_SIDES
    )


def tasks_of(collaboration: Collaboration, state: str = "", whose: int | None = None, kind: str = "") -> list[Answer]:
    """List actions and milestones, soonest first; `state` narrows it to `open` or `done`, `whose` to a membership,
    `kind` to one of the two."""
    parts = [kind] if kind in TASKS else TASKS
    rows = collaboration.answers.filter(part__in=parts, removed_at__isnull=True).select_related(
        "member__membership__person", "member__membership__organisation"
    )
    if state in {"open", "done"}:
        rows = rows.filter(done__isnull=state == "open")
    if whose is not None:
        rows = rows.filter(member__membership_id=whose)
    return list(rows.order_by("due", "pk"))
