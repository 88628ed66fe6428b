"""Is a case study ready for everybody? What somebody of neither organisation says of it, and when it may go out.

*Source:* R46.
"""

from collections.abc import Iterable
from dataclasses import dataclass

VERDICTS = {
    "ready": "Ready for everybody to read",
    "changes": "Ready once some things are changed",
    "not_yet": "Not ready: it would mislead",
}
NOT_READ = "Somebody of neither organisation reads it first. Ask one of them, on the page of this version."
NOT_ANSWERED = "Answer what the reader said before you approve this version."


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: what it says, and whether the team has answered it."""

    verdict: str
    is_answered: bool


def hindrance(readings: Iterable[Reading]) -> str:
    """Say why a case study cannot be approved yet; empty when it can. What is ready as it is needs no answer."""
    given = [reading for reading in readings if reading.verdict]
    if not given:
        return NOT_READ
    open_ = [reading for reading in given if reading.verdict != "ready" and not reading.is_answered]
    return NOT_ANSWERED if open_ else ""
