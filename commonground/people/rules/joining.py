"""How does somebody get in? An application moves through few states, and is admitted only when nothing is missing.

*Source:* R89, R232; D3; reference on the domain, section 0 (call-back, two sponsors).
"""

from enum import StrEnum


class State(StrEnum):
    """Where an application stands."""

    UNCONFIRMED = "unconfirmed"
    SENT = "sent"
    ADMITTED = "admitted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LABELS = {
    State.UNCONFIRMED: "E-mail address not confirmed",
    State.SENT: "Being checked",
    State.ADMITTED: "Admitted",
    State.DECLINED: "Declined",
    State.WITHDRAWN: "Withdrawn",
}
STATES = {state.value: label for state, label in LABELS.items()}
CALLS = {"confirmed": "Confirmed who they are", "not_reached": "Nobody was reached", "not_known": "Not known there"}
VOUCHING = {"asked": "Asked", "vouched": "Vouches", "declined": "Does not vouch"}
CONCERNS = {"open": "Open", "looked_at": "Being looked at", "closed": "Closed"}
