"""What may somebody ask about what is held of them? Kinds of request, when each is due, and where each stands; and how
long there is to tell the regulator of a breach.

*Source:* D5; UK GDPR, articles 12 (3), 15-18, 20, 21 and 33; reference on security, section on erasure.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

KINDS = {"correction": "Correct something", "erasure": "Erase what can be erased", "objection": "Object to a use"}
STATES = {"open": "Open", "done": "Done", "declined": "Declined"}

NAMELESS = "Somebody who left"
CLOCK = timedelta(hours=72)


def due_on(asked: date) -> date:
    """Give the day by which a request is answered: the same day of the next month, or the last that it has."""
    year, month = (asked.year + 1, 1) if asked.month == 12 else (asked.year, asked.month + 1)
    return date(year, month, min(asked.day, monthrange(year, month)[1]))


def tell_by(noticed_at: datetime) -> datetime:
    """Give the moment by which the regulator is told of a breach that is a risk to people."""
    return noticed_at + CLOCK


def hours_left(noticed_at: datetime, now: datetime) -> int:
    """Give how many whole hours are left of the 72; negative once they have passed."""
    return int((tell_by(noticed_at) - now).total_seconds() // 3600)
