"""What exactly is sealed of a row? The bytes whose hash is a leaf, and the commitments that stand for names in them.

Names can be taken away when somebody is erased, so the sealed bytes hold only a salted hash of each; whoever holds name
and salt can check them, and once both are gone the log still verifies. The stand-alone verifier reads the same form.

*Source:* reference on security, sections 0 (point 9) and 1.10; D1; DPA 2018 s.62.
"""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from commonground.groundwork.merkle import leaf_hash

# What a leaf holds in clear; the two hashes of names come beside them.
CLEAR = (
    "id",
    "tag",
    "actor_id",
    "organisation_id",
    "organisation_name",
    "side",
    "subject_type",
    "subject_id",
    "area_id",
    "programme_id",
    "outcome",
    "details",
)
SALT_BYTES = 16
# One encoder for all rows: `json.dumps` makes a new one for each call that is not by its defaults.
AS_SEALED = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode
AS_NAMED = json.JSONEncoder(ensure_ascii=True).encode


def new_salt() -> bytes:
    """Give 16 random bytes, so that a name cannot be found by trying names."""
    return os.urandom(SALT_BYTES)


def commitment(salt: bytes, *names: str) -> str:
    """Give the 64 hexadecimal characters that stand for names under a salt."""
    return sha256(salt + AS_NAMED(names).encode()).hexdigest()


def content(row: Mapping[str, Any]) -> bytes:
    """Write one row of the record as the bytes that are sealed: JSON with sorted keys and no spaces, in ASCII."""
    at: datetime = row["at"]
    sealed = {key: row[key] for key in CLEAR} | {
        "at": at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z",
        "actor": row["actor_commitment"],
        "subject": row["subject_commitment"],
    }
    return AS_SEALED(sealed).encode()


def sealed_hash(row: Mapping[str, Any]) -> bytes:
    """Give the leaf's 32 bytes for one row of the record."""
    return leaf_hash(content(row))


def names_fit(row: Mapping[str, Any]) -> bool:
    """Tell whether the names beside a row are those that were sealed; where name and salt were taken away, they are."""
    return _fits(row["actor_salt"], row["actor_commitment"], row["actor_name"]) and _fits(
        row["subject_salt"], row["subject_commitment"], row["subject_name"], row["summary"]
    )


def _fits(salt: bytes | memoryview | None, sealed: str, *names: str) -> bool:
    if salt is None:
        return not any(names)
    return commitment(bytes(salt), *names) == sealed
