"""When is somebody on duty? A week's turns, as people type them, as they are kept, and what they say of a moment.

A turn is a weekday (Monday is 0), a time of the clock at which it begins and one at which it ends; one that ends at or
before its beginning ends on the next day. Times are those of the clock on the wall in London, so that "until 10pm"
stays true through the nights in which clocks change. Nothing is said about bank holidays.

*Source:* R115; reference on the domain, 7(F).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from commonground.groundwork.refusals import Invalid

Turn = tuple[int, str, str]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_DAY, A_WEEK = 24 * 60, 7 * 24 * 60
GROUPS = {
    "every day": range(7),
    "daily": range(7),
    "weekdays": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
}
MOST_TURNS = 28
_AROUND = {"always": "00:00", "24/7": "00:00", "all day": "00:00"}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.I)
_LINE = re.compile(
    r"^(?P<days>.*?)[\s,:]+(?P<begins>noon|midnight|\d[\d:.]*\s*(?:am|pm)?)\s*(?:-|–|to|until)\s*"
    r"(?P<ends>noon|midnight|\d[\d:.]*\s*(?:am|pm)?)$",
    re.I,
)


def read(text: str) -> list[Turn]:
    """Read a week's turns from lines such as "Monday to Friday 9am to 5pm" or "Sat, Sun 22:00-06:00", in the order of
    the week and without the same turn twice.

    :raises Invalid: with the number of the line that is not one, or when there are more than 28 turns.
    """
    turns: set[Turn] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if words := " ".join(line.split()):
            turns |= _turns_of(number, words)
    if len(turns) > MOST_TURNS:
        raise Invalid(f"Write at most {MOST_TURNS} turns a week.", "hours")
    return sorted(turns)


def _turns_of(number: int, line: str) -> set[Turn]:
    if line.casefold() in _AROUND:
        return {(day, "00:00", "00:00") for day in range(7)}
    found = _LINE.match(line)
    days = _days(found["days"]) if found else None
    begins, ends = (_time(found["begins"]), _time(found["ends"])) if found else (None, None)
    if not days or begins is None or ends is None:
        raise Invalid(f"Line {number} is not a time of the week. Write it like “Monday to Friday 9am to 5pm”.", "hours")
    return {(day, begins, ends) for day in days}


def _days(words: str) -> set[int]:
    """Read days such as "Mon-Fri", "Saturday and Sunday", "weekdays"; nothing when they are none."""
    named = words.casefold().strip()
    if named in GROUPS:
        return set(GROUPS[named])
    days: set[int] = set()
    for part in re.split(r"\s*(?:,|&|\band\b)\s*", named):
        ends = [_day(word) for word in re.split(r"\s*(?:-|–|\bto\b)\s*", part.strip())]
        if not 1 <= len(ends) <= 2 or None in ends:
            return set()
        first, last = ends[0] or 0, ends[-1] or 0
        days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return days


def _day(word: str) -> int | None:
    known = [n for n, name in enumerate(DAYS) if len(word) >= 2 and name.casefold().startswith(word.rstrip("s."))]
    if len(known) != 1 and word.rstrip(".") in {"tues", "thurs", "weds"}:
        return {"tues": 1, "weds": 2, "thurs": 3}[word.rstrip(".")]
    return known[0] if len(known) == 1 else None


def _time(words: str) -> str | None:
    if words.casefold() in {"noon", "midnight"}:
        return "12:00" if words.casefold() == "noon" else "00:00"
    found = _CLOCK.fullmatch(words.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and not minute:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether somebody is on duty at a moment; until when, or from when again. No moment when that never ends, or never
    comes."""

    is_on: bool
    changes_at: datetime | None = None


def duty(turns: Iterable[Sequence[object]], at: datetime) -> Duty | None:
    """Tell whether a moment lies in a turn, and when that changes; turns that meet are one. `at` is a naive time of the
    clock on the wall. None where no turns are said."""
    spans = _merged(turns)
    if not spans:
        return None
    week = datetime.combine(at.date() - timedelta(days=at.weekday()), time())
    now = at.weekday() * A_DAY + at.hour * 60 + at.minute
    for begins, ends in spans:
        if ends - begins >= A_WEEK:
            return Duty(True)
        for shift in (0, A_WEEK):
            if begins <= now + shift < ends:
                return Duty(True, week + timedelta(minutes=ends - shift))
    begins = min((begins - now) % A_WEEK for begins, _ in spans)
    return Duty(False, week + timedelta(minutes=now + begins))


def _merged(turns: Iterable[Sequence[object]]) -> list[tuple[int, int]]:
    """Give the turns as spans of minutes of the week, those that touch joined, also across its end; a span may reach
    into the next week."""
    spans = sorted(_span(turn) for turn in turns)
    joined: list[tuple[int, int]] = []
    for begins, ends in spans:
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((begins, ends))
    while len(joined) > 1 and joined[-1][1] >= joined[0][0] + A_WEEK:
        first = joined.pop(0)
        joined[-1] = (joined[-1][0], max(joined[-1][1], first[1] + A_WEEK))
    if len(joined) == 1 and joined[0][1] >= joined[0][0] + A_WEEK:
        return [(0, A_WEEK)]
    return joined


def _span(turn: Sequence[object]) -> tuple[int, int]:
    day = int(str(turn[0]))
    begins, ends = (_minutes(str(clock)) for clock in turn[1:3])
    return day * A_DAY + begins, day * A_DAY + (ends if ends > begins else ends + A_DAY)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of the week in a row that have the same turn: "Monday to Friday, 09:00 to 17:00"."""

    first: int
    last: int
    begins: str
    ends: str


def stretches(turns: Iterable[Sequence[object]]) -> list[Stretch]:
    """Give the turns of a week, those of neighbouring days with the same times as one."""
    by_times: dict[tuple[str, str], list[int]] = {}
    for turn in turns:
        by_times.setdefault((str(turn[1]), str(turn[2])), []).append(int(str(turn[0])))
    found: list[Stretch] = []
    for (begins, ends), days in by_times.items():
        for day in sorted(set(days)):
            if found and found[-1].last == day - 1 and (found[-1].begins, found[-1].ends) == (begins, ends):
                found[-1] = Stretch(found[-1].first, day, begins, ends)
            else:
                found.append(Stretch(day, day, begins, ends))
    return sorted(found, key=lambda each: (each.first, each.begins))


def write(turns: Iterable[Sequence[object]]) -> str:
    """Write turns as lines that `read` takes back unchanged."""
    return "\n".join(
        f"{DAYS[each.first]}{f' to {DAYS[each.last]}' if each.last != each.first else ''} {each.begins} to {each.ends}"
        for each in stretches(turns)
    )
