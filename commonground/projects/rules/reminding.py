"""When is somebody reminded of what they answer for? Gently: once before its day, then now and then, never more than
weekly, and never while they wait for others or asked for quiet.

*Source:* R31, R126.
"""

from datetime import date, timedelta

# How long before its day something is spoken of, and how far apart two reminders of one thing are, before and after
AHEAD = timedelta(days=7)
LEAST_APART = timedelta(days=7)
APART_AFTER = timedelta(days=14)
QUIET_FOR = {"week": timedelta(days=7), "month": timedelta(days=30)}
LONGEST_QUIET = timedelta(days=365)


def is_reminded(
    today: date, due: date, *, look_again: date | None = None, reminded_on: date | None = None,
    quiet_until: date | None = None,
) -> bool:  # fmt: skip
    """Tell whether somebody is reminded today of what falls due on a day. `look_again` is the day named beside what it
    waits for, `reminded_on` the last reminder, `quiet_until` the first day on which they want to hear of it again."""
    if (look_again and today < look_again) or (quiet_until and today < quiet_until):
        return False
    if today < due - AHEAD:
        return False
    if reminded_on is None:
        return True
    return today - reminded_on >= (APART_AFTER if today > due else max(LEAST_APART, AHEAD))


def quiet_until(choice: str, day: date | None, today: date) -> date:
    """Give the first day on which somebody wants to hear again: in a week, in a month, or on a day that they name.

    :raises ValueError: with a sentence for a day that is past, too far off or missing.
    """
    if choice in QUIET_FOR:
        return today + QUIET_FOR[choice]
    if day is None:
        raise ValueError("Enter the day on which you want to hear of it again")
    if not today < day <= today + LONGEST_QUIET:
        raise ValueError("Enter a day after today, within a year")
    return day
