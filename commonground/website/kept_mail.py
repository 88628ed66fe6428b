"""Which messages would have been sent? Where no mail server is set, each is kept as a file of the state folder.

*Source:* settled questions, "Running it" (mail: an outbox page that only shows on loopback).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_string, policy
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

LOOPBACK = frozenset({"127.0.0.1", "::1"})
# Whoever comes through a proxy on this machine comes from elsewhere, whatever the proxy's own address is.
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA")
# Django's file backend writes this line after each message of a file.
BETWEEN = "-" * 79 + "\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """One message as its reader would get it."""

    to: str
    subject: str
    at: datetime | None
    text: str


def is_on_this_machine(request: HttpRequest) -> bool:
    """Whether the site runs for this machine alone, and the request comes from it."""
    forwarded = any(name in request.META for name in FORWARDED)
    return bool(settings.LOOPBACK_ONLY) and request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded


def is_shown(request: HttpRequest) -> bool:
    """Whether the outbox has a page: on this machine alone, and only while nothing is really sent."""
    return is_on_this_machine(request) and not settings.EMAIL_HOST


def messages(most: int = 20) -> list[Kept]:
    """Read the newest messages, newest first."""
    return list(islice(_all(), most))


def _all() -> Iterator[Kept]:
    folder = Path(settings.EMAIL_FILE_PATH)
    files = folder.glob("*.log") if folder.is_dir() else ()
    for file in sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True):
        written = file.read_text(encoding="utf-8", errors="replace").split(BETWEEN)
        yield from (_kept(text) for text in reversed(written) if text.strip())


def _kept(written: str) -> Kept:
    message = message_from_string(written, policy=policy.default)
    body = message.get_body(("plain",))
    try:
        at = parsedate_to_datetime(message["Date"]) if message["Date"] else None
    except ValueError:
        at = None
    return Kept(str(message["To"]), str(message["Subject"]), at, body.get_content() if body else "")
