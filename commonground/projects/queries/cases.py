"""What may everybody read of finished work? Case studies by step and place, and the newest version of each page.

*Source:* R46, R69-R70; settled questions, "Who" (the public page).
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from commonground.projects.models import Collaboration, Confirmation, Publication
from commonground.projects.queries import measuring, reading, visible
from commonground.projects.rules.lifecycle import State


def steps_followed(publications: Iterable[Publication]) -> dict[int, tuple[int, ...]]:
    """Give the numbers of the steps that both sides have confirmed, by the key of each collaboration."""
    keys = {publication.collaboration_id for publication in publications}
    sides: dict[tuple[int, int], set[str]] = defaultdict(set)
    rows = Confirmation.objects.filter(collaboration_id__in=keys).values_list("collaboration_id", "step", "side")
    for key, step, side in rows:
        sides[key, step].add(side)
    both = sorted(place for place, confirmed in sides.items() if len(confirmed) == 2)
    return {key: tuple(step for owner, step in both if owner == key) for key in keys}


def case_studies(search: str = "", step: int | None = None, area: str = "") -> list[Publication]:
    """List the published case studies, newest first, narrowed to words, to a step that was followed, to an area's
    code; each carries `followed`, the numbers of its steps."""
    found = reading.published("case", search)
    followed = steps_followed(found)
    for publication in found:
        publication.followed = followed[publication.collaboration_id]  # type: ignore[attr-defined]
    return [
        publication
        for publication in found
        if (step is None or step in followed[publication.collaboration_id])
        and (not area or publication.collaboration.area.code == area)
    ]


def under_way() -> list[Publication]:
    """List the public pages of collaborations that are under way, newest first."""
    return [page for page in reading.published("page") if page.collaboration.state == State.ALIVE]


def newest_public(publication: Publication) -> Publication:
    """Give the newest published version of what a publication is a version of."""
    newest = (
        publication.collaboration.publications.filter(
            kind=publication.kind, published_at__isnull=False, withdrawn_at__isnull=True
        )
        .order_by("-number")
        .first()
    )
    return newest or publication


def versions_of(collaboration: Collaboration, kind: str) -> list[Publication]:
    """List every version of the public page or the case study, newest first, with its approvals."""
    rows = collaboration.publications.filter(kind=kind).select_related("study")
    return list(rows.prefetch_related("approvals__by__person", "approvals__by__organisation").order_by("-number"))


def snapshot_of(collaboration: Collaboration) -> dict[str, Any]:
    """Take down what a case study shows beside its words: the measured outcomes, who took part, and when; so that what
    both sides approve is exactly what everybody reads."""
    members = visible.team_of(collaboration)
    organisations = {m.membership.organisation.name: m.membership.organisation.side.value for m in members}
    return {
        "outcomes": [_outcome(outcome) for outcome in measuring.outcomes_of(collaboration)],
        "organisations": [{"name": name, "side": side} for name, side in sorted(organisations.items())],
        "began": collaboration.alive_at.date().isoformat() if collaboration.alive_at else None,
        "ended": collaboration.stopped_at.date().isoformat() if collaboration.stopped_at else None,
    }


def _outcome(outcome: measuring.Outcome) -> dict[str, Any]:
    figures = {name: getattr(outcome, name) for name in ("baseline", "target", "measured")}
    return {
        "measure": outcome.measure,
        "unit": outcome.unit,
        **{name: None if figure is None else format(figure.normalize(), "f") for name, figure in figures.items()},
        "on": outcome.on.isoformat() if outcome.on else None,
        "achieved": outcome.achieved.value,
    }
