"""What exactly was signed? The words of a version, and a party's own line of the annex, each under a hash.

The words are written as JSON with sorted keys, so that the same words always have the same hash and anybody with the
document can make it again. The annex of parties has a hash for each line, because a party signs its own line and may
join later, while the body stays signed.

*Source:* R212; design/sharing.md 1 (a signed version never changes).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from commonground.sharing.rules.agreements_clauses import CLAUSES, Clause, Values, shown

PARTS = re.compile(r"\s+|\w+|[^\w\s]")
KEPT, GONE, CAME = "kept", "gone", "came"


@dataclass(frozen=True, slots=True)
class Wording:
    """What one version says: by clause its values, and why it is not needed where it is not."""

    reference: str
    title: str
    kind: str
    number: int
    clauses: Mapping[str, Values]
    not_needed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One party's line of the annex: who, what it gives and gets, on which bases in each direction."""

    organisation: str
    gives: Sequence[str]
    gets: Sequence[str]
    bases: Sequence[Mapping[str, Any]] = ()


def hash_of_words(wording: Wording) -> str:
    """Give the SHA-256 of what a version says, as 64 hexadecimal digits."""
    return _hash(
        {
            "reference": wording.reference,
            "title": wording.title,
            "kind": wording.kind,
            "version": wording.number,
            "clauses": {one.key: dict(wording.clauses.get(one.key, {})) for one in CLAUSES},
            "not_needed": {key: why for key, why in wording.not_needed.items() if why},
        }
    )


def hash_of_line(line: Line) -> str:
    """Give the SHA-256 of one party's line of the annex, as 64 hexadecimal digits."""
    bases = sorted((dict(one) for one in line.bases), key=lambda one: json.dumps(one, sort_keys=True))
    held = {"organisation": line.organisation, "gives": sorted(line.gives), "gets": sorted(line.gets), "bases": bases}
    return _hash(held)


def _hash(held: Mapping[str, Any]) -> str:
    written = json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a row, and whether they were kept, went or came."""

    how: str
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A clause that is not the same in two versions, with its words as runs."""

    clause: Clause
    runs: tuple[Run, ...]


def difference(before: Wording, now: Wording) -> list[Changed]:
    """List the clauses that differ from one version to another, with what went and what came."""
    found = []
    for one in CLAUSES:
        old, new = text_of(one, before), text_of(one, now)
        if old != new:
            found.append(Changed(one, runs_between(old, new)))
    return found


def text_of(one: Clause, wording: Wording) -> str:
    """Write what one clause says, a line for each answer."""
    if why := wording.not_needed.get(one.key):
        return f"Not needed, because {why}"
    values = wording.clauses.get(one.key, {})
    rows = values.get("rows") or [] if one.many else [values]
    return "\n".join(f"{label}: {words}" for row in rows for label, words in shown(one, row))


def runs_between(before: str, now: str) -> tuple[Run, ...]:
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
