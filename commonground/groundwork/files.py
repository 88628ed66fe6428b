"""What is in a file that somebody attaches? Its kind by its first bytes, and its content without what could do harm.

Nothing is believed that a browser says about a file: neither its name nor its type. What is not one of the kinds that
are taken, does not end where it should, runs something or holds another file is refused in one sentence.

*Source:* R23, R213; D2, D7; bars B2 and B11; OWASP ASVS 5.0 V5.2.
"""

import codecs
import re
import zlib
from collections.abc import Iterator

from commonground.groundwork import files_pictures
from commonground.groundwork.file_kinds import TAKEN, FileKind, Received, require_size
from commonground.groundwork.refusals import Invalid

# First bytes of what is met often and never taken -> what it is, for the sentence.
MET = (
    (b"PK\x03\x04", "an archive, or a document of an office program"),
    (b"PK\x05\x06", "an archive"),
    (b"\xd0\xcf\x11\xe0", "a document of an old office program"),
    (b"{\\rtf", "a document of an office program"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"#!", "a program"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture, a film or a sound"),
    (b"BM", "a bitmap picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
)
TYPED = (b"{\\rtf", b"#!")
MARKUP = re.compile(r"<(!|\?|/?[a-z])", re.IGNORECASE)
# What cannot be seen in a line of text, or turns round what can
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_NAME = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$)"
# Names in a PDF that run something, or hold another file; the shortest only before what it would run, because packed
# drawings hold every three bytes sooner or later
RUNS = re.compile(
    rb"/JS(?=\s*[(<\d])|/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR|Movie|Sound)"
    + _NAME
)
LOCKED = re.compile(rb"/Encrypt" + _NAME)
PACKED = re.compile(rb"/ObjStm" + _NAME)
PACKED_TWICE = re.compile(rb"/(ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|RunLengthDecode)" + _NAME)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
MOST_UNPACKED = 64 * 1024 * 1024


def received(content: bytes) -> Received:
    """Take a file in: tell its kind, and leave out what does not belong to it.

    :raises Invalid: with one sentence, for everything that is not taken.
    """
    require_size(len(content))
    if content.startswith(files_pictures.JPEG_STARTS):
        return Received(FileKind.JPEG, files_pictures.clean_jpeg(content))
    if content.startswith(files_pictures.PNG_STARTS):
        return Received(FileKind.PNG, files_pictures.clean_png(content))
    if content.startswith(b"%PDF-"):
        return Received(FileKind.PDF, _clean_pdf(content))
    for start, what in MET:
        # Their first letters can be the beginning of a sentence, which has no zero byte.
        if content.startswith(start) and (start in TYPED or b"\x00" in content[:512]):
            raise Invalid(f"This is {what}. Only {TAKEN} can be attached.", field="file")
    if content[4:8] == b"ftyp":
        raise Invalid("This is a film or a HEIC picture. Save it as a JPEG picture first.", field="file")
    return Received(FileKind.TEXT, _clean_text(content))


def _clean_text(content: bytes) -> bytes:
    """Give plain text in UTF-8 with our line ends, without a byte order mark."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Invalid("This text is in UTF-16. Save it as UTF-8 first.", field="file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise Invalid(
            f"This cannot be read as text from line {line} on. Only {TAKEN} can be attached.", field="file"
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := HIDDEN.search(text):
        line = text[: found.start()].count("\n") + 1
        raise Invalid(f"Line {line} of this text has signs that cannot be seen. Take them out.", field="file")
    if not text.strip():
        raise Invalid("Choose a file that has something in it", field="file")
    if MARKUP.match(text.lstrip()):
        raise Invalid(
            f"This is a web page, a drawing or a file of a program. Only {TAKEN} can be attached.", field="file"
        )
    return text.encode("utf-8")


def _clean_pdf(content: bytes) -> bytes:
    """Give a PDF cut off at its own end, if nothing in it runs and no other file is in it."""
    if not re.match(rb"%PDF-(1\.[0-7]|2\.0)[\s%]", content):
        raise Invalid("This is not a PDF that can be read. Save it again as PDF.", field="file")
    end = content.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in content[:end]:
        raise Invalid("This PDF has no end. It may have been cut off on its way; attach it again.", field="file")
    whole = content[: end + len(b"%%EOF")] + b"\n"
    for part in _parts(whole):
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        if LOCKED.search(plain) or (PACKED.search(plain) and PACKED_TWICE.search(plain)):
            raise Invalid("Nobody can tell what is in this PDF. Save it without a password, as a new PDF.", "file")
        if RUNS.search(plain):
            raise Invalid(
                "This PDF runs something or holds another file. Print it to a new PDF, and attach that.", "file"
            )
    return whole


def _parts(content: bytes) -> Iterator[bytes]:
    """Give a PDF as it is, and then whatever is packed in it, as far as it can be unpacked."""
    yield content
    room = MOST_UNPACKED
    for found in _STREAM.finditer(content):
        first = content[found.end() : found.end() + 1]
        if not first or first[0] & 0x0F != 8:  # not packed as objects are
            continue
        opened = zlib.decompressobj()
        try:
            unpacked = opened.decompress(content[found.end() :][: 16 * 1024 * 1024], room)
        except zlib.error:
            continue
        room -= len(unpacked)
        if room <= 0:
            raise Invalid("This PDF unpacks to more than can be read through. Print it to a new PDF.", "file")
        yield unpacked
