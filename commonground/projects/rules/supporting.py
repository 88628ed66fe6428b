"""How does support for a proposal stand? It holds between two days, is renewed, and can be taken away with a reason.

*Source:* R93 (periodic review, closure), R108-R109.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST = timedelta(days=2 * 366)
RENEW_WITHIN = timedelta(days=60)


class Standing(StrEnum):
    """How support stands on a day."""

    HOLDS = "holds"
    EXPIRES = "expires"
    EXPIRED = "expired"
    TAKEN_AWAY = "taken_away"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return LABELS[self]


LABELS = {
    Standing.HOLDS: "Supported",
    Standing.EXPIRES: "Supported, to be looked at again soon",
    Standing.EXPIRED: "The time of support is over",
    Standing.TAKEN_AWAY: "Support was taken away",
    Standing.FINISHED: "Finished",
}
IN_FORCE = frozenset({Standing.HOLDS, Standing.EXPIRES})


@dataclass(frozen=True, slots=True)
class Span:
    """One time of support: from when, until when (the first day without it), and how it ended before that."""

    starts: date
    until: date
    taken_away: bool = False
    finished: bool = False


def standing(spans: Iterable[Span], today: date) -> Standing:
    """Tell how support stands by its latest time; the callers know that there is one."""
    last = max(spans, key=lambda span: (span.starts, span.until))
    if last.taken_away:
        return Standing.TAKEN_AWAY
    if last.finished:
        return Standing.FINISHED
    if today >= last.until:
        return Standing.EXPIRED
    return Standing.EXPIRES if last.until - today <= RENEW_WITHIN else Standing.HOLDS


def faults(starts: date, until: date) -> dict[str, str]:
    """Say what is wrong with the days of a time of support."""
    if until <= starts:
        return {"until": "Choose a day after the first"}
    if until - starts > LONGEST:
        return {"until": "Support holds for two years at most, and is renewed then"}
    return {}
