"""How much more do counts vary than chance alone? Overdispersion of areas where nothing was done.

Two scales are looked at and the larger counts: the monthly wobble of each area within a period (Pearson's chi-squared
over its degrees of freedom, given the area's level and the month's total), and, where there are at least ten areas,
how unevenly they drifted from one period to the next. Monthly wobble alone misses the drift: on London boroughs it
explains a spread of 2.1 where 3.0 was seen. Never below one: less variation than chance is not credited.

*Source:* R42; Marchant, Baxter and Barber on the variance of crime counts; design/outcomes.md 3.1.
"""

import numpy as np
from numpy.typing import NDArray

from commonground.outcomes.rules.arithmetic import normal_figures

Series = NDArray[np.int64]
LEAST_AREAS_FOR_DRIFT = 10


def _pearson(table: Series) -> tuple[float, int]:
    table = table[table.sum(axis=1) > 0][:, :]
    areas, columns = table.shape
    if not areas or columns < 2:
        return 0.0, 0
    if areas == 1:
        expected = np.full(columns, table.mean())
        return float(((table[0] - expected) ** 2 / expected).sum()), columns - 1
    table = table[:, table.sum(axis=0) > 0]
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return float(((table - expected) ** 2 / expected).sum()), (areas - 1) * (table.shape[1] - 1)


def dispersion(before: Series, after: Series) -> float | None:
    """Estimate the variance-to-mean factor from monthly counts of untreated areas, each array shaped areas x months;
    None where there is nothing to estimate it from."""
    within = [_pearson(period) for period in (before, after)]
    freedom = sum(df for _, df in within)
    if not freedom:
        return None
    monthly = sum(chi for chi, _ in within) / freedom
    drift = 0.0
    if before.shape[0] >= LEAST_AREAS_FOR_DRIFT:
        chi, df = _pearson(np.column_stack([before.sum(axis=1), after.sum(axis=1)]))
        drift = chi / df if df else 0.0
    return max(1.0, monthly, drift)


def adjusted(estimate: float, se: float, factor: float | None, alpha: float) -> dict[str, object]:
    """Give `dispersion, se, z, p, ci`: the same estimate with its Poisson standard error widened by the factor."""
    wide = None if factor is None else se * factor**0.5
    return {"dispersion": factor, **normal_figures(estimate, wide, alpha)}
