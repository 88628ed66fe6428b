"""How carefully must it be handled? Three vocabularies in which police and business say so, and what each allows.

TLP 2.0 stands on everything that is shared; a Government Security Classification and a 3x5x2 grade only on what comes
from the police. Words of older schemes are not converted: nobody but the originator knows what they should be now.

*Source:* R15, R78; D2; FIRST, Traffic Light Protocol 2.0 (August 2022), first.org/tlp; Government Security
Classifications Policy (5 August 2024), gov.uk; College of Policing, APP Intelligence management.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import total_ordering

from commonground.groundwork.refusals import Invalid
from commonground.groundwork.sides import Side


@total_ordering
class Tlp(Enum):
    """A TLP 2.0 marking; they are ordered, the least strict first."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"

    @property
    def label(self) -> str:
        """The words that are shown: capitals, no space, never translated."""
        return f"TLP:{self.value}"

    @property
    def meaning(self) -> str:
        """How far it may go, in one sentence for the reader."""
        return MEANINGS[self]

    @property
    def colour(self) -> str:
        """The colour of the label's letters, which stand on black, as #RRGGBB."""
        return COLOURS[self]

    def __lt__(self, other: "Tlp") -> bool:
        return STRICTNESS[self] < STRICTNESS[other]


STRICTNESS: Mapping[Tlp, int] = {marking: rank for rank, marking in enumerate(Tlp)}

# What "community" means in GREEN is for each installation to define and print; FIRST asks for it.
MEANINGS: Mapping[Tlp, str] = {
    Tlp.CLEAR: "There is no limit on passing it on.",
    Tlp.GREEN: "It may go round the community, but not through channels that the public can reach.",
    Tlp.AMBER: "It may go to those of the recipient's organisation and its clients who need to know it.",
    Tlp.AMBER_STRICT: "It may go to those of the recipient's organisation who need to know it, and no further.",
    Tlp.RED: "It is for the eyes and ears of the named recipients alone.",
}

COLOURS: Mapping[Tlp, str] = {
    Tlp.CLEAR: "#FFFFFF",
    Tlp.GREEN: "#33FF00",
    Tlp.AMBER: "#FFC000",
    Tlp.AMBER_STRICT: "#FFC000",
    Tlp.RED: "#FF2B2B",
}


def read_tlp(words: str) -> Tlp:
    """Read a label as TLP 2.0 writes it, with or without the leading "TLP:".

    :raises Invalid: for TLP:WHITE, which is of the first version, and for what is no label.
    """
    word = words.removeprefix("TLP:")
    for marking in Tlp:
        if word == marking.value:
            return marking
    if word.upper() == "WHITE":
        raise Invalid("TLP:WHITE belongs to the first version of TLP. In TLP 2.0 it is TLP:CLEAR.", field="tlp")
    labels = ", ".join(marking.label for marking in Tlp)
    raise Invalid(f"TLP 2.0 has the labels {labels}, in capitals and without spaces.", field="tlp")


class Gsc(StrEnum):
    """A Government Security Classification that may be held here; -SENSITIVE is a marking inside OFFICIAL."""

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"


TOO_HIGH = ("SECRET", "TOP SECRET")
OLD_WORDS = ("RESTRICTED", "CONFIDENTIAL")


def read_gsc(words: str) -> Gsc:
    """Read a classification.

    :raises Invalid: for SECRET and above, which may not be held here; for words of the scheme before it; for any other.
    """
    word = " ".join(words.upper().split())
    if word in set(Gsc):
        return Gsc(word)
    if word in TOO_HIGH:
        raise Invalid(
            f"{word} information may not be kept here, only OFFICIAL and OFFICIAL-SENSITIVE. Keep it where it is.",
            field="gsc",
        )
    if word in OLD_WORDS:
        raise Invalid(
            f"{word} belongs to the scheme before the present one. Ask the originator which classification it has now.",
            field="gsc",
        )
    raise Invalid("The classification is OFFICIAL or OFFICIAL-SENSITIVE.", field="gsc")


