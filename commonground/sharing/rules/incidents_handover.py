"""How does a report get into a police system without being typed again? As text to select, and as files with names.

Every file names the standard that it follows and its version, and says facts and opinion apart. Who reported it is
never in it.

*Source:* reference on the domain, 7(C) ("external ids", "never exported") and 6 (data standards); R184.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from commonground.sharing.rules.incidents import FIELDS, STANDARD, in_words, police_category

HEAD = ("standard", "reference", "marking", "organisation", "reported_at", "place_name", "place_code")
NAMES = (*HEAD, *(one.name for one in FIELDS), "police_category", "business_crime")


def values_of(head: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Give every named value of a report; those that were not answered are empty."""
    answered = {one.name: values.get(one.name) if values.get(one.name) is not None else "" for one in FIELDS}
    more = {"police_category": police_category(str(values.get("kind", ""))), "business_crime": True}
    return {"standard": STANDARD, **{name: head.get(name, "") for name in HEAD[1:]}, **answered, **more}


def as_rows(head: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[Any]]:
    """Give the heading and the one row of the CSV file."""
    held = values_of(head, values)
    return NAMES, [held[name] for name in NAMES]


def as_json(head: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """Write the report as JSON, its names in the order of the standard."""
    return json.dumps({"incident": values_of(head, values)}, ensure_ascii=False, indent=2, default=str) + "\n"


def as_text(head: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """Write the report as plain text: the marking first, then one line for each answer, longer ones below theirs."""
    lines = [f"{head.get('marking', '')}  {head.get('reference', '')}".strip()]
    lines += [f"From: {head.get('organisation', '')}", f"Reported: {head.get('reported_at', '')}"]
    for one in FIELDS:
        said = in_words(one.name, values.get(one.name)).strip()
        if not said:
            continue
        label = one.label + (" (opinion)" if one.name == "opinion" else "")
        lines.append(f"{label}\n{said}" if "\n" in said or len(said) > 80 else f"{label} {said}")
    if category := police_category(str(values.get("kind", ""))):
        lines.append(f"Category of data.police.uk: {category}")
    return "\n".join(lines) + "\n"
