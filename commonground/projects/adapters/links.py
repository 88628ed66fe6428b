"""How does a link let somebody do one thing without signing in? By a signed token that names the thing and its purpose.

A token is good for one purpose, and for as long as that purpose says; whether the thing is still open is asked of the
thing itself, so that a link is used once. Scanners of mail only read, and reading changes nothing.

*Source:* R23, R25, R27, R29, R31.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

BACK = "projects:backing"
BACKED = "projects:backing:news"
POLL = "projects:poll"
POLL_LEAVE = "projects:poll:leave"
PLAN = "projects:plan"
FOLLOW = "projects:follow"
LEAVE = "projects:follow:leave"
GUIDE = "projects:guide:follow"
GUIDE_LEAVE = "projects:guide:leave"
QUIET = "projects:reminder"
CALENDAR = "projects:calendar"

# No link that opens something holds longer than this
LONGEST = timedelta(days=400)


def token(purpose: str, *parts: str | int) -> str:
    """Sign a token for a purpose; its parts are public ids and counts, nothing secret."""
    return signing.dumps([str(part) for part in parts], salt=purpose, compress=False)


def read(purpose: str, given: str, holds: timedelta = LONGEST) -> tuple[str, ...] | None:
    """Read a token back; None for one that was not made here, for another purpose, or too long ago."""
    try:
        parts: Any = signing.loads(given, salt=purpose, max_age=holds)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return tuple(str(part) for part in parts)


def lasting(purpose: str, *parts: str | int) -> str:
    """Sign a token that stays the same and has no end of its own: for an address that a program keeps."""
    return signing.Signer(salt=purpose).sign_object([str(part) for part in parts])


def read_lasting(purpose: str, given: str) -> tuple[str, ...] | None:
    """Read a token without an end back; None for one that was not made here or for another purpose."""
    try:
        parts: Any = signing.Signer(salt=purpose).unsign_object(given)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return tuple(str(part) for part in parts)


def address(name: str, *args: object) -> str:
    """Write the public address of one of our pages, for a message, a poster or a program."""
    return settings.PUBLIC_ADDRESS + reverse(name, args=args)
