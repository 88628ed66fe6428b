"""How does a link in a message let its reader confirm one post, once, without signing in? By a signed token.

A token names the post, the holding and the day on which it was asked for. It is good for that question alone: once the
post is confirmed, handed on or asked about again, the link has ended.

*Source:* R45, R115.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from commonground.people.models import Holding, Post
from commonground.people.rules.posts import LINK_HOLDS

_PURPOSE = "people:post:confirm"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked about which post: the public ids of both, and the day of the question."""

    post: str
    holding: str
    day: str


def link_to_confirm(post: Post, holding: Holding) -> str:
    """Write the address at which the holder of a post confirms it, while the question of that day is open."""
    token = signing.dumps([post.ref, holding.ref, str(post.asked_to_confirm_on)], salt=_PURPOSE, compress=False)
    return settings.PUBLIC_ADDRESS + reverse("people:confirm_by_link", args=[token])


def read(token: str) -> Asked | None:
    """Read a token back; None for one that was not made here, for another purpose, or too long ago."""
    try:
        post, holding, day = signing.loads(token, salt=_PURPOSE, max_age=LINK_HOLDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Asked(str(post), str(holding), str(day))
