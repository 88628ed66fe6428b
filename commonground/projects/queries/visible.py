"""Which collaborations may I see, and what is my part in each? One rule for every list, page, count and feed.

A collaboration is open to the named people on it, as members of the organisation for which they act now. A stakeholder
is let in once it is under way. Nobody sees one by office.

*Source:* settled questions, "Who sees a collaboration"; D2.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import Side
from commonground.people.models import Membership
from commonground.people.queries import acting
from commonground.projects.models import Collaboration, LeadershipPost, TeamMember
from commonground.projects.permissions import Taking
from commonground.projects.rules.lifecycle import WORKING, State

# A post that is held or asked for now
NOW = Q(until__isnull=True, declined_at__isnull=True)


def on_it(day: date | None = None) -> Q:
    """The condition under which a row of the team holds."""
    day = day or timezone.localdate()
    return Q(starts__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def collaborations_for(actor: Actor) -> QuerySet[Collaboration]:
    """List the collaborations that the actor may see, by name."""
    return _with(actor, Q(part="team") | Q(collaboration__state__in=WORKING))


def team_collaborations_for(actor: Actor) -> QuerySet[Collaboration]:
    """List the collaborations on whose team the actor is, by name."""
    return _with(actor, Q(part="team"))


def _with(actor: Actor, part: Q) -> QuerySet[Collaboration]:
    """List the collaborations in which a row of the team holds for the actor; one set of keys, whatever is asked of
    it, so that the database looks each up once."""
    if not actor.is_member:
        return Collaboration.objects.none()
    rows = TeamMember.objects.filter(on_it(), part, membership_id=actor.through)
    found = Collaboration.objects.filter(pk__in=rows.values("collaboration"))
    return found.select_related("area", "programme").order_by("name", "pk")


def collaboration_for(actor: Actor, public_id: uuid.UUID) -> Collaboration:
    """Give one collaboration, or 404 as for one that does not exist."""
    found = collaborations_for(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def team_collaboration_for(actor: Actor, public_id: uuid.UUID) -> Collaboration:
    """Give one collaboration to its team; an invited stakeholder gets 404 for what is the team's alone."""
    found = collaboration_for(actor, public_id)
    if taking(actor, found).part == "stakeholder":
        raise Http404
    return found


def posts_now(collaboration: Collaboration) -> QuerySet[LeadershipPost]:
    """List the posts that are held or asked for now."""
    return collaboration.posts.filter(NOW).select_related("holder__person", "holder__organisation", "deputy__person")


def able_in(collaborations: Iterable[Collaboration]) -> frozenset[tuple[int, int]]:
    """Give who can act on the team of each collaboration now, as pairs of its key and a membership's: their row of the
    team holds, and so does their membership."""
    rows = TeamMember.objects.filter(
        on_it(),
        collaboration__in=[collaboration.pk for collaboration in collaborations],
        part="team",
        membership__in=Membership.objects.filter(acting.current()),
    )
    return frozenset(rows.values_list("collaboration_id", "membership_id"))


def able_by_key(collaborations: Sequence[Collaboration]) -> dict[int, list[int]]:
    """Give the memberships that can act on each team now, in order, by the collaboration's key."""
    found: dict[int, list[int]] = {each.pk: [] for each in collaborations}
    for key, membership in sorted(able_in(collaborations)):
        found[key].append(membership)
    return found


def speakers(
    collaborations: Sequence[Collaboration], able: frozenset[tuple[int, int]] | None = None
) -> dict[tuple[int, Side], int]:
    """Give the membership that speaks for each side, by the collaboration's key and the side, in two queries; a side
    for which nobody can speak now is left out. `able` is what `able_in` gives."""
    able = able_in(collaborations) if able is None else able
    return speaking(_posts_of(collaborations), able)


def _posts_of(collaborations: Iterable[Collaboration]) -> list[LeadershipPost]:
    return list(LeadershipPost.objects.filter(collaboration__in=[collaboration.pk for collaboration in collaborations]))


def is_asked(post: LeadershipPost) -> bool:
    """Tell whether somebody is asked to take a post and has not answered."""
    return post.until is None and post.declined_at is None and post.accepted_at is None


