"""How is a result laid out for a reader? Words, rows, weaknesses and the mathematics, made from the object of a study.

Nothing is judged or computed anew: these are the engine's own figures and sentences, each where a page wants it.

*Source:* R37, R41, R42; design/outcomes.md 3.3; the look, sections 7 ("Verdict"), 8 and 11.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.outcomes.rules.arithmetic import confidence, fewer_or_more
from commonground.outcomes.rules.counts import Role
from commonground.outcomes.rules.displacement import NO_NEIGHBOURS
from commonground.outcomes.rules.months import NAMES, Months, in_words
from commonground.outcomes.rules.telling import Kind, Movement, six_ways
from commonground.outcomes.rules.verdict import Code

Result = Mapping[str, Any]

ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0 (data.police.uk). "
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right."
)
INVENTED = "Invented"
NO_POOL = (
    "Nobody looked at places where nothing was done, so how often chance does as much was not counted but estimated "
    "from how much the monthly figures of the comparison areas vary."
)
LEFT_OUT_WORDS = {
    "other_crime_type": "of another crime type",
    "no_location": "without a location",
    "outside_every_area": "outside every area of the map",
}
HELP = {
    "pool_too_small": "Look at a larger place, with more areas where nothing was done.",
    "pool_not_alike": "Look at a larger place, where more areas have about as much crime as the one you look at.",
    "small_counts": "Take longer periods, more crime types, or more of the areas where the work was done.",
    "no_control": "Name areas to compare with.",
    "period_crosses_lockdown": "Choose periods that do not reach into the lockdowns.",
}
MINUS, TIMES = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}"


PLACES = {
    Role.TREATED: "Where we worked",
    Role.DISPLACEMENT: "Next door",
    Role.CONTROL: "Compared with",
    Role.DISPLACEMENT_CONTROL: "Compared with, for next door",
}
"""What the roles are called in tables, over charts and beside the map, in the order in which they are read: where it
was done, where it may have moved, what it is held against."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of numbers: the place, crimes before and after, and the change in words."""

    place: str
    before: int
    after: int
    change: str


def attribution(source: str) -> str:
    """Say whose data is shown, from what is kept of the areas' source: the licence of real recorded crime, with the
    areas' own source after it; invented areas speak for themselves."""
    if source.startswith(INVENTED):
        return f"{source}: the places and the crimes are not real."
    return f"{ATTRIBUTION} {source}".strip()


def in_two(sentence: str) -> tuple[str, str]:
    """Cut a verdict's sentence into what is so and how large it is: before and after its first colon."""
    so, _, size = sentence.partition(": ")
    return (f"{so}.", f"{size[:1].upper()}{size[1:]}") if size else (sentence, "")


def period(months: Months) -> str:
    """Write a period for a key: "July to September 2025", with both years only where they differ."""
    first, last = in_words(months.first), in_words(months.last)
    if months.first == months.last:
        return first
    return f"{first[:-5]} to {last}" if first[-4:] == last[-4:] else f"{first} to {last}"


def headings(before: Months, after: Months) -> tuple[str, str, str]:
    """Name both periods for a table, as briefly as can be: what they share, then what parts them. The same months of
    two years share the months: "July to September", "2025", "2026"."""
    one, other = period(before), period(after)
    if one[:-5] == other[:-5] and before.first[:4] == before.last[:4] and after.first[:4] == after.last[:4]:
        return one[:-5], one[-4:], other[-4:]
    return "", one, other


def rows(result: Result, before: Months, after: Months) -> list[Row]:
    """List the counts of each role that has any; with periods of different lengths the change is by the month."""
    return [
        Row(place, counts["before"], counts["after"], _change(counts, before, after))
        for role, place in PLACES.items()
        if any((counts := result["counts"][role.value]).values())
    ]


def _change(counts: Mapping[str, int], before: Months, after: Months) -> str:
    if len(before) == len(after):
        return fewer_or_more(counts["after"] - counts["before"])
    return f"from {counts['before'] / len(before):.1f} to {counts['after'] / len(after):.1f} a month"


def base(result: Result) -> str:
    """Say how many crimes the table rests on and how many rows were left out, and why."""
    counted = sum(sum(counts.values()) for counts in result["counts"].values())
    out = [f"{result['left_out'][key]:,} {words}" for key, words in LEFT_OUT_WORDS.items() if result["left_out"][key]]
    return f"Base: {counted:,} recorded crimes." + (f" Left out: {', '.join(out)}." if out else "")


