"""How does a post or a member's work pass on? Few states, and nothing left owned by nobody.

*Source:* R45, R115, R247; the look, section 7 ("Handover").
"""

from enum import StrEnum


class State(StrEnum):
    """Where a handover stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    CANCELLED = "cancelled"


LABELS = {
    State.DRAFT: "Being prepared",
    State.OFFERED: "Waiting for the successor",
    State.ACCEPTED: "Accepted",
    State.DECLINED: "It should be someone else",
    State.DONE: "Handed over",
    State.CANCELLED: "Cancelled",
}
STATES = {state.value: label for state, label in LABELS.items()}
REASONS = {"leaves": "Leaves the organisation", "moves": "Moves to another post", "long_absence": "Is away for long"}
CHOICES = {"successor": "Passes to the successor", "other": "Passes to somebody else", "closed": "Is closed"}
