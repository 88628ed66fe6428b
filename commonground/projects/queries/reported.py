"""What do collaborations report to their programme? Progress, milestones, risks, resources, results, benefits.

Only of those whose two sides both let them: a side that takes its word back takes everything away. No name of a person,
no problem statement, no tactic, nothing of how a benefit is brought about and no words of a review is in it.

*Source:* R196, R4; docs/decisions/0019-a-programme-sees-what-both-sides-report.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Programme
from commonground.projects.models import Answer, Collaboration, Reporting
from commonground.projects.permissions.reporting import PROGRAMME
from commonground.projects.queries.portfolio import LIGHT
from commonground.projects.rules.lifecycle import WORKING
from commonground.projects.rules.reporting import Figures, figures

PARTS = ("milestones", "risks", "resources", "outcomes", "achievements", "benefits", "effort")


@dataclass(frozen=True, slots=True)
class Reported:
    """One collaboration as its programme sees it."""

    collaboration: Collaboration
    complete: int
    here: int
    review_next: date | None
    figures: Figures


def words_of(collaboration: Collaboration) -> dict[Side, Reporting]:
    """Give the sides' standing words that it reports, by side."""
    found = collaboration.reporting.filter(ended_at__isnull=True).select_related("by__person")
    return {Side(one.side): one for one in found}


def reporting() -> QuerySet[Collaboration]:
    """List the collaborations that report, by name."""
    both = (
        Reporting.objects.filter(ended_at__isnull=True).values("collaboration").annotate(n=Count("side", distinct=True))
    )
    keys = both.filter(n=len(TWO_SIDES)).values("collaboration")
    found = Collaboration.objects.filter(pk__in=keys, state__in=WORKING).select_related("area", "kept_line")
    return found.defer(*LIGHT).order_by("name", "pk")


def may_read(actor: Actor, programme: Programme) -> bool:
    """Tell whether somebody may read what a programme's collaborations report: oversight, and whoever speaks for a side
    of one that reports to it."""
    return PROGRAMME["read_reports"].allows(actor, None) or any(
        True for _ in reporting().filter(programme=programme, reporting__by_id=actor.membership_id)[:1]
    )


def readable_by(actor: Actor) -> QuerySet[Programme]:
    """List the programmes whose collaborations' reports somebody may read (`may_read`), by name."""
    every = Programme.objects.order_by("name")
    if PROGRAMME["read_reports"].allows(actor, None):
        return every
    return every.filter(pk__in=reporting().order_by().filter(reporting__by_id=actor.membership_id).values("programme"))


def reported(collaborations: Sequence[Collaboration]) -> list[Reported]:
    """Say what some collaborations that report say to their programme, in two queries."""
    keys = [each.pk for each in collaborations]
    rows: dict[int, dict[str, list[dict[str, Any]]]] = {key: {part: [] for part in PARTS} for key in keys}
    held = Answer.objects.filter(collaboration__in=keys, part__in=PARTS, removed_at__isnull=True).order_by("due", "pk")
    for answer in held:
        rows[answer.collaboration_id][answer.part].append({"ref": answer.ref, **answer.values})
    today = timezone.localdate()
    found = []
    for each in collaborations:
        kept = getattr(each, "kept_line", None)
        found.append(
            Reported(
                each,
                kept.complete if kept else 0,
                kept.here if kept else 0,
                kept.review_next if kept else None,
                figures(rows[each.pk], today),
            )
        )
    return found
