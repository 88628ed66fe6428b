"""Whom do I call? The posts that fit a place, a topic, an organisation and a side, what is needed soonest first.

A post fits a place when it counts there: for the place itself, for one that contains it (the nearest first), or for a
part of it. Only the first few pages are ever given, so that the directory cannot be copied through its finder.

*Source:* R115; the mock-up of the finder.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField as Boolean
from django.db.models import Case, Func, IntegerField, OrderBy, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import SIDE_OF_KIND, Side
from commonground.people.models import Organisation, Post, Topic
from commonground.people.models.posts import HAS_ROUTE
from commonground.people.queries import topics as topic_queries
from commonground.people.queries.posts import for_cards, open_to, reachable
from commonground.people.rules.finding import A_PAGE, MOST, MOST_PAGES, Urgency
from commonground.places import queries as places
from commonground.places.models import Area

PLACES_OFFERED = 4
NEAR_ENOUGH = 0.5
IN_A_PART = 90


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: words for a place (or the area itself), a topic and an organisation; a side; how soon; a
    cell of the requirement matrix that the contact must name."""

    where: str = ""
    area: Area | None = None
    about: str = ""
    organisation: str = ""
    side: str = ""
    when: Urgency = Urgency.NOW
    cell: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked that narrows the directory."""
        return not (self.where or self.area or self.about or self.organisation or self.side or self.cell)


@dataclass(frozen=True, slots=True)
class Understood:
    """What the words of a question were taken for, and among which topics. `misses` names the words that nothing was
    found for."""

    area: Area | None = None
    other_areas: Sequence[Any] = ()
    topics: Sequence[Topic] = ()
    organisations: Sequence[Organisation] = ()
    misses: frozenset[str] = field(default=frozenset())
    every_topic: Sequence[Topic] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of what was found: its posts in order, how many there are (up to `MOST`), and whether there are more."""

    understood: Understood
    posts: Sequence[Post] = ()
    count: int = 0
    has_more: bool = False
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.count // A_PAGE)


def understand(question: Question) -> Understood:
    """Take the words of a question for an area, topics and organisations, forgiving slips of the pen."""
    misses = set()
    area, others = question.area, list[Any]()
    if question.where and area is None:
        matches = list(places.named(question.where, most=PLACES_OFFERED + 1))
        area, others = (matches[0].area, matches[1:]) if matches else (None, [])
        misses |= set() if matches else {"where"}
    every_topic = list(topic_queries.topics())
    topics = topic_queries.meant_by(question.about, every_topic)
    organisations = called(question.organisation) if question.organisation else []
    if question.organisation and not organisations:
        misses.add("organisation")
    return Understood(area, tuple(others), tuple(topics), tuple(organisations), frozenset(misses), every_topic)


def called(text: str) -> list[Organisation]:
    """List the active organisations that a text names: whose names hold all its words, else those that come near it."""
    active = Organisation.objects.filter(is_active=True)
    holding = active
    for word in text.split():
        holding = holding.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
    if found := list(holding[:20]):
        return found
    near = active.annotate(near=TrigramWordSimilarity(text, "name")).filter(near__gte=NEAR_ENOUGH)
    return list(near.order_by("-near", "name")[:5])


