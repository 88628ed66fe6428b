"""What may a program do in somebody's name, for how long, and how often? It reads what they may read, and no more.

A secret is drawn here and kept as its hash alone. It ends on a day, or when its owner ends it, or with the membership
that it acts through; it changes nothing and answers for nothing.

*Source:* D2, D8; design/sharing.md 2.2 (export is a right of its own; an unusual harvest is slowed).
"""

import hashlib
import secrets
from datetime import date, timedelta
from enum import StrEnum

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# How often one person may ask through programs, whichever of theirs: seconds, and how many in them
ASKS = ((MINUTE, 120), (HOUR, 1200))
EXPORTS = ((HOUR, 20), (DAY, 100))
# How often one machine may come with a secret that is none
WRONG_SECRETS = ((MINUTE, 60), (HOUR, 300))
PERIODS = {30: "30 days", 90: "90 days", 365: "A year"}
MOST_AT_ONCE = 20
BEFORE = "cg_"


class Use(StrEnum):
    """What a secret opens; each use but the feed asks the same addresses."""

    FEED = "feed"
    READ = "read"
    EXPORT = "export"


USES = {
    Use.FEED: "A feed: labels, titles up to TLP:GREEN and links, for a feed reader",
    Use.READ: "Reading: lists, search, items and files, one at a time",
    Use.EXPORT: "Export: reading, and whole items by the hundred",
}


def opens(use: str, wanted: Use) -> bool:
    """Whether a secret of one use opens what is wanted; who may export may read."""
    return use == wanted or (use == Use.EXPORT and wanted == Use.READ)


def new_secret() -> str:
    """Draw a secret of 256 bits; what stands before it lets a scanner of source code find it."""
    return BEFORE + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Give the hash under which a secret is kept; its 256 bits need no slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def ends_on(today: date, days: int) -> date:
    """Give the day from which a secret opens nothing; a longer period than the longest is cut to it."""
    return today + timedelta(days=max(1, min(days, max(PERIODS))))
