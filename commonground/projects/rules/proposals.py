"""What is a proposal made of, and what can become of it? What must stand in it, its states, how long each may take.

How long is ours; nobody is told that they are late. A day that has passed says only that it takes longer than hoped.

*Source:* R93, R103, R104, R109, R126; the slides on the strategy, "Project Proposal & Review Process".
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    TRIAGE = "triage"
    IN_REVIEW = "in_review"
    DECIDING = "deciding"
    REFERRED = "referred"
    REVISE = "revise"
    DECLINED = "declined"
    SUPPORTED = "supported"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: "Draft",
    State.SUBMITTED: "Submitted",
    State.TRIAGE: "Being sorted",
    State.IN_REVIEW: "In review",
    State.DECIDING: "To be decided",
    State.REFERRED: "Referred to the board",
    State.REVISE: "To be revised",
    State.DECLINED: "Declined",
    State.SUPPORTED: "Supported",
    State.ENDED: "Support has ended",
    State.WITHDRAWN: "Withdrawn",
}
STATES = {state.value: label for state, label in LABELS.items()}

TRANSITIONS: dict[State, dict[str, State]] = {
    State.DRAFT: {"submit": State.SUBMITTED, "withdraw": State.WITHDRAWN},
    State.SUBMITTED: {"take_up": State.TRIAGE, "withdraw": State.WITHDRAWN},
    State.TRIAGE: {
        "review": State.IN_REVIEW,
        "revise": State.REVISE,
        "decline": State.DECLINED,
        "withdraw": State.WITHDRAWN,
    },
    State.IN_REVIEW: {"open": State.DECIDING, "withdraw": State.WITHDRAWN},
    State.DECIDING: {
        "support": State.SUPPORTED,
        "revise": State.REVISE,
        "decline": State.DECLINED,
        "refer": State.REFERRED,
        "withdraw": State.WITHDRAWN,
    },
    State.REFERRED: {
        "support": State.SUPPORTED,
        "revise": State.REVISE,
        "decline": State.DECLINED,
        "withdraw": State.WITHDRAWN,
    },
    State.REVISE: {"submit": State.SUBMITTED, "withdraw": State.WITHDRAWN},
    State.DECLINED: {},
    State.SUPPORTED: {"end": State.ENDED},
    State.ENDED: {},
    State.WITHDRAWN: {},
}

WRITABLE = frozenset({State.DRAFT, State.REVISE})
SORTED = frozenset({State.SUBMITTED, State.TRIAGE})
WEIGHED = frozenset({State.DECIDING, State.REFERRED})
UNDER_WAY = frozenset({State.SUBMITTED, State.TRIAGE, State.IN_REVIEW, *WEIGHED})
WITH_SUPPORT = frozenset({State.SUPPORTED, State.ENDED})

# In how many days an answer is hoped for, by state; ours
HOPED_WITHIN = {
    State.SUBMITTED: 7,
    State.TRIAGE: 14,
    State.IN_REVIEW: 28,
    State.DECIDING: 14,
    State.REFERRED: 60,
}
REVIEW_DAYS = 21
OUTCOMES = {
    "support": "Supported",
    "revise": "To be revised and submitted again",
    "decline": "Declined",
    "refer": "Referred to the board",
}

# What a proposal says, in the order in which it is read: name, what it is called, what it must say
SAYS = {
    "title": "What it is called",
    "what": "What you propose",
    "benefit_police": "What the police gain",
    "benefit_security": "What security gains",
    "success_police": "Success for the police",
    "success_security": "Success for security",
    "resources": "What it needs, and from whom",
    "cell": "The kind of collaboration",
}
MISSING = {
    "title": "Give it a name.",
    "what": "Say what you propose.",
    "benefit_police": "Say what the police gain by it.",
    "benefit_security": "Say what security gains by it.",
    "success_police": "Say by what the police will know that it has worked.",
    "success_security": "Say by what security will know that it has worked.",
    "resources": "Say what it needs, and from whom.",
    "cell": "Answer the three questions about the kind of collaboration.",
}
# In which of them a name may stand that tells who proposes
WRITTEN = tuple(name for name in SAYS if name != "cell")


def after(state: State, verb: str) -> State | None:
    """Give the state that a verb leads to, or None where it does not apply."""
    return TRANSITIONS[state].get(verb)


def missing(values: Mapping[str, Any], *, has_need: bool, unanswered: int) -> list[str]:
    """Say what a proposal still lacks before it can be submitted, each in one sentence."""
    found = [sentence for name, sentence in MISSING.items() if not str(values.get(name) or "").strip()]
    if not has_need:
        found.append("Choose the need that it answers, or state one.")
    if unanswered == 1:
        found.append("Say of one thing that exists already why it cannot deliver, or that you extend it.")
    elif unanswered:
        found.append(f"Say of {unanswered} things that exist already why each cannot deliver, or that you extend it.")
    return found


def hoped_by(state: State, since: date) -> date | None:
    """Give the day by which an answer is hoped for; None where nobody is asked for one."""
    days = HOPED_WITHIN.get(state)
    return None if days is None else since + timedelta(days=days)
