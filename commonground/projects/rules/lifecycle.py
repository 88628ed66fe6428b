"""In what state is a collaboration, and what leads from one to the next?

*Source:* R6, R41, R43, R45; settled questions, "Who".
"""

from enum import StrEnum


class State(StrEnum):
    """Where a collaboration stands as a whole; its steps have standings of their own."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ALIVE = "alive"
    STOPPED = "stopped"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word that is shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: "Draft",
    State.PROPOSED: "Proposed",
    State.ALIVE: "Under way",
    State.STOPPED: "Finished",
    State.DECLINED: "Declined",
    State.WITHDRAWN: "Withdrawn",
}

TRANSITIONS: dict[State, dict[str, State]] = {
    State.DRAFT: {"propose": State.PROPOSED, "withdraw": State.WITHDRAWN},
    State.PROPOSED: {
        "accept": State.ALIVE,
        "decline": State.DECLINED,
        "take_back": State.DRAFT,
        "withdraw": State.WITHDRAWN,
    },
    State.ALIVE: {"stop": State.STOPPED},
    State.STOPPED: {"reopen": State.ALIVE},
    State.DECLINED: {"take_back": State.DRAFT},
    State.WITHDRAWN: {},
}

WORKING = frozenset({State.ALIVE, State.STOPPED})


def after(state: State, verb: str) -> State | None:
    """Give the state that a verb leads to, or None where it does not apply."""
    return TRANSITIONS[state].get(verb)
