"""Which posts may I see? One query, asked by everything that shows a post: finder, card, vCard, search, other pages.

*Source:* R115, R247, R263; settled questions, "Who" (a post may be public, for members, or for named organisations).
"""

import re
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.people.models import Holding, Membership, Organisation, Post, PostReport
from commonground.people.queries.acting import current
from commonground.people.rules import posts as rules
from commonground.people.rules.posts import DEPUTY, HOLDER, Keeping, Visibility
from commonground.places.models import Area
from commonground.places.rules.names import folded


def still_open(day: date | None = None) -> Q:
    """The condition under which a post is open: not closed yet, and its organisation takes part."""
    day = day or timezone.localdate()
    return Q(organisation__is_active=True) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def visible_to(actor: Actor) -> QuerySet[Post]:
    """List the posts that somebody may see, as `rules.posts.may_see` tells of each."""
    if actor.is_administrator:
        return Post.objects.all()
    shown = Q(visibility=Visibility.PUBLIC)
    if actor.is_member:
        through = Post.named.through.objects.filter(organisation=actor.organisation_id or 0, post_id=OuterRef("pk"))
        shown |= Q(visibility=Visibility.MEMBERS) | Q(Exists(through), visibility=Visibility.NAMED)
    seen = still_open() & shown
    if actor.is_member:
        seen |= Q(organisation_id=actor.organisation_id)
    return Post.objects.filter(seen)


def open_to(actor: Actor) -> QuerySet[Post]:
    """List the open posts that somebody may see."""
    return visible_to(actor).filter(still_open())


def post_for(actor: Actor, public_id: uuid.UUID) -> Post:
    """Give a post that somebody may see, or 404."""
    return get_object_or_404(visible_to(actor).select_related("organisation", "predecessor"), public_id=public_id)


def of_organisation(actor: Actor, organisation: Organisation) -> QuerySet[Post]:
    """List the open posts of one organisation that somebody may see, by title."""
    return for_cards(open_to(actor).filter(organisation=organisation))


def of_area(actor: Actor, area_ids: Iterable[int]) -> QuerySet[Post]:
    """List the open posts for any of some areas that somebody may see, by title."""
    for_them = Post.areas.through.objects.filter(area_id__in=list(area_ids), post_id=OuterRef("pk"))
    return for_cards(reachable(open_to(actor)).filter(Exists(for_them)))


def found(actor: Actor, text: str) -> QuerySet[Post]:
    """List the open posts that somebody may see whose title, topic, area or organisation holds every word of a text,
    those whose title alone does first."""
    posts, named = reachable(open_to(actor)).select_related("organisation"), Q()
    for word in text.split():
        posts = posts.filter(pk__in=_with_word(word))
        named &= Q(title__iregex=re.escape(word))
    # Ordered by title alone, the planner reads the whole directory in that order to find the first few
    return posts.order_by(Case(When(named, then=Value(0)), default=Value(1)), Lower("title"), "pk") if named else posts


def _with_word(word: str) -> QuerySet[Any, Any]:
    """Give the keys of the posts of which something holds a word; each part is asked alone, so that each finds its own
    index and no post is read in vain."""
    plain = folded(word)
    areas = Area.objects.filter(sought__contains=plain) if plain else Area.objects.none()
    return (
        Post.objects.filter(title__iregex=re.escape(word))
        .order_by()
        .values("pk")
        .union(
            Post.objects.filter(organisation__name__icontains=word).order_by().values("pk"),
            Post.topics.through.objects.filter(topic__name__icontains=word).values("post_id"),
            Post.areas.through.objects.filter(area__in=areas.order_by()).values("post_id"),
        )
    )


def reachable(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Leave out special posts that are known from a document alone: nobody here holds them, or ever did."""
    held = Holding.objects.filter(post_id=OuterRef("pk"))
    return posts.filter(Q(special="") | Q(vacant_since__isnull=False) | Exists(held))


def for_cards(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Fetch with posts all that their cards show, in as many queries as there are kinds of things."""
    areas = Area.objects.only("name", "public_id", "code", "kind", "above")
    return posts.select_related("organisation").prefetch_related(
        "topics", Prefetch("areas", queryset=areas), Prefetch("holdings", queryset=holdings_from(), to_attr="hands")
    )


def holdings_from(day: date | None = None) -> QuerySet[Holding]:
    """List the holdings that hold on a day, or begin after it, whose membership holds today; the present first."""
    day = day or timezone.localdate()
    held = Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=day), membership__in=_holding_memberships())
    return held.select_related("membership__person").order_by("starts", "pk")


