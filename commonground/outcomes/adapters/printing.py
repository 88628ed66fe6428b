"""How does a result read in a terminal? Words first, then the table; the same figures as the JSON.

*Source:* design/look/look.md 7, "Verdict", and 11.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from commonground.outcomes.adapters.store import Month
from commonground.outcomes.rules.arithmetic import confidence, fewer_or_more, range_in_words
from commonground.outcomes.rules.counts import LABELS
from commonground.outcomes.rules.design import FIRMNESS


def table(rows: Sequence[Sequence[object]]) -> list[str]:
    """Lay rows out in columns: the first to the left, the others to the right, the first row a heading."""
    texts = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in texts) for column in range(len(texts[0]))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in texts
    ]


def number(value: float | None, digits: int = 3) -> str:
    """Write a figure with so many decimals, or say that there is none."""
    return "not known" if value is None else f"{value:.{digits}f}"


def _counts(result: dict[str, Any]) -> list[str]:
    rows: list[list[object]] = [["", "before", "after", "change"]]
    for role, label in LABELS.items():
        counts = result["counts"][role.value]
        if counts["before"] or counts["after"]:
            change = counts["after"] - counts["before"]
            rows.append([label.capitalize(), counts["before"], counts["after"], fewer_or_more(change)])
    left = result["left_out"]
    return [
        *table(rows),
        f"Left out: {left['other_crime_type']:,} of another type, {left['no_location']:,} without a location, "
        f"{left['outside_every_area']:,} outside every area.",
    ]


def _mathematics(result: dict[str, Any]) -> Iterator[str]:
    wdd, wide = result["wdd"], result["adjusted"]
    estimate, se = number(wdd["estimate"], 1), number(wdd["se"])
    yield f"Weighted displacement difference {estimate}, standard error {se} as published"
    yield f"  adjusted for a dispersion of {number(wide['dispersion'])}: {number(wide['se'])}, p {number(wide['p'])}"
    if one := result["pooled"]:
        yield (
            f"Against {one['areas']:,} untreated areas together: expected {number(one['expected'], 1)}, "
            f"ratio {number(one['ratio'])}, p {number(one['p'])}"
        )
    if one := result["placebo"]:
        yield f"Placebo rank {one['rank']:,} of {one['areas'] + 1:,}, p {number(one['p'])}"
    ratio = result["rate_ratio"]
    yield f"Rate ratio against the comparison areas {number(ratio['ratio'])}"


def evaluation(result: dict[str, Any]) -> str:
    """Write the result of a study for a reader."""
    level = result["design"]["maryland_level"]
    lines = [result["verdict"]["sentence"], "", f"Firmness {level} of 5: {FIRMNESS[level]}.", "", *_counts(result), ""]
    lines += ["Next door: " + result["displacement"]["reading"], ""]
    if result["warnings"]:
        lines += ["What to know first:", *(f"- {warning['sentence']}" for warning in result["warnings"]), ""]
    return "\n".join([*lines, *_mathematics(result)])


def difference(result: dict[str, Any], alpha: float) -> str:
    """Write a weighted displacement difference for a reader."""
    rows = [["", "estimate", "standard error"]]
    rows.append(["Where the work was done, less the comparison", *_pair(result["local"])])
    rows.append(["Next door, less its comparison", *_pair(result["displaced"])])
    rows.append(["Both", *_pair(result)])
    words = f"{fewer_or_more(result['estimate'])}, {range_in_words(*result['ci'])} ({confidence(alpha)} interval)"
    lines = [
        f"Against the comparison: {words}.",
        "The interval counts chance alone, as published; real crime varies more.",
        "",
        *table(rows),
        f"z {number(result['z'])}, p {number(result['p'], 4)}",
    ]
    if moved := result.get("displacement"):
        lines += ["", moved["reading"]]
        names = (("gross effect", "ge"), ("net effect", "ne"), ("total net effect", "tne"), ("quotient", "wdq"))
        lines.append(", ".join(f"{name} {number(moved[key], 4)}" for name, key in names))
    return "\n".join(lines)


def _pair(figures: dict[str, Any]) -> list[str]:
    return [number(figures["estimate"]), number(figures["se"])]


def imported(done: dict[str, Any]) -> str:
    """Write what an import did for a reader."""
    files = done["files"]
    lines = [
        f"Files: {files['added']:,} added, {files['replaced']:,} replaced, {files['unchanged']:,} unchanged, "
        f"{files['refused']:,} refused.",
        f"Rows: {done['read']:,} read = {done['kept']:,} kept + {len(done['set_aside']):,} set aside.",
        f"Of those kept, {done['no_location']:,} have no location and {done['repeated_ids']:,} share a Crime ID.",
    ]
    lines += [f"Set aside: {row['file']}, line {row['line']}: {row['reason']}." for row in done["set_aside"]]
    return "\n".join(lines)


def held(months: list[Month]) -> str:
    """Write what is held for a reader."""
    if not months:
        return "No crimes have been imported yet. Import some with: commonground outcomes import FILE-OR-FOLDER"
    rows: list[list[object]] = [["Force", "first", "last", "months", "crimes", "no location", "set aside"]]
    for force in sorted({month.force for month in months}):
        mine = [month for month in months if month.force == force]
        sums = [sum(m.kept for m in mine), sum(m.no_location for m in mine), sum(len(m.set_aside) for m in mine)]
        rows.append([force, mine[0].month, mine[-1].month, len(mine), *sums])
    return "\n".join(table(rows))
