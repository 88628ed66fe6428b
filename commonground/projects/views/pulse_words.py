"""How does a trust pulse read? One sentence, then a table by statement, a table and a picture over time, each with its
base.

*Source:* R54; the look, sections 1 (words first), 8 (tables and charts) and 11.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.pages.charts import Line
from commonground.pages.tables import Column, Table
from commonground.projects.rules.pulse import (
    OPEN_DAYS,
    STATEMENTS,
    Group,
    Level,
    level_of,
    overall,
    together,
    trend,
)

TOP = 5
A_FEW = 10
NEARLY = 3.5


@dataclass(frozen=True, slots=True)
class Row:
    """One time at which something can be shown: the day on which it ends, and each side's answers that end there."""

    ends: date
    groups: Mapping[Side, Group]


def month(day: date) -> str:
    """Write a month as it is spoken of: March 2026."""
    return date_format(day, "F Y")


def over_time(groups: Iterable[Group], *, by_quarter: bool = False) -> list[Row]:
    """Put groups into rows by the day on which they end, or by the quarter of that day, the oldest first."""
    found: dict[date, dict[Side, list[Group]]] = {}
    for group in groups:
        key = date(group.ends.year, 3 * ((group.ends.month - 1) // 3) + 1, 1) if by_quarter else group.ends
        found.setdefault(key, {}).setdefault(group.side, []).append(group)
    rows = []
    for key in sorted(found):
        sums = {side: whole for side, some in found[key].items() if (whole := together(some)) is not None}
        rows.append(Row(max(one.ends for one in sums.values()), sums))
    return rows


def said(rows: Sequence[Row]) -> str:
    """Say in one or two sentences what is so."""
    groups = [group for row in rows for group in row.groups.values()]
    if not groups:
        return ""
    found = trend(groups)
    since = {side: month(day) if day else "" for side, day in found.since.items()}
    if not any(since.values()):
        return _first_time(groups)
    changes = set(found.changes.values())
    if len(changes) == 1 and len(set(since.values())) == 1:
        return {
            1: _("Both sides trust each other more than in %(month)s."),
            -1: _("Both sides trust each other less than in %(month)s."),
            0: _("Both sides trust each other about as much as in %(month)s."),
        }[changes.pop() or 0] % {"month": since[Side.POLICE]}
    return " ".join(_one_side(side, found.changes[side], {"month": since[side]}) for side in TWO_SIDES)


def _one_side(side: Side, change: int | None, since: Mapping[str, str]) -> str:
    sentences = {
        (Side.POLICE, 1): _("The police side trusts the security side more than in %(month)s."),
        (Side.POLICE, -1): _("The police side trusts the security side less than in %(month)s."),
        (Side.POLICE, 0): _("The police side trusts the security side about as much as in %(month)s."),
        (Side.POLICE, None): _("Of the police side there is nothing to compare with yet."),
        (Side.SECURITY, 1): _("The security side trusts the police side more than in %(month)s."),
        (Side.SECURITY, -1): _("The security side trusts the police side less than in %(month)s."),
        (Side.SECURITY, 0): _("The security side trusts the police side about as much as in %(month)s."),
        (Side.SECURITY, None): _("Of the security side there is nothing to compare with yet."),
    }
    return sentences[side, change] % since


def _first_time(groups: Iterable[Group]) -> str:
    """Say where each side stands, where there is no earlier time to compare with."""
    levels = {group.side: overall(group).value for group in groups}
    agree = [side for side in TWO_SIDES if (levels.get(side) or 0) >= NEARLY]
    if len(agree) == len(TWO_SIDES):
        return _("Both sides trust each other on the whole. There is no earlier time to compare with yet.")
    if len(levels) == len(TWO_SIDES) and not agree:
        return _("Neither side trusts the other yet on the whole. There is no earlier time to compare with.")
    heard = {
        (Side.POLICE, True): _("The police side trusts the security side on the whole."),
        (Side.POLICE, False): _("The police side does not trust the security side yet on the whole."),
        (Side.SECURITY, True): _("The security side trusts the police side on the whole."),
        (Side.SECURITY, False): _("The security side does not trust the police side yet on the whole."),
    }
    return " ".join(heard[side, side in agree] for side in TWO_SIDES if side in levels)


def shown(level: Level) -> str:
    """Write a level as its word and its figure."""
    if level.value is None:
        return _("Too few to show")
    return f"{_(level.word)} ({_(level.figure)})"


def by_statement(rows: Sequence[Row]) -> Table | None:
    """Make the table of the newest answers: a row a statement, both sides beside each other."""
    newest = _newest(rows)
    if not newest:
        return None
    columns = [Column(_("What was asked")), *(Column(_based(side, newest.get(side))) for side in TWO_SIDES)]
    body = [
        [_(one.says), *(shown(level_of(newest[side], one.key)) if side in newest else "–" for side in TWO_SIDES)]
        for one in STATEMENTS
    ]
    return Table(_("How far each side agrees"), columns, body, stack=True, hidden_caption=True)


def _newest(rows: Sequence[Row]) -> dict[Side, Group]:
    return {side: group for row in rows for side, group in row.groups.items()}


def _based(side: Side, group: Group | None) -> str:
    return f"{_(side.label)}, n = {group.people}" if group else _(side.label)


def table(rows: Sequence[Row]) -> Table:
    """Make the table over time: the newest first, each cell with its base."""
    columns = [Column(_("When")), *(Column(_(side.label)) for side in TWO_SIDES)]
    body = [[month(row.ends), *(_cell(rows, row, side) for side in TWO_SIDES)] for row in reversed(rows)]
    return Table(_("How far each side agrees on the whole, over time"), columns, body, stack=True, hidden_caption=True)


def _cell(rows: Sequence[Row], row: Row, side: Side) -> str:
    group = row.groups.get(side)
    if group is None:
        later = next((one.groups[side] for one in rows if one.ends > row.ends and side in one.groups), None)
        return _("Counted with %(month)s") % {"month": month(later.ends)} if later else _("Waits for more answers")
    words = _("%(level)s, n = %(people)s") % {"level": shown(overall(group)), "people": group.people}
    if (row.ends - group.starts).days <= OPEN_DAYS + A_FEW:
        return words
    return _("%(words)s, asked from %(month)s on") % {"words": words, "month": month(group.starts)}


def picture(rows: Sequence[Row]) -> dict[str, Any] | None:
    """Give the two lines over time, from two times up."""
    if len(rows) < 2:
        return None
    lines = [
        Line(
            _(side.label), [overall(row.groups[side]).value if side in row.groups else None for row in rows], side.value
        )
        for side in TWO_SIDES
    ]
    return {
        "lines": lines,
        "labels": [date_format(row.ends, "M y") for row in rows],
        "top": TOP,
        "title": _("How far each side agrees on the whole: 5 is strongly agree, 1 strongly disagree"),
        "said": _("Two lines over time, one for each side. The table below says the same."),
    }


def talk_first(rows: Sequence[Row]) -> str:
    """Name the statement with which one side agrees least, as the place to talk first; nothing where all are agreed."""
    newest = _newest(rows)
    levels = [
        (level.value, side, one.short)
        for one in STATEMENTS
        for side, group in newest.items()
        if (level := level_of(group, one.key)).value is not None
    ]
    if not levels or min(levels)[0] >= NEARLY:
        return ""
    _value, side, short = min(levels)
    words = _("Talk about this first: “%(short)s”. The %(side)s side agrees least there.")
    return words % {"short": _(short), "side": _(side.label).lower()}


def read(groups: Iterable[Group], *, by_quarter: bool = False) -> dict[str, Any]:
    """Give everything that `projects/parts/pulse.html` shows of some groups."""
    rows = over_time(groups, by_quarter=by_quarter)
    return {
        "said": said(rows),
        "talk_first": talk_first(rows),
        "statements": by_statement(rows),
        "table": table(rows) if rows else None,
        "picture": picture(rows),
        "newest": month(rows[-1].ends) if rows else "",
    }