def speaking(posts: Iterable[LeadershipPost], able: frozenset[tuple[int, int]]) -> dict[tuple[int, Side], int]:
    """Give the same as `speakers` from posts that were read before: all of some collaborations, in any order."""
    accepted = sorted(
        (post for post in posts if post.accepted_at is not None),
        key=lambda post: (post.until or date.max, post.pk),
        reverse=True,
    )
    by_place: dict[tuple[int, Side], list[LeadershipPost]] = defaultdict(list)
    for post in accepted:
        by_place[post.collaboration_id, Side(post.side)].append(post)
    found = {}
    for place, newest_first in by_place.items():
        for membership in _in_turn(newest_first):
            if (place[0], membership) in able:
                found[place] = membership
                break
    return found


def _in_turn(posts: Sequence[LeadershipPost]) -> Iterator[int]:
    """Give who would speak for a side, in turn, from its accepted posts, newest first: the governance lead; the deputy
    whom the last of these named; the delivery lead."""
    held = {post.role: post.holder_id for post in posts if post.until is None}
    deputies = [post.deputy_id for post in posts if post.role == "governance" and post.deputy_id is not None]
    yield from ([held["governance"]] if "governance" in held else [])
    yield from deputies[:1]
    yield from ([held["delivery"]] if "delivery" in held else [])


def speaker(collaboration: Collaboration, side: Side) -> int | None:
    """Give the membership that speaks for one side of one collaboration, or None while nobody can."""
    return speakers([collaboration]).get((collaboration.pk, side))


def takings(
    actor: Actor,
    collaborations: Sequence[Collaboration],
    able: frozenset[tuple[int, int]] | None = None,
    posts: Sequence[LeadershipPost] | None = None,
) -> dict[int, Taking]:
    """Tell the actor's part in each collaboration, by its key, in a fixed number of queries; `able` is what `able_in`
    gives, and `posts` all posts of these collaborations, where they are known."""
    parts: dict[int, str] = {}
    if actor.is_member:
        rows = TeamMember.objects.filter(on_it(), collaboration__in=[c.pk for c in collaborations])
        parts = dict(rows.filter(membership_id=actor.through).values_list("collaboration_id", "part"))
    team = [c for c in collaborations if parts.get(c.pk) == "team"]
    asked: dict[int, set[str]] = defaultdict(set)
    speaks_in: set[int] = set()
    if team:
        able = able_in(team) if able is None else able
        posts = _posts_of(team) if posts is None else posts
        for post in posts:
            if post.holder_id == actor.membership_id and is_asked(post):
                asked[post.collaboration_id].add(post.role)
        spoken = speaking(posts, able)
        speaks_in = {key for (key, _side), one in spoken.items() if one == actor.membership_id}
    return {
        c.pk: Taking(
            State(c.state), parts.get(c.pk, ""), c.pk in speaks_in, bool(asked[c.pk]), "governance" in asked[c.pk]
        )
        for c in collaborations
    }


def taking(
    actor: Actor,
    collaboration: Collaboration,
    able: frozenset[tuple[int, int]] | None = None,
    posts: Sequence[LeadershipPost] | None = None,
) -> Taking:
    """Tell the actor's part in one collaboration, for the permission table."""
    return takings(actor, [collaboration], able, posts)[collaboration.pk]


def named_on(collaboration: Collaboration) -> QuerySet[TeamMember]:
    """List whoever stands on the team now, by name, also those who have left their organisation since."""
    return collaboration.team.filter(on_it(), part="team").select_related(
        "membership__person", "membership__organisation"
    )


def team_of(collaboration: Collaboration) -> QuerySet[TeamMember]:
    """List the people on the team who can act now, by name: their membership holds too."""
    return named_on(collaboration).filter(membership__in=Membership.objects.filter(acting.current()))


def stakeholders_of(collaboration: Collaboration) -> QuerySet[TeamMember]:
    """List the invited stakeholders now, by name."""
    return collaboration.team.filter(on_it(), part="stakeholder").select_related(
        "membership__person", "membership__organisation"
    )