class Source(StrEnum):
    """The first part of 3x5x2: how far the source can be relied on."""

    RELIABLE = "1"
    UNTESTED = "2"
    NOT_RELIABLE = "3"

    @property
    def label(self) -> str:
        """The words of the code."""
        return SOURCES[self]


class Information(StrEnum):
    """The second part of 3x5x2: how the source knows it."""

    DIRECTLY = "A"
    CORROBORATED = "B"
    INDIRECTLY = "C"
    NOT_KNOWN = "D"
    SUSPECTED_FALSE = "E"

    @property
    def label(self) -> str:
        """The words of the code."""
        return INFORMATION[self]


class Handling(StrEnum):
    """The third part of 3x5x2: whether it may be shared as it is, or with conditions."""

    PERMITTED = "P"
    CONDITIONS = "C"

    @property
    def label(self) -> str:
        """The words of the code."""
        return HANDLING[self]


SOURCES: Mapping[Source, str] = {
    Source.RELIABLE: "Reliable",
    Source.UNTESTED: "Untested",
    Source.NOT_RELIABLE: "Not reliable",
}
INFORMATION: Mapping[Information, str] = {
    Information.DIRECTLY: "Known directly to the source",
    Information.CORROBORATED: "Known indirectly to the source but corroborated",
    Information.INDIRECTLY: "Known indirectly to the source",
    Information.NOT_KNOWN: "Not known",
    Information.SUSPECTED_FALSE: "Suspected to be false",
}
HANDLING: Mapping[Handling, str] = {
    Handling.PERMITTED: "Lawful sharing permitted",
    Handling.CONDITIONS: "Lawful sharing permitted with conditions",
}


@dataclass(frozen=True, slots=True)
class Grade:
    """A 3x5x2 grade; conditions are words for code C and nothing for code P."""

    source: Source
    information: Information
    handling: Handling
    conditions: str = ""

    def __post_init__(self) -> None:
        if self.handling is Handling.CONDITIONS and not self.conditions.strip():
            raise Invalid("Code C needs its conditions in words.", field="conditions")
        if self.handling is Handling.PERMITTED and self.conditions.strip():
            raise Invalid("Code P has no conditions. Choose code C to set some.", field="conditions")

    @property
    def code(self) -> str:
        """The three signs as they are written, such as 1AP."""
        return f"{self.source}{self.information}{self.handling}"

    @property
    def must_be_accepted(self) -> bool:
        """Whether a reader is shown conditions and accepts them before the first reading."""
        return self.handling is Handling.CONDITIONS


_OF_THREE = re.compile(r"([1-3])([A-E])([PC])")
_OF_FIVE = re.compile(r"[A-E][1-5][1-5]")


def read_grade(words: str, conditions: str = "") -> Grade:
    """Read a 3x5x2 grade such as 1AP, spaces and hyphens between its signs set aside.

    :raises Invalid: for a 5x5x5 grade, which is never converted, and for what is no grade.
    """
    signs = re.sub(r"[\s-]", "", words.upper())
    if found := _OF_THREE.fullmatch(signs):
        source, information, handling = found.groups()
        return Grade(Source(source), Information(information), Handling(handling), conditions)
    if _OF_FIVE.fullmatch(signs):
        raise Invalid(
            f"{signs} is a 5x5x5 grade. It is not converted to 3x5x2: a police intelligence unit grades it again.",
            field="grade",
        )
    raise Invalid("A 3x5x2 grade is 1 to 3, then A to E, then P or C, such as 1AP.", field="grade")


class HowKnown(StrEnum):
    """How somebody outside the police says that they know, in their own words."""

    SAW_IT = "saw it"
    WAS_TOLD = "was told"


# Ours, and a suggestion only: police intelligence staff grade, nobody else.
SUGGESTED: Mapping[HowKnown, Information] = {
    HowKnown.SAW_IT: Information.DIRECTLY,
    HowKnown.WAS_TOLD: Information.INDIRECTLY,
}


def require_police_origin(side: Side) -> None:
    """Refuse a classification or a grade on what does not come from the police.

    :raises Invalid: with a sentence that says which marking fits instead.
    """
    if side is not Side.POLICE:
        raise Invalid(
            "Only what comes from the police carries a classification or a 3x5x2 grade. TLP says how to handle this."
        )
