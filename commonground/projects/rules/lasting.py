"""Does the gain last? When each lasting measure is checked after the end, and when a figure asks to look again.

The checks come three, six and twelve months after the end; each is open until its owner has said that it still holds,
or what is wrong. A watched figure rose when its count of a month stands above the limit that was agreed.

*Source:* R47; design/outcomes.md 3 (6, "Watched").
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt

CHECKED_AFTER = (3, 6, 12)
OFFERS = {"sent": "Sent in", "taken": "Taken on", "declined": "Not this time"}

# One false alarm in twenty over a year of looking every month, on one side: the normal quantile of 1 - 0.05 / 12
LOOKS_A_YEAR = 12
QUANTILE = 2.64
LEAST_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Check:
    """One check of what should last: after how many months, on which day, and whether it was answered."""

    months: int
    due: date
    is_answered: bool = False


def later(day: date, months: int) -> date:
    """Give the day so many months later; the last of a month stays in its month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def _days_in(year: int, month: int) -> int:
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - date(year, month, 1)).days


def checks(since: date, answered: Collection[int]) -> tuple[Check, ...]:
    """Give the three checks after an end, in their order."""
    return tuple(Check(months, later(since, months), months in answered) for months in CHECKED_AFTER)


def due_now(since: date, answered: Collection[int], today: date) -> Check | None:
    """Give the latest check whose day has come and that nobody has answered; an earlier one is answered by it."""
    found = [check for check in checks(since, answered) if check.due <= today]
    return found[-1] if found and not found[-1].is_answered else None


def next_check(since: date, answered: Collection[int], today: date) -> Check | None:
    """Give the next check that is still to come, or None after the last."""
    return next((check for check in checks(since, answered) if check.due > today and not check.is_answered), None)


def rose(counted: int, limit: int) -> bool:
    """Whether a month asks to look again."""
    return counted > limit


def suggested_limit(months: Sequence[int]) -> int | None:
    """Suggest a limit from counts of ordinary months, at which looking every month for a year would give a false alarm
    about once in twenty years; None from fewer than six months. Counts that vary more than chance alone would, widen
    it."""
    if len(months) < LEAST_MONTHS:
        return None
    mean = sum(months) / len(months)
    spread = sum((count - mean) ** 2 for count in months) / (len(months) - 1)
    return ceil(mean + QUANTILE * sqrt(max(mean, spread)))
