"""What do the two sides have in common? Each thing that one wants is held against each that the other wants.

Three kinds are compared: goals, crimes and areas. What is the same and what comes near is said with its reason; nothing
is scored, and what only one side names is not hidden. It does not matter who is compared with whom.

*Source:* R86 ("Look for common ground"); house, "Rooms" (pure rules).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

SMALL_WORDS = """
    a an and any are as at be been but by can do does each every few fewer for from get has have in into is it its less
    many more most much no not of off on one only or other our out over own people than that the their them there they
    this to under up we what when where which who with without work working would
"""
SMALL = frozenset(SMALL_WORDS.split())
LEAST_SHARED = 2
NEAR_SHARE = 0.34
KINDS = {"goal": "Goals", "crime": "Crimes and topics", "area": "Areas"}

Stems = frozenset[str]
Topics = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """An area as it is compared: its key, the keys of the areas that hold it, and of those that it overlaps."""

    key: int
    above: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that a party names: its kind, the words, where they stand, and the place where it is an area."""

    kind: str
    words: str
    source: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Something of each side that belongs together, and why."""

    kind: str
    first: Want
    second: Want
    because: str

    @property
    def turned(self) -> "Pair":
        """The same, read from the other side."""
        return Pair(self.kind, self.second, self.first, self.because)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same, what comes near, and what only the one or the other names."""

    same: tuple[Pair, ...] = ()
    near: tuple[Pair, ...] = ()
    first_only: tuple[Want, ...] = ()
    second_only: tuple[Want, ...] = ()

    @property
    def turned(self) -> "Ground":
        """The same, read from the other side."""
        return Ground(
            tuple(pair.turned for pair in self.same),
            tuple(pair.turned for pair in self.near),
            self.second_only,
            self.first_only,
        )


def compare(first: Iterable[Want], second: Iterable[Want], topics: Topics = ()) -> Ground:
    """Hold everything that one party names against everything that the other names; `topics` are the groups of words
    that mean one thing, such as a topic with its other names."""
    mine, theirs = list(dict.fromkeys(first)), list(dict.fromkeys(second))
    named = [[stems(name) for name in group] for group in topics]
    said = _Said(named, [group[0] for group in topics])
    same = [_pair(a, b, why) for a, b in product(mine, theirs) if (why := _same(a, b, said))]
    met = {id(pair.first) for pair in same} | {id(pair.second) for pair in same}
    loose = [(a, b) for a, b in product(mine, theirs) if id(a) not in met and id(b) not in met]
    near = [_pair(a, b, why) for a, b in loose if (why := _near(a, b, said))]
    met |= {id(pair.first) for pair in near} | {id(pair.second) for pair in near}
    return Ground(
        _ordered(same), _ordered(near), *(tuple(w for w in each if id(w) not in met) for each in (mine, theirs))
    )


@dataclass
class _Said:
    """The topics by their stems, and what each text speaks of, worked out once."""

    named: list[list[Stems]]
    titles: list[str]
    known: dict[str, tuple[Stems, frozenset[int]]] = field(default_factory=dict)

    def of(self, text: str) -> tuple[Stems, frozenset[int]]:
        """Give the stems of a text and the topics that it speaks of."""
        if text not in self.known:
            held = stems(text)
            spoken = frozenset(
                place for place, names in enumerate(self.named) if any(name and name <= held for name in names)
            )
            self.known[text] = held, spoken
        return self.known[text]

    def title(self, topics: frozenset[int]) -> str:
        """Name the first of some topics."""
        return self.titles[min(topics)]


def _pair(first: Want, second: Want, because: str) -> Pair:
    kind = first.kind if first.kind == second.kind else "goal"
    return Pair(kind, first, second, because)


def _ordered(pairs: list[Pair]) -> tuple[Pair, ...]:
    kinds = list(KINDS)
    return tuple(
        sorted(pairs, key=lambda p: (kinds.index(p.kind), *sorted((p.first.words, p.second.words)), p.because))
    )


def _same(a: Want, b: Want, said: _Said) -> str:
    """Say why two things are the same, or nothing."""
    if a.kind != b.kind:
        return ""
    if a.place and b.place:
        return f"Both name {_one_name(a, b)}." if a.place.key == b.place.key else ""
    (mine, my_topics), (theirs, their_topics) = said.of(a.words), said.of(b.words)
    if mine and mine == theirs:
        return "Both say it in the same words."
    if a.kind == "crime" and (shared := my_topics & their_topics):
        return f"Both are called “{said.title(shared)}”."
    return ""


def _one_name(a: Want, b: Want) -> str:
    return min(a.words, b.words)


def _near(a: Want, b: Want, said: _Said) -> str:
    """Say why two things come near each other, or nothing."""
    if a.place and b.place:
        return _near_places(a, b, a.place, b.place)
    if a.place or b.place:
        return ""
    (mine, my_topics), (theirs, their_topics) = said.of(a.words), said.of(b.words)
    if shared_topics := my_topics & their_topics:
        return f"Both speak of “{said.title(shared_topics)}”."
    shared = mine & theirs
    if a.kind == b.kind and shared and _is_enough(len(shared), len(mine | theirs)):
        return f"Both speak of {_quoted(_words_of(a.words, shared) | _words_of(b.words, shared), shared)}."
    return ""


def _is_enough(shared: int, every: int) -> bool:
    return shared >= LEAST_SHARED or shared / every >= NEAR_SHARE


def _near_places(a: Want, b: Want, one: Place, other: Place) -> str:
    if one.key in other.above:
        return f"{b.words} lies in {a.words}."
    if other.key in one.above:
        return f"{a.words} lies in {b.words}."
    if one.key in other.beside or other.key in one.beside:
        low, high = sorted((a.words, b.words))
        return f"{low} and {high} overlap."
    return ""


def _words_of(text: str, shared: Stems) -> set[str]:
    return {word for word in _plain(text) if stem(word) in shared}


def _quoted(found: set[str], shared: Stems) -> str:
    """Name one word for each shared stem, the shortest that either used."""
    shortest = {one: min((w for w in found if stem(w) == one), key=lambda w: (len(w), w)) for one in shared}
    return ", ".join(f"“{shortest[one]}”" for one in sorted(shared))


def _plain(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def stems(text: str) -> Stems:
    """Give the words of a text that say something, without their endings."""
    return frozenset(stem(word) for word in _plain(text) if word not in SMALL)


ENDINGS: tuple[tuple[str, str], ...] = (("ies", "y"), ("ing", ""), ("ves", "f"), ("es", ""), ("ed", ""), ("s", ""))


def stem(word: str) -> str:
    """Take the ending off a word, so that "threats" and "threat", "thefts" and "theft" are one."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return _bare(word[: len(word) - len(ending)] + instead)
    return _bare(word)


def _bare(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def in_words(ground: Ground, count: Callable[[int], str] = str) -> str:
    """Say in one sentence how much is the same and how much comes near."""
    if not ground.same and not ground.near:
        return "Nothing that both name is the same or comes near. That is a place to begin talking, not the end of it."
    same, near = len(ground.same), len(ground.near)
    things = "thing is" if same == 1 else "things are"
    comes = "comes" if near == 1 else "come"
    return f"{count(same)} {things} the same for both, and {count(near)} {comes} near."
