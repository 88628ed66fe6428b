"""How do we want to work together, and do we? Seven behaviours, adopted by both sides and rated after each review.

The names are those of the Spence model of collaboration as the Police and Security initiative published it; what each
means is said in our own words. A side rates how often a behaviour is kept, never a person. Nothing is added up into a
score: a trend counts how many of the seven are kept mostly or always.

*Source:* R84-R86, R88, R90-R92; the strategy's slides, "PaS : Collaboration Framework"; on "Proceed
slowly", the collaboration rules of Muneera Spence (one idea at a time).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonground.groundwork.sides import TWO_SIDES, Side

LONGEST_WORDS = 600
LONGEST_EXAMPLE = 300


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One of the seven: its published name, what it means, what to look for, and the steps at which it matters most."""

    key: str
    name: str
    means: str
    shows: str
    steps: tuple[int, ...] = ()


BEHAVIOURS: tuple[Behaviour, ...] = (
    Behaviour(
        "ground", "Look for common ground",
        "Begin with what both sides want and already share, and build on that. Talk about what lies apart after it.",
        "A result that both sides wanted, named as such.", (1, 3),
    ),
    Behaviour(
        "learn", "Learn about others",
        "Know what the other side may do, must do and cannot do, before you ask it for something.",
        "Something that went well because one side knew how the other works.", (2, 4),
    ),
    Behaviour(
        "results", "Critique results, not people",
        "Talk about what happened and what brought it about. Names belong to tasks, not to faults.",
        "Something that went wrong and was put right without anybody being blamed.", (7, 8),
    ),
    Behaviour(
        "respect", "Give and get respect",
        "Answer, turn up, thank, and keep what you were told as close as the other side asked.",
        "An answer that came when it was promised, or thanks that were given.", (4, 5),
    ),
    Behaviour(
        "slowly", "Proceed slowly",
        "Present one idea at a time, and leave time to think about it before it is decided.",
        "A proposal that got better because there was time to comment.", (6, 9),
    ),
    Behaviour(
        "explicit", "Be explicit and clear",
        "Say who does what by when, how it will be seen to be done, and what is not decided.",
        "A task that was done as it was written down.", (6, 9),
    ),
    Behaviour(
        "clarity", "Communicate with clarity, completeness, conciseness, concreteness and correctness",
        "Before you send something, read it as the other side will: is it clear, whole, short, concrete and right?",
        "A message after which nobody had to ask back.", (5, 8),
    ),
)  # fmt: skip
BY_KEY: Mapping[str, Behaviour] = {one.key: one for one in BEHAVIOURS}

MARKS: Mapping[int, str] = {1: "Not yet", 2: "Seldom", 3: "Sometimes", 4: "Mostly", 5: "Always"}
KEPT = 4
FAR_APART = 2


def at_step(number: int) -> tuple[Behaviour, ...]:
    """Give the behaviours that matter most at one of the ten steps."""
    return tuple(one for one in BEHAVIOURS if number in one.steps)


def faults(marks: Mapping[str, int | None], examples: Mapping[str, str]) -> dict[str, str]:
    """Say, by the behaviour's key, which ratings are missing or out of range; an example may be left out."""
    found = {}
    for one in BEHAVIOURS:
        if marks.get(one.key) not in MARKS:
            found[one.key] = f"Choose how often: {one.name}"
        elif len(examples.get(one.key, "")) > LONGEST_EXAMPLE:
            found[one.key] = f"Use {LONGEST_EXAMPLE} characters or fewer for the example"
    return found


@dataclass(frozen=True, slots=True)
class Rated:
    """One review after which both sides have rated: its number, and each side's marks by behaviour."""

    number: int
    marks: Mapping[Side, Mapping[str, int]]

    def kept(self, side: Side) -> int:
        """How many of the seven a side finds kept mostly or always."""
        return sum(self.marks[side][one.key] >= KEPT for one in BEHAVIOURS)

    @property
    def apart(self) -> tuple[Behaviour, ...]:
        """Where the two sides' marks lie two or more words apart, the widest first."""
        wide = {one: self._gap(one.key) for one in BEHAVIOURS}
        return tuple(sorted((one for one in BEHAVIOURS if wide[one] >= FAR_APART), key=lambda one: -wide[one]))

    @property
    def lowest(self) -> tuple[Behaviour, ...]:
        """The behaviours that neither side finds kept mostly or always."""
        return tuple(one for one in BEHAVIOURS if all(self.marks[side][one.key] < KEPT for side in TWO_SIDES))

    def _gap(self, key: str) -> int:
        return abs(self.marks[Side.POLICE][key] - self.marks[Side.SECURITY][key])


def in_words(newest: Rated) -> str:
    """Say in one sentence how the charter was kept, police first."""
    police, security = (newest.kept(side) for side in TWO_SIDES)
    if police == security:
        return f"Both sides find {police} of the seven behaviours kept mostly or always."
    return (
        f"The police side finds {police} of the seven behaviours kept mostly or always, the security side {security}."
    )


def changed(rated: Sequence[Rated]) -> dict[Side, int]:
    """Tell for each side how many more behaviours are kept at the newest of some ratings than at the first; the
    sequence is in the order of the reviews, and an empty or single one gives nothing."""
    if len(rated) < 2:
        return {}
    return {side: rated[-1].kept(side) - rated[0].kept(side) for side in TWO_SIDES}


def cleaned(words: Mapping[str, str]) -> dict[str, str]:
    """Give what the team adds, by known behaviours, without what is empty."""
    return {one.key: said for one in BEHAVIOURS if (said := str(words.get(one.key) or "").strip())}


def too_long(words: Mapping[str, str]) -> Iterable[str]:
    """Name the behaviours to which more words are added than there is room for."""
    return (key for key, said in words.items() if len(said) > LONGEST_WORDS)
