"""What do the lines of the benefit map add up to, and how firmly is each known? Money is whole pence, in a range.

Money is added up only where it is sound: a least and a most, the year of its prices, its source, and somebody who has
counted. Prices of different years are not added. What nobody has counted stays in the map, in words.

*Source:* R101, R124; reference on outcomes ("a benefit without a baseline and a counterfactual is a hope").
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from commonground.projects.rules.books.benefits import KNOWN_BY, WHOSE

COUNTED = frozenset({"evaluation", "counted"})
MONEY = ("low", "high", "year", "source")


def pence(pounds: Any) -> int | None:
    """Read pounds, as they were typed and kept, as whole pence; None where nothing was typed."""
    if pounds in (None, ""):
        return None
    return int((Decimal(str(pounds)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def in_pounds(amount: int) -> str:
    """Write pence as pounds: £1,200, £12.50, −£300."""
    sign, whole = ("−" if amount < 0 else ""), abs(amount)
    pounds, rest = divmod(whole, 100)
    return f"{sign}£{pounds:,}" + (f".{rest:02d}" if rest else "")


def why_not_counted(values: Mapping[str, Any]) -> str:
    """Say why the money of a line is not added up; empty where it is, or where none was given."""
    if all(values.get(name) in (None, "") for name in ("low", "high")):
        return ""
    if any(values.get(name) in (None, "") for name in MONEY):
        return "Not added up: least, most, year and source belong together."
    if (pence(values["low"]) or 0) > (pence(values["high"]) or 0):
        return "Not added up: the least is more than the most."
    if values["known_by"] not in COUNTED:
        return "Not added up: nobody has counted it yet."
    return ""


def is_money(values: Mapping[str, Any]) -> bool:
    """Whether a line of the map has money that may be added up."""
    return values.get("low") not in (None, "") and not why_not_counted(values)


@dataclass(frozen=True, slots=True)
class Worth:
    """What one side gains in a year, in the prices of one year: the least and the most, in pence, losses taken off;
    `without_largest` is the least without the line that is worth most, so that one wrong figure can be seen."""

    whose: str
    year: int
    low: int
    high: int
    lines: int
    without_largest: int


def worths(lines: Iterable[Mapping[str, Any]]) -> list[Worth]:
    """Add up the money of a map by side and by the year of its prices, in the order of the sides."""
    found: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for values in lines:
        if is_money(values):
            found[values["whose"], int(Decimal(values["year"]))].append(_range(values))
    order = list(WHOSE)
    return [
        _worth(whose, year, ranges)
        for (whose, year), ranges in sorted(found.items(), key=lambda each: (order.index(each[0][0]), each[0][1]))
    ]


def _range(values: Mapping[str, Any]) -> tuple[int, int]:
    low, high = pence(values["low"]) or 0, pence(values["high"]) or 0
    return (low, high) if values["sign"] == "gain" else (-high, -low)


def _worth(whose: str, year: int, ranges: Sequence[tuple[int, int]]) -> Worth:
    low = sum(one for one, _ in ranges)
    largest = max(ranges, key=lambda each: each[1])
    return Worth(whose, year, low, sum(two for _, two in ranges), len(ranges), low - largest[0])


@dataclass(frozen=True, slots=True)
class Given:
    """What one party has put in: hours (exact, as typed) and pence."""

    side: str
    organisation: str
    hours: Decimal
    pence: int


def given(entries: Iterable[Mapping[str, Any]]) -> list[Given]:
    """Add up the effort log by side and party, police first, then by name."""
    found: dict[tuple[str, str], list[tuple[Decimal, int]]] = defaultdict(list)
    for values in entries:
        place = (values["side"], values["organisation"].strip())
        found[place].append((Decimal(values["hours"]), pence(values["pounds"]) or 0))
    order = {"police": 0, "security": 1, "public": 2}
    return [
        Given(side, name, sum((hours for hours, _ in rows), Decimal(0)), sum(cost for _, cost in rows))
        for (side, name), rows in sorted(found.items(), key=lambda each: (order[each[0][0]], each[0][1]))
    ]


def by_side(parties: Iterable[Given]) -> list[Given]:
    """Add up what the parties of each side have put in."""
    sides: dict[str, list[Given]] = defaultdict(list)
    for one in parties:
        sides[one.side].append(one)
    return [
        Given(side, "", sum((one.hours for one in rows), Decimal(0)), sum(one.pence for one in rows))
        for side, rows in sides.items()
    ]


def unmapped(lines: Iterable[Mapping[str, Any]], entries: Iterable[Mapping[str, Any]]) -> tuple[Decimal, list[str]]:
    """Find effort that serves no line of the map: its hours, and the activities of the map that nobody has put effort
    into, each once."""
    wanted = {str(values["activity"]).strip().casefold(): str(values["activity"]) for values in lines}
    served: set[str] = set()
    hours = Decimal(0)
    for values in entries:
        activity = str(values.get("activity") or "").strip().casefold()
        if activity in wanted:
            served.add(activity)
        else:
            hours += Decimal(values["hours"])
    return hours, [words for key, words in wanted.items() if key not in served]


def grade(known_by: str, firmness: int | None) -> str:
    """Say how firmly a line is known, in words; an evaluation says its own firmness, where there is one."""
    if known_by != "evaluation":
        return KNOWN_BY[known_by]
    if firmness is None:
        return "Said to rest on an evaluation, but none is on the page of measures"
    return f"Evaluation, firmness {firmness} of 5"
