"""How does each criterion for stopping stand? Beside the figure that it rests on, for step 9 and for every review.

*Source:* R41.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries import measuring, recorded
from commonground.projects.rules.criteria import Read, read
from commonground.projects.rules.guide.stopping import CRITERIA

KINDS = CRITERIA.field_named("kind").choices


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion, the outcome that it rests on, and how it stands."""

    answer: Answer
    outcome: measuring.Outcome | None
    read: Read

    @property
    def kind(self) -> str:
        """What kind of criterion it is, in words."""
        return KINDS.get(self.answer.values.get("kind", ""), "")

    @property
    def test(self) -> str:
        """The test in the words of both sides."""
        return str(self.answer.values.get("test") or "")


def criteria_of(
    collaboration: Collaboration, outcomes: Sequence[measuring.Outcome] | None = None, today: date | None = None
) -> list[Criterion]:
    """List the criteria in their order; `outcomes` spares a query where the caller has them."""
    found = outcomes if outcomes is not None else measuring.outcomes_of(collaboration)
    by_ref, today = {one.answer.ref: one for one in found}, today or timezone.localdate()
    rows = []
    for answer in recorded.answers_of(collaboration, "criteria"):
        outcome = by_ref.get(answer.values.get("outcome") or "")
        rows.append(Criterion(answer, outcome, read(answer.values, outcome.achieved if outcome else None, today)))
    return rows


def as_figures(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """Take down the criteria as they stand, for a review that keeps them."""
    return [
        {
            "kind": one.kind,
            "test": one.test,
            "reading": one.read.reading.value,
            "by": one.read.by.value,
            "measured": _written(one.outcome.measured if one.outcome else None),
            "target": _written(one.outcome.target if one.outcome else None),
        }
        for one in criteria
    ]


def _written(figure: Any) -> str | None:
    return None if figure is None else format(figure.normalize(), "f")
