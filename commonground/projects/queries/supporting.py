"""Which proposals are supported, since when and until when, and what came of them? Everybody may ask.

*Source:* R108-R109.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.projects.models import Proposal, Publication, Support
from commonground.projects.queries.cases import published
from commonground.projects.rules.proposals import WITH_SUPPORT
from commonground.projects.rules.supporting import IN_FORCE, Span, Standing, standing


@dataclass(frozen=True, slots=True)
class Supported:
    """A proposal that is or was supported: how that stands today, its latest time of support, its public page."""

    proposal: Proposal
    standing: Standing
    support: Support
    page: Publication | None = None

    @property
    def holds(self) -> bool:
        """Whether support holds today."""
        return self.standing in IN_FORCE


def spans_of(supports: Sequence[Support]) -> list[Span]:
    """Give times of support as the rules read them."""
    return [Span(one.starts, one.until, one.taken_away_at is not None, one.finished_at is not None) for one in supports]


def standing_of(proposal: Proposal) -> Standing:
    """Tell how support for a proposal stands today; the callers know that it was given."""
    return standing(spans_of(list(proposal.supports.all())), timezone.localdate())


def with_support(search: str = "") -> QuerySet[Proposal]:
    """List the proposals that are or were supported, by name, narrowed to words in their name, area or success."""
    found = Proposal.objects.filter(state__in=WITH_SUPPORT)
    for word in search.split():
        fields = ("title", "what", "area__name", "success_police", "success_security", "proposer__organisation__name")
        holds = Q()
        for name in fields:
            holds |= Q(**{f"{name}__icontains": word})
        found = found.filter(holds)
    supports = Prefetch("supports", Support.objects.select_related("sponsor").order_by("starts", "pk"))
    rows = found.select_related("area", "programme", "proposer__organisation", "collaboration")
    return rows.defer("area__boundary", "area__display").prefetch_related(supports).order_by("title", "pk")


def as_supported(proposals: Sequence[Proposal]) -> list[Supported]:
    """Say of each proposal how its support stands today, with the public page of its collaboration if it has one."""
    keys = [one.collaboration_id for one in proposals if one.collaboration_id]
    pages = {page.collaboration_id: page for page in published("page").filter(collaboration__in=keys)}
    found = []
    for one in proposals:
        supports = list(one.supports.all())
        how = standing(spans_of(supports), timezone.localdate())
        found.append(Supported(one, how, supports[-1], pages.get(one.collaboration_id or 0)))
    return found


def supported_one(public_id: uuid.UUID) -> Supported:
    """Give one proposal that is or was supported for everybody, or 404."""
    found = with_support().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return as_supported([found])[0]
