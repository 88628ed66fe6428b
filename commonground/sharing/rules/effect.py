"""What did sharing change? The answers to what was shared, counted over many, each way, with small numbers held back.

Whether something was used, what came of it and how useful it was is said by whoever got it. Of those that said, how
many said what; never a share of few, never a person, and of no single thing.

*Source:* R184 (effect), R213, R248; design/sharing.md 2.2 (numbers are suppressed when small); the look, section 11.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonground.groundwork.small_numbers import LEAST, enough, hold_back
from commonground.sharing.rules.feedback import RESULTS, USEFULNESS, Said

LEAST_FOR_A_SHARE = 20
Row = tuple[bool, str, str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """One answer and how many gave it; None where the number is held back."""

    words: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Way:
    """What became of what went one way: how many things were sent and answered, how many were said to be used, what
    came of it, and how useful it was; None and no parts where they are too few."""

    sent: int | None
    answered: int | None
    used: int | None
    results: tuple[Part, ...]
    useful: tuple[Part, ...]

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show."""
        return self.sent is not None

    @property
    def changed(self) -> int | None:
        """How many led to something: somebody was dealt with, measures were changed, or a pattern is worked on."""
        led = [part.number for part in self.results[:3]]
        return None if not led or None in led else sum(number or 0 for number in led)


def way_of(sent: int, answered: int, rows: Iterable[Row], *, given: bool) -> Way:
    """Count one direction: `rows` are (whether we gave it, what was said, which answer, how many)."""
    if not enough(sent):
        return Way(None, None, None, (), ())
    mine = [(said, answer, number) for is_given, said, answer, number in rows if is_given is given]
    used = sum(number for said, _answer, number in mine if said == Said.USED)
    results = {key: sum(n for said, answer, n in mine if said == Said.OUTCOME and answer == key) for key in RESULTS}
    useful = {key: sum(n for said, answer, n in mine if said == Said.USEFUL and answer == key) for key in USEFULNESS}
    return Way(sent, _number(answered), _number(used), _parts(results, RESULTS), _parts(useful, USEFULNESS))


def _number(number: int) -> int | None:
    return number if number == 0 or enough(number) else None


def _parts(counts: Mapping[str, int], words: Mapping[str, str]) -> tuple[Part, ...]:
    """Give the parts of a whole that is large enough; what is held back cannot be found by taking away."""
    if not enough(sum(counts.values())):
        return ()
    present = {key: number for key, number in counts.items() if number}
    held = hold_back(present)
    return tuple(Part(words[key], None if key in held else counts[key]) for key in words)


def in_words(way: Way) -> str:
    """Say in one sentence what came of what went one way."""
    if not way.is_shown:
        return f"Fewer than {LEAST} were sent, so nothing is counted yet."
    if way.changed is None:
        return "Too few have said what came of it."
    told = sum(part.number or 0 for part in way.results)
    sentence = f"Of {told} of which it was said what came of it, {way.changed} led to something"
    return f"{sentence}: {round(100 * way.changed / told)}%." if told >= LEAST_FOR_A_SHARE else f"{sentence}."
