"""Do both give and get? For each relationship, both directions: how many were sent, and how many were answered.

No score, no ranking: two sentences, alphabetical. What rests on fewer than five is not shown, nor how many it is.

*Source:* design/sharing.md 2.2 ("others' suppressed when small") and 5; the look, section 7 ("Giving and getting");
R78, R248.
"""

from dataclasses import dataclass

from commonground.groundwork.small_numbers import LEAST, enough


@dataclass(frozen=True, slots=True)
class Direction:
    """What went one way: how many were sent, how many of them were answered, and how many in their time."""

    sent: int = 0
    answered: int = 0
    in_time: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether there are enough of them to be shown."""
        return enough(self.sent)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One other organisation: its name, what it sent us, and what we sent it."""

    name: str
    received: Direction
    given: Direction

    def in_words(self) -> str:
        """Say both directions in one sentence: “They sent 7 and heard back on 6; you sent 5 and heard back on 3.”"""
        if not (self.received.is_shown or self.given.is_shown):
            return f"Fewer than {LEAST} went either way, so nothing is shown yet."
        theirs = f"They sent {_counted(self.received)}"
        return f"{theirs}; you sent {_counted(self.given)}."


def _counted(way: Direction) -> str:
    if not way.is_shown:
        return f"fewer than {LEAST}"
    return f"{way.sent} and heard back on {way.answered}"


def total(ways: list[Direction]) -> Direction:
    """Add up one direction over several relationships."""
    return Direction(sum(w.sent for w in ways), sum(w.answered for w in ways), sum(w.in_time for w in ways))
