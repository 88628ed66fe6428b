"""What was aimed for, what was measured, and which studies say so? Read together, so that nothing is typed twice.

*Source:* R10, R19, R37, R42.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from commonground.groundwork.actors import Actor
from commonground.outcomes.models import Study
from commonground.projects.models import Answer, Collaboration, CollaborationStudy
from commonground.projects.queries import reading, recorded
from commonground.projects.rules.achieving import Achieved, achieved
from commonground.projects.rules.evaluating import Evaluation, read


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome with its latest figure and the measures that were set for it; figures are None until known."""

    answer: Answer
    measure: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    measured: Decimal | None
    by: date | None
    on: date | None
    effects: str
    achieved: Achieved
    measures: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One study of a collaboration, with what it says; `says` is None until it is computed."""

    study: Study
    says: Evaluation | None


def outcomes_of(collaboration: Collaboration) -> list[Outcome]:
    """List the outcomes in their order, each with its newest achievement and its measures."""
    rows: dict[str, list[Answer]] = {"outcomes": [], "measures": [], "achievements": []}
    found = collaboration.answers.filter(part__in=rows, removed_at__isnull=True)
    for answer in found.select_related("member__membership__person").order_by("pk"):
        rows[answer.part].append(answer)
    newest = {a.values.get("outcome"): a for a in sorted(rows["achievements"], key=_day)}
    return [
        _outcome(
            answer,
            newest.get(answer.ref),
            tuple(m for m in rows["measures"] if m.values.get("outcome") == answer.ref),
        )
        for answer in rows["outcomes"]
    ]


def _day(answer: Answer) -> str:
    return str(answer.values.get("on") or "")


def _outcome(answer: Answer, result: Answer | None, measures: tuple[Answer, ...]) -> Outcome:
    values, found = answer.values, result.values if result else {}
    baseline, target, measured = (
        _number(values.get("baseline")),
        _number(values.get("target")),
        _number(found.get("measured")),
    )
    return Outcome(
        answer=answer,
        measure=values.get("measure", ""),
        unit=values.get("unit", ""),
        baseline=baseline,
        target=target,
        measured=measured,
        by=_date(values.get("by")),
        on=_date(found.get("on")),
        effects=found.get("effects") or "",
        achieved=achieved(baseline, target, measured),
        measures=measures,
    )


def _number(value: Any) -> Decimal | None:
    return Decimal(str(value)) if value not in (None, "") else None


def _date(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def measured_by(collaboration: Collaboration) -> list[Measured]:
    """List the studies of a collaboration, newest first, each with what it says."""
    return [_measured(taken) for taken in reading.studies_of(collaboration)]


def _measured(taken: CollaborationStudy) -> Measured:
    return Measured(taken.study, read(taken.study.result))


def latest_evaluation(collaboration: Collaboration) -> Measured | None:
    """Give the newest study that says something, or the newest that is still waiting, or None."""
    found = measured_by(collaboration)
    return next((one for one in found if one.says), found[0] if found else None)


def own_studies_for(actor: Actor) -> QuerySet[Study]:
    """List the studies that the actor made and that measure no collaboration yet, newest first."""
    taken = CollaborationStudy.objects.values("study_id")
    return Study.objects.filter(made_by_id=actor.membership_id).exclude(pk__in=taken)


def rows_of(collaboration: Collaboration, part: str) -> list[Answer]:
    """List the answers to one part, for the pages that show them beside something else."""
    return list(recorded.answers_of(collaboration, part))
