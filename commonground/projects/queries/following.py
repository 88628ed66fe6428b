"""What may everybody read of a collaboration under way: its page, its notices, what the community said? Who follows it?

*Source:* R27.
"""

import uuid
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from commonground.groundwork import ids
from commonground.projects.models import Collaboration, Follower, Publication
from commonground.projects.queries.cases import PUBLIC
from commonground.projects.rules.following import CONFIRM_WITHIN

NOTICES_SHOWN = 5


def open_to_all(public_id: uuid.UUID) -> Collaboration:
    """Give a collaboration that has a public page now, for everybody; any other is not there."""
    pages = Publication.objects.filter(PUBLIC, kind="page", collaboration__public_id=public_id)
    found = pages.select_related("collaboration__area").order_by("-number").first()
    if found is None:
        raise Http404
    return found.collaboration


def page_of(collaboration: Collaboration) -> Publication | None:
    """Give the newest public page of a collaboration, if it has one now."""
    return collaboration.publications.filter(PUBLIC, kind="page").order_by("-number").first()


def notices_of(collaboration: Collaboration) -> QuerySet[Publication]:
    """List the notices that everybody may read, newest first."""
    return collaboration.publications.filter(PUBLIC, kind="notice").order_by("-published_at", "-pk")


def poll_results_of(collaboration: Collaboration) -> list[Publication]:
    """List the newest public result of each poll, the latest poll first."""
    rows = collaboration.publications.filter(PUBLIC, kind="poll").order_by("about", "-number")
    latest = {row.about: row for row in reversed(list(rows))}
    return sorted(latest.values(), key=lambda row: row.published_at or row.made_at, reverse=True)


def around_page(publication: Publication) -> dict[str, Any]:
    """Give what stands below a public page: the newest notices, and what the community said."""
    held = publication.collaboration
    return {"notices": notices_of(held)[:NOTICES_SHOWN], "asked": poll_results_of(held)}


def versions_of(collaboration: Collaboration, kind: str) -> list[Publication]:
    """List everything of one kind that was put up for approval, the newest first, with its approvals."""
    rows = collaboration.publications.filter(kind=kind).prefetch_related("approvals__by__person")
    return list(rows.order_by("-made_at", "-pk"))


def follower_behind(parts: tuple[str, ...] | None) -> Follower | None:
    """Give the follower whom a link's parts name, or None."""
    try:
        public_id = ids.from_text(parts[0]) if parts else None
    except ValueError:
        return None
    rows = Follower.objects.select_related("collaboration")
    return rows.filter(public_id=public_id).first() if public_id else None


def followers_of(collaboration: Collaboration) -> QuerySet[Follower]:
    """List whoever has confirmed that they want to hear of a collaboration."""
    return collaboration.followers.filter(confirmed_on__isnull=False).order_by("pk")


def to_send() -> QuerySet[Publication]:
    """List the public notices that nobody was written to about yet, the oldest first."""
    found = Publication.objects.filter(PUBLIC, kind="notice", told_on__isnull=True)
    return found.select_related("collaboration").order_by("published_at", "pk")


def unconfirmed(today: date) -> QuerySet[Follower]:
    """List the addresses that nobody confirmed in time."""
    return Follower.objects.filter(confirmed_on__isnull=True, asked_on__lt=today - CONFIRM_WITHIN)
