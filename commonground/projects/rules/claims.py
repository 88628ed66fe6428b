"""How firm is what we say that we achieved? Each claim with its evidence grade, without which nothing goes out.

A figure that was taken before and after stands on firmness 2, one that was taken once on 1; an evaluation brings its
own, computed from its design. A claim without a grade cannot be made: `Claim` refuses it.

*Source:* R37, R39; the look, section 7 ("No claim is published without it"); design/outcomes.md 2 (`design`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonground.groundwork.refusals import Refused
from commonground.outcomes.rules.design import FIRMNESS

EFFECTS = {
    "better": "It made things better",
    "mixed": "Better in some ways, worse in others",
    "none": "It made no difference that we can see",
    "worse": "It made things worse",
    "cannot": "We cannot tell",
}
A_SINGLE_LOOK, BEFORE_AND_AFTER = 1, 2
UNGRADED = "A claim goes out with its evidence grade only. Measure it in step 8, or leave it out."


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said to have been achieved: how far, with which figures, and how firm that is (1 to 5)."""

    what: str
    reached: str
    figures: str
    firmness: int
    because: str = ""

    def __post_init__(self) -> None:
        if self.firmness not in FIRMNESS:
            raise Refused(UNGRADED)

    @property
    def grade(self) -> str:
        """The grade in the words that stand beside the claim."""
        return in_words(self.firmness)


def in_words(level: int) -> str:
    """Write a grade as it stands beside a claim: "Firmness 2 of 5: before and after".

    :raises Refused: for what is no grade.
    """
    if level not in FIRMNESS:
        raise Refused(UNGRADED)
    return f"Firmness {level} of 5: {FIRMNESS[level].lower()}"


def firmness_of(baseline: Any, measured: Any) -> int | None:
    """Grade a figure by what it can be compared with; None for what was not measured, which is no claim."""
    if measured in (None, ""):
        return None
    return A_SINGLE_LOOK if baseline in (None, "") else BEFORE_AND_AFTER


def refuse_ungraded(outcomes: Iterable[Mapping[str, Any]]) -> None:
    """Refuse to publish measured outcomes of which one has no grade.

    :raises Refused: naming none of them, because the sentence says what to do.
    """
    if any(one.get("measured") not in (None, "") and one.get("firmness") not in FIRMNESS for one in outcomes):
        raise Refused(UNGRADED)
