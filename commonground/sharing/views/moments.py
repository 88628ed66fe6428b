"""When does a day that was typed begin? At midnight in London, for all who work here.

*Source:* design/sharing.md 2 (periods are half-open); settled questions, "Who".
"""

from datetime import date, datetime, timedelta

from django.utils import timezone


def midnight(day: date | None) -> datetime | None:
    """Give the moment at which a day begins; None for none."""
    return timezone.make_aware(datetime(day.year, day.month, day.day)) if day else None


def today_in(days: int) -> date:
    """Give the day in so many days."""
    return timezone.localdate() + timedelta(days=days)
