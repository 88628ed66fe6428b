"""What stands in a calendar? One event for each day that somebody answers for, with a name that never changes.

A calendar holds titles and days, and no names of people: it lies on telephones and in other people's programs.

*Source:* R31.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# How long something that was taken out stays in the feed as cancelled, so that calendars take it out too
TELLS_CANCELLED = timedelta(days=90)
LASTS = timedelta(hours=1)
PARTS = ("actions", "milestones", "engagement")
NAMES = {"actions": "Action", "milestones": "Milestone", "engagement": "Contact with the community"}


@dataclass(frozen=True, slots=True)
class Event:
    """One day: `key` names it for ever, `sequence` counts its changes, `changed_at` is the moment of the last. With a
    time it lasts an hour in the clock of the place; without, it takes the whole day."""

    key: str
    title: str
    day: date
    at: time | None
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False
    note: str = ""

    @property
    def uid(self) -> str:
        """The name under which every program knows it."""
        return f"{self.key}@common-ground"


def read_time(words: str) -> time | None:
    """Read a time as it is kept, HH:MM; None for nothing, or for what is no time."""
    try:
        return time.fromisoformat(words) if words else None
    except ValueError:
        return None
