"""Which files might somebody attach who means harm, or who does not know better? One corpus, made when it is asked for.

*Source:* bar B2 and B11; OWASP ASVS 5.0 V5.2.
"""

import base64
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

ONE_DOT = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP////////////////////////////////////////////////////////////////////////////////"
    "//////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
) + b"\xff\xd9"  # fmt: skip
CANARY = b"CANARY-51.5007-0.1246"
SCRIPTS = (b"<script>alert(1)</script>", b"<svg onload=alert(1)>", b"<!DOCTYPE html><p>x", b"<?php echo 1 ?>",
           b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
           b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', b"<!--", b"</html>",
           b'<x:xsl xmlns:x="a"/>', b"\xef\xbb\xbf<html>", b"\n\n  <body>", b"<a href='javascript:1'>")  # fmt: skip
RUNNING = (b"/JavaScript", b"/JS (app.alert(1))", b"/Launch", b"/EmbeddedFile", b"/EmbeddedFiles", b"/RichMedia",
           b"/XFA", b"/SubmitForm", b"/ImportData", b"/GoToE", b"/GoToR", b"/Movie", b"/Sound", b"/Encrypt",
           b"/J#61vaScript", b"/#4aavaScript", b"/L#61unch", b"/#45ncrypt", b"/X#46A", b"/JS<6170>")  # fmt: skip


def segment(marker: int, body: bytes) -> bytes:
    """Write one segment of a JPEG."""
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def exif(turned: int = 6, place: bytes = CANARY, order: str = ">") -> bytes:
    """Write what a telephone writes beside a picture: which way up, a device and a place."""
    start = b"MM\x00*" if order == ">" else b"II*\x00"
    entries = [(0x0112, 3, 1, struct.pack(order + "HH", turned, 0)), (0x8825, 4, 1, struct.pack(order + "I", 38))]
    told = start + struct.pack(order + "I", 8) + struct.pack(order + "H", len(entries))
    told += b"".join(struct.pack(order + "HHI", tag, kind, count) + value for tag, kind, count, value in entries)
    return b"Exif\x00\x00" + told + struct.pack(order + "I", 0) + place


def photograph(turned: int = 6, canary: bytes = CANARY, order: str = ">") -> bytes:
    """Make a picture as a telephone makes it, with everything beside it that should not be passed on."""
    beside = segment(0xE1, exif(turned, canary, order)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + canary)
    beside += segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + canary) + segment(0xED, b"Photoshop 3.0\x00" + canary)
    return ONE_DOT[:2] + beside + segment(0xFE, canary) + ONE_DOT[2:] + canary


def chunk(kind: bytes, body: bytes) -> bytes:
    """Write one chunk of a PNG."""
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def drawing(width: int = 3, height: int = 2, *, raw: bytes | None = None, between: bytes = b"", after: bytes = b"",
            colour: int = 2, laced: int = 0) -> bytes:  # fmt: skip
    """Make a PNG of one colour; `raw` are other bytes for its lines, packed here."""
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, laced)
    lines = (b"\x00" + b"\x40" * (3 * width)) * height if raw is None else raw
    whole = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + between + chunk(b"IDAT", zlib.compress(lines))
    return whole + chunk(b"IEND", b"") + after


def document(inside: bytes = b"", *, packed: bytes = b"", version: bytes = b"1.7", after: bytes = b"") -> bytes:
    """Make a PDF with something in it, as it is or packed with other objects."""
    more = b""
    if packed:
        body = zlib.compress(packed)
        more = b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n" % len(body) + body
        more += b"\nendstream\nendobj\n"
    whole = b"%PDF-" + version + b"\n1 0 obj\n<< /Type /Catalog " + inside + b" >>\nendobj\n" + more
    return whole + b"startxref\n9\n%%EOF\n" + after


