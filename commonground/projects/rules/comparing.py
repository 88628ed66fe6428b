"""Do both sides see the same problem? Each writes alone; then each marks the other's answers.

No score is computed. The lower of the two marks is shown, the lines of explanation with their side; what one side has
not yet marked reads *not compared yet*.

*Source:* R8; settled questions, "Who" (blind comparison).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commonground.groundwork.sides import TWO_SIDES, Side

ASKED = {
    "how_often": "How often does it happen?",
    "what": "What is the problem?",
    "where_when": "Where and when?",
    "who": "Who is harmed most, and how do you know?",
    "better": "What would better look like, in six months?",
}

SHORT = {
    "how_often": "How often",
    "what": "What",
    "where_when": "Where and when",
    "who": "Who is harmed",
    "better": "What is better",
}


class Mark(StrEnum):
    """How near an answer of the other side is to one's own."""

    SAME = "same"
    CLOSE = "close"
    APART = "apart"

    @property
    def label(self) -> str:
        """The words beside the sign."""
        return {"same": "Same ground", "close": "Close", "apart": "Apart"}[self.value]


FROM_LOW = (Mark.APART, Mark.CLOSE, Mark.SAME)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lies between the two answers to one question; `mark` is None while a side has not marked it."""

    asked: str
    mark: Mark | None
    lines: Mapping[Side, str]

    @property
    def words(self) -> str:
        """The mark in words."""
        return self.mark.label if self.mark else "Not compared yet"


def lower(one: Mark | None, other: Mark | None) -> Mark | None:
    """Give the mark that is further apart, or None unless both sides have marked."""
    if one is None or other is None:
        return None
    return min(one, other, key=FROM_LOW.index)


def compare(marks: Mapping[tuple[Side, str], tuple[Mark, str]]) -> tuple[Comparison, ...]:
    """Bring the marks of both sides together, one comparison a question; where they are apart comes first, because that
    is where to talk first."""
    found = []
    for asked in ASKED:
        given = {side: marks[side, asked] for side in TWO_SIDES if (side, asked) in marks}
        both = [given[side][0] if side in given else None for side in TWO_SIDES]
        lines = {side: line for side, (_, line) in given.items() if line}
        found.append(Comparison(asked, lower(*both), lines))
    rank = {mark: number for number, mark in enumerate((*FROM_LOW, None))}
    return tuple(sorted(found, key=lambda comparison: rank[comparison.mark] > 0))


def in_words(comparisons: tuple[Comparison, ...]) -> str:
    """Say in one or two sentences how far the sides agree."""
    count = {mark: sum(c.mark is mark for c in comparisons) for mark in Mark}
    unmarked = sum(c.mark is None for c in comparisons)
    if unmarked == len(comparisons):
        return "Both sides have sent their words. Mark each of the other side's answers as same, close or apart."
    number = ("none", "one", "two", "three", "four", "five")
    said = [f"agree on {number[count[Mark.SAME]]}", f"are close on {number[count[Mark.CLOSE]]}"]
    sentence = f"Of the five questions, you {said[0]}, {said[1]} and are apart on {number[count[Mark.APART]]}."
    if unmarked:
        sentence += f" {number[unmarked].capitalize()} {'is' if unmarked == 1 else 'are'} not compared yet."
    return sentence + (" Start with where you are apart." if count[Mark.APART] else "")
