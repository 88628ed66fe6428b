"""What does somebody need a contact for? Topics by their name or another word for it, forgiving slips of the pen.

*Source:* R115.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

NEAR_ENOUGH = 0.78
SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Named:
    """A topic by its key, with every name that it goes by."""

    key: int
    names: tuple[str, ...]


def matching(text: str, topics: Iterable[Named]) -> list[int]:
    """Give the keys of the topics that a text means: those called so, else those whose words hold all of its words,
    else those whose words come near them; the best kind of match alone. Nothing for an empty text."""
    wanted = words_of(text)
    if not wanted:
        return []
    known = [(topic.key, [words_of(name) for name in topic.names]) for topic in topics]
    for fits in (_is, _holds, _comes_near):
        if found := [key for key, names in known if any(fits(wanted, name) for name in names)]:
            return found
    return []


def words_of(text: str) -> list[str]:
    """Give the words of a text that say something, in small letters without signs."""
    plain = "".join(sign if sign.isalnum() else " " for sign in text.casefold())
    return [word for word in plain.split() if word not in SMALL_WORDS]


def _is(wanted: list[str], name: list[str]) -> bool:
    return wanted == name


def _holds(wanted: list[str], name: list[str]) -> bool:
    return all(any(word.startswith(one) for word in name) for one in wanted)


def _comes_near(wanted: list[str], name: list[str]) -> bool:
    if "".join(wanted) == "".join(name):
        return True
    return bool(name) and all(max(_nearness(one, word) for word in name) >= NEAR_ENOUGH for one in wanted)


def _nearness(one: str, other: str) -> float:
    if len(one) < 4:
        return float(one == other)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
