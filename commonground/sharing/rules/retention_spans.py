"""How long may an organisation keep what it shares? Its own span for each kind, within what the programme allows.

The law asks that nothing is kept longer than it is needed and that needs are looked at again; it names no span. So the
programme gives a default for each kind (`rules.retention`), and limits within which an organisation, which answers for
what it writes, may choose another. What belongs to two organisations at once, or to whoever reported, is one for all.

*Source:* D4; UK GDPR, article 5(1)(e); DPA 2018, section 39. The limits are ours, of the same day as the schedule: no
shorter than what came of something may be told (`rules.feedback`), no longer than six years.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from commonground.sharing.rules.retention import OTHER, SCHEDULE, Line
from commonground.sharing.rules.retention_records import RECORDS

MOST = 2190


@dataclass(frozen=True, slots=True)
class Limits:
    """The fewest and the most days that an organisation may choose."""

    least: int
    most: int = MOST

    def hold(self, days: int) -> bool:
        """Whether a number of days lies within them."""
        return self.least <= days <= self.most


LIMITS: Mapping[str, Limits] = {
    "incident": Limits(90),
    "alert": Limits(30),
    "briefing": Limits(30),
    "document": Limits(90),
    "intelligence": Limits(30, 365),
    "other": Limits(30),
}
FIXED: Mapping[str, str] = {
    "draft": "One for all: what nobody sent is nobody’s knowledge.",
    "reporter": "One for all: whoever reports is told this span when they do.",
    "receipt": "One for all: it belongs to both who shared and who got it.",
    **dict.fromkeys(RECORDS, "One for all: it belongs to more than one organisation, or explains what others got."),
    "attendance": "One for all: whoever takes a seat is told this span, and it leaves by the clock whoever held it.",
}


def line_named(kind: str) -> Line | None:
    """Give a line of the schedule whose span an organisation may choose; nothing for any other."""
    if kind not in LIMITS:
        return None
    return OTHER if kind == OTHER.kind else SCHEDULE[kind]


def fault_of_span(kind: str, days: int, reason: str) -> tuple[str, str]:
    """Give what is wrong with a span, as the field and a sentence; two empty words when nothing is."""
    limits = LIMITS[kind]
    if not limits.hold(days):
        return "days", f"Enter a number of days from {limits.least} to {limits.most}."
    if not reason.strip():
        return "reason", "Say why this span is right for your organisation."
    return "", ""
