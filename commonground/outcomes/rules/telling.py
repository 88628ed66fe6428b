"""How is a result told? How sure we are in counts of places, and the six ways in which crime can move.

Each of the six is asked of every study, even if the answer is that it cannot be measured, and why; so is whether the
benefit spread.

*Source:* R42; design/outcomes.md 3.4; design/look/look.md 7, "Verdict".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from commonground.outcomes.rules.arithmetic import in_words


class Kind(StrEnum):
    """A way in which crime can move."""

    PLACE = "place"
    TIME = "time"
    TARGET = "target"
    METHOD = "method"
    OFFENCE = "offence"
    OFFENDER = "offender"


HEADINGS: Mapping[Kind, str] = {
    Kind.PLACE: "To another place",
    Kind.TIME: "To another time",
    Kind.TARGET: "To other targets",
    Kind.METHOD: "To other methods",
    Kind.OFFENCE: "To other crimes",
    Kind.OFFENDER: "To other people",
}

BECAUSE: Mapping[Kind, str] = {
    Kind.TIME: "the data gives the month of a crime and not its day or hour.",
    Kind.TARGET: "the data does not say what or who was the target.",
    Kind.METHOD: "the data does not say how a crime was done.",
    Kind.OFFENCE: "this study counts only the crime types that it names. A second study of other types would show it.",
    Kind.OFFENDER: "the data does not say who did it.",
}
"""Why police data as published cannot answer."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One of the six ways, what is said of it, and whether the data could measure it."""

    kind: Kind
    heading: str
    sentence: str
    measured: bool


def six_ways(result: Mapping[str, Any]) -> tuple[Movement, ...]:
    """Answer each of the six ways from the object of a study, or say why it cannot be measured."""
    moved = result["displacement"]
    where = Movement(Kind.PLACE, HEADINGS[Kind.PLACE], moved["reading"], measured=moved["wdq"] is not None)
    others = (
        Movement(kind, HEADINGS[kind], f"Cannot be measured with this data, because {why}", measured=False)
        for kind, why in BECAUSE.items()
    )
    return (where, *others)


def how_sure(result: Mapping[str, Any]) -> str | None:
    """Say in counts of places how often chance does as much; None where no untreated areas were looked at."""
    found = result["pooled"] or result["placebo"]
    if found is None:
        return None
    areas = found["areas"]
    as_much = round(found["p"] * (1 + areas)) - 1
    looked = f"We ran the same sum on {in_words(areas)} place{'' if areas == 1 else 's'} where nothing was done."
    many = in_words(as_much).capitalize() if as_much else "None"
    return f"{looked} {many} of them changed as much as the place where the work was done."
