"""How far do the two sides trust each other? Six statements, when they are asked, and what the answers say.

The statements are ours; each stands for a barrier or an enabler that the consultation named. Answers are counted, never
kept one by one. What is said in words starts from at least five people a side, and a change counts as one only when it
is half a step on the scale or more: among so few, one person can move it by less.

*Source:* R54, R77, R78, R247; the results of the PaS consultation, "Barriers & Enablers" and "Focus for PaS".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.groundwork.small_numbers import LEAST, enough

OPEN_DAYS = 21
EVERY_DAYS = 91
NOT_TWICE_WITHIN_DAYS = 30
REMIND_BEFORE_DAYS = 7
WAITS_DAYS = 365

BECAUSE = {"quarter": "Asked each quarter", "review": "Asked at a review"}
LEVELS = {
    "collaboration": "One collaboration",
    "pair": "Two organisations",
    "area": "An area",
    "programme": "The programme",
}
UP = {"collaboration": "pair", "pair": "area", "area": "programme"}

NOT_APPLICABLE = 0
WORDS = {1: "Strongly disagree", 2: "Disagree", 3: "Neither", 4: "Agree", 5: "Strongly agree"}
CHOICES = {**WORDS, NOT_APPLICABLE: "Does not apply to me"}
# What is beyond is said as "or more", "or less": an average at the very end would tell what each person said
LOWEST, HIGHEST = 1.5, 4.5
CLEAR_CHANGE = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to agree or disagree with, in words that fit either side; its name in short, and where it is from."""

    key: str
    says: str
    short: str
    source: str


STATEMENTS = (
    Statement(
        "told",
        "The other side tells us what we need to know, in time to act on it.",
        "Tells us what we need",
        "Communication and information sharing: almost 30% of respondents called it key.",
    ),
    Statement(
        "safe",
        "What we share with the other side is handled with care.",
        "Handles what we share with care",
        "Remove concerns around information sharing: 22.7% of respondents.",
    ),
    Statement(
        "respect",
        "The other side treats us as partners, not as “them”.",
        "Treats us as partners",
        "Improve ‘them and us’ attitudes on both sides to encourage trust: 14.4% of respondents.",
    ),
    Statement(
        "reach",
        "When somebody over there changes post, we still know whom to ask.",
        "We know whom to ask",
        "Staff changes: named as a potential barrier to success.",
    ),
    Statement(
        "clear",
        "We know what we may share with the other side, and with whom.",
        "We know what we may share",
        "Clarity: an area of development that the programme's strategy names.",
    ),
    Statement(
        "word",
        "The other side does what it says it will do.",
        "Keeps its word",
        "Perceived lack of trust: named as a potential barrier to success.",
    ),
)
KEYS = tuple(statement.key for statement in STATEMENTS)

Counts = Mapping[str, Sequence[int]]


def empty() -> dict[str, list[int]]:
    """Give counts of no answers: for each statement, nought for "does not apply" and for each of the five words."""
    return {key: [0] * len(CHOICES) for key in KEYS}


def added(*counts: Counts) -> dict[str, list[int]]:
    """Add counts up, statement by statement and word by word."""
    found = empty()
    for one in counts:
        for key in KEYS:
            found[key] = [a + b for a, b in zip(found[key], of_statement(one, key), strict=True)]
    return found


def of_statement(counts: Counts, key: str) -> Sequence[int]:
    """Give the counts for one statement; whoever answered before it was asked is counted as one to whom it does not
    apply, so that nothing is said from fewer people than are behind it."""
    answers = max((sum(one) for one in counts.values()), default=0)
    return counts.get(key) or [answers, *[0] * len(WORDS)]


def faults(raw: Mapping[str, int | None]) -> dict[str, str]:
    """Say which statements are not answered with one of the six choices."""
    return {key: "Choose how far you agree, or “Does not apply to me”" for key in KEYS if raw.get(key) not in CHOICES}


def counted(raw: Mapping[str, int]) -> dict[str, list[int]]:
    """Write one person's answers as counts, to be added to the others'."""
    found = empty()
    for key in KEYS:
        found[key][raw[key]] = 1
    return found


