"""Was the outcome reached? Computed from the target that was agreed, never chosen by hand.

*Source:* R10, R37.
"""

from decimal import Decimal
from enum import StrEnum


class Achieved(StrEnum):
    """How far an outcome was reached."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"
    CANNOT_TELL = "cannot_tell"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return {"met": "Met", "partly": "Partly met", "not": "Not met", "cannot_tell": "Cannot tell"}[self.value]


def achieved(baseline: Decimal | None, target: Decimal | None, measured: Decimal | None) -> Achieved:
    """Judge a measured figure against where it started and where it was to go; either direction may be the good one.

    A target equal to the baseline asks that the figure does not get worse; nobody said which way that is, so a change
    cannot be judged.
    """
    if baseline is None or target is None or measured is None:
        return Achieved.CANNOT_TELL
    wanted, moved = target - baseline, measured - baseline
    if wanted == 0:
        return Achieved.MET if moved == 0 else Achieved.CANNOT_TELL
    share = moved / wanted
    if share >= 1:
        return Achieved.MET
    return Achieved.PARTLY if share > 0 else Achieved.NOT
