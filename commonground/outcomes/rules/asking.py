"""How does a page put a question to the engine? What was chosen becomes the same object that a study file holds.

The areas of such a study are not a file: they are those that this installation keeps within a place, named by its code.

*Source:* R19, R42; design/outcomes.md 2.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.rules.counts import Role
from commonground.outcomes.rules.study import IMPORTED, OTHERS

WITHIN = "within:"
MOST_NAMED = 200

PARTS: Mapping[str, str] = {
    "": "No part",
    Role.DISPLACEMENT.value: "Next door",
    Role.CONTROL.value: "Compared with",
    Role.DISPLACEMENT_CONTROL.value: "Compared with next door",
    "left_out": "Left out",
}
"""What an area that was not worked in can be in a study."""

LEFT_OUT = "left_out"


def specification(
    *,
    within: str,
    areas: Sequence[str],
    crime_types: Sequence[str],
    treated: Sequence[str],
    before: tuple[str, str],
    after: tuple[str, str],
    parts: Mapping[str, str],
) -> dict[str, Any]:
    """Write a study of the imported crimes. `within` is the code of the place, `areas` the codes of all its areas,
    `parts` what each area that was not worked in is; the areas left out are kept from the places that chance is judged
    by.

    :raises Invalid: with field "parts" when more areas are named than a page can show.
    """
    named = {role: [area for area in areas if parts.get(area) == role.value] for role in Role}
    left_out = {area for area in areas if parts.get(area) == LEFT_OUT}
    chosen = {*treated, *left_out, *(area for ids in named.values() for area in ids)}
    if len(chosen) > MOST_NAMED:
        raise Invalid(f"Give a part to at most {MOST_NAMED} areas.", field="parts")
    return {
        "crimes": IMPORTED,
        "crime_types": list(crime_types),
        "areas": f"{WITHIN}{within}",
        "area_id": "code",
        "treated": list(treated),
        "control": named[Role.CONTROL],
        "displacement": named[Role.DISPLACEMENT],
        "displacement_control": named[Role.DISPLACEMENT_CONTROL],
        "before": list(before),
        "after": list(after),
        "placebo_pool": [area for area in areas if area not in chosen] if left_out else OTHERS,
        "alpha": 0.05,
        "seed": 1,
    }


def in_a_sentence(refusal: Invalid) -> str:
    """Take the name of the field off a fault of the engine, where the page shows it beside that field."""
    words = refusal.reason.removeprefix(f"{refusal.field}: ")
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith(".") else f"{whole}."
