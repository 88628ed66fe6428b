"""Do the stakeholders agree? Worked out from the rule that was agreed beforehand, what each said, and the date.

Nobody counts twice, the order in which people speak changes nothing, and neither side's silence is ever taken for
consent: only that of others, and only where that was said before anybody was asked. The three rules are ours; the guide
asks for a consensus and leaves open what that is.

*Source:* R43; the best practice guide, question 9c in our own words.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commonground.groundwork.sides import TWO_SIDES

RULES = {
    "objection": "Nobody objects in the end",
    "all": "Everybody who counts agrees",
    "majorities": "More than half of each side agree",
}
RULE_HINTS = {
    "objection": "One who cannot support it stops it, until what they object to is met and they are asked again.",
    "all": "Each one who is asked wants the same, or it is not agreed.",
    "majorities": "Police, security and others are counted apart, so that nobody is outvoted by the larger group.",
}
SILENCES = {
    "not_counted": "Whoever does not answer is not counted",
    "content": "Whoever does not answer by the last day is taken not to object",
}
SILENCE_HINTS = {
    "not_counted": "Only what was said counts.",
    "content": "Said in every message that asks. The two sides themselves always have to answer.",
}
MOTIONS = {
    "stop": "Stop",
    "hand_over": "Hand over to others",
    "continue": "Go on",
    "change": "Go on, changed",
}
POSITIONS = {
    "stop": "Stop",
    "continue": "Go on",
    "changed": "Go on, changed",
    "cannot": "Cannot support it",
}
OBJECTS = "cannot"
# Which wishes are the same as what is proposed; handing over both ends the work here and lets it go on elsewhere
SUPPORTS = {
    "stop": frozenset({"stop"}),
    "hand_over": frozenset({"stop", "changed"}),
    "continue": frozenset({"continue"}),
    "change": frozenset({"changed"}),
}
LONGEST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Voice:
    """One who is asked: who it is, the side it is counted with, and where it stands; nothing while it has not said.
    `is_a_side` marks the two for whom a lead speaks."""

    who: str
    group: str
    position: str = ""
    is_a_side: bool = False


class Result(StrEnum):
    """What came of a round."""

    OPEN = "open"
    AGREED = "agreed"
    OBJECTED = "objected"
    NOT_AGREED = "not_agreed"
    SIDE_SILENT = "side_silent"

    @property
    def label(self) -> str:
        """The sentence that is shown."""
        return {
            "open": "The round is open. What came of it is said when everybody has answered, or the last day is over.",
            "agreed": "Agreed, by the rule that you set beforehand.",
            "objected": "Somebody cannot support it. Say what you change because of that, and ask again.",
            "not_agreed": "Not agreed, by the rule that you set beforehand. Propose something else, or ask again.",
            "side_silent": "One of the two sides has not answered. Its silence is not taken for consent: ask again.",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round, with who supports what is proposed, who wants something else, who objects, who was
    silent."""

    result: Result
    supports: frozenset[str]
    others: frozenset[str]
    objects: frozenset[str]
    silent: frozenset[str]

    @property
    def is_agreed(self) -> bool:
        """Whether it can be decided now."""
        return self.result is Result.AGREED


def outcome(
    *, rule: str, silence: str, motion: str, voices: Collection[Voice], closes_on: date, today: date
) -> Outcome:
    """Work out what came of a round on a day.

    :raises ValueError: for a rule, a silence or a proposal that is not known.
    """
    if rule not in RULES or silence not in SILENCES or motion not in MOTIONS:
        raise ValueError(f"Not known: {rule}, {silence} or {motion}.")
    objects = frozenset(voice.who for voice in voices if voice.position == OBJECTS)
    supports = frozenset(voice.who for voice in voices if voice.position in SUPPORTS[motion])
    silent = frozenset(voice.who for voice in voices if not voice.position)
    others = frozenset(voice.who for voice in voices) - objects - supports - silent
    result = _result(rule, silence, tuple(voices), supports, objects, silent, today > closes_on)
    return Outcome(result, supports, others, objects, silent)


def _result(
    rule: str,
    silence: str,
    voices: tuple[Voice, ...],
    supports: frozenset[str],
    objects: frozenset[str],
    silent: frozenset[str],
    is_over: bool,
) -> Result:
    if silent and not is_over:
        return Result.OPEN
    if any(voice.is_a_side and voice.who in silent for voice in voices) or not voices:
        return Result.SIDE_SILENT
    if objects and rule != "majorities":
        return Result.OBJECTED
    with_it = supports | silent if silence == "content" else supports
    counted = [voice for voice in voices if silence == "content" or voice.who not in silent]
    if rule == "objection":
        return Result.AGREED
    if rule == "all":
        return Result.AGREED if all(voice.who in with_it for voice in counted) else Result.NOT_AGREED
    groups = {voice.group for voice in counted}
    agreed = all(_most(counted, group, with_it) for group in groups)
    return Result.AGREED if agreed else Result.OBJECTED if objects else Result.NOT_AGREED


def _most(voices: list[Voice], group: str, with_it: frozenset[str]) -> bool:
    """Whether more than half of a group support it."""
    members = [voice for voice in voices if voice.group == group]
    return 2 * sum(voice.who in with_it for voice in members) > len(members)


def both_asked(sides: Collection[str]) -> bool:
    """Whether both sides are among those who are asked."""
    return {side.value for side in TWO_SIDES} <= set(sides)
