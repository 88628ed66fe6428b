"""By what is a proposal judged? Criteria built from the strategy's key success factors, scored from 0 to 4 in words.

The factors are the strategy's; the questions, the scale and what a spread means are ours. A review judges what is
proposed, never who proposes it.

*Source:* R88, R93, R98-R104, R109; D12; the slides on the strategy, "PaS : Key Success Factors".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is scored: what is asked, and the success factor that it comes from, in the strategy's words."""

    key: str
    name: str
    asks: str
    factor: str


CRITERIA = (
    Criterion(
        "need",
        "A real need",
        "Is there a need, stated by those who have it, and does this meet it?",
        "Understand real requirements",
    ),
    Criterion(
        "reuse",
        "Builds on what exists",
        "Does it build on what is there, or show why that cannot deliver?",
        "Prefer to build on what we have – if it can deliver",
    ),
    Criterion(
        "effort",
        "Worth the effort",
        "Is what it asks for in proportion to what it brings?",
        "Effective investment of effort",
    ),
    Criterion(
        "known",
        "Known to others",
        "Can others see it, and is it coordinated with what they do?",
        "Transparency of initiatives to allow coordination",
    ),
    Criterion(
        "public",
        "Shows police and public",
        "Will it show the police and the public how private security can be used well?",
        "Demonstrate to the Police & Public how the PSI can be used effectively",
    ),
    Criterion(
        "industry",
        "Shows the industry",
        "Will it show the security industry what it gains?",
        "Demonstrate to the PSI what benefits they will gain",
    ),
    Criterion(
        "strategy",
        "Serves both sides’ strategy",
        "Does it serve the strategy that both sides have agreed to, and is success for each side stated?",
        "Adoption of a common Strategy across stakeholders",
    ),
)
KEYS = tuple(criterion.key for criterion in CRITERIA)
SCALE = {4: "Fully", 3: "Well", 2: "In part", 1: "Hardly", 0: "Not at all"}
RECOMMENDS = {
    "support": "Support it",
    "revise": "Ask for another version",
    "decline": "Decline it",
}
# How far two reviewers may be apart, on the scale, before they are said to differ
APART = 2


class Asked(StrEnum):
    """Where a request to review stands."""

    ASKED = "asked"
    READING = "reading"
    SENT = "sent"
    CLOSE = "close"
    DECLINED = "declined"
    RELIEVED = "relieved"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return ASKED_LABELS[self]


ASKED_LABELS = {
    Asked.ASKED: "Asked",
    Asked.READING: "Has declared no interest",
    Asked.SENT: "Has sent the review",
    Asked.CLOSE: "Stands close to it",
    Asked.DECLINED: "Cannot review it",
    Asked.RELIEVED: "No longer asked",
}
ASKED_STATES = {state.value: label for state, label in ASKED_LABELS.items()}
ASKED_TRANSITIONS: dict[Asked, dict[str, Asked]] = {
    Asked.ASKED: {
        "declare_none": Asked.READING,
        "declare_interest": Asked.CLOSE,
        "decline": Asked.DECLINED,
        "relieve": Asked.RELIEVED,
    },
    Asked.READING: {
        "send": Asked.SENT,
        "declare_interest": Asked.CLOSE,
        "decline": Asked.DECLINED,
        "relieve": Asked.RELIEVED,
    },
    Asked.SENT: {},
    Asked.CLOSE: {},
    Asked.DECLINED: {},
    Asked.RELIEVED: {},
}
OPEN = frozenset({Asked.ASKED, Asked.READING})
LIVE = frozenset({Asked.ASKED, Asked.READING, Asked.SENT})
READS = frozenset({Asked.READING, Asked.SENT})


def after(state: Asked, verb: str) -> Asked | None:
    """Give where a request to review stands after a verb, or None where it does not apply."""
    return ASKED_TRANSITIONS[state].get(verb)


def faults(scores: Mapping[str, Any], comments: Mapping[str, str], recommends: str) -> dict[str, str]:
    """Say what a review lacks before it can be sent, by field: a score and a comment for each criterion, and what is
    recommended."""
    found = {}
    for criterion in CRITERIA:
        if scores.get(criterion.key) not in SCALE:
            found[f"score_{criterion.key}"] = f"Choose how far: {criterion.name}"
        if not str(comments.get(criterion.key) or "").strip():
            found[f"comment_{criterion.key}"] = f"Enter why: {criterion.name}"
    if recommends not in RECOMMENDS:
        found["recommends"] = "Choose what you recommend"
    return found


@dataclass(frozen=True, slots=True)
class Spread:
    """What some reviews say together: how many, the mean of all scores, and each criterion's lowest and highest."""

    reviews: int
    mean: float | None
    each: Mapping[str, tuple[int, int]]

    @property
    def apart(self) -> tuple[str, ...]:
        """The criteria at which reviewers differ by two steps or more."""
        return tuple(key for key in KEYS if key in self.each and self.each[key][1] - self.each[key][0] >= APART)

    def as_data(self) -> dict[str, Any]:
        """Give the spread as it is kept."""
        return {
            "reviews": self.reviews,
            "mean": self.mean,
            "each": {key: list(pair) for key, pair in self.each.items()},
        }


def spread(scores: Sequence[Mapping[str, int]]) -> Spread:
    """Put the scores of opened reviews together."""
    given = [score for one in scores for score in one.values()]
    each = {key: [one[key] for one in scores if key in one] for key in KEYS}
    found = {key: (min(those), max(those)) for key, those in each.items() if those}
    return Spread(len(scores), round(sum(given) / len(given), 1) if given else None, found)


def read_spread(data: Mapping[str, Any]) -> Spread | None:
    """Read a spread as it is kept; None where no reviews were opened."""
    if not data.get("reviews"):
        return None
    return Spread(data["reviews"], data["mean"], {key: (low, high) for key, (low, high) in data["each"].items()})
