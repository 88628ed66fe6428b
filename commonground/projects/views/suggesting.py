"""What do the answers point to? A suggestion with its reasons, beside what the sides chose.

*Source:* R13, R15.
"""

from collections.abc import Mapping
from typing import Any

from commonground.projects.rules import formality
from commonground.projects.rules.guide import Part

ASKS = {"formality": (formality.arrangement, "chosen"), "sharing": (formality.sharing, "decided")}


def suggestion(part: Part, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give the suggestion for a part as words, its reasons, and whether something else was chosen; None where the
    guide suggests nothing."""
    if part.key not in ASKS:
        return None
    judge, chosen_in = ASKS[part.key]
    found = judge(values)
    chosen = values.get(chosen_in)
    return {
        "words": part.field_named(chosen_in).choices[found.code],
        "reasons": found.reasons,
        "differs": bool(chosen) and chosen != found.code,
    }


def as_answers(part: Part, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Read what was typed so far as far as the suggestion needs it."""
    return {
        field.name: {"yes": True, "no": False}.get(str(typed.get(field.name)), typed.get(field.name))
        for field in part.fields
    }
