"""What do the people of the journey type? The words of the worked example, one row for each part of the guide.

A person is given by the beginning of their name in the list, an outcome by its words, as somebody at a browser would
choose them.

*Source:* the worked example's own story; R7-R47.
"""

from datetime import date, timedelta
from typing import Any

from commonground.projects.rules import guide
from commonground.projects.rules.comparing import ASKED
from commonground.projects.rules.guide import Kind, Part
from commonground.website.example import minster_gate
from commonground.website.example.dates import Timeline
from commonground.website.example.people import PEOPLE

Row = dict[str, Any]

NAME = "Cheapside lunchtimes"
ABOUT = "Fewer thefts from shops where the offices empty at noon"
TEAM = ("thornbury", "tranter", "whitlock", "ellerby")
CANARY = {"police": "quillberry-9071", "security": "marzipan-4413"}
MARKS = {"how_often": "apart", "what": "close", "where_when": "same", "who": "same", "better": "close"}
STUDY = "Shop theft in one part of the City, summer and autumn 2019"
ALL_ROWS = frozenset({"displacement", "backing"})


def rows(today: date) -> dict[str, list[Row]]:
    """Give what is typed into each part of the guide: every row where the guide asks for all, else the first."""
    told = {part: typed for parts in minster_gate.answers(Timeline(today)).values() for part, typed in parts.items()}
    assert set(told) == set(guide.PARTS), "the example answers every part of the guide"
    found = {key: [_typed(guide.PARTS[key], row) for row in _chosen(key, typed)] for key, typed in told.items()}
    found["outcomes"][0]["by"] = today + timedelta(days=200)
    found["decision"][0]["decision"] = "stop"
    return found


def _chosen(key: str, typed: list[Row]) -> list[Row]:
    return typed if key in ALL_ROWS else typed[:1]


def _typed(part: Part, row: Row) -> Row:
    return {asked.name: _value(asked.kind, row.get(asked.name)) for asked in part.fields}


def _value(kind: Kind, value: Any) -> Any:
    if kind is Kind.MEMBER:
        return PEOPLE[value if value in TEAM else "tranter"].name
    if kind is Kind.NUMBER and value is not None:
        return f"{float(value):g}"
    return value


def own_words(side: str) -> dict[str, str]:
    """Give one side's answers to the five questions of step 1, each with the words by which it would be known."""
    told = minster_gate.collaboration(Timeline(date.today())).blind[side].words
    return {asked: f"{told[asked]} {CANARY[side]}" for asked in ASKED}
