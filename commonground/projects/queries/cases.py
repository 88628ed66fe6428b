"""What may everybody read of finished work? Case studies by step and place, and the newest version of each page.

*Source:* R46, R69-R70; settled questions, "Who" (the public page).
"""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commonground.groundwork.sides import TWO_SIDES
from commonground.places.models import Area
from commonground.projects.models import Collaboration, Publication
from commonground.projects.queries import claiming, kits, measuring, recorded, visible
from commonground.projects.rules.claims import firmness_of
from commonground.projects.rules.guide.legacy import CASE_STUDY
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.steps import missing

LAST = 10
PUBLIC = Q(published_at__isnull=False, withdrawn_at__isnull=True)
# In which of a publication's words a search looks, by kind
SEARCHED = {
    "case": tuple(field.name for field in CASE_STUDY.fields),
    "page": ("purpose", "doing", "reach"),
    "ethics": ("note",),
}


def published(kind: str, search: str = "") -> QuerySet[Publication]:
    """List what everybody may read of one kind (`page` or `case`), newest first: the latest published version of each
    collaboration, narrowed to words that all occur in its name, its area or what it says."""
    latest = Publication.objects.filter(PUBLIC, kind=kind).order_by("collaboration_id", "-number")
    found = _with_names().filter(pk__in=latest.distinct("collaboration_id").values("pk"))
    for word in search.split():
        holds = Q(collaboration__name__icontains=word) | Q(collaboration__area__name__icontains=word)
        for name in SEARCHED[kind]:
            holds |= Q(**{f"values__{name}__icontains": word})
        found = found.filter(holds)
    return found.order_by("-published_at", "-pk")


def published_one(kind: str, public_id: uuid.UUID) -> Publication:
    """Give one published version for everybody, or 404."""
    return get_object_or_404(_with_names().filter(PUBLIC, kind=kind), public_id=public_id)


def is_approved(collaboration: Collaboration) -> bool:
    """Whether a side has approved something of a collaboration that everybody may read now, or once the other side
    approves it too."""
    return collaboration.publications.filter(withdrawn_at__isnull=True, approvals__isnull=False).exists()


def _with_names() -> QuerySet[Publication]:
    """Read publications with the names around them; of a study only its result, for its counts are long."""
    rows = Publication.objects.select_related("collaboration__area", "collaboration__programme", "study")
    return rows.defer("collaboration__area__boundary", "study__series", "study__specification")


def case_studies(search: str = "", step: int | None = None, area: str = "") -> QuerySet[Publication]:
    """List the published case studies, newest first, narrowed to words, to a step that was followed, to an area's
    code."""
    found = published("case", search)
    if area:
        found = found.filter(collaboration__area__code=area)
    return found if step is None else found.filter(values__followed__contains=step)


def areas_of_case_studies() -> list[tuple[str, str]]:
    """List code and name of each area that has a published case study, by name."""
    found = Area.objects.filter(pk__in=published("case").order_by().values("collaboration__area"))
    return list(found.order_by("name", "pk").values_list("code", "name"))


def steps_followed(collaboration: Collaboration) -> list[int]:
    """Give the numbers of the steps that both sides have confirmed, and of the last where nothing of it is missing but
    the publication that is being made."""
    sides: dict[int, set[str]] = {}
    for step, side in collaboration.confirmations.values_list("step", "side"):
        sides.setdefault(step, set()).add(side)
    found = {step for step, confirmed in sides.items() if len(confirmed) == len(TWO_SIDES)}
    record = replace(recorded.record_of(collaboration), case_study_published=True)
    if not missing(record, LAST, timezone.localdate()):
        found.add(LAST)
    return sorted(found)


def under_way() -> QuerySet[Publication]:
    """List the public pages of collaborations that are under way, newest first."""
    return published("page").filter(collaboration__state=State.ALIVE)


def newest_public(publication: Publication) -> Publication:
    """Give the newest published version of what a publication is a version of."""
    versions = publication.collaboration.publications.filter(PUBLIC, kind=publication.kind)
    return versions.order_by("-number").first() or publication


def versions_of(collaboration: Collaboration, kind: str) -> list[Publication]:
    """List every version of the public page or the case study, newest first, with its approvals."""
    rows = collaboration.publications.filter(kind=kind).select_related("study")
    return list(rows.prefetch_related("approvals__by__person", "approvals__by__organisation").order_by("-number"))


def snapshot_of(collaboration: Collaboration) -> dict[str, Any]:
    """Take down what a case study shows beside its words: the measured outcomes, who took part, which steps were
    followed, and when; so that what both sides approve is exactly what everybody reads."""
    return {
        **taking_part(collaboration),
        "outcomes": [_outcome(outcome) for outcome in measuring.outcomes_of(collaboration)],
        "followed": steps_followed(collaboration),
        "next_steps": claiming.next_steps_of(collaboration),
        "ended": _day(collaboration.stopped_at),
        **kits.snapshot_of(collaboration),
    }


def taking_part(collaboration: Collaboration) -> dict[str, Any]:
    """Take down which organisations take part and since when, as a page and a case study show it."""
    members = visible.named_on(collaboration)
    organisations = {m.membership.organisation.name: m.membership.organisation.side.value for m in members}
    return {
        "organisations": [{"name": name, "side": side} for name, side in sorted(organisations.items())],
        "began": _day(collaboration.alive_at),
    }


def _day(moment: datetime | None) -> str | None:
    """Write the day of a moment as the site counts days, which in summer is not that of UTC."""
    return timezone.localdate(moment).isoformat() if moment else None


def _outcome(outcome: measuring.Outcome) -> dict[str, Any]:
    figures = {name: getattr(outcome, name) for name in ("baseline", "target", "measured")}
    return {
        "measure": outcome.measure,
        "unit": outcome.unit,
        **{name: None if figure is None else format(figure.normalize(), "f") for name, figure in figures.items()},
        "on": outcome.on.isoformat() if outcome.on else None,
        "achieved": outcome.achieved.value,
        "firmness": firmness_of(outcome.baseline, outcome.measured),
    }
