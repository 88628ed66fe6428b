"""What is not explicit yet? Who, by when, how it will be seen to be done, and what was not decided.

*Source:* R91 ("Be Explicit and clear"); R30 (one who is accountable), R40-R43 (decisions).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from commonground.projects.rules.guide import PARTS, QUESTION_OF_PART
from commonground.projects.rules.record import Record

# What an answer to a part must say so that nobody has to ask: field by field, the sentence for its absence.
MUST_SAY: dict[str, tuple[tuple[str, str], ...]] = {
    "actions": (
        ("accountable", "Nobody is accountable."),
        ("due", "No day is named."),
        ("done_when", "Nobody can tell yet when it is done."),
    ),
    "milestones": (
        ("owner", "Nobody answers for it."),
        ("due", "No day is named."),
        ("evidence", "Nothing says how it will be seen that it is reached."),
    ),
    "outcomes": (
        ("by", "No day is named."),
        ("source", "Nothing says where its figure comes from."),
    ),
    "next_steps": (("owner", "Nobody does it yet."), ("by", "No day is named.")),
    "roles": (("accountable", "Nobody is accountable."), ("powers", "Nothing says who may use which powers.")),
    "decision": (("open", "It does not say what is not decided."),),
    "tactics": (("mechanism", "Nothing says how it is meant to work."),),
    "resources": (("provider", "Nothing says who provides it."),),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not explicit yet: the step and part it belongs to, the answer's public id, its title, and one
    sentence for each gap."""

    step: int
    part: str
    ref: str
    title: str
    sentences: tuple[str, ...]


def gaps(record: Record, gone: frozenset[str] = frozenset()) -> tuple[Gap, ...]:
    """List what is recorded and not explicit yet, by step; what is done is left alone. `gone` holds the public ids of
    people who have left, so that a name that nobody bears any more counts as none."""
    found = []
    for key, asked in MUST_SAY.items():
        part = PARTS[key]
        for row in record.part(key):
            if part.done and row.values.get(part.done):
                continue
            said = tuple(sentence for name, sentence in asked if _is_missing(row.values.get(name), gone))
            if said:
                title = str(row.values.get(part.title_field) or part.noun)
                found.append(Gap(QUESTION_OF_PART[key].step, key, row.ref, title, said))
    return tuple(sorted(found, key=lambda gap: (gap.step, gap.part, gap.title)))


def _is_missing(value: Any, gone: frozenset[str]) -> bool:
    return value is None or value == "" or (isinstance(value, str) and value in gone)


def in_words(found: Iterable[Gap]) -> str:
    """Say in one sentence how much is not explicit yet."""
    number = sum(len(gap.sentences) for gap in found)
    if not number:
        return "Everything that is recorded says who, by when, and how it will be seen."
    return "One thing is not explicit yet." if number == 1 else f"{number} things are not explicit yet."
