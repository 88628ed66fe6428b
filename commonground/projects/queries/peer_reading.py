"""Who reads a case study before everybody does, and what did they say? Readers see that one version, and nothing else.

*Source:* R46; settled questions, "Who sees a collaboration".
"""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.projects.models import Collaboration, PeerReading, Publication
from commonground.projects.queries import peopled
from commonground.projects.rules.peer_reading import Reading, hindrance

CASE = "case"


def readings_of(publication: Publication) -> QuerySet[PeerReading]:
    """List the readings that count for a version of a case study: its own, and those of versions before it back to the
    last that was published."""
    versions = publication.collaboration.publications.filter(kind=CASE, number__lte=publication.number)
    before = versions.filter(published_at__isnull=False, number__lt=publication.number).order_by("-number").first()
    found = PeerReading.objects.filter(publication__in=versions)
    if before is not None:
        found = found.filter(publication__number__gt=before.number)
    return found.select_related("reader__person", "reader__organisation", "asked_by__person", "publication")


def hindrance_of(publication: Publication) -> str:
    """Say why a version cannot be approved yet; empty when it can, and for all that is no case study."""
    if publication.kind != CASE:
        return ""
    return hindrance(Reading(one.verdict, one.answered_at is not None) for one in readings_of(publication))


def reading_for(actor: Actor, public_id: uuid.UUID) -> PeerReading:
    """Give one reading to whoever is asked for it, acting through that membership, or 404."""
    found = _for(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def waiting_for(actor: Actor) -> QuerySet[PeerReading]:
    """List the case studies that the actor is asked to read and has not read, those asked first before later ones."""
    return _for(actor).filter(given_at__isnull=True, publication__withdrawn_at__isnull=True)


def _for(actor: Actor) -> QuerySet[PeerReading]:
    if not actor.is_member:
        return PeerReading.objects.none()
    found = PeerReading.objects.filter(reader_id=actor.through)
    return found.select_related("publication__collaboration__area", "publication__study")


def reading_of(collaboration: Collaboration, public_id: uuid.UUID) -> PeerReading:
    """Give one reading of this collaboration's case study to its team, or 404."""
    found = PeerReading.objects.filter(publication__collaboration=collaboration, public_id=public_id)
    one = found.select_related("publication", "reader__person").first()
    if one is None:
        raise Http404
    return one


def is_from_outside(collaboration: Collaboration, organisation_id: int) -> bool:
    """Whether an organisation has nobody on the team, and nobody invited."""
    invited = collaboration.team.filter(membership__organisation_id=organisation_id)
    return organisation_id not in peopled.organisations_of(collaboration) and not invited.exists()