def opens(last: date | None, alive_on: date, today: date, *, at_review: bool = False) -> bool:
    """Tell whether a round opens today: the first when the collaboration is under way, then each quarter, and at a
    review unless one was asked within the last month."""
    if last is None:
        return alive_on <= today
    days = NOT_TWICE_WITHIN_DAYS if at_review else EVERY_DAYS
    return today - last >= timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Group:
    """What some people of one side answered between two days: how many they were, and their counts."""

    side: Side
    starts: date
    ends: date
    people: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Level:
    """How far one side agrees, on the scale from 1 to 5 to one decimal; None where too few answered to be shown."""

    value: float | None

    @property
    def word(self) -> str:
        """The word of the scale that lies nearest; empty where nothing is shown."""
        return "" if self.value is None else WORDS[min(5, max(1, round(self.value)))]

    @property
    def figure(self) -> str:
        """The figure as it is shown; at an end of the scale, that it is there or beyond."""
        if self.value is None:
            return ""
        if self.value >= HIGHEST:
            return f"{HIGHEST} or more"
        return f"{LOWEST} or less" if self.value <= LOWEST else f"{self.value:.1f}"


def level_of(group: Group, key: str) -> Level:
    """Give how far a group agrees with one statement; nothing where fewer than five people can be behind it."""
    counts = of_statement(group.counts, key)
    if not enough(group.people - counts[NOT_APPLICABLE], LEAST):
        return Level(None)
    given = sum(counts[1:])
    total = sum(word * count for word, count in enumerate(counts))
    return Level(min(HIGHEST, max(LOWEST, round(total / given, 1))))


def overall(group: Group, keys: Iterable[str] = KEYS) -> Level:
    """Give how far a group agrees on the whole: the middle of the statements that are shown for it."""
    values = [level.value for key in keys if (level := level_of(group, key)).value is not None]
    return Level(round(sum(values) / len(values), 1) if values else None)


def together(groups: Iterable[Group]) -> Group | None:
    """Add groups of one side up; None where there is none. Each must be one that may be shown."""
    found = list(groups)
    if not found:
        return None
    return Group(
        found[0].side,
        min(g.starts for g in found),
        max(g.ends for g in found),
        sum(g.people for g in found),
        added(*(g.counts for g in found)),
    )


def change_of(before: Group, after: Group) -> int:
    """Tell whether a side trusts more (1), less (-1) or about as much (0), by the statements that both groups show."""
    keys = [k for k in KEYS if level_of(before, k).value is not None and level_of(after, k).value is not None]
    first, last = overall(before, keys).value, overall(after, keys).value
    if first is None or last is None or abs(last - first) < CLEAR_CHANGE - 1e-9:
        return 0
    return 1 if last > first else -1


@dataclass(frozen=True, slots=True)
class Trend:
    """What is so, before any figure: each side's change, and since which day; None with nothing to compare."""

    changes: Mapping[Side, int | None]
    since: Mapping[Side, date | None]


def trend(groups: Iterable[Group]) -> Trend:
    """Compare the newest group of each side with the one before it."""
    by_side = {side: sorted((g for g in groups if g.side is side), key=lambda g: g.ends) for side in TWO_SIDES}
    changes = {side: change_of(found[-2], found[-1]) if len(found) > 1 else None for side, found in by_side.items()}
    since = {side: found[-2].ends if len(found) > 1 else None for side, found in by_side.items()}
    return Trend(changes, since)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Answers on their way into a sum: between which days, behind whom (as seals), and their counts."""

    starts: date
    ends: date
    seals: frozenset[str]
    counts: Counts

    @property
    def may_be_shown(self) -> bool:
        """Whether enough different people are behind it."""
        return enough(len(self.seals))

    def with_more(self, more: "Waiting") -> "Waiting":
        """Add other answers to these; who is behind both is counted once."""
        return Waiting(
            min(self.starts, more.starts),
            max(self.ends, more.ends),
            self.seals | more.seals,
            added(self.counts, more.counts),
        )