def archive(name: str, content: bytes) -> bytes:
    """Make a ZIP archive with one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    return made.getvalue()


def refused(wanted: int = 300) -> Iterator[tuple[str, bytes]]:
    """Give files that must be refused with a sentence, each with what it is; never fewer than wanted."""
    count = 0
    for name, content in _chosen():
        count += 1
        yield name, content
    chance = random.Random(20261122)
    makers = (ONE_DOT, photograph(), drawing(), drawing(30, 30), document(), document(packed=b"<< >>"))
    while count < wanted:
        whole = chance.choice(makers)
        if whole.startswith(b"%PDF"):
            yield f"cut document {count}", whole[: chance.randrange(5, whole.rfind(b"%%EOF"))]
        else:
            ends = whole.rfind(b"\xff\xd9") if whole.startswith(b"\xff") else len(whole) - 1
            yield f"cut picture {count}", whole[: chance.randrange(3, ends)]
        count += 1


def _chosen() -> Iterator[tuple[str, bytes]]:
    yield from _documents()
    yield from _met()
    yield from _pictures()


def _documents() -> Iterator[tuple[str, bytes]]:
    yield "nothing", b""
    yield "blank", b" \n\t\n"
    yield from ((f"markup {n}", script) for n, script in enumerate(SCRIPTS))
    yield from ((f"document that runs {n}", document(inside)) for n, inside in enumerate(RUNNING))
    yield from (
        (f"document that runs, packed {n}", document(packed=b"<< " + x + b" >>")) for n, x in enumerate(RUNNING)
    )
    yield "document packed twice", document(b"/Filter [/ASCIIHexDecode /FlateDecode]", packed=b"<< >>")
    yield "document of another version", document(version=b"9.9")
    yield "document bomb", document(packed=bytes(70 * 1024 * 1024))
    yield "document without an end", b"%PDF-1.7\n1 0 obj"


def _met() -> Iterator[tuple[str, bytes]]:
    yield "office document", archive("word/document.xml", b"<x/>")
    yield "archive bomb", archive("a", bytes(5 * 1024 * 1024))
    yield "archive with a way out", archive("../../etc/passwd", b"x")
    yield "empty archive", archive("a", b"")[-22:].rjust(22)
    for start in (
        b"MZ",
        b"\x7fELF",
        b"GIF89a",
        b"RIFF",
        b"BM",
        b"II*\x00",
        b"\xd0\xcf\x11\xe0",
        b"\x1f\x8b",
        b"7z\xbc\xaf",
    ):
        yield f"starts with {start!r}", start + bytes(600)
    yield "film", b"\x00\x00\x00\x18ftypheic" + bytes(40)
    yield "rich text", b"{\\rtf1 hello}"
    yield "shell", b"#!/bin/sh\nrm -rf /\n"
    for sign in ("\x00", "\x07", "\x1b[2J", "\u202e", "\u2066", "\x7f", "\x85"):
        yield f"hidden {sign!r}", f"A line\nand {sign} another".encode()
    yield "UTF-16", "A line".encode("utf-16")
    yield "UTF-32", "A line".encode("utf-32")
    yield "Latin", "Caf\xe9 on the corner".encode("latin-1")
    yield "overlong", b"A \xc0\xaf B"
    yield "surrogate", b"A \xed\xa0\x80 B"


def _pictures() -> Iterator[tuple[str, bytes]]:
    yield "PNG bomb", drawing(3, 2, raw=bytes(50 * 1024 * 1024))
    yield "PNG with too little", drawing(3, 2, raw=b"\x00")
    yield "PNG as large as the sea", drawing(60000, 60000, raw=b"")
    yield "PNG of nothing", drawing(0, 5, raw=b"")
    yield "PNG of an unknown colour", drawing(3, 2, colour=5)
    yield "PNG with a chunk nobody knows", drawing(between=chunk(b"EVIL", b"x"))
    yield "PNG with two heads", drawing(between=chunk(b"IHDR", bytes(13)))
    yield "PNG with a wrong sum", drawing().replace(b"IDAT", b"IDAT", 1)[:-1] + b"\x00"
    yield "PNG that is not packed", drawing().replace(zlib.compress((b"\x00" + b"\x40" * 9) * 2), b"x" * 12)
    yield "JPEG without a frame", ONE_DOT[:2] + ONE_DOT[ONE_DOT.index(b"\xff\xda") :]
    yield (
        "JPEG with two frames",
        ONE_DOT.replace(b"\xff\xc2", segment(0xC2, b"\x08\x00\x01\x00\x01\x01\x01\x11\x00") + b"\xff\xc2", 1),
    )
    yield "JPEG as large as the sea", ONE_DOT.replace(b"\x08\x00\x01\x00\x01", b"\x08\xff\xff\xff\xff", 1)
    yield "JPEG of nothing", ONE_DOT.replace(b"\x08\x00\x01\x00\x01", b"\x08\x00\x00\x00\x01", 1)
    yield "JPEG without a loss", ONE_DOT.replace(b"\xff\xc2", b"\xff\xc3", 1)
    yield "JPEG of two bytes", b"\xff\xd8\xff"
    yield "JPEG and script", b"\xff\xd8\xff<script>alert(1)</script>"
    yield "JPEG with a length of nothing", b"\xff\xd8\xff\xe0\x00\x00" + bytes(50)


def taken() -> Iterator[tuple[str, str, bytes]]:
    """Give files that must be taken: what each is, its kind, and its bytes, some with a canary that may not stay."""
    for turned in range(1, 9):
        for order in "<>":
            yield f"photograph {turned} {order}", "jpeg", photograph(turned, order=order)
    yield "JPEG and archive", "jpeg", ONE_DOT + archive("a", CANARY)
    yield (
        "JPEG with a broken note",
        "jpeg",
        ONE_DOT[:2] + segment(0xE1, b"Exif\x00\x00MM\x00*" + bytes(60)) + ONE_DOT[2:],
    )
    yield "PNG", "png", drawing()
    for kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"tIME", b"caNv", b"acTL"):
        yield f"PNG with {kind!r}", "png", drawing(between=chunk(kind, CANARY))
    yield "PNG and script", "png", drawing(after=b"<script>" + CANARY + b"</script>")
    yield "PNG, laced", "png", drawing(1, 1, raw=b"\x00\x01\x02\x03", laced=1)
    yield "PDF", "pdf", document()
    yield "PDF and archive", "pdf", document(after=archive("a", CANARY))
    yield "PDF with packed objects", "pdf", document(packed=b"<< /Type /Page >>")
    for text in ("BMW seen twice", "MZ is what he said", "Rar! he said", "=1+2", "+44 1632 960100", "a,b\n1,2\n"):
        yield f"text {text!r}", "text", text.encode()
    yield "text with a mark", "text", "\ufeffCafé at 5 °C\r\nnext".encode()
    yield "one long line", "text", b"a" * (9 * 1024 * 1024)
    yield "many lines", "text", b"a\n" * 1_000_000
