"""When is a senior person asked for backing, and when is backing asked for again? Dates and reasons.

*Source:* R23.
"""

from datetime import date, timedelta
from enum import StrEnum

CAUSES = {
    "first": "Asked",
    "due": "Asked again because it was to be renewed",
    "moved": "Asked because the post changed hands",
}
ANSWERS = {"backs": "Backs it", "declines": "Declines"}

# How long the link in the message holds, and for how long a senior person backs something unless they say otherwise
LINK_HOLDS = timedelta(days=30)
BACKS_FOR = timedelta(days=365)
LONGEST = timedelta(days=3 * 365)
# Backing is asked for again so long before it ends, so that there is time to answer
AHEAD = timedelta(days=30)
MOST_FILES = 5  # that show that one person backs it
# A sponsor hears of what has passed its day no more often than this
NEWS_EVERY = timedelta(days=30)


class Renewal(StrEnum):
    """Why backing is asked for again."""

    DUE = "due"
    MOVED = "moved"


def renewal(today: date, until: date, *, moved: bool) -> Renewal | None:
    """Tell why backing that holds until a day is asked for again today; None while there is no need. `moved` says that
    the post has passed to somebody else since."""
    if moved:
        return Renewal.MOVED
    return Renewal.DUE if today >= until - AHEAD else None


def link_ends(asked_on: date) -> date:
    """Give the day on which the link of a message no longer holds."""
    return asked_on + LINK_HOLDS


def fault_of_end(until: date, today: date) -> str:
    """Say what is wrong with the day until which somebody backs something; empty if nothing is."""
    if until <= today:
        return "Enter a day that is later than today"
    if until > today + LONGEST:
        return "Enter a day within the next three years"
    return ""
