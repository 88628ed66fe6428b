"""What became of what somebody shared? Seen, acknowledged, used, outcome, useful; and until when it is owed.

Whoever gets something owes its originator an answer. The clock is one for everything of a kind, shown to both. Seen is
not said by anybody: it is what the record shows. "I have seen this too" carries no words, so that nobody has to be
asked first.

*Source:* design/sharing.md 2.2 and 5 (receipts and reciprocity); R78, R248; reference on the domain, 3 (5) and (8).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Said(StrEnum):
    """What a recipient can say of something shared, in the order in which it usually comes."""

    ACKNOWLEDGED = "acknowledged"
    USED = "used"
    OUTCOME = "outcome"
    USEFUL = "useful"
    TOO = "too"


SAID = {
    Said.ACKNOWLEDGED: "We have read it and somebody deals with it",
    Said.USED: "We used it",
    Said.OUTCOME: "This came of it",
    Said.USEFUL: "How useful it was",
    Said.TOO: "We have seen this too",
}
NEEDS_WORDS = frozenset({Said.USED, Said.OUTCOME})
USEFULNESS = {"yes": "Useful", "partly": "Partly useful", "no": "Not useful to us"}
# Ours, in our words: what can come of a report; no list is given to us.
RESULTS = {
    "dealt": "Somebody was identified or dealt with",
    "patrol": "Patrols or measures were changed",
    "pattern": "It became part of a pattern that is worked on",
    "nothing": "Nothing could be done, and why is said below",
    "open": "It is still worked on",
}
# The end of it: what answers for good.
ANSWERS = frozenset({Said.USED, Said.OUTCOME})


@dataclass(frozen=True, slots=True)
class Target:
    """Until when something is said, counted from the moment at which it was shared."""

    said: Said
    within: timedelta
    words: str


# Ours, of 22 November 2026; an agreement may promise more.
AT_ONCE = timedelta(days=1)
TARGETS = (
    Target(
        Said.ACKNOWLEDGED, timedelta(days=3), "An answer within 3 days, within a day where it was passed on at once"
    ),
    Target(Said.OUTCOME, timedelta(days=28), "What came of it within 28 days"),
)


@dataclass(frozen=True, slots=True)
class Owed:
    """What one recipient owes next: what is to be said, and until when."""

    said: Said
    until: datetime


def owed(sent: datetime, said: Collection[Said], *, at_once: bool = False) -> Owed | None:
    """Say what is owed next for something shared at a moment; None when nothing is."""
    if ANSWERS & set(said):
        return None
    first, last = TARGETS
    if Said.ACKNOWLEDGED not in said:
        return Owed(first.said, sent + (AT_ONCE if at_once else first.within))
    return Owed(last.said, sent + last.within)


def is_late(what: Owed | None, now: datetime) -> bool:
    """Whether the moment until which something is owed has passed."""
    return what is not None and what.until <= now
