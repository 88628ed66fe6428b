"""What does a rendition say beside its text, and how is it marked at first? Parts that are kept apart, and defaults.

Fact and opinion stand apart, and so do those who are suspected, convicted, victims and witnesses. There is no part for
who a confidential source is, and none may be added. Words of older markings, and of classifications that may not be
kept here, are met in pasted text most of all: they are refused with a sentence, never converted.

*Source:* R15, R213; D2, D7; design/sharing.md 5 (provenance); DPA 2018, section 38; reference on standards, 2.2-2.4.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonground.groundwork.markings import OLD_WORDS, TOO_HIGH, HowKnown, Tlp, read_gsc, read_tlp
from commonground.groundwork.refusals import Invalid
from commonground.sharing.rules.writing import Field

KINDS: Mapping[str, str] = {
    "full": "Full version",
    "sanitised": "Sanitised version",
    "awareness": "Awareness version",
    "other": "Another version",
}
KIND_HINTS: Mapping[str, str] = {
    "full": "For those who have to act on it. Everything that they need, and no more.",
    "sanitised": "Without whatever leads to a source, or to a person who need not be named.",
    "awareness": "What everybody may know: what to look out for, and what to do.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part beside the text: its label, what helps to fill it in, and what kind of field it is."""

    key: str
    label: str
    hint: str = ""
    holds: Field = Field.OTHER
    only_in_full: bool = False


PARTS = (
    Part("todo", "What to do", "What the reader should do, and should not do."),
    Part("opinion", "What is opinion", "What you think, kept apart from what is known."),
    Part("described", "Who is described", "What they look like, where nobody is named.", Field.PERSON),
    Part("suspects", "Who is suspected", "Not convicted of it.", Field.PERSON, True),
    Part("convicted", "Who has been convicted", "Of what, and when.", Field.PERSON, True),
    Part("victims", "Who is a victim", "", Field.PERSON, True),
    Part("witnesses", "Who is a witness", "Never somebody who told the police in confidence.", Field.PERSON, True),
    Part("vehicle", "Vehicle", "Make, colour, registration.", Field.VEHICLE, True),
    Part("contact", "How to reach somebody", "", Field.CONTACT, True),
)
PART = {part.key: part for part in PARTS}
HOW_KNOWN: Mapping[str, str] = {
    HowKnown.SAW_IT.value: "One of us saw it",
    HowKnown.WAS_TOLD.value: "One of us was told",
}


@dataclass(frozen=True, slots=True)
class Start:
    """How a version is marked to begin with; its author changes what does not fit."""

    tlp: Tlp
    clearance: int


_STEPS = {
    "full": Start(Tlp.AMBER_STRICT, 2),
    "sanitised": Start(Tlp.AMBER, 1),
    "awareness": Start(Tlp.GREEN, 0),
}
_OPEN = {
    "full": Start(Tlp.AMBER, 1),
    "sanitised": Start(Tlp.GREEN, 0),
    "awareness": Start(Tlp.CLEAR, 0),
}
STARTS: Mapping[str, Mapping[str, Start]] = {
    "intelligence": _STEPS,
    "incident": _STEPS,
    "alert": _OPEN,
    "briefing": _OPEN,
    "document": _OPEN,
}
LIVE_FOR: Mapping[str, int] = {"intelligence": 28, "incident": 28, "alert": 7, "briefing": 90, "document": 365}


def start_of(category: str, kind: str) -> Start:
    """Give how a version of a category is marked to begin with; the strictest for a category without its own."""
    return STARTS.get(category, _STEPS).get(kind, _STEPS["full"])


def packed(parts: Mapping[str, str], how_known: str = "") -> dict[str, Any]:
    """Put the parts that were filled in together as they are kept: what is about persons under one key."""
    told = {key: words.strip() for key, words in parts.items() if key in PART and words.strip()}
    made: dict[str, Any] = {}
    for key, words in told.items():
        if PART[key].holds is Field.PERSON:
            made.setdefault(Field.PERSON.value, {})[key] = words
        else:
            made[key] = words
    if how_known in HOW_KNOWN:
        made["how_known"] = how_known
    return made


def unpacked(fields: Mapping[str, Any]) -> dict[str, str]:
    """Give the parts as a form has them; what is of another shape is left out."""
    persons = fields.get(Field.PERSON.value)
    flat = {**fields, **(persons if isinstance(persons, Mapping) else {"described": persons})}
    return {key: str(flat[key]) for key in (*PART, "how_known") if isinstance(flat.get(key), str)}


def besides(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give what is kept of a version that no part of the form holds, so that a change does not lose it."""
    return {key: value for key, value in fields.items() if key not in {*PART, Field.PERSON.value, "how_known"}}


def shown(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give label and words of each part that is filled in, in the order in which they are read."""
    told = unpacked(fields)
    lines = [(part.label, told[part.key]) for part in PARTS if part.key in told]
    if told.get("how_known") in HOW_KNOWN:
        lines.append(("How it is known", HOW_KNOWN[told["how_known"]]))
    return lines


_OTHERS = "|".join(map(re.escape, (*reversed(TOO_HIGH), *OLD_WORDS)))
_MARKED = re.compile(rf"^[\W_]*(TLP:[A-Z+-]+|{_OTHERS}|NOT PROTECTIVELY MARKED)[\W_]*(?:$|:|-|UK EYES ONLY)")
_OF_FIVE = re.compile(r"\b5\s?x\s?5\s?x\s?5\b", re.IGNORECASE)


def require_no_old_marking(words: str, field: str) -> None:
    """Refuse text that carries, on a line of its own or at the head of one, a marking that may not stand here.

    :raises Invalid: with the sentence of the marking.
    """
    for line in words.splitlines():
        found = _MARKED.match(line.strip())
        if found is None:
            continue
        try:
            if found[1].startswith("TLP:"):
                read_tlp(found[1])
            elif found[1] in (*TOO_HIGH, *OLD_WORDS):
                read_gsc(found[1])
            else:
                raise Invalid(f"{found[1]} belongs to an older scheme. Ask the originator which marking it has now.")
        except Invalid as refusal:
            raise Invalid(refusal.reason, field=field) from None
    if _OF_FIVE.search(words):
        raise Invalid(
            "5x5x5 is an older scheme. It is not converted: a police intelligence unit grades it again.", field=field
        )
