"""Which versions of the plan are there, what is in each, and has it changed since? For the team alone.

Callers have found the collaboration through `visible.team_collaboration_for`.

*Source:* R16, R35.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import Collaboration, PlanVersion
from commonground.projects.queries import answering, recorded
from commonground.projects.rules import plans as rules
from commonground.projects.rules.plans import Content, EntryChange


@dataclass(frozen=True, slots=True)
class Agreed:
    """Whether one side has agreed to a version: by whom, for which organisation, and when."""

    side: Side
    by: str = ""
    organisation: str = ""
    at: datetime | None = None


def plans_of(collaboration: Collaboration) -> QuerySet[PlanVersion]:
    """List the versions of the plan, newest first, with who put each forward and who agreed."""
    rows = collaboration.plans.select_related("by__person", "by__organisation", "review")
    return rows.prefetch_related("agreements__by__person", "agreements__by__organisation").order_by("-number")


def latest(collaboration: Collaboration) -> PlanVersion | None:
    """Give the newest version, or None while none was put forward."""
    return plans_of(collaboration).first()


def plan_of(collaboration: Collaboration, public_id: uuid.UUID) -> PlanVersion:
    """Give one version of this collaboration's plan, or 404."""
    found = plans_of(collaboration).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def before(plan: PlanVersion) -> PlanVersion | None:
    """Give the version that came before one, or None for the first."""
    return PlanVersion.objects.filter(collaboration=plan.collaboration_id, number=plan.number - 1).first()


def agreed_of(plan: PlanVersion) -> tuple[Agreed, ...]:
    """Tell for each side whether it has agreed to a version, police first."""
    given = {Side(one.side): one for one in plan.agreements.all()}
    return tuple(
        Agreed(side, one.by.person.name, one.by.organisation.name, one.at) if (one := given.get(side)) else Agreed(side)
        for side in TWO_SIDES
    )


def agreed_by_both(collaboration: Collaboration) -> PlanVersion | None:
    """Give the newest version to which both sides have agreed, or None."""
    rows: Sequence[PlanVersion] = list(plans_of(collaboration))
    return next((plan for plan in rows if len(plan.agreements.all()) == len(TWO_SIDES)), None)


def content_now(collaboration: Collaboration) -> Content:
    """Take down what a version would hold if it were put forward now."""
    return rules.content_of(recorded.record_of(collaboration), answering.names_in(collaboration))


def content_now_named(collaboration: Collaboration) -> Content:
    """Take down what stands in the steps now, with the names of people."""
    return rules.named(content_now(collaboration), answering.names_in(collaboration))


def content_of(plan: PlanVersion) -> Content:
    """Give what one version holds, with the names of people as they are called now."""
    return rules.named(rules.from_values(plan.content), answering.names_in(plan.collaboration))


def changes_to(plan: PlanVersion, since: PlanVersion | None = None) -> tuple[EntryChange, ...]:
    """Give what differs between one version and an earlier one, or the one before it; nothing for the first."""
    earlier = since or before(plan)
    return rules.difference(content_of(earlier), content_of(plan)) if earlier else ()


def changes_since(plan: PlanVersion) -> tuple[EntryChange, ...]:
    """Give what was changed in the steps after a version was put forward."""
    return rules.difference(content_of(plan), content_now_named(plan.collaboration))
