"""Is the record what it was? Every row is held to its leaf, the leaves to each checkpoint, the checkpoints to the key.

*Source:* issue "Dare to Share", audit; bar C2 of the reference on security.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from commonground.audit import canonical, notes
from commonground.audit.models import Checkpoint, Entry, Leaf
from commonground.groundwork.merkle import Peaks

A_PART = 5_000
FIELDS = (
    *canonical.CLEAR,
    "at",
    "actor_name",
    "actor_salt",
    "actor_commitment",
    "subject_name",
    "summary",
    "subject_salt",
    "subject_commitment",
)
# A million rows are read in one go of this; the ORM would take twice as long to make objects of them. Each is looked up
# by itself: with figures from before they came, the database went through all of them for each leaf.
ROWS = f"""
SELECT l.index, l.hash, e.id IS NOT NULL, {", ".join(f"e.{name}" for name in FIELDS)}
FROM audit_leaf l LEFT JOIN LATERAL (SELECT * FROM audit_entry x WHERE x.id = l.entry OFFSET 0) e ON true
WHERE l.index > %s AND l.index <= %s ORDER BY l.index
"""
LATE = timedelta(seconds=60)


@dataclass(slots=True)
class Findings:
    """What a check found: how many rows and checkpoints were looked at, and a sentence for each fault."""

    rows: int = 0
    checkpoints: int = 0
    faults: list[str] = field(default_factory=list)


def verify(key: str, witnessed: str = "") -> Findings:
    """Check the whole record with the verification key; `witnessed` is a note that somebody kept elsewhere."""
    found, tree = Findings(), Peaks()
    due = {checkpoint.size: checkpoint for checkpoint in Checkpoint.objects.all()}
    kept = _kept_elsewhere(witnessed, key, found)
    for index, hashed, row in sealed_rows():
        if index != tree.size:
            found.faults.append(f"Row {tree.size} of the log is missing.")
            return found
        _check_row(index, hashed, row, found)
        tree.add(hashed)
        found.rows += 1
        if tree.size in due:
            _check_point(due.pop(tree.size), tree, key, found)
        if kept and kept.size == tree.size and kept.root != tree.root():
            found.faults.append(f"The first {kept.size} rows are not those of the checkpoint that was kept elsewhere.")
    if kept and kept.size > tree.size:
        found.faults.append(f"The log has {tree.size} rows, and the checkpoint that was kept elsewhere {kept.size}.")
    found.faults += [f"The log ends before its checkpoint of {size} rows." for size in sorted(due)]
    if late := unsealed().filter(at__lt=timezone.now() - LATE).count():
        found.faults.append(f"{late} rows are older than a minute and not sealed.")
    return found


def unsealed() -> Any:
    """Select the rows that have no place in the log yet, each looked up by itself too."""
    leaf = Leaf.objects.filter(entry=OuterRef("pk")).order_by()
    return Entry.objects.alias(leaf=Subquery(leaf.values("entry"))).filter(leaf=None)


def sealed_rows() -> Iterator[tuple[int, bytes, dict[str, Any] | None]]:
    """Give the log in order: index, hash, and the row as it stands now, or None where it is gone."""
    last = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [last, last + A_PART])
            found = cursor.fetchall()
        if not found:
            return
        for index, hashed, there, *values in found:
            row = dict(zip(FIELDS, values, strict=True)) if there else None
            if row:
                row["details"] = json.loads(row["details"])
            yield index, bytes(hashed), row
        last = found[-1][0]


def exported(organisation_id: int | None = None, person_id: int | None = None) -> Iterator[str]:
    """Write the log as lines of JSON for the stand-alone verifier: every hash, and the rows themselves; with an
    organisation, only the rows of its own people's deeds, and with a person, only theirs."""
    whose = {"organisation_id": organisation_id, "actor_id": person_id}
    for index, hashed, row in sealed_rows():
        line: dict[str, Any] = {"index": index, "hash": hashed.hex()}
        if row and all(wanted in {None, row[column]} for column, wanted in whose.items()):
            line["content"] = canonical.content(row).decode()
            if row["actor_salt"] is not None:
                line["actor"] = {"salt": bytes(row["actor_salt"]).hex(), "names": [row["actor_name"]]}
            if row["subject_salt"] is not None:
                names = [row["subject_name"], row["summary"]]
                line["subject"] = {"salt": bytes(row["subject_salt"]).hex(), "names": names}
        yield json.dumps(line, sort_keys=True)


def _check_row(index: int, hashed: bytes, row: dict[str, Any] | None, found: Findings) -> None:
    if row is None:
        found.faults.append(f"Row {index} of the log was deleted.")
    elif canonical.sealed_hash(row) != hashed:
        found.faults.append(f"Row {index} of the log was changed.")
    elif not canonical.names_fit(row):
        found.faults.append(f"The names in row {index} of the log were changed.")


def _check_point(checkpoint: Checkpoint, tree: Peaks, key: str, found: Findings) -> None:
    found.checkpoints += 1
    try:
        said = notes.read(checkpoint.note, key)
    except ValueError as fault:
        found.faults.append(f"Checkpoint {checkpoint.size}: {fault}")
        return
    if (said.size, said.root) != (tree.size, tree.root()):
        found.faults.append(f"The first {checkpoint.size} rows are not those that were signed.")


def _kept_elsewhere(note: str, key: str, found: Findings) -> notes.Checkpoint | None:
    try:
        return notes.read(note, key) if note else None
    except ValueError as fault:
        found.faults.append(f"The checkpoint that was kept elsewhere: {fault}")
        return None
