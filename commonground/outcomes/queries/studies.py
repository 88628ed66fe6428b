"""Which studies may I see? My own, those that I keep after their maker, and
those that are published.

The team of a collaboration reads its studies through the collaboration, which asks for them by itself.

*Source:* R42; settled questions, "Who sees a collaboration" (a study).
"""

import uuid
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.outcomes.models import Study


def _with_names() -> QuerySet[Study]:
    return Study.objects.select_related("area", "made_by__person", "made_by__organisation", "repeats")


def studies_for(actor: Actor) -> QuerySet[Study]:
    """List the studies that the actor made or keeps, newest first; nobody without a membership has any."""
    return _with_names().filter(_mine(actor)) if actor.is_member else Study.objects.none()


def study_for(actor: Actor, public_id: uuid.UUID) -> Study:
    """Give a study that the actor made or keeps, or that is published, or 404."""
    mine = _mine(actor) if actor.is_member else Q(pk__in=[])
    return _one(_with_names().filter(mine | Q(published_at__isnull=False)), public_id)


def _mine(actor: Actor) -> Q:
    return Q(made_by_id=actor.through) | Q(kept_by_id=actor.through)


def published_studies() -> QuerySet[Study]:
    """List the published studies, newest first."""
    return _with_names().filter(published_at__isnull=False, state="done").order_by("-published_at")


def published_study(public_id: uuid.UUID) -> Study:
    """Give a published study, or 404."""
    return _one(published_studies(), public_id)


def runs_of(study: Study) -> QuerySet[Study]:
    """List the later runs of a study that are done, newest first."""
    return study.runs.exclude(state="waiting").order_by("-made_at")


def _one(found: QuerySet[Study], public_id: uuid.UUID) -> Study:
    study = found.filter(public_id=public_id).first()
    if study is None:
        raise Http404
    return study


def counts_of(study: Study) -> Iterator[tuple[str | int, ...]]:
    """Give the counts of a study as rows under a heading, one for each area; the part is empty for one without."""
    yield "code", "name", "part", "before", "after"
    for area in study.series.get("areas", ()):
        yield area["id"], area["name"], area["role"] or "", area["before"], area["after"]
