"""On which day was an answer recorded, and when was it changed? The history of each row, worked out from its dates.

The story gives an answer as it stands at the end. Nobody knew that on the day it was first written: an action was done
later, a stakeholder was met later, a criterion was tested at the end, and whoever holds a post now was not there yet.
So a row is recorded without what came afterwards and changed on each day on which something of it happened.

*Source:* R52, R58 (every wording stays); settled questions ("a later edit … keeps history").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from commonground.projects.rules import guide
from commonground.projects.rules.guide import Kind, Part
from commonground.website.example.shapes import Collaboration, Row

DAY = timedelta(days=1)
PUT_DOWN_BEFORE = timedelta(days=35)
NOTED_ON = ("on", "agreed")
HAPPENED_ON = {"done": ("heard",), "told": ("how",), "last_contacted": ()}
"""Dates that are filled in when something has happened, each with the words that come with it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One answer as it was worded on one day. `row` is the number of the row in its part; `values` name a person by
    key and an outcome by the words of its measure; `author` is the key of whoever wrote it, if the row says."""

    day: date
    part: str
    row: int
    values: Row
    author: str
    is_first: bool


def wordings(told: Collaboration) -> Iterator[Wording]:
    """Give every wording of every answer of a collaboration, row by row, each row's oldest first."""
    for code, parts in told.answers.items():
        day = planned_on(told, guide.QUESTIONS[code].step)
        for key, rows in parts.items():
            for number, row in enumerate(rows):
                yield from _of_row(told, guide.PARTS[key], number, row, day)


def planned_on(told: Collaboration, step: int) -> date:
    """Tell on which day the rows of a step were put down, unless they say otherwise."""
    rows = list(_rows_of(told, step))
    floor = told.accepted or told.made + DAY
    match step:
        case 1 if sent := [text.sent for text in told.blind.values() if text.sent]:
            day = max(sent) + 2 * DAY if "1a" in told.answers else floor
        case 8:
            day = max(row["on"] for key, row in rows if key == "achievements")
        case 9 if decided := [row["on"] for key, row in rows if key == "decision"]:
            day = decided[0]
        case 10 if told.published:
            day = told.published - 3 * DAY
        case _:
            first = [min(told.confirmed[step]) - DAY] if step in told.confirmed else []
            noted = [row[name] for key, row in rows if key != "engagement" for name in NOTED_ON if name in row]
            later = [row[name] - DAY for _, row in rows for name in (*HAPPENED_ON, "due") if row.get(name)]
            day = min([*first, *noted, *later], default=floor)
    return max(day, floor)


def _rows_of(told: Collaboration, step: int) -> Iterator[tuple[str, Row]]:
    for code, parts in told.answers.items():
        if guide.QUESTIONS[code].step == step:
            for key, rows in parts.items():
                yield from ((key, row) for row in rows)


def _of_row(told: Collaboration, part: Part, number: int, row: Row, planned: date) -> Iterator[Wording]:
    first = _first_day(told, part, row, planned)
    days = sorted({first, *(day for day in _turning_days(told, part, row) if day > first)})
    worded = [(day, _as_on(told, part, row, day)) for day in days]
    changed = [later for earlier, later in pairwise(worded) if earlier[1] != later[1]]
    for day, values in [worded[0], *changed]:
        author = values.get(part.member, "") if part.member else ""
        yield Wording(day, part.key, number, values, author, day == first)


def _first_day(told: Collaboration, part: Part, row: Row, planned: date) -> date:
    """Tell when a row was first written: on the day that it notes, else with its step, and before it was done."""
    floor = told.accepted or told.made + DAY
    if part.key != "engagement":
        for name in NOTED_ON:
            if name in row:
                return max(row[name], floor)
    if part.key == "actions":
        early, confirmed = row["due"] - PUT_DOWN_BEFORE, told.confirmed.get(6)
        if confirmed and planned < early <= min(confirmed):  # later would undo what both sides had confirmed
            return early
    done = [row[name] - 3 * DAY for name in HAPPENED_ON if row.get(name)]
    return max(min([planned, *done]), floor)


def _turning_days(told: Collaboration, part: Part, row: Row) -> Iterator[date]:
    """Give the days on which a row was worded anew."""
    yield from (row[name] for name in HAPPENED_ON if row.get(name))
    yield from (_joined(told, row[f.name]) for f in part.fields if f.kind is Kind.MEMBER and row.get(f.name))
    if part.key == "actions" and row.get("look_again"):
        yield row["look_again"] - 15 * DAY
    if part.key == "criteria" and (decided := _decided(told)):
        yield decided


def _as_on(told: Collaboration, part: Part, row: Row, day: date) -> Row:
    """Give a row as it was known on a day."""
    values = dict(row)
    for name, companions in HAPPENED_ON.items():
        if values.get(name) and values[name] > day:
            for gone in (name, *companions):
                values.pop(gone, None)
    for field in part.fields:
        if field.kind is Kind.MEMBER and values.get(field.name) and _joined(told, values[field.name]) > day:
            values[field.name] = _before(told, values[field.name])
    if part.key == "actions" and values.get("look_again") and values["look_again"] - 15 * DAY > day:
        values.pop("look_again")
        values.pop("waiting_for", None)
    if part.key == "criteria" and (decided := _decided(told)) and day < decided:
        values["met"] = "open"
    return values


def _decided(told: Collaboration) -> date | None:
    decision = told.answers.get("9c", {}).get("decision", [])
    return decision[0]["on"] if decision else None


def joined(told: Collaboration) -> Mapping[str, date]:
    """Tell when each person came onto the team: a person of the side that was asked, when it accepted."""
    return {mate.person: mate.starts or told.made for mate in told.team}


def _joined(told: Collaboration, person: str) -> date:
    return joined(told).get(person, told.made)


def _before(told: Collaboration, person: str) -> Any:
    """Name whoever held the same post before somebody, else whoever leads that side on governance."""
    post = next(lead for lead in told.leads if lead.person == person)
    same_side = [lead for lead in told.leads if lead.side == post.side and lead.person != person]
    return next((lead.person for lead in same_side if lead.role == post.role), same_side[0].person)
