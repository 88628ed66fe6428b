#!/usr/bin/env python3
"""Is the exported record of a Common Ground installation what it was when its checkpoint was signed?

This file stands alone: Python 3.11 and the package "cryptography" are all it needs, and it reads no code of the site.

    python3 verify_record.py record.jsonl --key KEY --checkpoint newest.txt [--checkpoint an-older-one.txt …]

It ends with 0 when everything fits, with 3 when something was changed (each fault is one line, the first bad row is
named), and with 2 when a file cannot be read. Rows whose content was left out of an export are held to the checkpoint
by their hashes. Names may have been taken away when somebody was erased; then their salts are gone as well.

*Source:* RFC 9162, section 2.1 (the tree); C2SP signed-note and tlog-checkpoint (the notes).
"""

import argparse
import base64
import json
import sys
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Unreadable(Exception):
    """A file that is not what it should be, in one sentence."""


def read_note(text: str, key: str) -> tuple[int, bytes]:
    """Read the size and the root of a checkpoint that the holder of the key signed."""
    try:
        origin, key_id, encoded = key.strip().split("+", 2)
        public = base64.b64decode(encoded, validate=True)
        body, signed = text.split("\n\n\u2014 ", 1)
        name, signature = signed.splitlines()[0].rsplit(" ", 1)
        raw = base64.b64decode(signature, validate=True)
        lines = body.split("\n")
        size, root = int(lines[1]), base64.b64decode(lines[2], validate=True)
        expected = sha256(origin.encode() + b"\n" + public).digest()[:4]
    except (ValueError, IndexError) as fault:
        raise Unreadable("this is not a signed checkpoint, or not a key") from fault
    if not (name == origin == lines[0] and key_id == expected.hex() and raw[:4] == expected and len(root) == 32):
        raise Unreadable("the checkpoint is not of the log that this key belongs to")
    try:
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(raw[4:], (body + "\n").encode())
    except (InvalidSignature, ValueError) as fault:
        raise Unreadable("the signature of the checkpoint is not by this key") from fault
    return size, root


def grow(peaks: list[bytes], size: int, leaf: bytes) -> None:
    """Add a leaf to a tree of `size` leaves that is kept as its perfect parts."""
    while size & 1:
        leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
        size >>= 1
    peaks.append(leaf)


def root_of(peaks: list[bytes]) -> bytes:
    """Give the hash of the whole tree."""
    if not peaks:
        return sha256(b"").digest()
    *rest, whole = peaks
    for peak in reversed(rest):
        whole = sha256(b"\x01" + peak + whole).digest()
    return whole


def fault_in(line: dict[str, object], index: int) -> str:
    """Say what is wrong with one row by itself, or nothing."""
    content = line.get("content")
    if content is None:
        return ""
    if sha256(b"\x00" + str(content).encode()).hexdigest() != line["hash"]:
        return f"row {index} was changed"
    sealed = json.loads(str(content))
    for whose in ("actor", "subject"):
        named = line.get(whose)
        if isinstance(named, dict):
            told = bytes.fromhex(named["salt"]) + json.dumps(named["names"], ensure_ascii=True).encode()
            if sha256(told).hexdigest() != sealed[whose]:
                return f"the names in row {index} were changed"
    return ""


def check(lines: object, points: dict[int, bytes]) -> tuple[int, list[str]]:
    """Hold each row to its hash and the hashes to the checkpoints; give the number of rows and the faults."""
    peaks: list[bytes] = []
    faults: list[str] = []
    size = good = 0
    waiting = dict(points)
    if 0 in waiting and waiting.pop(0) != root_of([]):
        faults.append("the checkpoint of no rows is not that of an empty log")
    for text in lines:  # type: ignore[attr-defined]
        try:
            line = json.loads(text)
            index, hashed = line["index"], bytes.fromhex(line["hash"])
            fault = fault_in(line, size)
        except (ValueError, KeyError, TypeError) as broken:
            raise Unreadable(f"line {size + 1} is not a row of the record") from broken
        if index != size:
            return size, [*faults, f"row {size} is missing (the next is {index})"]
        if fault:
            faults.append(fault)
        grow(peaks, size, hashed)
        size += 1
        if size in waiting:
            if waiting.pop(size) != root_of(peaks):
                faults.append(f"a row from {good} to {size - 1} is not the one that was signed")
            else:
                good = size
    faults += [f"the log has {size} rows, and a checkpoint {more}: its end was cut off" for more in sorted(waiting)]
    return size, faults


def main(arguments: list[str] | None = None) -> int:
    """Read the files, say what was found, and give the exit code."""
    parser = argparse.ArgumentParser(description="Check the exported record of a Common Ground installation.")
    parser.add_argument("record", help="the exported log, one row a line")
    parser.add_argument("--key", required=True, help="the installation's public key, one line")
    parser.add_argument("--checkpoint", required=True, action="append", help="a signed checkpoint; may be repeated")
    options = parser.parse_args(arguments)
    try:
        points: dict[int, bytes] = {}
        for name in options.checkpoint:
            with open(name, encoding="utf-8") as file:
                size, root = read_note(file.read(), options.key)
            if points.setdefault(size, root) != root:
                print(f"two checkpoints of {size} rows were signed that differ")
                return 3
        with open(options.record, encoding="ascii") as file:
            rows, faults = check(file, points)
    except (Unreadable, OSError, UnicodeDecodeError) as reason:
        print(f"cannot be checked: {reason}", file=sys.stderr)
        return 2
    for fault in faults:
        print(fault)
    print(f"{rows} rows held to {len(points)} checkpoints: {'nothing was changed' if not faults else 'CHANGED'}")
    return 3 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
