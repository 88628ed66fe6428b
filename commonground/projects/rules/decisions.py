"""When may a proposal be decided? One idea at a time, with time to comment and time to think, and nothing by itself.

How long is ours, and is labelled so on the page. When the time is over nothing happens until both sides' leads say yes:
no reminder is passed upwards, and silence is not agreement.

*Source:* R90 ("Proceed slowly": present one idea at a time); R91 (every decision says what was not decided).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commonground.groundwork.sides import TWO_SIDES, Side

COMMENT_DAYS: Mapping[int, str] = {7: "One week", 14: "Two weeks", 28: "Four weeks"}
COOLING_DAYS: Mapping[int, str] = {3: "Three days", 7: "One week", 14: "Two weeks"}
PACE_IS = "How long is ours, not the strategy's: at least a week to comment, and three days to think after that."
LONGEST_PROPOSAL = 300
MOST_STAGES = 6


class Stage(StrEnum):
    """Where a proposal is on its way."""

    COMMENTING = "commenting"
    COOLING = "cooling"
    READY = "ready"
    DECIDED = "decided"
    LAID_ASIDE = "laid_aside"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return LABELS[self]


LABELS = {
    Stage.COMMENTING: "Time to comment",
    Stage.COOLING: "Time to think",
    Stage.READY: "May be decided",
    Stage.DECIDED: "Decided",
    Stage.LAID_ASIDE: "Laid aside",
}


@dataclass(frozen=True, slots=True)
class Pace:
    """The days of one proposal: from when on there are comments, until when, and the earliest day of a decision."""

    started: date
    comment_until: date
    earliest: date


def pace(started: date, comment_days: int, cooling_days: int) -> Pace:
    """Work out the days of a proposal; less time than the shortest that is offered is made that.

    `comment_until` is the last day for comments; the first day of a decision comes after the days to think.
    """
    until = started + timedelta(days=max(comment_days, min(COMMENT_DAYS)))
    return Pace(started, until, until + timedelta(days=max(cooling_days, min(COOLING_DAYS))))


def stage(
    today: date, comment_until: date, earliest: date, decided_on: date | None, laid_aside_on: date | None
) -> Stage:
    """Tell where a proposal is on a day."""
    if decided_on:
        return Stage.DECIDED
    if laid_aside_on:
        return Stage.LAID_ASIDE
    if today <= comment_until:
        return Stage.COMMENTING
    return Stage.COOLING if today < earliest else Stage.READY


def is_agreed(voices: Mapping[Side, bool]) -> bool:
    """Whether both sides have said yes; silence is not agreement."""
    return all(voices.get(side) for side in TWO_SIDES)


SENTENCE_ENDS = re.compile(r"[.?!;](?=\s+\S)")
LISTS = re.compile(r"^\s*(?:[-*•]|\d+[.)]|\([a-z]\))\s", re.MULTILINE)
SECOND_IDEA = re.compile(r"\b(?:and also|as well as|and in addition|and then also)\b", re.IGNORECASE)


def more_than_one_idea(proposal: str) -> str:
    """Say what makes a proposal more than one idea, as a sentence that says what to do; empty for one idea."""
    text = proposal.strip()
    if "\n" in text or LISTS.search(text):
        return "Put up one idea in one sentence. Each point of a list becomes a proposal of its own."
    if SENTENCE_ENDS.search(text):
        return "Put up one idea in one sentence. What else there is to say belongs to the reason."
    if SECOND_IDEA.search(text):
        return "This names two ideas. Put the second up as a proposal of its own, after the first."
    return ""


def stages_of(text: str) -> list[str]:
    """Read the stages of a roll-out, one a line, at most six."""
    return [line.strip()[:LONGEST_PROPOSAL] for line in text.splitlines() if line.strip()][:MOST_STAGES]


def may_begin(order: int, done: Sequence[bool]) -> bool:
    """Whether one stage of a roll-out may be marked as done: all before it are (`done` in their order, from 0)."""
    return all(done[:order])
