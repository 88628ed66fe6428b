"""How far does an organisation go with a common strategy? It agrees to the need, adopts one, and carries it out.

The need is the first success factor that the initiative names, and its adoption the second; the words in which it is
put to organisations, the stages and the marks are ours. What organisations say is counted per side and per area against
those that take part there.

*Source:* R99-R100; the initiative's slides of its national strategy, "Key Success Factors".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NEED = "Police and private security need one strategy for working together, which both sides agree and both carry out."


class Stage(StrEnum):
    """How far an organisation is, once it agrees to the need."""

    ENDORSED = "endorsed"
    ADOPTED = "adopted"
    CARRIED_OUT = "carried_out"


STAGES = {
    Stage.ENDORSED.value: "Agrees to the need",
    Stage.ADOPTED.value: "Has adopted it as its own",
    Stage.CARRIED_OUT.value: "Carries it out",
}
MEANINGS = {
    Stage.ENDORSED.value: "It says that a common strategy is needed.",
    Stage.ADOPTED.value: "Whoever decides there has taken the strategy on.",
    Stage.CARRIED_OUT.value: "It has a plan of its own for it, and works by it.",
}
MARKS = {
    "1": "Nothing of it is done yet",
    "2": "A beginning is made",
    "3": "Most of it is done",
    "4": "It is how we work",
}
ORDER = tuple(Stage)


def leaps(before: str, after: str) -> bool:
    """Tell whether a change of stage leaves one out; going back never does."""
    return ORDER.index(Stage(after)) > ORDER.index(Stage(before)) + 1


def missing(stage: str, plan_url: str, mark: int | None) -> dict[str, str]:
    """Give what a stage asks for and is not there, as sentences by the name of the field."""
    found = {}
    if stage == Stage.CARRIED_OUT and not plan_url:
        found["plan_url"] = "Give the address of your own plan for it"
    if stage == Stage.CARRIED_OUT and mark is None:
        found["mark"] = "Say how far you are"
    return found


def signed_wrongly(signed_on: date, today: date) -> bool:
    """Tell whether something says that it was signed on a day that has not come."""
    return signed_on > today


@dataclass(frozen=True, slots=True)
class Word:
    """What one organisation says, under the name of its group: whether it agrees, and how far it is."""

    group: str
    agrees: bool
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the organisations of one group say: of `base` that take part, how many agree, do not, have adopted the
    strategy (those who carry it out among them), and carry it out."""

    group: str
    base: int
    agree: int
    disagree: int
    adopted: int
    carried_out: int


def coverage(words: Iterable[Word], bases: Mapping[str, int]) -> list[Coverage]:
    """Count what organisations say, group by group in the order of `bases`; whoever spoke is part of the base, so a
    group whose members have all left since is counted by those who spoke."""
    said: dict[str, list[Word]] = {group: [] for group in bases}
    for word in words:
        said.setdefault(word.group, []).append(word)
    return [_count(group, max(bases.get(group, 0), len(found)), found) for group, found in said.items()]


def _count(group: str, base: int, words: list[Word]) -> Coverage:
    agree = sum(word.agrees for word in words)
    adopted = sum(word.agrees and word.stage in (Stage.ADOPTED, Stage.CARRIED_OUT) for word in words)
    carried_out = sum(word.agrees and word.stage == Stage.CARRIED_OUT for word in words)
    return Coverage(group, base, agree, len(words) - agree, adopted, carried_out)
