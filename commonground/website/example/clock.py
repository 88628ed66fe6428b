"""What time is it in the story? A clock that the loader sets, so that every row carries the day on which it happened.

Actions, models and the record all take the moment from `django.utils.timezone.now`. None of them takes it as an
argument, because nobody who uses the site may say that something was done on another day. The worked example is the one
exception: years of work are entered within seconds, through the same actions. Therefore the clock itself is replaced,
here and nowhere else, for as long as the loader runs and in its process only.

*Source:* settled questions, "Who" (statuses are a function of what is recorded and of the date); D1.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

OPENS = time(9)
BETWEEN_DEEDS = timedelta(minutes=2)


class StoryClock:
    """A clock that stands still until it is set; on each day the first deed is at nine, the next two minutes later."""

    def __init__(self, day: date) -> None:
        self._moment = self._opening(day)

    def now(self) -> datetime:
        """Tell the moment in the story, as `timezone.now` does."""
        return self._moment

    def go_to(self, day: date) -> datetime:
        """Go on to the next deed, on this day.

        :raises ValueError: for a day that is past in the story, or one with more deeds than hours.
        """
        today = timezone.localdate(self._moment)
        if day < today:
            raise ValueError(f"The story has come to {today} and does not go back to {day}.")
        moment = self._opening(day) if day > today else self._moment + BETWEEN_DEEDS
        if timezone.localdate(moment) != day:
            raise ValueError(f"More is done on {day} than the day has room for.")
        self._moment = moment
        return moment

    @staticmethod
    def _opening(day: date) -> datetime:
        return datetime.combine(day, OPENS, timezone.get_default_timezone())


@contextmanager
def story_clock(day: date) -> Iterator[StoryClock]:
    """Let the whole process go by the story's clock, which begins on this day."""
    clock, real = StoryClock(day), timezone.now
    setattr(timezone, "now", clock.now)  # noqa: B010 - said so that a type checker need not be told to look away
    try:
        yield clock
    finally:
        setattr(timezone, "now", real)  # noqa: B010
