"""When does the example happen? Always around the day it is loaded, so that it is never stale.

Crime data are published some weeks after the month they speak of, therefore the last month held is the last one that
ended at least six weeks before `today`. Everything else is counted from there: half a year of work at Minster Gate
up to that month, the same half-year of the year before, a quarter of work at Castle Parade, and two years and a half
of data in all.

*Source:* design/outcomes.md section 2; reference/outcomes.md section 2 (a month is the finest time there is).
"""

from dataclasses import dataclass
from datetime import date, timedelta

TODAY_OF_THE_MOCK_UPS = date(2026, 11, 20)
MONTHS_HELD = 30
PUBLICATION_LAG = timedelta(days=45)

Months = tuple[str, str]


def month_text(index: int) -> str:
    """Write a month counted from year 0 as YYYY-MM."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_index(text: str) -> int:
    """Count the months from year 0 to YYYY-MM."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def first_day(index: int) -> date:
    """The first day of a month counted from year 0."""
    return date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days and months of the example, all counted from the day it is loaded."""

    today: date = TODAY_OF_THE_MOCK_UPS

    @property
    def last(self) -> int:
        """The last month held, counted from year 0."""
        settled = self.today - PUBLICATION_LAG
        return settled.year * 12 + settled.month - 2

    @property
    def months(self) -> list[str]:
        """All months held, oldest first."""
        return [month_text(self.last - back) for back in range(MONTHS_HELD - 1, -1, -1)]

    @property
    def minster_after(self) -> Months:
        """The half-year in which the work at Minster Gate ran: first and last month."""
        return month_text(self.last - 5), month_text(self.last)

    @property
    def minster_before(self) -> Months:
        """The same months of the year before."""
        return month_text(self.last - 17), month_text(self.last - 12)

    @property
    def castle_after(self) -> Months:
        """The first three months of work at Castle Parade."""
        return month_text(self.last - 2), month_text(self.last)

    @property
    def castle_before(self) -> Months:
        """The same three months of the year before."""
        return month_text(self.last - 14), month_text(self.last - 12)

    @property
    def minster_proposed(self) -> date:
        """The first Monday of the month before the work at Minster Gate began."""
        day = first_day(self.last - 6)
        return day + timedelta(days=(7 - day.weekday()) % 7)

    @property
    def minster_began(self) -> date:
        """The day the work at Minster Gate began."""
        return first_day(self.last - 5)

    @property
    def castle_began(self) -> date:
        """The day the work at Castle Parade began."""
        return first_day(self.last - 2)

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=days)

    def ahead(self, days: int) -> date:
        """The day so many days after today."""
        return self.today + timedelta(days=days)


def after(day: date, days: int) -> date:
    """The day so many days after another."""
    return day + timedelta(days=days)


def in_words(day: date) -> str:
    """Write a day as people read it: 20 November 2026."""
    return f"{day.day} {day:%B %Y}"


def month_in_words(text: str) -> str:
    """Write YYYY-MM as people read it: September 2026."""
    return f"{first_day(month_index(text)):%B %Y}"
