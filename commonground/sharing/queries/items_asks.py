"""What waits between an originator and its readers: questions, reviews after an emergency, conditions to accept?

A question is its writer's organisation's and the originator's, and nobody else learns of it.

*Source:* R15, R78, R213; D2; design/sharing.md 2.1, 2.2.
"""

import uuid
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.groundwork.markings import read_grade
from commonground.sharing.models import Ask, Reading, Release, Rendition
from commonground.sharing.queries import asking, keeping


def open_asks_for(actor: Actor) -> QuerySet[Ask]:
    """List the questions about items that the actor keeps that wait for an answer, the newest first."""
    if not actor.is_member:
        return Ask.objects.none()
    return _named(Ask.objects.filter(item__in=keeping.kept(actor).values("pk"), answered_at=None))


def own_asks(actor: Actor) -> QuerySet[Ask]:
    """List what the actor asked as the member that they act as, the newest first."""
    asking.enter(actor)
    return _named(Ask.objects.filter(membership_id=actor.membership_id or 0))


def ask_for(actor: Actor, public_id: uuid.UUID) -> Ask:
    """Give one question to whoever wrote it or keeps the item that it is about; 404 to everybody else."""
    kept = keeping.kept(actor).values("pk") if actor.is_member else []
    mine = Q(membership_id=actor.membership_id or 0) | Q(item__in=kept)
    found = _named(Ask.objects.filter(mine, public_id=public_id)).first()
    if found is None:
        raise Http404
    return found


def reviews_for(actor: Actor) -> QuerySet[Release]:
    """List the releases made in an emergency that the actor can review as a second person, the most pressing first."""
    items = keeping.kept(actor).values("pk")
    rows = Release.objects.filter(rendition__item__in=items, review_by__isnull=False, reviewed_at=None, revoked_at=None)
    named = rows.exclude(by__person_id=actor.person_id or 0).select_related("rendition__item", "by__person")
    return named.order_by("review_by")


def held_back(actor: Actor, renditions: Sequence[Rendition]) -> set[int]:
    """Give those of some renditions, by their keys, whose police conditions the actor has not accepted yet: neither
    their words nor their titles are shown before."""
    bound = {
        one.pk
        for one in renditions
        if one.grade and one.item.originator_id != actor.organisation_id
        if read_grade(one.grade, one.conditions).must_be_accepted
    }
    if not bound:
        return set()
    mine = Reading.objects.filter(rendition__in=bound, membership_id=actor.membership_id or 0)
    return bound - set(mine.filter(accepted_at__isnull=False).values_list("rendition_id", flat=True))


def titles(actor: Actor, renditions: Sequence[Rendition]) -> dict[int, str]:
    """Give the title of each of some renditions, by their keys, as the actor may see it now: on pages, to programs and
    in messages; empty where it is held back or there is none."""
    waiting = held_back(actor, renditions)
    return {one.pk: "" if one.pk in waiting else one.title for one in renditions}


def _named(rows: QuerySet[Ask]) -> QuerySet[Ask]:
    return rows.select_related("organisation", "originator", "onward_to", "membership__person")
