"""Who leads, who takes part, and who could be asked? The four posts as a grid, the team, and members of a side.

*Source:* R21, R54; settled questions, "Who speaks for a side".
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.groundwork.ids import from_text
from commonground.groundwork.sides import SIDE_OF_KIND, TWO_SIDES, Side
from commonground.people.models import Membership
from commonground.people.queries import members
from commonground.projects.models import Collaboration, LeadershipPost, TeamMember
from commonground.projects.queries import visible
from commonground.projects.rules.steps import LEADING, LEADING_LABELS


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the four posts as it is now; `post` is None while it is vacant, `before` is who held or declined it
    last. `is_away` says that its holder can no longer act: they have left their organisation, or are suspended."""

    side: Side
    role: str
    post: LeadershipPost | None
    before: LeadershipPost | None
    speaks: bool = False
    is_away: bool = False

    @property
    def title(self) -> str:
        """The name of the post."""
        return LEADING_LABELS[self.role]

    @property
    def kind(self) -> str:
        """The kind of its status."""
        if self.post is None or self.is_away:
            return "none"
        return "agreed" if self.post.accepted_at else "waiting"


def posts_of(collaboration: Collaboration) -> list[LeadershipPost]:
    """Read every post of a collaboration, also those that have ended, with who holds it."""
    return list(collaboration.posts.select_related("holder__person", "holder__organisation", "deputy__person"))


def seats_of(
    collaboration: Collaboration,
    able: frozenset[tuple[int, int]] | None = None,
    posts: Sequence[LeadershipPost] | None = None,
) -> dict[Side, list[Seat]]:
    """Give the four posts by side, governance first, with who speaks for each side; `able` is what `able_in` gives, and
    `posts` what `posts_of` gives, where they are known."""
    posts = posts_of(collaboration) if posts is None else posts
    now = {(p.side, p.role): p for p in posts if p.until is None and p.declined_at is None}
    past: dict[tuple[str, str], LeadershipPost] = {}
    for post in posts:
        if (post.side, post.role) not in past and (post.until or post.declined_at):
            past[post.side, post.role] = post
    able = visible.able_in([collaboration]) if able is None else able
    speakers = visible.speaking(posts, able)

    def seat(side: Side, role: str) -> Seat:
        post = now.get((side, role))
        speaks = (
            post is not None
            and post.accepted_at is not None
            and speakers.get((collaboration.pk, side)) == post.holder_id
        )
        is_away = post is not None and (collaboration.pk, post.holder_id) not in able
        return Seat(side, role, post, past.get((side, role)), speaks, is_away)

    return {side: [seat(side, role) for role in LEADING] for side in TWO_SIDES}


def organisations_of(collaboration: Collaboration) -> set[int]:
    """Give the keys of the organisations whose people lead or are on the team now."""
    leading = visible.posts_now(collaboration).values_list("holder__organisation_id", flat=True)
    return {*leading, *visible.team_of(collaboration).values_list("membership__organisation_id", flat=True)}


def post_of(collaboration: Collaboration, public_id: uuid.UUID) -> LeadershipPost:
    """Give one post that is held or asked for now, or 404."""
    found = visible.posts_now(collaboration).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def asked_of(actor: Actor, collaboration: Collaboration) -> list[LeadershipPost]:
    """List the posts here that the actor is asked to take and has not answered."""
    return list(visible.posts_now(collaboration).filter(holder_id=actor.membership_id, accepted_at__isnull=True))


def member_of(collaboration: Collaboration, public_id: uuid.UUID) -> TeamMember:
    """Give one person who is on the team or invited now, or 404."""
    found = collaboration.team.filter(visible.on_it(), public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def on_side(actor: Actor, sides: tuple[Side, ...], search: str = "") -> QuerySet[Membership]:
    """List the present members of organisations on some sides whose name or organisation holds the words, by
    organisation and name."""
    kinds = [kind for kind, side in SIDE_OF_KIND.items() if side in sides]
    found = members.memberships_for(actor).filter(organisation__kind__in=kinds)
    for word in search.split():
        found = found.filter(Q(person__name__icontains=word) | Q(organisation__name__icontains=word))
    return found.order_by("organisation__name", "person__name")


def membership_for(actor: Actor, ref: str) -> Membership | None:
    """Give a present membership by its public id as text, or None."""
    try:
        public_id = from_text(ref)
    except ValueError:
        return None
    return members.memberships_for(actor).filter(public_id=public_id).first()
