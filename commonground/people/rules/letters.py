"""What is a message that comes in by e-mail, and when is it answered by itself?

Nobody joins by e-mail: an address in a message proves nothing. It is answered with the way to apply, once a day and
never to a machine, and a person reads it.

*Source:* R232; RFC 3834 (automatic answers); the breach of a portal of this field by an application checked by e-mail.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LARGEST = 5_000_000  # bytes of one message; what is larger is refused before it is read
LONGEST = 20_000  # letters of its text that are kept
ANSWERS_A_DAY = 200
ANSWER_AGAIN_AFTER = timedelta(days=1)
KEPT_WHEN_DONE = timedelta(days=90)
KEPT_FROM_MACHINES = timedelta(days=30)


class State(StrEnum):
    """How far a message has come."""

    NEW = "new"
    ANSWERED = "answered"
    SET_ASIDE = "set_aside"


STATES = {State.NEW: "To be read", State.ANSWERED: "Answered", State.SET_ASIDE: "Set aside"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: who sent it, about what, its plain text, its own id, and whether a machine wrote it."""

    name: str
    email: str
    subject: str
    text: str
    message_id: str
    is_automatic: bool


def answers_itself(letter: Letter, *, answered_within_a_day: bool, answers_today: int, own: frozenset[str]) -> bool:
    """Tell whether the way to apply is sent back at once: to people, not to this site's own addresses, once a day to
    each and never more than so many a day in all."""
    return (
        not letter.is_automatic
        and bool(letter.email)
        and letter.email not in own
        and not answered_within_a_day
        and answers_today < ANSWERS_A_DAY
    )
