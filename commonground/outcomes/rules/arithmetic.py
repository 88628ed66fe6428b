"""How is a number with its uncertainty written? Normal quantiles, intervals, and figures that JSON can carry.

Nothing here ever yields NaN or infinity: what cannot be known is None.

*Source:* design/outcomes.md, "Numbers are JSON numbers or null".
"""

import math
from collections.abc import Mapping
from numbers import Integral
from statistics import NormalDist
from typing import Any

DIGITS = 12
"""Significant digits that leave the engine: fewer than a float holds, so that the last bit of another machine's
logarithm does not change the bytes of a result."""

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def quantile(alpha: float) -> float:
    """Give the two-sided normal quantile: 1.96 for an alpha of 0.05."""
    return NormalDist().inv_cdf(1 - alpha / 2)


def two_sided(z: float) -> float:
    """Give the two-sided normal p of a z value."""
    return math.erfc(abs(z) / math.sqrt(2))


def normal_figures(estimate: float, se: float | None, alpha: float) -> dict[str, Any]:
    """Write `se, z, p, ci` of an estimate; without a standard error above zero, z, p and both limits are None."""
    if not se:
        return {"se": se, "z": None, "p": None, "ci": [None, None]}
    half, z = quantile(alpha) * se, estimate / se
    return {"se": se, "z": z, "p": two_sided(z), "ci": [estimate - half, estimate + half]}


def tidy(value: Any) -> Any:
    """Make a value fit for JSON: plain Python numbers of `DIGITS` significant digits, None for NaN and infinity."""
    if isinstance(value, Mapping):
        return {str(key): tidy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [tidy(item) for item in value]
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, Integral):
        return int(value)
    number = float(value)
    return float(f"{number:.{DIGITS}g}") + 0.0 if math.isfinite(number) else None


def in_words(number: int) -> str:
    """Write a whole number for a sentence: words up to ten, figures with thousands separators above."""
    return WORDS[number] if 0 <= number < len(WORDS) else f"{number:,}"


def fewer_or_more(number: float) -> str:
    """Write a change in words, rounded to whole crimes: "164 fewer", "12 more", "no change"."""
    whole = round(abs(number))
    if not whole:
        return "no change"
    return f"{whole:,} {'fewer' if number < 0 else 'more'}"


def range_in_words(low: float | None, high: float | None) -> str:
    """Write an interval of changes as "from 289 fewer to 15 fewer", the larger fall first; an open end says so."""
    below = "an unknown number fewer" if low is None else fewer_or_more(low)
    above = "an unknown number more" if high is None else fewer_or_more(high)
    return f"from {below} to {above}"


def confidence(alpha: float) -> str:
    """Write the coverage of an interval: "95%"."""
    return f"{(1 - alpha) * 100:.4g}%"
