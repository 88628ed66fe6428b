"""What do posts ask of somebody today? To confirm a card, to name who holds a post or stands in, to answer a report.

*Source:* R45, R115, R247; the look, section 7 ("Waiting for").
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.people.models import Post, PostReport
from commonground.people.queries.posts import holdings_from, still_open, waiting_for
from commonground.people.rules.posts import DEPUTY, HOLDER, Visibility

PACKAGE = "people"


def due_for(actor: Actor, today: date) -> Iterator[Matter]:
    """List what is due from the acting person about points of contact."""
    if actor.membership_id is None:
        return
    for post in waiting_for(actor, today).filter(vacant_since__isnull=True):
        title = _("Confirm the card of your post, %(title)s") % {"title": post.title}
        yield _matter(post, "confirm", title, "people:confirm_post", post.asked_to_confirm_on or post.confirm_by)
    for post in _to_answer(actor, today):
        title = _("Answer what was said about %(title)s") % {"title": post.title}
        yield _matter(post, "report", title, "people:post_reports", heading="hoping")
    if "coordinator" in actor.roles:
        yield from _to_keep(actor, today)


def _to_keep(actor: Actor, today: date) -> Iterator[Matter]:
    """List the posts of a coordinator's organisation that have no holder, or on which others rely without a deputy."""
    own = Post.objects.filter(still_open(today), organisation_id=actor.organisation_id or 0).select_related(
        "organisation"
    )
    held = holdings_from(today).filter(post_id=OuterRef("pk")).order_by()
    alone = ~Q(visibility=Visibility.NAMED) & Exists(held.filter(part=HOLDER)) & ~Exists(held.filter(part=DEPUTY))
    for post in own.filter(Q(vacant_since__isnull=False) | alone):
        if post.vacant_since is not None:
            title = _("Say who holds %(title)s") % {"title": post.title}
            yield _matter(post, "vacant", title, "people:appoint_holder")
        else:
            title = _("Name a deputy for %(title)s") % {"title": post.title}
            yield _matter(post, "deputy", title, "people:appoint_deputy")


def _to_answer(actor: Actor, today: date) -> Iterator[Post]:
    """List the open posts that the acting person holds or stands in for, with something to answer."""
    mine = holdings_from(today).filter(post_id=OuterRef("pk"), membership_id=actor.through, starts__lte=today)
    said = PostReport.objects.filter(post_id=OuterRef("pk"), answered_at__isnull=True)
    found = Post.objects.filter(still_open(today), Exists(mine.order_by()), Exists(said.order_by()))
    yield from found.select_related("organisation")


def _matter(post: Post, kind: str, title: str, page: str, due: date | None = None, heading: str = "due") -> Matter:
    url = reverse(page, args=[post.public_id])
    return Matter(PACKAGE, f"{kind}:{post.pk}", kind, title, url, post.organisation.name, due, heading=heading)