def _holding_memberships() -> QuerySet[Membership]:
    return Membership.objects.filter(current())


def held_now(post: Post, part: str, day: date | None = None) -> Holding | None:
    """Give the holding through which a post is held today in one part: holder or deputy; the newest in an overlap."""
    day = day or timezone.localdate()
    return holdings_from(day).filter(post=post, part=part, starts__lte=day).last()


def keeping(post: Post) -> Keeping:
    """Tell who keeps a post today, for the table of permissions."""
    day = timezone.localdate()
    held = holdings_from(day).filter(post=post, starts__lte=day).values_list("part", "membership_id")
    return Keeping(
        post.organisation_id,
        frozenset(membership for part, membership in held if part == HOLDER),
        frozenset(membership for part, membership in held if part == DEPUTY),
    )


def seen_as(post: Post) -> rules.Seen:
    """Give what the plain rule of visibility asks about a post."""
    is_open = Post.objects.filter(still_open(), pk=post.pk).exists()
    named = frozenset(post.named.values_list("pk", flat=True))
    return rules.Seen(post.visibility, post.organisation_id, named, is_open)


def history_of(post: Post) -> QuerySet[Holding]:
    """List everybody who held a post or was its deputy, the latest first; callers decide first who may ask."""
    return post.holdings.select_related("membership__person").order_by("-starts", "part", "-pk")


def coordinators_of(organisation_id: int) -> QuerySet[Membership]:
    """List the coordinators of an organisation whose membership holds today."""
    found = Membership.objects.filter(current(), organisation_id=organisation_id, roles__contains="coordinator")
    return found.select_related("person__account", "organisation")


def waiting_for(actor: Actor, today: date) -> QuerySet[Post]:
    """List the open posts that the acting person holds, or stands in for, and that are to be confirmed by now."""
    if actor.membership_id is None:
        return Post.objects.none()
    mine = Holding.objects.filter(
        Q(until__isnull=True) | Q(until__gt=today),
        post_id=OuterRef("pk"),
        membership_id=actor.membership_id,
        starts__lte=today,
    )
    stands_in = Q(vacant_since__isnull=False) & Exists(mine.filter(part=DEPUTY))
    due = Post.objects.filter(still_open(today), Q(confirm_by__lte=today) | Q(asked_to_confirm_on__isnull=False))
    return due.filter(Exists(mine.filter(part=HOLDER)) | stands_in).select_related("organisation")


def held_by(membership_id: int) -> QuerySet[Holding]:
    """List the holdings of one membership that hold today or begin later, in open posts."""
    today = timezone.localdate()
    held = Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=today), membership_id=membership_id)
    return held.filter(Q(post__closed_on__isnull=True) | Q(post__closed_on__gt=today)).select_related(
        "post__organisation"
    )


def reports_of(post: Post) -> QuerySet[PostReport]:
    """List what was said about a post's card, the latest first; callers decide first who may ask."""
    return post.reports.select_related("by")


def report_of(post: Post, public_id: uuid.UUID) -> PostReport:
    """Give one report about a post, or 404."""
    return get_object_or_404(reports_of(post), public_id=public_id)


def takes_over(organisation: Organisation, besides: Post | None = None) -> QuerySet[Post]:
    """List the posts of an organisation that another may follow."""
    posts = Post.objects.filter(organisation=organisation)
    return posts.exclude(pk=besides.pk) if besides else posts


def may_hold(organisation_id: int) -> QuerySet[Membership]:
    """List the memberships through which a post of an organisation can be held today."""
    found = Membership.objects.filter(current(), organisation_id=organisation_id)
    return found.select_related("person").order_by("person__name", "pk")


def organisation_of(actor: Actor) -> uuid.UUID | None:
    """Give the public id of the organisation for which somebody acts, if there is one."""
    found = Organisation.objects.filter(pk=actor.organisation_id or 0).values_list("public_id", flat=True)
    return found.first()
