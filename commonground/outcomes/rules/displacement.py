"""Did crime move next door, or did next door gain too? Gross and net effects and the weighted displacement quotient.

In these published measures a positive number is good, and in the weighted displacement difference a negative one is;
so every result carries its reading in words. The worked example of the problem-oriented policing guide (Lancashire,
"MOPPIN up Dodge") prints a quotient of .411; its own printed counts give 0.2582, and the printed figure is wrong.

*Source:* R42; Bowers and Johnson 2003; Guerette 2009, POP Tool Guide 10, appendices B to D.
"""

from typing import Any

from commonground.outcomes.rules.counts import Cells, Counts

NO_NEIGHBOURS = "No areas next door were named, so whether crime moved was not measured."
NO_CONTROL = "The quotient cannot be computed: there are no crimes in the comparison areas to compare with."
ZERO = "The quotient cannot be computed: one of the counts it divides is zero."
NO_SUCCESS = (
    "The quotient says nothing here: crime did not fall where the work was done compared with the comparison areas, "
    "so there is no gain that could have moved."
)


def reading(wdq: float) -> str:
    """Say in words what a quotient means, where the success measure is negative."""
    if wdq > 1:
        words = "next door did better than where the work was done: the benefit spread widely"
    elif wdq > 0:
        words = "next door did better than the comparison areas too: some of the benefit spread"
    elif wdq == 0:
        words = "next door did as the comparison areas did: nothing moved and no benefit spread"
    elif wdq > -1:
        words = "some crime moved next door, but less than went from where the work was done: there is a gain overall"
    elif wdq == -1:
        words = "as much crime appeared next door as went from where the work was done: there is no gain overall"
    else:
        words = "more crime appeared next door than went from where the work was done: the gain was lost"
    return f"By the counts alone, {words}."


def _quotient(cells: Cells) -> tuple[float | None, str]:
    r, c, d = cells.treated, cells.control, cells.displacement
    if not (c.before and c.after):
        return None, NO_CONTROL
    if not all((r.before, r.after, d.before, d.after)):
        return None, ZERO
    success = r.after / c.after - r.before / c.before
    if not r.after * c.before < r.before * c.after:
        return None, NO_SUCCESS
    quotient = (d.after / c.after - d.before / c.before) / success
    return quotient, reading(quotient)


def displacement(cells: Cells, *, measured: bool = True, scale: float = 1.0) -> dict[str, Any]:
    """Give `ge, ne, tne, wdq, reading`; `measured` is false where no areas next door were named, and `scale` is the
    length of the after period over that of the before period. What cannot be computed is None, with the reason."""
    r, c, d = cells.treated, cells.control, cells.displacement
    result: dict[str, Any] = {"ge": r.before * scale - r.after, "ne": None, "tne": None}
    if c.before and c.after:
        result["ne"] = r.before / c.before - r.after / c.after
    if c.before and measured:
        result["tne"] = sum(_below_expected(role, c) for role in (r, d))
    wdq, words = _quotient(cells) if measured else (None, NO_NEIGHBOURS)
    return {**result, "wdq": wdq, "reading": words}


def _below_expected(counts: Counts, control: Counts) -> float:
    return counts.before * (control.after / control.before) - counts.after
