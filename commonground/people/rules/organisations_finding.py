"""Whom do I need? A few organisations for somebody's words, place and kind, each with its reasons.

Nothing is scored. What is found stands in few groups, from the nearest to the farthest, and within a group by name. Two
words are the same when one is the beginning of the other and at most three letters are left over: theft and thefts,
guard and guarding.

*Source:* R155 (find by need; overlaps); the consultation's aim to "access and understand those most relevant".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from commonground.groundwork.sides import Kind

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LEFT_OVER = 3
SHORTEST = 4
MOST = 6
# Words of every sentence, and of every description in this field: they tell nobody apart.
EVERYDAY_WORDS = """
a about above after again against all also am an and any are as at be because been before being below between
both but by can could did do does doing down during each every few for from further get give had has have having
here how i if in into is it its itself just like make many me more most my need needs new no nor not now of off
on once one only or other our out over own run same she should so some somebody such than that the their them
then there these they this those through to together too two under until up us very want wants was we were what
when where which while who whom whose why will with within without work works would you your organisation
organisations body bodies take takes part among named name kept sits stands
"""
EVERYDAY = frozenset(EVERYDAY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one organisation here: its kind, its words by where they stand, and the area that it names."""

    key: int
    name: str
    kind: str
    texts: Mapping[str, str] = field(default_factory=dict)
    area: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One organisation that was found: which words, where they stand, and whether it works there."""

    card: Card
    words: tuple[str, ...]
    places: tuple[str, ...]
    is_there: bool

    @property
    def group(self) -> int:
        """How near it is: 1 says the words and works there, 2 says them and names no area, 3 only works there."""
        if not self.words:
            return 3
        return 1 if self.is_there else 2


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two organisations of one kind, of the same area or both without one, whose descriptions share words."""

    first: Card
    second: Card
    words: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """Take the telling words of a text, small, each once, in their order."""
    found = (word.casefold().replace("’", "'").removesuffix("'s") for word in WORD.findall(text))
    return list(dict.fromkeys(word for word in found if word not in EVERYDAY and len(word) > 1))


def alike(one: str, other: str) -> bool:
    """Tell whether two words are one word with another ending."""
    shorter, longer = sorted((one, other), key=len)
    if one == other:
        return True
    return len(shorter) >= SHORTEST and longer.startswith(shorter) and len(longer) - len(shorter) <= LEFT_OVER


def widened(words: Sequence[str], families: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """Give for each word those that mean the same, from families of names for one thing."""
    meant = {word: {word} for word in words}
    for family in families:
        names = [words_of(name) for name in family]
        for word in words:
            if any(len(name) == 1 and alike(word, name[0]) for name in names):
                meant[word] |= {each for name in names if len(name) == 1 for each in name}
    return meant


def find(meant: Mapping[str, set[str]], near: frozenset[int] | None, cards: Iterable[Card]) -> list[Hit]:
    """Find the few that fit best. `near` are the areas that touch the place, None for anywhere; an organisation
    elsewhere is left out, one that names no area is not. Those that only work there are found where nobody says a
    word; besides others only the police of the place."""
    hits = []
    for card in cards:
        there = near is not None and card.area in near
        if near is not None and card.area is not None and not there:
            continue
        words, places = _said(meant, card)
        if words or there:
            hits.append(Hit(card, words, places, there))
    if any(hit.words for hit in hits):
        hits = [hit for hit in hits if hit.words or hit.card.kind == Kind.POLICE]
    return sorted(hits, key=lambda hit: (hit.group, hit.card.name.casefold()))[:MOST]


def _said(meant: Mapping[str, set[str]], card: Card) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give which words a card says, and where they stand."""
    words: dict[str, None] = {}
    places: dict[str, None] = {}
    for place, text in card.texts.items():
        theirs = words_of(text)
        for word, same in meant.items():
            if any(alike(each, their) for each in same for their in theirs):
                words[word] = places[place] = None
    return tuple(words), tuple(places)


def overlaps(cards: Iterable[Card], fewest: int = 3) -> list[Overlap]:
    """Pair organisations of one kind and area that share at least so many telling words of what they do; a word that
    more than half of a kind says tells nobody apart, unless there are only two of them."""
    alike_in: dict[tuple[str, int | None], list[tuple[Card, frozenset[str]]]] = defaultdict(list)
    for card in cards:
        alike_in[card.kind, card.area].append((card, frozenset(words_of(card.texts.get("about", "")))))
    found = []
    for group in alike_in.values():
        said = Counter(word for _, words in group for word in words)
        common = {word for word, times in said.items() if len(group) > 2 and times * 2 > len(group)}
        for (first, ours), (second, theirs) in combinations(group, 2):
            shared = (ours & theirs) - common
            if len(shared) >= fewest:
                found.append(Overlap(first, second, tuple(sorted(shared))))
    return sorted(found, key=lambda pair: (pair.first.name.casefold(), pair.second.name.casefold()))
