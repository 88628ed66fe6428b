"""Which questions, help and links have organisations added to a step, and what does a collaboration say to them?

An organisation's own are asked where one of its people is on the team, and a programme's in all its collaborations.
Whatever was answered stays to be read when the question has ended.

*Source:* R58.
"""

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from commonground.projects.models import Collaboration, LocalAddition, LocalAnswer
from commonground.projects.queries import visible


@dataclass(frozen=True, slots=True)
class Asked:
    """One local question, and what was answered, the latest wording last."""

    addition: LocalAddition
    wordings: tuple[LocalAnswer, ...]

    @property
    def answer(self) -> LocalAnswer | None:
        """The wording that counts, or None."""
        return self.wordings[-1] if self.wordings else None

    @property
    def version(self) -> int:
        """How many wordings there are: what a form carries."""
        return len(self.wordings)


def added_for(collaboration: Collaboration, step: int) -> QuerySet[LocalAddition]:
    """List what is added to a step for a collaboration, with what has ended."""
    bodies = visible.team_of(collaboration).values("membership__organisation_id")
    for_it = Q(programme=collaboration.programme_id) | Q(programme=None, organisation__in=bodies)
    found = LocalAddition.objects.filter(for_it, step=step)
    return found.select_related("organisation", "programme").order_by("kind", "organisation__name", "pk")


def questions_in(collaboration: Collaboration, step: int) -> list[Asked]:
    """List the local questions of a step with their answers: those in use, and those that were answered."""
    answers: dict[int, list[LocalAnswer]] = {}
    for row in collaboration.local_answers.filter(addition__step=step).select_related("by__person"):
        answers.setdefault(row.addition_id, []).append(row)
    asked = LocalAddition.objects.filter(Q(pk__in=answers) | Q(pk__in=added_for(collaboration, step).values("pk")))
    asked = asked.filter(kind="question").select_related("organisation", "programme")
    found = [Asked(one, tuple(answers.get(one.pk, ()))) for one in asked.order_by("organisation__name", "pk")]
    return [one for one in found if one.addition.ended_on is None or one.wordings]


def beside(collaboration: Collaboration, step: int) -> QuerySet[LocalAddition]:
    """List the local help and links of a step that are in use."""
    return added_for(collaboration, step).filter(ended_on=None).exclude(kind="question")


def question_in(collaboration: Collaboration, step: int, public_id: uuid.UUID) -> Asked:
    """Give one local question of a step that can be answered here now, or 404."""
    for one in questions_in(collaboration, step):
        if one.addition.public_id == public_id and one.addition.ended_on is None:
            return one
    raise Http404


def all_answers(collaboration: Collaboration) -> list[LocalAnswer]:
    """List the answers that count, step by step."""
    rows = collaboration.local_answers.select_related("addition__organisation", "addition__programme").order_by("pk")
    latest = {row.addition_id: row for row in rows}
    return sorted(latest.values(), key=lambda row: (row.addition.step, row.addition_id))
