"""Do two collaborations work at the same place, on the same thing, at the same time? A rule with its reasons.

Two overlap when their areas meet, their times do, and they either share an area or speak of the same things. It is a
hint to talk to each other, not a fault: which words count, and that one of them is enough, is our own choice.

*Source:* R102.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SHORTEST = 4
LONGEST_NOTE = 600
MOST_WORDS_SAID = 4
# Words that every collaboration uses; the rest of a name or a purpose says what it is about
COMMON = frozenset((
    "about", "after", "against", "also", "among", "area", "areas", "around", "before", "being", "below",
    "between", "both", "collaboration", "community", "crime", "crimes", "does", "done", "during", "each",
    "fewer", "from", "have", "help", "here", "into", "keep", "less", "local", "make", "making", "more", "most",
    "much", "need", "over", "people", "place", "places", "police", "private", "prevent", "preventing",
    "problem", "reduce", "reducing", "security", "side", "sides", "some", "than", "that", "their", "them",
    "then", "there", "these", "they", "this", "those", "through", "time", "together", "under", "until", "what",
    "when", "where", "which", "while", "will", "with", "within", "without", "work", "working", "your",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """An area by its key and name, with the keys of all areas that hold it."""

    key: int
    name: str
    above: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What one collaboration does: its key, where, in which words, and from when to when (None is open)."""

    key: int
    place: Place
    words: str
    starts: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Why another collaboration may be worth a word: how the places meet (`same`, `inside` the other's, or `holds`
    it), the words that both use, and since when both run."""

    key: int
    place: str
    where: str
    words: tuple[str, ...]
    since: date

    @property
    def weight(self) -> tuple[int, int]:
        """How much speaks for it: more shared words first, then nearer places."""
        return -len(self.words), {"same": 0, "inside": 1, "holds": 2}[self.place]


def topics(text: str) -> frozenset[str]:
    """Give the words that tell what a text is about: long enough, not common to all, without a plural's s."""
    found = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(word.removesuffix("s") for word in found if len(word) >= SHORTEST and word not in COMMON)


def meeting(own: Place, other: Place) -> str:
    """Tell how two places meet: `same`, `inside` (ours in theirs), `holds` (theirs in ours), or empty."""
    if own.key == other.key:
        return "same"
    if other.key in own.above:
        return "inside"
    return "holds" if own.key in other.above else ""


def overlap(own: Work, other: Work) -> Overlap | None:
    """Give why two collaborations overlap, or None where they do not."""
    place = meeting(own.place, other.place)
    since = max(own.starts, other.starts)
    runs_out = min((end for end in (own.ends, other.ends) if end is not None), default=None)
    if own.key == other.key or not place or (runs_out is not None and runs_out < since):
        return None
    own_words = topics(own.words) - topics(own.place.name)
    shared = tuple(sorted(own_words & topics(other.words) - topics(other.place.name)))
    if place != "same" and not shared:
        return None
    return Overlap(other.key, place, other.place.name, shared[:MOST_WORDS_SAID], since)


def overlaps(own: Work, others: Sequence[Work]) -> list[Overlap]:
    """List what overlaps with a collaboration, what speaks most for talking first."""
    found = (overlap(own, other) for other in others)
    return sorted((one for one in found if one is not None), key=lambda one: one.weight)
