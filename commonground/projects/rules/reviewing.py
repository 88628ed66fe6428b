"""What follows from a review? Three questions with their branches, answered by each side.

Not relevant leads to step 9. Relevant and on course: carry on. Relevant and not on course: change the plan, or say why
not. Where the sides differ, the one that asks for more is followed, so that nobody's doubt is outvoted.

*Source:* R32-R35, R88; requirements, section 8.1 (what "if no" refers to).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from commonground.groundwork.sides import TWO_SIDES, Side

INTERVALS = {
    30: "Every month",
    91: "Every three months",
    182: "Every six months",
    365: "Every year",
    547: "After 18 months",
    730: "After two years",
}
A_FEW_DAYS = 5

# The look back, in the order in which it is read: what was expected, what happened, why, and what to change
LOOKING_BACK = ("expected", "happened", "why", "differently")


class Follows(StrEnum):
    """Where a review leads."""

    STOP = "stop"
    CARRY_ON = "carry_on"
    CHANGE = "change"
    KEEP = "keep"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return {
            "stop": "A side no longer sees the challenge as relevant. Go to step 9 and decide whether to stop.",
            "carry_on": "The challenge still matters and you are on course. Carry on.",
            "change": "You are not on course, and the plan must change. Change steps 3 and 6, then put it forward.",
            "keep": "You are not on course, and the plan stays as it is, for the reasons given.",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """One side's three answers; the second and third are asked only where they follow."""

    relevant: bool
    on_course: bool | None
    change: bool | None


def interval_near(days: int) -> int | None:
    """Give the interval that a number of days comes near to, or None where none of them does."""
    return next((each for each in INTERVALS if abs(each - days) <= A_FEW_DAYS), None)


def faults(raw: Mapping[str, Any]) -> dict[str, str]:
    """Say which answers are missing, given the branch that the earlier answers take."""
    found = {}
    if raw.get("relevant") is None:
        found["relevant"] = "Choose whether the challenge still matters"
    elif raw["relevant"] and raw.get("on_course") is None:
        found["on_course"] = "Choose whether you are on course"
    elif raw["relevant"] and raw["on_course"] is False and raw.get("change") is None:
        found["change"] = "Choose whether the plan must change"
    stays = raw.get("relevant") and raw.get("on_course") is False and raw.get("change") is False
    if stays and not str(raw.get("keeps_because") or "").strip():
        found["keeps_because"] = "Enter why the plan stays as it is"
    if not str(raw.get("why") or "").strip():
        found["why"] = "Enter why you say so"
    return found


def follows(answers: Mapping[Side, ReviewAnswer]) -> Follows | None:
    """Tell where the review leads, or None while a side has not answered."""
    if any(side not in answers for side in TWO_SIDES):
        return None
    given = [answers[side] for side in TWO_SIDES]
    if any(not answer.relevant for answer in given):
        return Follows.STOP
    if all(answer.on_course for answer in given):
        return Follows.CARRY_ON
    return Follows.CHANGE if any(answer.change for answer in given) else Follows.KEEP
