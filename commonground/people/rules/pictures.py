"""Is a file a picture that may be taken, and how large is it? Told from its first bytes, before the rest is read.

Only three formats of dots are taken. A drawing (SVG) is a program for the reader's browser, and is refused.

*Source:* R1, R5; D3 (what is uploaded).
"""

from dataclasses import dataclass

LONGEST_FILE = 500_000
SMALLEST, LARGEST = 32, 4_000
MOST_DOTS = 8_000_000
# No logo is shown larger than this
SHOWN_WIDE, SHOWN_HIGH = 480, 240

_PNG, _JPEG, _RIFF, _WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"WEBP"
# Markers of a JPEG that begin a frame, and so tell its size
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


class NotAPicture(ValueError):
    """A file that is not taken; its message is a sentence fit to show."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the first bytes say: the format as the decoder calls it, and the size in dots."""

    format: str
    wide: int
    high: int

    def fitted(self) -> tuple[int, int]:
        """Give the size in dots at which it is kept: no larger than it is shown, in its own proportions."""
        scale = min(1.0, SHOWN_WIDE / self.wide, SHOWN_HIGH / self.high)
        return max(1, round(self.wide * scale)), max(1, round(self.high * scale))


def measured(data: bytes) -> Measured:
    """Measure a picture.

    :raises NotAPicture: for another format, a file or a picture that is too large or too small, or a broken one.
    """
    if len(data) > LONGEST_FILE:
        raise NotAPicture("Choose a file of at most 500 kB.")
    if _is_drawing(data):
        raise NotAPicture("A drawing (SVG) is not taken, because it can hold a program. Save it as PNG.")
    found = _png(data) or _jpeg(data) or _webp(data)
    if found is None:
        raise NotAPicture("Choose a PNG, JPEG or WebP picture.")
    if min(found.wide, found.high) < SMALLEST:
        raise NotAPicture("Choose a picture of at least 32 by 32 dots.")
    if max(found.wide, found.high) > LARGEST or found.wide * found.high > MOST_DOTS:
        raise NotAPicture("Choose a picture of at most 4,000 dots on each side, and 8 million in all.")
    return found


def _is_drawing(data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"\x1f\x8b"))


def _png(data: bytes) -> Measured | None:
    if not data.startswith(_PNG) or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    return Measured("png", int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))


def _jpeg(data: bytes) -> Measured | None:
    if not data.startswith(_JPEG):
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, long = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            high, wide = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big")
            return Measured("jpg", wide, high)
        if long < 2:
            return None
        at += 2 + long
    return None


def _webp(data: bytes) -> Measured | None:
    if data[:4] != _RIFF or data[8:12] != _WEBP or len(data) < 30:
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        return Measured("webp", _small(data[24:27]) + 1, _small(data[27:30]) + 1)
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = _small(data[21:25])
        return Measured("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return Measured("webp", _small(data[26:28]) & 0x3FFF, _small(data[28:30]) & 0x3FFF)
    return None


def _small(some: bytes) -> int:
    return int.from_bytes(some, "little")
