"""When does each kind of record leave? A dated schedule, each line with whom it rests on, and what stops the clock.

Months count from a day that the record itself holds. What comes from the police, or was answered by them with a
reference, is not taken away by a clock alone: on its day somebody reviews it and decides to keep it, with a reason and
a new day, or lets it go. A legal hold stops everything until it is lifted. What leaves, leaves whole: words, fields,
who reported it, feedback. The record of deeds keeps ids alone, so that it still verifies.

*Source:* D4, D5; DPA 2018, section 39 (the fifth principle: time limits, periodic review); UK GDPR, article 5(1)(e).
The spans are ours: neither names one, and each organisation answers for its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DATED = date(2026, 11, 22)
OURS = "Ours, of 22 November 2026"
POLICE = "police"
SIX_YEARS = 2190


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of record: what it is, how many days it stays and from when, and what happens then."""

    kind: str
    what: str
    days: int
    counted_from: str
    reviewed: bool = False
    source: str = OURS


SCHEDULE: Mapping[str, Line] = {
    line.kind: line
    for line in (
        Line("draft", "A report that was begun and not sent", 30, "its last change"),
        Line(
            "incident", "An incident report, with all its versions and what was said of it", 730, "the day it was sent"
        ),
        Line("alert", "An alert", 365, "the day it ends, or was written"),
        Line("briefing", "A briefing", 365, "the day it ends, or was written"),
        Line("document", "A document", 1095, "the day it ends, or was written"),
        Line("intelligence", "Intelligence", 365, "the day it ends, or was written", reviewed=True),
        Line("reporter", "Who reported an incident, and how to reach them", 365, "the day it was sent"),
        Line("receipt", "That something was sent and answered, without what", 1095, "the day it was sent"),
    )
}
OTHER = Line("other", "Anything else that is shared", 365, "the day it ends, or was written")
REVIEW_AGAIN = timedelta(days=365)
LONGEST_MORE = timedelta(days=SIX_YEARS)
NOTICE = timedelta(days=14)


def line_of(category: str) -> Line:
    """Give the line for a category of item."""
    return SCHEDULE.get(category, OTHER)


def leaves_on(line: Line, since: date) -> date:
    """Give the day on which a record leaves, or is reviewed, counted from a day."""
    return since + timedelta(days=line.days)


def takes_review(line: Line, *, police_origin: bool) -> bool:
    """Whether somebody has to decide before it leaves: what comes from the police, and intelligence."""
    return line.reviewed or police_origin


def is_due(on: date, today: date, *, held: bool, awaits_review: bool) -> bool:
    """Whether a record leaves today: its day has come, nothing holds it, and nobody has to review it first."""
    return on <= today and not held and not awaits_review


def fault_of_keeping(until: date | None, today: date, reason: str) -> str:
    """Give what is wrong with keeping something longer, in a sentence; nothing when nothing is."""
    if not reason.strip():
        return "Say why it is still needed."
    if until is None or until <= today:
        return "Enter a day that is still to come."
    if until > today + LONGEST_MORE:
        return "Six years at most, then it is reviewed again."
    return ""
