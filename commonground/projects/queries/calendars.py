"""Which days stand in somebody's calendar? Those they answer for, or those of one collaboration that they may see.

*Source:* R31.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from commonground.groundwork import ids
from commonground.groundwork.actors import Actor
from commonground.people.models import Membership
from commonground.people.queries import acting
from commonground.projects.models import Answer, CalendarFeed, Collaboration, TeamMember
from commonground.projects.queries import visible
from commonground.projects.rules import guide
from commonground.projects.rules.calendars import NAMES, PARTS, TELLS_CANCELLED, Event, read_time
from commonground.projects.rules.lifecycle import WORKING


def feed_behind(parts: tuple[str, ...] | None) -> CalendarFeed | None:
    """Give the calendar that an address's parts name, while that address holds and its member is one still."""
    if parts is None or len(parts) != 2:
        return None
    try:
        public_id = ids.from_text(parts[0])
    except ValueError:
        return None
    rows = CalendarFeed.objects.filter(membership__in=Membership.objects.filter(acting.current()))
    found = (
        rows.select_related("membership__person", "membership__organisation", "collaboration")
        .filter(public_id=public_id)
        .first()
    )
    return found if found and str(found.generation) == parts[1] else None


def own_feeds(actor: Actor, collaboration: Collaboration) -> dict[str, CalendarFeed]:
    """Give the actor's calendars: of their own days, and of one collaboration, where they have made them."""
    rows = CalendarFeed.objects.filter(Q(collaboration=collaboration) | Q(collaboration=None))
    found = rows.filter(membership_id=actor.through)
    return {"here" if feed.collaboration_id else "own": feed for feed in found}


def events_for(feed: CalendarFeed) -> list[Event] | None:
    """List the events of a calendar; None when the collaboration is no longer open to its member."""
    actor = acting.actor_through(feed.membership.person, feed.membership)
    if feed.collaboration is None:
        return own_events(actor)
    if not visible.collaborations_for(actor).filter(pk=feed.collaboration.pk).exists():
        return None
    return [] if visible.taking(actor, feed.collaboration).part != "team" else events_of(feed.collaboration)


def events_of(collaboration: Collaboration) -> list[Event]:
    """List the days of one collaboration: actions, milestones, contacts with the community, and the next review."""
    found = [_event(row, is_cancelled=bool(row.removed_at)) for row in _dated(collaboration.answers.all())]
    review = collaboration.reviews.order_by("-number").first()
    if review and collaboration.state == "alive":
        title = f"Review of {collaboration.name}"
        opens = datetime.combine(review.held_on, datetime.min.time(), timezone.get_default_timezone())
        found.append(Event(f"review.{collaboration.ref}", title, review.next_on, None, review.number - 1, opens))
    return sorted(found, key=lambda event: (event.day, event.key))


def own_events(actor: Actor) -> list[Event]:
    """List what the actor answers for, with what they no longer do as cancelled for some time."""
    open_to = visible.collaborations_for(actor).filter(state__in=WORKING)
    places = TeamMember.objects.filter(membership_id=actor.through, collaboration__in=open_to)
    refs = [place.ref for place in places]
    rows = Answer.objects.filter(collaboration__in=open_to)
    mine = [_event(row, is_cancelled=bool(row.removed_at)) for row in _dated(rows.filter(member__in=places))]
    once = Q()
    for field in {guide.PARTS[key].member for key in PARTS}:
        once |= Q(**{f"versions__values__{field}__in": refs})
    passed = rows.filter(once).exclude(member__in=places).distinct() if refs else rows.none()
    limit = timezone.now() - TELLS_CANCELLED
    gone = [_event(row, is_cancelled=True) for row in _dated(passed) if row.changed_at and row.changed_at >= limit]
    return sorted(mine + gone, key=lambda event: (event.day, event.key))


def _dated(rows: QuerySet[Answer]) -> Iterable:
    """Give the answers with a day, in use or taken out a short while ago, with the moment of their last change."""
    recent = Q(removed_at__isnull=True) | Q(removed_at__gte=timezone.now() - TELLS_CANCELLED)
    keys = Answer.objects.filter(pk__in=rows.filter(recent, part__in=PARTS, due__isnull=False).values("pk"))
    return keys.select_related("collaboration").annotate(changed_at=Max("versions__at")).order_by("due", "pk")


def _event(row: "Answer", *, is_cancelled: bool) -> Event:
    changed: datetime = getattr(row, "changed_at", None) or row.created_at
    if row.removed_at and row.removed_at > changed:
        changed = row.removed_at
    at = read_time(row.values.get("at") or "") if row.part == "engagement" else None
    done = "Done: " if row.done else ""
    assert row.due is not None, "only answers with a day are events"
    return Event(
        key=f"{row.part}.{row.ref}",
        title=f"{done}{row}",
        day=row.due,
        at=at,
        sequence=row.version - 1,
        changed_at=changed,
        is_cancelled=is_cancelled,
        note=f"{NAMES[row.part]} of {row.collaboration.name}",
    )
