"""What is different in this version? Field by field, with the words that went and the words that came.

*Source:* R93 (revise and resubmit).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

PARTS = re.compile(r"\s+|\w+|[^\w\s]")
KEPT, GONE, CAME = "kept", "gone", "came"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a row, and whether they were kept, went or came."""

    how: str
    words: str


def difference(before: str, now: str) -> tuple[Run, ...]:
    """Give both texts as one row of runs; to leave out what went gives the new text, what came the old one."""
    old, new = PARTS.findall(before), PARTS.findall(now)
    found: list[Run] = []
    for what, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Run(KEPT, "".join(old[start:end])))
            continue
        found += [Run(GONE, "".join(old[start:end]))] if end > start else []
        found += [Run(CAME, "".join(new[first:last]))] if last > first else []
    return tuple(found)


def changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[Run, ...]]:
    """Give the difference of each field that is not the same in two versions."""
    names = dict.fromkeys([*before, *now])
    pairs = {name: (str(before.get(name) or ""), str(now.get(name) or "")) for name in names}
    return {name: difference(*pair) for name, pair in pairs.items() if pair[0] != pair[1]}
