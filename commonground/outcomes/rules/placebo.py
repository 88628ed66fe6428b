"""How often does a change this big turn up where nothing was done? Ranks among comparable untreated areas.

The statistic is the log of (after + half) / (before + half), less that of a comparison. The treated areas together are
ranked by its size among single untreated areas; the sum of several areas varies less than one, so with several treated
areas the rank errs towards caution. An interval is what the ranks do not reject (the effect is taken out of the
treated count until its rank is no longer extreme), so it and p always agree.

*Source:* R42; design/outcomes.md 2 and 3.1.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonground.outcomes.rules.counts import Counts

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
ENOUGH = 19
TIE = 1e-12


@dataclass(frozen=True, slots=True)
class Pool:
    """Counts before and after of the comparable untreated areas, each shaped (areas,), and whether they are alike:
    within a factor of two of a treated area's count before."""

    before: Whole
    after: Whole
    alike: bool
    kept: NDArray[np.intp]

    @property
    def areas(self) -> int:
        """How many areas."""
        return int(self.before.size)


def comparable(before: Whole, after: Whole, treated_mean: float) -> Pool:
    """Choose from the pool the areas whose count before is within a factor of two of a treated area's mean; fewer
    than 19 such, all of the pool, marked as not alike."""
    near = np.flatnonzero((2 * before >= treated_mean) & (before <= 2 * treated_mean))
    alike = near.size >= ENOUGH
    kept = near if alike else np.arange(before.size)
    return Pool(before[kept], after[kept], alike, kept)


def log_change(before: Numbers | Whole | float, after: Numbers | Whole | float) -> Numbers:
    """Give log((after + half) / (before + half)), element by element."""
    return np.log((np.asarray(after, dtype=float) + 0.5) / (np.asarray(before, dtype=float) + 0.5))


@dataclass(frozen=True, slots=True)
class Placebo:
    """A statistic ranked among those of untreated areas; `threshold` is the size that it must pass to be called, None
    where there are too few areas to call anything."""

    statistic: float
    p: float
    rank: int
    others: Numbers
    threshold: float | None


def rank(statistic: float, others: Numbers, alpha: float) -> Placebo:
    """Rank a statistic by its size among those of untreated areas, shaped (areas,); ties count against it."""
    size = np.abs(others)
    place = 1 + int((size >= abs(statistic) - TIE).sum())
    allowed = math.floor(alpha * (1 + others.size) + TIE)
    threshold = float(np.sort(size)[::-1][allowed - 1]) if 1 <= allowed <= others.size else None
    return Placebo(statistic, place / (1 + others.size), place, others, threshold)


def against_comparison(treated: Counts, control: Counts, pool: Pool, alpha: float) -> Placebo | None:
    """Rank the treated areas' change, less the comparison's, among the pool's; None without pool or comparison."""
    if not pool.areas or not (control.before or control.after):
        return None
    common = float(log_change(control.before, control.after))
    own = float(log_change(treated.before, treated.after)) - common
    return rank(own, log_change(pool.before, pool.after) - common, alpha)


def against_pool(treated: Counts, pool: Pool, alpha: float) -> Placebo | None:
    """Rank the treated areas' change, less that of the whole pool, among that of each area less the rest of the pool;
    None where the pool recorded nothing before."""
    total_before, total_after = int(pool.before.sum()), int(pool.after.sum())
    if not total_before:
        return None
    own = float(log_change(treated.before, treated.after) - log_change(total_before, total_after))
    rest = log_change(total_before - pool.before, total_after - pool.after)
    return rank(own, log_change(pool.before, pool.after) - rest, alpha)


def interval(after: int, estimate: float, found: Placebo) -> list[float | None]:
    """Give the effects in crimes that the ranks do not reject: the treated count after, less what it would have been
    had each effect been absent. Open ends (None) where the pool is too small to reject anything."""
    if found.threshold is None:
        return [None, None]
    low, high = ((after + 0.5) * (1 - math.exp(-(found.statistic + side * found.threshold))) for side in (-1, 1))
    return [min(low, estimate), max(high, estimate)]


def share_of_falls_seen(pool: Pool, found: Placebo, fall: float) -> float | None:
    """Give the share of untreated areas in which a planted fall would be called fewer: each recorded crime after is
    removed with probability `fall`, and the chance that the statistic then passes the threshold is summed exactly."""
    if found.threshold is None or not pool.areas:
        return None
    shift = log_change(pool.before, pool.after) - found.others
    most = (pool.before + 0.5) * np.exp(shift - found.threshold) - 0.5 - 1e-9
    chances = [_binomial_below(int(n), 1 - fall, math.ceil(k) - 1) for n, k in zip(pool.after, most, strict=True)]
    return float(np.mean(chances))


def _binomial_below(n: int, chance: float, most: int) -> float:
    """Give the probability that a binomial count is at most `most`."""
    if most < 0:
        return 0.0
    if most >= n:
        return 1.0
    choose = math.lgamma(n + 1)
    terms = (
        choose - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(chance) + (n - k) * math.log(1 - chance)
        for k in range(most + 1)
    )
    return min(1.0, math.fsum(math.exp(term) for term in terms))
