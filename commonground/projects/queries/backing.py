"""Who was asked to back a collaboration, what did they say, and whose backing is to be asked for again?

*Source:* R23.
"""

import uuid
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES
from commonground.people.models import Holding, Membership, Organisation, Post
from commonground.projects.models import Answer, BackingFile, BackingRequest, Collaboration
from commonground.projects.queries import visible
from commonground.projects.rules.backing import AHEAD, NEWS_EVERY, link_ends
from commonground.projects.rules.lifecycle import State


def requests_of(collaboration: Collaboration) -> QuerySet[BackingRequest]:
    """List every question for backing, newest first."""
    return collaboration.backing_requests.select_related("organisation", "asked_by__person", "post")


def request_of(collaboration: Collaboration, public_id: uuid.UUID) -> BackingRequest:
    """Give one question of this collaboration, or 404."""
    found = requests_of(collaboration).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def given(collaboration: Collaboration) -> list[tuple[Answer, list[BackingFile]]]:
    """List what is recorded of senior backing, each with the files that show it, without their bytes."""
    said = {one.pk: one for one in collaboration.answers.filter(part="backing", removed_at__isnull=True)}
    files: dict[int, list[BackingFile]] = {key: [] for key in said}
    for one in files_of(collaboration):
        if one.answer_id in files:
            files[one.answer_id].append(one)
    return [(answer, files[key]) for key, answer in said.items()]


def backing_of(collaboration: Collaboration, public_id: uuid.UUID) -> Answer:
    """Give one record of senior backing of this collaboration, or 404."""
    return get_object_or_404(collaboration.answers.filter(part="backing", removed_at=None), public_id=public_id)


def files_of(collaboration: Collaboration) -> QuerySet[BackingFile]:
    """List the files that show backing that stands, without their bytes."""
    found = BackingFile.objects.filter(answer__collaboration=collaboration, answer__removed_at=None, removed_at=None)
    return found.defer("content").select_related("answer", "by__person")


def file_of(collaboration: Collaboration, public_id: uuid.UUID) -> BackingFile:
    """Give one of these files and no other; 404 for one that was taken away."""
    return get_object_or_404(files_of(collaboration), public_id=public_id)


def asked(parts: tuple[str, ...] | None) -> BackingRequest | None:
    """Give the question that a link's parts name, while it can be answered; None once it is answered, taken back or
    too old."""
    found = _named(parts)
    if found is None or found.answered_at or found.withdrawn_at:
        return None
    return found if timezone.localdate() < link_ends(timezone.localdate(found.asked_at)) else None


def backed(parts: tuple[str, ...] | None) -> BackingRequest | None:
    """Give the question that a link's parts name, if it was answered in favour and still holds; otherwise None."""
    found = _named(parts)
    today = timezone.localdate()
    return found if found and found.answer == "backs" and found.until and found.until >= today else None


def _named(parts: tuple[str, ...] | None) -> BackingRequest | None:
    try:
        public_id = ids.from_text(parts[0]) if parts else None
    except ValueError:
        return None
    rows = BackingRequest.objects.select_related("collaboration__area", "organisation", "asked_by__person")
    return rows.filter(public_id=public_id).first() if public_id else None


def speaking(request: BackingRequest) -> Actor:
    """Make the Actor of whoever answers through the link of a message: a name and an organisation, and nothing else."""
    body = request.organisation
    return Actor(name=request.name, organisation_id=body.pk, organisation_name=body.name, side=body.side)


def bodies(collaboration: Collaboration) -> list[Organisation]:
    """List the organisations of the two sides that are on the team, by name: those whose senior people can back it."""
    keys = visible.team_of(collaboration).values("membership__organisation_id")
    found = Organisation.objects.filter(pk__in=keys).order_by("name", "pk")
    return [one for one in found if one.side in TWO_SIDES]


def posts_of(collaboration: Collaboration) -> list[Post]:
    """List the posts of those organisations that somebody holds now, by organisation and title."""
    held = Holding.objects.filter(visible_holding(), post=OuterRef("pk"))
    found = Post.objects.filter(Exists(held), organisation__in=bodies(collaboration), closed_on__isnull=True)
    return list(found.select_related("organisation").order_by("organisation__name", "title", "pk"))


def visible_holding(day: date | None = None) -> Q:
    """The condition under which somebody holds a post as its holder."""
    day = day or timezone.localdate()
    return Q(part="holder", starts__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def holder_of(post: Post, day: date | None = None) -> Membership | None:
    """Give who holds a post on a day, with their account; None while it is vacant."""
    found = post.holdings.filter(visible_holding(day)).select_related("membership__person__account").first()
    return found.membership if found else None


def standing(today: date) -> QuerySet[BackingRequest]:
    """List the backing that collaborations under way or on their way rest on: given, not taken back, and not asked for
    again since."""
    renewed = BackingRequest.objects.filter(renews=OuterRef("pk"), withdrawn_at__isnull=True)
    states = [State.PROPOSED.value, State.ALIVE.value]
    given = BackingRequest.objects.filter(~Exists(renewed), answer="backs", withdrawn_at__isnull=True)
    return given.filter(collaboration__state__in=states).select_related("collaboration", "post", "organisation")


def to_renew(today: date) -> list[BackingRequest]:
    """List the backing to look at on a day: what ends soon, and what rests on a post, which may have passed on."""
    return list(standing(today).filter(Q(until__lte=today + AHEAD) | Q(post__isnull=False)).order_by("pk"))


def to_tell(today: date) -> list[BackingRequest]:
    """List the sponsors of collaborations under way that have not heard for a month of what has passed its day."""
    quiet = Q(told_on__isnull=True) | Q(told_on__lte=today - NEWS_EVERY)
    found = standing(today).filter(quiet, collaboration__state=State.ALIVE.value, until__gte=today)
    late = Answer.objects.filter(past(today), collaboration=OuterRef("collaboration"))
    return list(found.filter(Exists(late)).order_by("pk"))


def past(today: date) -> Q:
    """The condition under which a milestone or an action has passed its day, is not done, and waits for nobody."""
    return Q(part__in=("actions", "milestones"), removed_at__isnull=True, done__isnull=True, due__lt=today) & ~Q(
        values__look_again__gt=today.isoformat()
    )


def past_their_day(collaboration: Collaboration, today: date) -> list[Answer]:
    """List the milestones and actions of a collaboration that have passed their day, the oldest first."""
    return list(collaboration.answers.filter(past(today)).order_by("due", "pk"))
