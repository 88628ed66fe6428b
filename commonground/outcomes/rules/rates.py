"""By what factor did crime change, against the comparison? The ratio of two rate ratios.

*Source:* R42; Farrington, Gill, Waples and Argomaniz 2007, doi 10.1007/s11292-007-9024-2; Braga and Weisburd 2020,
doi 10.1007/s10940-020-09481-7.
"""

import math
from typing import Any

from commonground.outcomes.rules.arithmetic import quantile
from commonground.outcomes.rules.counts import Cells


def rate_ratio(cells: Cells, dispersion: float | None, alpha: float) -> dict[str, Any]:
    """Give `ratio, ci, ci_poisson` of (treated after / before) / (control after / before). All None where a count is
    zero; `ci` is None where no dispersion is known."""
    t, c = cells.treated, cells.control
    if not all((t.before, t.after, c.before, c.after)):
        return {"ratio": None, "ci": [None, None], "ci_poisson": [None, None]}
    ratio = (t.after / t.before) / (c.after / c.before)
    half = quantile(alpha) * math.sqrt(sum(1 / n for n in (t.before, t.after, c.before, c.after)))
    wide = None if dispersion is None else half * math.sqrt(dispersion)
    return {"ratio": ratio, "ci": _around(ratio, wide), "ci_poisson": _around(ratio, half)}


def _around(ratio: float, half: float | None) -> list[float | None]:
    return [None, None] if half is None else [ratio * math.exp(-half), ratio * math.exp(half)]