def crimes_in_words(crime_types: Sequence[str]) -> str:
    """Write crime types for a caption: "Shoplifting and other theft"."""
    words = [crime_types[0], *(_small(kind) for kind in crime_types[1:])]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _small(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def month_labels(before: Months, after: Months) -> list[str]:
    """Name the months that stand above one another in both periods: by name where they are the same months of the
    year, else by number."""
    length = max(len(before), len(after))
    same = [month[5:] for month in before.each()] == [month[5:] for month in after.each()]
    if same and length <= 12:
        return [NAMES[int(month[5:]) - 1][:3] for month in before.each()]
    return [str(number) for number in range(1, length + 1)]


def next_door(result: Result) -> str:
    """Say whether crime moved next door, with the two counts that it is said from."""
    counts, moved = result["counts"]["displacement"], result["displacement"]["reading"]
    if moved == NO_NEIGHBOURS:
        return str(moved)
    return f"Next door went from {counts['before']:,} to {counts['after']:,}. {moved}"


def movements(result: Result) -> list[tuple[Movement, str, str]]:
    """Give each of the six ways with the kind of its state and the state's words."""
    return [(way, *_state(way, result)) for way in six_ways(result)]


def _state(way: Movement, result: Result) -> tuple[str, str]:
    """Name a state; that nothing moved is only said where something was gained."""
    if way.kind is not Kind.PLACE:
        return "progress", "Cannot be measured"
    if result["displacement"]["reading"] == NO_NEIGHBOURS:
        return "progress", "Not measured"
    if way.measured and result["displacement"]["wdq"] < 0:
        return "care", "Look closer"
    if way.measured and result["verdict"]["code"] == Code.FEWER.value:
        return "oncourse", "No sign in the counts"
    return "progress", "Cannot be said"


def help_for(result: Result) -> list[str]:
    """Say what would let such a study tell, where this one cannot."""
    if result["verdict"]["code"] != Code.CANNOT_TELL.value:
        return []
    found = [HELP[warning["code"]] for warning in result["warnings"] if warning["code"] in HELP]
    return found or [HELP["small_counts"]]


def mathematics(result: Result, before: Months, after: Months, alpha: float) -> list[str]:
    """Write the formulas with their numbers, one a line."""
    return [*_difference(result, before, after, alpha), *_ratio(result, alpha), *_displaced(result), *_chance(result)]


def _difference(result: Result, before: Months, after: Months, alpha: float) -> Iterator[str]:
    wdd, wide = result["wdd"], result["adjusted"]
    weight = "" if len(before) == len(after) else f" {TIMES} {len(after)}/{len(before)}"
    cells = {role: result["counts"][role.value] for role in Role}
    change = {role: f"({cell['after']} {MINUS} {cell['before']}{weight})" for role, cell in cells.items()}
    local = f"({change[Role.TREATED]} {MINUS} {change[Role.CONTROL]})"
    moved = f"({change[Role.DISPLACEMENT]} {MINUS} {change[Role.DISPLACEMENT_CONTROL]})"
    yield f"Weighted displacement difference = {local} + {moved} = {figure(wdd['estimate'], 1)}"
    yield f"Its standard error as published {figure(wdd['se'], 1)}, z = {figure(wdd['z'], 2)}, {probability(wdd['p'])}"
    yield (
        f"Adjusted for a dispersion of {figure(wide['dispersion'], 2)}: standard error {figure(wide['se'], 1)}, "
        f"z = {figure(wide['z'], 2)}, {probability(wide['p'])}, {confidence(alpha)} interval {span(wide['ci'], 1)}"
    )


def _ratio(result: Result, alpha: float) -> Iterator[str]:
    ratio = result["rate_ratio"]
    if ratio["ratio"] is not None:
        yield f"Rate ratio {figure(ratio['ratio'], 2)}, {confidence(alpha)} interval {span(ratio['ci'], 2)}"


def _displaced(result: Result) -> Iterator[str]:
    one = result["displacement"]
    yield (
        f"Gross effect {figure(one['ge'], 1)}, net effect {figure(one['ne'])}, total net effect "
        f"{figure(one['tne'], 1)}, displacement quotient {figure(one['wdq'])}"
    )


def _chance(result: Result) -> Iterator[str]:
    if one := result["placebo"]:
        rank, areas = one["rank"], one["areas"]
        yield f"Placebo: rank {rank:,} of {areas + 1:,}, p = {rank:,} / (1 + {areas:,}) = {figure(one['p'])}"
    if one := result["pooled"]:
        yield (
            f"Against {one['areas']:,} untreated areas together: expected {figure(one['expected'], 1)}, difference "
            f"{figure(one['estimate'], 1)}, interval {span(one['ci'], 1)}, {probability(one['p'])}"
        )


def figure(value: float | None, digits: int = 3) -> str:
    """Write a figure with at most so many decimals and a true minus sign, or say that there is none."""
    if value is None:
        return "not known"
    written = f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"
    return ("0" if written == "-0" else written).replace("-", MINUS)


def probability(p: float | None) -> str:
    """Write a p value: "p = 0.029", and "p < 0.001" where it is smaller than can be shown."""
    return "p < 0.001" if p is not None and p < 0.001 else f"p = {figure(p)}"


def span(interval: Sequence[float | None], digits: int) -> str:
    """Write an interval: "−289 to −15", or say that none can be given."""
    low, high = interval
    return "not known" if low is None and high is None else f"{figure(low, digits)} to {figure(high, digits)}"
