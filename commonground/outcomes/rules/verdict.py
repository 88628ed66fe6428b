"""Did it work? One code and one sentence, decided on calibrated figures only and never on the textbook test.

The basis is the pooled figure where there is one, else the placebo rank, else (where no pool was asked for) the
estimate adjusted for overdispersion. `no_clear_change` is said only where a fall of 30% would have been seen in half
of cases; below that the honest answer is that the study cannot tell.

*Source:* R37, R41, R42; design/outcomes.md 2, `verdict`; design/look/look.md 7 and 11.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from commonground.outcomes.rules.arithmetic import confidence, fewer_or_more, in_words, quantile, range_in_words

FALL = 0.3
HALF = 0.5


class Code(StrEnum):
    """What a study can say."""

    FEWER = "fewer"
    MORE = "more"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Figure:
    """A calibrated figure: the difference in crimes with its interval, p, what it was compared with, where it speaks
    of, and whether a fall of 30% would have been called in half of cases."""

    basis: str
    estimate: float
    ci: Sequence[float | None]
    p: float | None
    against: str
    place: str
    fall_is_seen: bool


def _called(figure: Figure, alpha: float) -> Code | None:
    low, high = figure.ci
    if figure.p is None or figure.p > alpha + 1e-12 or low is None or high is None:
        return None
    if high < 0:
        return Code.FEWER
    return Code.MORE if low > 0 else None


def _interval(figure: Figure, alpha: float) -> str:
    return f"{range_in_words(*figure.ci)} ({confidence(alpha)} interval)"


def _sentence(code: Code, figure: Figure, alpha: float) -> str:
    about, span = fewer_or_more(figure.estimate), _interval(figure, alpha)
    if code in (Code.FEWER, Code.MORE):
        return (
            f"There were {code.value} recorded crimes {figure.place} than {figure.against} lead us to expect: about "
            f"{about}, and the true figure could be anywhere {span}."
        )
    if code is Code.NO_CLEAR_CHANGE:
        return (
            f"Recorded crime {figure.place} shows no clear change against {figure.against}: the difference is "
            f"somewhere {span}. A fall of {FALL:.0%} would have been seen in at least half of cases like this."
        )
    return (
        f"This study cannot tell whether recorded crime {figure.place} changed against {figure.against}: the "
        f"difference could be anywhere {span}, and a fall of {FALL:.0%} would have been missed in more than half of "
        "cases like this."
    )


def decide(figure: Figure, alpha: float) -> dict[str, Any]:
    """Give `code, sentence, basis, estimate, ci` for a calibrated figure."""
    code = _called(figure, alpha) or (Code.NO_CLEAR_CHANGE if figure.fall_is_seen else Code.CANNOT_TELL)
    return {
        "code": code.value,
        "sentence": _sentence(code, figure, alpha),
        "basis": figure.basis,
        "estimate": figure.estimate,
        "ci": list(figure.ci),
    }


def cannot_tell(reason: str) -> dict[str, Any]:
    """Give the verdict where no calibrated figure exists; the reason completes "This study cannot tell …: "."""
    sentence = f"This study cannot tell whether the work changed recorded crime: {reason}."
    return {
        "code": Code.CANNOT_TELL.value,
        "sentence": sentence,
        "basis": None,
        "estimate": None,
        "ci": [None, None],
    }


def too_few(areas: int, needed: int) -> str:
    """Say why a pool is too small to judge chance by."""
    left = "only one untreated area is" if areas == 1 else f"only {in_words(areas)} untreated areas are"
    if not areas:
        left = "no untreated areas are"
    return f"{left} left to show how much crime changes by chance, and at least {in_words(needed)} are needed"


def fall_seen_by_adjusted(expected: float, se: float | None, alpha: float) -> bool:
    """Tell whether a fall of 30% of the expected count reaches the size that an adjusted test calls, which it then
    does in half of cases."""
    return bool(se) and se is not None and FALL * expected >= quantile(alpha) * se
