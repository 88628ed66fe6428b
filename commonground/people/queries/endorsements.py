"""Who leads where, and who stood behind the programme? Leads of forces, national leads, leads of workgroups.

*Source:* R55, R189, R263.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Kind
from commonground.people.models import Endorsement, Organisation, Post
from commonground.people.queries.posts import for_cards, open_to
from commonground.people.queries.posts_cards import Card, cards
from commonground.people.rules.posts import BUSINESS_CRIME_LEAD, NATIONAL_LEAD


@dataclass(frozen=True, slots=True)
class Lead:
    """A special post: its card, and what its holders have said, the latest first."""

    card: Card
    said: Sequence[Endorsement]


@dataclass(frozen=True, slots=True)
class Force:
    """A police force, with its leads on business crime that the reader may see, if there are any."""

    organisation: Organisation
    leads: Sequence[Lead]


def leads_of(actor: Actor, special: str) -> list[Lead]:
    """List the open special posts of one kind that somebody may see, with their endorsements."""
    said = Endorsement.objects.select_related("programme").order_by("-starts", "-pk")
    posts = for_cards(open_to(actor).filter(special=special)).prefetch_related(Prefetch("endorsements", queryset=said))
    return [Lead(card, tuple(card.post.endorsements.all())) for card in cards(posts, actor)]


def forces(actor: Actor) -> list[Force]:
    """List every police force by name, with its leads on business crime. A body that has a national lead speaks for
    forces and is none; a unit belongs to its force."""
    by_force: dict[int, list[Lead]] = {}
    for lead in leads_of(actor, BUSINESS_CRIME_LEAD):
        by_force.setdefault(lead.card.post.organisation_id, []).append(lead)
    national = Post.objects.filter(special=NATIONAL_LEAD).values("organisation_id")
    found = Organisation.objects.filter(kind=Kind.POLICE, is_active=True, within__isnull=True)
    return [Force(each, tuple(by_force.get(each.pk, ()))) for each in found.exclude(pk__in=national)]


def endorsements_of(post: Post) -> QuerySet[Endorsement]:
    """List what the holders of a post have said, the latest first."""
    return post.endorsements.select_related("programme").order_by("-starts", "-pk")


def endorsement_of(post: Post, public_id: uuid.UUID) -> Endorsement:
    """Give one endorsement of a post, or 404."""
    return get_object_or_404(endorsements_of(post), public_id=public_id)