def ask(actor: Actor, question: Question, page: int = 1, now: datetime | None = None) -> Answer:
    """Find the posts that fit a question, among those that the actor may see; one page of them, ready for cards."""
    understood = understand(question)
    if question.is_empty or understood.misses:
        return Answer(understood)
    fitting = _fitting(actor, question, understood)
    keys = foremost(fitting, question, understood, timezone.localtime(now), MOST + 1)
    count = min(len(keys), MOST)
    page = max(1, min(page, MOST_PAGES, -(-count // A_PAGE)))
    shown = keys[:MOST][(page - 1) * A_PAGE : page * A_PAGE]
    found = {post.pk: post for post in for_cards(Post.objects.filter(pk__in=shown))}
    return Answer(understood, [found[key] for key in shown], count, len(keys) > MOST, page)


def _fitting(actor: Actor, question: Question, understood: Understood) -> QuerySet[Post]:
    posts = reachable(open_to(actor))
    if understood.area is not None:
        covering = Post.areas.through.objects.filter(area_id__in=places.touching(understood.area))
        posts = posts.filter(pk__in=covering.values("post_id"))
    if understood.topics:
        about = Post.topics.through.objects.filter(topic__in=understood.topics)
        posts = posts.filter(pk__in=about.values("post_id"))
    elif question.about:
        for word in question.about.split():
            holds = re.escape(word)  # other than with `icontains`, the indexes of titles and words about posts help
            posts = posts.filter(Q(title__iregex=holds) | Q(about__iregex=holds))
    if question.organisation:
        posts = posts.filter(organisation__in=[each.pk for each in understood.organisations])
    if question.side in set(Side):
        kinds = [kind.value for kind, side in SIDE_OF_KIND.items() if side == question.side]
        posts = posts.filter(organisation__kind__in=kinds)
    if question.cell:
        posts = posts.filter(cells__contains=[question.cell])
    return posts


def foremost(
    posts: QuerySet[Post], question: Question, understood: Understood, at: datetime, most: int, wide: bool | None = None
) -> list[int]:
    """Give the keys of the first posts in the order of `ranked`. A wide question (no organisation, and no place or one
    that lies in no other) fits so many that not all are put in order: `_contenders` are."""
    if wide is None:
        wide = not question.organisation and (understood.area is None or not understood.area.above)
    if wide:
        return _contenders(posts, question, understood, at, most)
    return _first(ranked(posts, question, understood, at), most)


def _contenders(
    posts: QuerySet[Post], question: Question, understood: Understood, at: datetime, most: int
) -> list[int]:
    """Find the first posts among those that can be: the first near ones, and the first if nearness did not count, whom
    an index gives in order. A post that is neither has as many before it as are wanted."""
    first = list[int]()
    soon = _soon(question, at)
    for hours in (Q(soon), ~Q(soon)) if soon else (Q(),):
        first += _first(posts.filter(hours).order_by(*_by_route(question), Lower("title"), "pk"), most - len(first))
        if len(first) == most:
            break
    if understood.area is None:
        return first
    counts = Post.areas.through.objects.filter(area_id__in=around(understood.area))
    near = _first(ranked(posts.filter(pk__in=counts.values("post_id")), question, understood, at), most)
    if not near:
        return first
    return _first(ranked(Post.objects.filter(pk__in={*near, *first}), question, understood, at), most)


def _first(posts: QuerySet[Post], most: int) -> list[int]:
    return list(posts.values_list("pk", flat=True)[:most])


def ranked(posts: QuerySet[Post], question: Question, understood: Understood, at: datetime) -> QuerySet[Post]:
    """Put what is needed soonest first, then what is nearest, then by title: now, who is on duty and has an urgent
    route; today, who is on duty later today. `at` is a local time."""
    soon = _soon(question, at)
    by_duty = [OrderBy(soon, descending=True)] if soon else []
    by_nearness = [_nearness(understood.area)] if understood.area is not None else []
    return posts.order_by(*by_duty, *_by_route(question), *by_nearness, Lower("title"), "pk")


def _soon(question: Question, at: datetime) -> Func | None:
    """Give the expression that is true of those who come first for their hours; none where hours do not matter."""
    minute = at.weekday() * 1440 + at.hour * 60 + at.minute
    within = {Urgency.NOW: 1, Urgency.TODAY: 1440 - minute % 1440}.get(question.when)
    return on_duty(minute, within) if within else None


def _by_route(question: Question) -> list[OrderBy]:
    return [OrderBy(HAS_ROUTE, descending=True)] if question.when is Urgency.NOW else []


def on_duty(minute: int, within: int = 1) -> Func:
    """The expression that tells whether a post is on duty at a minute of the week, or will be in the minutes after, up
    to the end of the week. The column is made by the database from the post's turns."""
    minutes = f"int4range({int(minute)}, {min(int(minute) + int(within), 10080)})"
    return Func(template=f'"people_post"."duty" && {minutes}', output_field=Boolean())


def _nearness(area: Area) -> Case:
    """The expression that counts the steps from an area to the smallest area for which a post counts that contains it;
    those for a part of it come last. Each step is looked up once for all posts."""
    counts = Post.areas.through.objects
    steps = [
        When(pk__in=counts.filter(area_id=key).values("post_id"), then=Value(step))
        for step, key in enumerate(around(area))
    ]
    return Case(*steps, default=Value(IN_A_PART), output_field=IntegerField())


def around(area: Area) -> list[int]:
    """List an area and those that contain it by their keys, the smallest first."""
    return [area.pk, *reversed(area.above)]
