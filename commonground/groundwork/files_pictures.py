"""What is in a picture? The parts that draw it; whatever a camera or a program wrote beside them is left out.

A picture is taken apart and written again part by part, never drawn: place, time, device, comments, small pictures of
the picture, colour profiles and everything after its end are gone. Which way up it is stays.

*Source:* D2; bar B11; ITU-T T.81 annex B; W3C PNG, third edition.
"""

import struct
import zlib
from collections.abc import Iterator

from commonground.groundwork.file_kinds import MOST_PIXELS
from commonground.groundwork.refusals import Invalid

JPEG_STARTS = b"\xff\xd8\xff"
PNG_STARTS = b"\x89PNG\r\n\x1a\n"
BROKEN = "This picture cannot be read to its end. Open it, save it again and attach that."
TOO_LARGE = "This picture is larger than any camera makes. Make it smaller first."

SOI, EOI, SOS, DNL = 0xD8, 0xD9, 0xDA, 0xDC
FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended and progressive: what browsers draw
TABLES = {0xC4, 0xDB, 0xDD}  # Huffman, quantisation, restart interval
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"

DRAWS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT"}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def clean_jpeg(content: bytes) -> bytes:
    """Write a JPEG again with nothing but what draws it.

    :raises Invalid: for what cannot be read to its end, or is larger than any camera makes.
    """
    kept, frames, scans, turned, adobe = bytearray(), 0, 0, 1, b""
    for marker, body, scan in _segments(content):
        if marker == 0xE1:
            turned = _orientation(body) or turned
        elif marker == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
            adobe = _segment(0xEE, body[:12])
        elif marker in FRAMES:
            frames += 1
            _require_pixels(*_jpeg_size(body))
            kept += _segment(marker, body)
        elif marker in TABLES:
            kept += _segment(marker, body)
        elif marker == SOS:
            scans += 1
            kept += _segment(marker, body) + scan
        elif 0xC0 <= marker <= 0xCF or marker == DNL:
            raise Invalid("This kind of JPEG is not drawn by browsers. Save it again and attach that.", field="file")
    if frames != 1 or not scans:
        raise Invalid(BROKEN, field="file")
    way_up = _segment(0xE1, _exif(turned)) if turned != 1 else b""
    return b"\xff\xd8" + (adobe or JFIF) + way_up + bytes(kept) + b"\xff\xd9"


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Walk the segments: the marker, its body, and the drawing that follows the start of a scan."""
    place = 2
    while True:
        if content[place : place + 1] != b"\xff":
            raise Invalid(BROKEN, field="file")
        while content[place : place + 1] == b"\xff":
            place += 1
        if place >= len(content):
            raise Invalid(BROKEN, field="file")
        marker = content[place]
        place += 1
        if marker == EOI:
            return
        if marker in (0x00, 0x01, SOI) or 0xD0 <= marker <= 0xD7:
            raise Invalid(BROKEN, field="file")
        length = int.from_bytes(content[place : place + 2], "big")
        body = content[place + 2 : place + length]
        if length < 2 or len(body) != length - 2:
            raise Invalid(BROKEN, field="file")
        place += length
        ends = _scan_ends(content, place) if marker == SOS else place
        yield marker, body, content[place:ends]
        place = ends


def _scan_ends(content: bytes, place: int) -> int:
    """Find where a scan ends: at the first marker that is no restart; stuffed bytes are none."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise Invalid(BROKEN, field="file")
        follows = content[place + 1]
        if follows != 0x00 and not 0xD0 <= follows <= 0xD7:
            return place
        place += 2


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def _jpeg_size(body: bytes) -> tuple[int, int]:
    if len(body) < 6 or len(body) != 6 + 3 * body[5]:
        raise Invalid(BROKEN, field="file")
    return int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")


def _orientation(body: bytes) -> int:
    """Read which way up the picture is, 1 to 8; 0 where it does not say."""
    if not body.startswith(b"Exif\x00\x00") or len(body) < 16:
        return 0
    told = body[6:]
    order = {b"II": "<", b"MM": ">"}.get(told[:2])
    if order is None:
        return 0
    start = struct.unpack_from(order + "I", told, 4)[0]
    if start + 2 > len(told):
        return 0
    for number in range(struct.unpack_from(order + "H", told, start)[0]):
        entry = start + 2 + 12 * number
        if entry + 12 > len(told):
            return 0
        tag, kind, count, value = struct.unpack_from(order + "HHIH", told, entry)
        if (tag, kind, count) == (0x0112, 3, 1):
            return value if 1 <= value <= 8 else 0
    return 0


def _exif(turned: int) -> bytes:
    """Write which way up the picture is, and nothing else."""
    return b"Exif\x00\x00MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)


def clean_png(content: bytes) -> bytes:
    """Write a PNG again with nothing but what draws it.

    :raises Invalid: for what cannot be read to its end, is larger than any camera makes, or hides more than it draws.
    """
    kept, header, drawing = bytearray(PNG_STARTS), b"", bytearray()
    for number, (kind, body) in enumerate(_chunks(content)):
        if (kind == b"IHDR") != (number == 0):
            raise Invalid(BROKEN, field="file")
        if kind == b"IHDR":
            header = body
            _require_pixels(*_png_size(body))
        elif kind == b"IDAT":
            drawing += body
        elif not kind[0] & 0x20 and kind not in DRAWS:
            raise Invalid(BROKEN, field="file")
        if kind in DRAWS:
            kept += _chunk(kind, body)
    _require_drawing(header, bytes(drawing))
    return bytes(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG_STARTS)
    while True:
        length, kind = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        body = content[place + 8 : place + 8 + length]
        check = content[place + 8 + length : place + 12 + length]
        if len(kind) != 4 or len(body) != length or check != zlib.crc32(kind + body).to_bytes(4, "big"):
            raise Invalid(BROKEN, field="file")
        yield kind, body
        if kind == b"IEND":
            return
        place += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def _png_size(header: bytes) -> tuple[int, int]:
    if len(header) != 13 or header[9] not in CHANNELS or header[8] not in (1, 2, 4, 8, 16) or header[12] > 1:
        raise Invalid(BROKEN, field="file")
    return struct.unpack(">II", header[:8])


def _require_drawing(header: bytes, drawing: bytes) -> None:
    """Refuse a drawing that unpacks to more or to less than its size says; it is unpacked piece by piece."""
    width, height, depth, colour, _packing, _filter, laced = struct.unpack(">IIBBBBB", header)
    bits = depth * CHANNELS[colour]
    sizes = [(-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in (PASSES if laced else ((0, 0, 1, 1),))]
    expected = sum(high * (1 + -(-wide * bits // 8)) for wide, high in sizes if wide > 0 and high > 0)
    opened, found, waiting = zlib.decompressobj(), 0, drawing
    try:
        while waiting and found <= expected and not opened.eof:
            found += len(opened.decompress(waiting, 1 << 20))
            waiting = opened.unconsumed_tail
    except zlib.error:
        raise Invalid(BROKEN, field="file") from None
    if found != expected or not opened.eof or opened.unused_data:
        raise Invalid(BROKEN, field="file")


def _require_pixels(width: int, height: int) -> None:
    if not width or not height:
        raise Invalid(BROKEN, field="file")
    if width * height > MOST_PIXELS:
        raise Invalid(TOO_LARGE, field="file")
