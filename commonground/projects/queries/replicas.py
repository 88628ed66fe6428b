"""What can be started from, and who did?

A replication is told of to those who may see it anyhow: because its page or its case study is public, or because they
are on it.

*Source:* R116, R125.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.projects.models import Collaboration, Origin, Publication
from commonground.projects.queries import cases, visible
from commonground.projects.rules.kits import Kit, from_case
from commonground.projects.rules.templates import TEMPLATES

MOST = 200


def template(slug: str) -> Kit:
    """Give one template of the site, or 404."""
    if slug not in TEMPLATES:
        raise Http404
    return TEMPLATES[slug]


def kit_of_case(publication: Publication) -> Kit | None:
    """Give what others can start from in a published case study; None where nothing is marked as core."""
    name = publication.collaboration.name
    return from_case(publication.values, key=publication.ref, number=publication.number, name=name)


@dataclass(frozen=True, slots=True)
class Replication:
    """One collaboration that began from a template or a case study; `case` is its own published case study, `page` its
    public page, `is_mine` whether the reader can open it."""

    collaboration: Collaboration
    case: Publication | None
    page: Publication | None
    is_mine: bool
    number: int


def replications(actor: Actor, origins: Q) -> list[Replication]:
    """List the collaborations that began from something, newest first, as far as the reader may know of them."""
    mine = set(visible.collaborations_for(actor).values_list("pk", flat=True))
    found = list(Origin.objects.filter(origins).select_related("collaboration__area")[:MOST])
    keys = [origin.collaboration_id for origin in found]
    public = {
        kind: {row.collaboration_id: row for row in cases.published(kind).filter(collaboration__in=keys)}
        for kind in ("case", "page")
    }
    rows = [
        Replication(
            origin.collaboration,
            public["case"].get(origin.collaboration_id),
            public["page"].get(origin.collaboration_id),
            origin.collaboration_id in mine,
            origin.number,
        )
        for origin in found
    ]
    return [row for row in rows if row.case or row.page or row.is_mine]


def of_template(kit: Kit) -> Q:
    """Narrow origins to one template, in any version of it."""
    return Q(kind="template", key=kit.key)


def of_case(publication: Publication) -> Q:
    """Narrow origins to the case study of one collaboration, in any version of it."""
    return Q(kind="case", publication__collaboration=publication.collaboration_id)
