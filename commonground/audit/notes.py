"""How is a checkpoint signed, so that whoever keeps it can hold the log to it? A signed note of a few lines.

The form is that of C2SP "signed-note" and "tlog-checkpoint": origin, size, root in base64, then a line for the
signature by Ed25519, which begins with four bytes that name the key.

*Source:* C2SP tlog-checkpoint and signed-note; reference on security, section 1.10.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
DASH = "\u2014"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a note says: whose log, how many rows, the 32 bytes that stand for them, and when (seconds in UTC)."""

    origin: str
    size: int
    root: bytes
    at: str = ""

    def body(self) -> str:
        """Write the lines that are signed."""
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode(), *([self.at] if self.at else [])]
        return "\n".join(lines) + "\n"


def sign(checkpoint: Checkpoint, seed: bytes) -> str:
    """Write a checkpoint as a note, signed with the key of a 32-byte seed under the name of its origin."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signature = _key_id(checkpoint.origin, _raw(key.public_key())) + key.sign(checkpoint.body().encode())
    return f"{checkpoint.body()}\n{DASH} {checkpoint.origin} {base64.b64encode(signature).decode()}\n"


def origin_of(seed: bytes) -> str:
    """Name the log that a key signs; the name follows from the key, so a new address of the site changes nothing."""
    public = _raw(Ed25519PrivateKey.from_private_bytes(seed).public_key())
    return f"common-ground.record/{sha256(public).hexdigest()[:16]}"


def verification_key(seed: bytes) -> str:
    """Write the public key in one line, `origin+id+key`, for whoever checks notes of this log."""
    public, origin = _raw(Ed25519PrivateKey.from_private_bytes(seed).public_key()), origin_of(seed)
    return f"{origin}+{_key_id(origin, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def read(note: str, key: str) -> Checkpoint:
    """Read a note that the holder of a key signed.

    :raises ValueError: in one sentence, when it is no note, or nobody with that key signed it.
    """
    try:
        origin, key_id, encoded = key.strip().split("+", 2)
        public = base64.b64decode(encoded, validate=True)[1:]
        body, signed = note.split(f"\n\n{DASH} ", 1)
        name, signature = signed.splitlines()[0].rsplit(" ", 1)
        raw = base64.b64decode(signature, validate=True)
        lines = body.split("\n")
        found = Checkpoint(lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True), "\n".join(lines[3:]))
    except (ValueError, IndexError, binascii.Error):
        raise ValueError("This is not a signed checkpoint, or not a key.") from None
    if name != origin or found.origin != origin or raw[:4].hex() != key_id or raw[:4] != _key_id(origin, public):
        raise ValueError("The checkpoint is not of the log that this key belongs to.")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], found.body().encode())
    except (InvalidSignature, ValueError):
        raise ValueError("The signature of the checkpoint is not by this key.") from None
    return found


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _key_id(origin: str, public: bytes) -> bytes:
    return sha256(origin.encode() + b"\n" + ED25519 + public).digest()[:4]
