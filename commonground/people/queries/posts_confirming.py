"""Whom does the link of a message ask, if its question is still open?

*Source:* R45, R115.
"""

import uuid

from commonground.groundwork import ids
from commonground.people.adapters.posts_links import Asked
from commonground.people.models import Holding, Post
from commonground.people.queries.posts import held_now, still_open
from commonground.people.rules.posts import HOLDER


def holding_asked(asked: Asked | None) -> Holding | None:
    """Give the holding whose holder a link asks; None when it has ended: the post is confirmed, closed, held by
    somebody else, or was asked about again since."""
    if asked is None:
        return None
    try:
        post_id, holding_id = ids.from_text(asked.post), ids.from_text(asked.holding)
    except ValueError:
        return None
    post = _open_post(post_id)
    if post is None or str(post.asked_to_confirm_on) != asked.day:
        return None
    held = held_now(post, HOLDER)
    return held if held is not None and held.public_id == holding_id else None


def _open_post(public_id: uuid.UUID) -> Post | None:
    return Post.objects.filter(still_open(), public_id=public_id).select_related("organisation").first()
