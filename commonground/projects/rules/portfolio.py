"""What is told of many collaborations at once? Where each comes in a list, what is due, from when it may change.

*Source:* R52, R102; the look, section 7.
"""

from calendar import Calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.rules.glance import Glance, glance
from commonground.projects.rules.guide import PARTS, STEPS
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.record import Record
from commonground.projects.rules.standing import complete, judged, seen

# Who reads: one of the two sides, or somebody of neither
NO_CELL = "none"  # asked of a list in place of a cell of the matrix: those that have none yet
READERS: tuple[Side | None, ...] = (Side.POLICE, Side.SECURITY, None)
A_DAY = 10
# What a side has done in a step, in one letter and back
SHORT = {"none": "n", "started": "s", "confirmed": "c"}
LONG = {letter: sign for sign, letter in SHORT.items()}


@dataclass(frozen=True, slots=True)
class Summary:
    """How a collaboration stands on one day, for every reader: the number of the step in hand (0 for none), how many
    steps are confirmed, a glance for each reader, the soonest open date, the reviews, and the first later day that it
    names."""

    here: int
    complete: int
    signs: tuple[tuple[str, str], ...]
    glances: dict[Side | None, Glance]
    due_on: date | None
    review_last: date | None
    review_next: date | None
    turns_on: date | None

    @property
    def shown(self) -> dict[str, Any]:
        """What a row of the list says: what each side has done in each step, and a glance for each reader."""
        said = {str(reader or "none"): [one.kind, one.words, one.more, one.due] for reader, one in self.glances.items()}
        return {"signs": ["".join(SHORT[sign] for sign in pair) for pair in self.signs], **said}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step as a row of the list shows it."""

    number: int
    title: str
    group: str
    police: str
    security: str
    here: bool


def steps_of(shown: Mapping[str, Any], here: int) -> tuple[ShownStep, ...]:
    """Read the steps of a row back from what is kept."""
    return tuple(
        ShownStep(step.number, step.title, step.group, LONG[pair[0]], LONG[pair[1]], step.number == here)
        for step, pair in zip(STEPS, shown["signs"], strict=True)
    )


def glance_of(shown: Mapping[str, Any], reader: Side | None) -> Glance:
    """Read the glance of one reader back from what is kept."""
    return Glance(*shown[str(reader if reader in TWO_SIDES else "none")])


def summary(record: Record, state: State, started_by: Side, stopped_on: date | None, today: date) -> Summary:
    """Sum up a record for a list of many; nothing in it is anybody's words."""
    of_each = judged(record, today)
    by_reader = {reader: seen(of_each, record, reader, today) for reader in READERS}
    for_all = by_reader[None]
    glances = {reader: glance(state, started_by, reader, found, stopped_on) for reader, found in by_reader.items()}
    next_on = record.reviews[-1].next_on if record.reviews else None
    open_days = [day for day in _open_days(record) if day is not None]
    later = [day for day in (*_days(record), *((next_on,) if next_on else ())) if day > today]
    return Summary(
        here=next((step.number for step in for_all if step.here), 0),
        complete=complete(for_all),
        signs=tuple((step.police, step.security) for step in for_all),
        glances=glances,
        due_on=min([*open_days, *([next_on] if next_on else [])], default=None) if state is State.ALIVE else None,
        review_last=record.reviews[-1].held_on if record.reviews else None,
        review_next=next_on,
        turns_on=min(later, default=None),
    )


def _open_days(record: Record) -> Iterator[date | None]:
    """Give the days by which what is not done falls due."""
    for key, rows in record.rows.items():
        part = PARTS.get(key)
        if part is not None and part.due and part.done:
            yield from (_day(row.values.get(part.due)) for row in rows if not row.values.get(part.done))


def _days(record: Record) -> Iterator[date]:
    """Give every day that stands in an answer."""
    for rows in record.rows.values():
        for row in rows:
            for value in row.values.values():
                if (day := _day(value)) is not None:
                    yield day


def _day(value: Any) -> date | None:
    if not isinstance(value, str) or len(value) != A_DAY or value[4] != "-":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Said:
    """What one side said in a review about being on course; None where it was not asked."""

    relevant: bool
    on_course: bool | None


def course(answers: Sequence[Said | None]) -> str:
    """Say in one word what two sides' open answers come to: `stop`, `on`, `off`, `apart`, or `closed` while one of the
    two has not answered."""
    given = [answer for answer in answers if answer is not None]
    if len(given) < len(answers) or not given:
        return "closed"
    if any(not answer.relevant for answer in given):
        return "stop"
    said = {answer.on_course for answer in given}
    return "apart" if len(said) > 1 else "on" if said == {True} else "off"


ORDER = {"stop": 0, "off": 1, "apart": 2, "on": 3}


def trend(before: str, now: str) -> str:
    """Tell how the last review compares with the one before: `up`, `down`, `same`, or empty where either is closed."""
    if before not in ORDER or now not in ORDER:
        return ""
    step = ORDER[now] - ORDER[before]
    return "up" if step > 0 else "down" if step < 0 else "same"


def months_around(first: date) -> tuple[date, date]:
    """Give the first days of the month before and of the month after one."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return before, after


def weeks_of(first: date) -> list[list[date]]:
    """Give the weeks that a month touches, each from Monday to Sunday."""
    return Calendar().monthdatescalendar(first.year, first.month)


def month_of(text: str, today: date) -> date:
    """Read a month such as 2026-11 as its first day; anything else is the present one. Neither the first nor the last
    month that dates know is read, because both have a neighbour that is none."""
    try:
        first = date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return today.replace(day=1)
    return first if date.min.year < first.year < date.max.year else today.replace(day=1)
