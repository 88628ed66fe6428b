"""What did the originator decide about one item? The outcome, for whom, and for how long.

*Source:* design/sharing.md 1; R184.
"""

from dataclasses import dataclass
from enum import StrEnum

from commonground.sharing.rules.periods import ALWAYS, Period


class Outcome(StrEnum):
    """How a sharing decision came out."""

    SHARE = "share"
    REFUSE = "refuse"
    DEFER = "defer"


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded sharing decision; it never changes, a correction is a new one."""

    id: str
    by: str
    item: str
    outcome: Outcome = Outcome.SHARE
    recipients: frozenset[str] = frozenset()
    public: bool = False
    period: Period = ALWAYS
