"""What did the community say of each objective? Counts with their base, and what is held back so that nobody shows.

While a poll is open only the number of answers is told: a result that grows from day to day would say who came last.

*Source:* R25; the look, section 8 ("Every number shows its base"); reference on outcomes, small numbers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commonground.groundwork.small_numbers import LEAST, enough, hold_back

SHARES = {
    "share": "We share it",
    "partly": "We share it partly",
    "not": "We do not share it",
    "unknown": "Don’t know",
}
GROUP_KINDS = {"community": "Community group", "stakeholder": "Stakeholder", "business": "Businesses", "other": "Other"}
LONGEST_OPEN = timedelta(days=180)
REMIND_BEFORE = timedelta(days=7)
# How many sets of answers one machine may send through an open link within an hour: a shared line has many people
SENT_AN_HOUR = 30


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one objective: the base, and how many gave each answer; empty while too few answered."""

    objective: str
    words: str
    base: int
    counts: Mapping[str, int]

    @property
    def is_shown(self) -> bool:
        """Whether enough answered for it to be shown."""
        return enough(self.base)

    def in_words(self) -> str:
        """Say how many share it: “31 of 44 share it, 9 partly.”"""
        if not self.is_shown:
            return f"Fewer than {LEAST} answered, so nothing is shown."
        return f"{self.counts['share']} of {self.base} share it, {self.counts['partly']} partly."


@dataclass(frozen=True, slots=True)
class OfGroup:
    """What one group said of one objective: its name, how many answered (None where it is held back) and how many of
    them share it."""

    name: str
    base: int | None
    share: int | None


def asked_about(values: Mapping[str, Any]) -> str:
    """Write an outcome as a poll asks about it: what is to be different, from which figure to which, by when."""
    by = date.fromisoformat(values["by"])
    return f"{values['measure']}: from {values['baseline']} to {values['target']} by {by.day} {by:%B %Y}"


def result(objectives: Sequence[Mapping[str, str]], given: Sequence[tuple[str, str]]) -> tuple[Said, ...]:
    """Count what was said of each objective; `given` are pairs of an objective and an answer."""
    counted = Counter(given)
    found = []
    for one in objectives:
        counts = {share: counted[one["ref"], share] for share in SHARES}
        base = sum(counts.values())
        found.append(Said(one["ref"], one["words"], base, counts if enough(base) else {}))
    return tuple(found)


def by_group(sizes: Mapping[str, int], shares: Mapping[str, int]) -> tuple[OfGroup, ...]:
    """Break one objective down by group: whoever is too few, and as many others as it takes so that no subtraction
    finds them, stand together in one row without a name."""
    held = hold_back(sizes)
    shown = [OfGroup(name, size, shares.get(name, 0)) for name, size in sorted(sizes.items()) if name not in held]
    if held and shown:
        together = sum(sizes[name] for name in held)
        shown.append(OfGroup("", together, sum(shares.get(name, 0) for name in held)))
    return tuple(shown)


def is_open(opens_on: date, closes_on: date, *, is_closed: bool, today: date) -> bool:
    """Tell whether answers are taken on a day."""
    return not is_closed and opens_on <= today <= closes_on


def fault_of_dates(opens_on: date, closes_on: date, today: date) -> tuple[str, str] | None:
    """Say which of the two days must change, and why; None if neither."""
    if closes_on < opens_on:
        return "closes_on", "Enter a day that is not before it opens"
    if closes_on < today:
        return "closes_on", "Enter a day that is not past"
    if closes_on - opens_on > LONGEST_OPEN:
        return "closes_on", "Enter a day within half a year of the first"
    return None
