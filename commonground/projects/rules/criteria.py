"""Is it time to stop? Each criterion that was agreed at the start, read against what was measured and against the date.

A criterion that rests on an outcome is worked out from its figure and target, so that the target is typed once; one
with a last day from the date. For all others, what both sides say is all there is, and it is shown as that.

*Source:* R10, R41.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from commonground.projects.rules.achieving import Achieved


class Reading(StrEnum):
    """How a criterion stands on a day."""

    MET = "yes"
    NOT_MET = "no"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return {"yes": "Met", "no": "Not met", "open": "Not yet known"}[self.value]


class By(StrEnum):
    """What a reading rests on."""

    OUTCOME = "outcome"
    DATE = "date"
    WORD = "word"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return {
            "outcome": "Worked out from the outcome’s figure and its target.",
            "date": "Worked out from the date.",
            "word": "As both sides say.",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Read:
    """How a criterion stands, and what that rests on."""

    reading: Reading
    by: By


def read(values: Mapping[str, Any], achieved: Achieved | None, today: date) -> Read:
    """Read one criterion; `achieved` is how far the outcome was reached on which it rests, None where it rests on none
    or where that was taken out."""
    if achieved is not None:
        return Read(_OF_OUTCOMES[achieved], By.OUTCOME)
    if until := values.get("until"):
        return Read(Reading.MET if date.fromisoformat(until) < today else Reading.NOT_MET, By.DATE)
    said = values.get("met")
    return Read(Reading(said) if said in set(Reading) else Reading.OPEN, By.WORD)


_OF_OUTCOMES: Mapping[Achieved, Reading] = {
    Achieved.MET: Reading.MET,
    Achieved.PARTLY: Reading.NOT_MET,
    Achieved.NOT: Reading.NOT_MET,
    Achieved.CANNOT_TELL: Reading.OPEN,
}
