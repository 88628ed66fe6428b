"""Which files could somebody bring in who means harm, or whose program wrote them badly? A corpus for every import.

What is attached and what is imported get the same: pictures, documents and archives that lie, tables whose encoding,
quotes, headings or size are wrong, formulas, JSON and XML that a parser chokes on, and a good file damaged at random.

*Source:* bar B2 of reference/security.md; OWASP on formulas in CSV files.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import islice
from random import Random

from tests.sharing import hostile_files

File = tuple[str, bytes]
MEGABYTE = 1024 * 1024
FORMULAS = ("=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil.test")', "=cmd|' /C calc'!A0")
BOM = "\ufeff"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (n + 1, *[n] * 8) for n in range(97, 105))
    + b"]><x>&i;</x>"
)
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def corpus(good: bytes, wanted: int = 300) -> Iterator[File]:
    """Give so many files for one import; `good` is what it takes, which is damaged in every way there is."""
    return islice(_endless(good), wanted)


def _endless(good: bytes) -> Iterator[File]:
    yield "as it should be", good
    yield from _encoded(good)
    yield from tables(good)
    yield from _whatever_is_expected()
    chance, number = Random(20261122), 0
    while True:
        yield f"damaged {number}", damaged(good, chance)
        number += 1


@cache
def _whatever_is_expected() -> list[File]:
    return [*documents(), *packed(), *islice(hostile_files.refused(), 150)]


def _encoded(good: bytes) -> Iterator[File]:
    text = good.decode()
    for name in ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp037"):
        yield name, text.encode(name, "replace")
    yield "two marks", f"{BOM}{BOM}{text}".encode()
    yield "latin", text.encode() + "Café".encode("latin-1")
    yield "half a character", text.encode() + b"\xed\xa0\x80"
    for name, end in (("old ends", "\r"), ("other ends", "\r\n"), ("strange ends", "\u2028"), ("feeds", "\x0c")):
        yield name, text.replace("\n", end).encode()
    yield "mixed ends", text.replace("\n", "\r\n", 2).replace("\n", "\r", 1).encode()
    for name, sign in (("zero", "\x00"), ("bell", "\x07"), ("right to left", "\u202e"), ("escape", "\x1b[2J")):
        yield f"{name} in the middle", (text[: len(text) // 2] + sign + text[len(text) // 2 :]).encode()
        yield f"{name} at the end", (text + sign).encode()
    yield "cut in the middle", good[: len(good) // 2]
    yield "cut at the end", good[:-1]
    yield "twice", good + good


def tables(good: bytes) -> Iterator[File]:
    """Tables, made from the heading and the first row of a good one."""
    lines = good.decode().splitlines() or [""]
    heading, row = lines[0], lines[1] if len(lines) > 1 else ""
    cells = row.split(",")
    yield "heading alone", f"{heading}\n".encode()
    yield "heading without an end", heading.encode()
    yield "rows without heading", f"{row}\n{row}\n".encode()
    yield "headings twice", f"{heading},{heading}\n{row},{row}\n".encode()
    yield "headings in another order", f"{','.join(reversed(heading.split(',')))}\n{row}\n".encode()
    yield "heading in capitals", f"{heading.upper()}\n{row}\n".encode()
    yield "semicolons", good.replace(b",", b";")
    yield "tabs", good.replace(b",", b"\t")
    yield "too many cells", f"{heading}\n{row},x,x,x\n".encode()
    yield "too few cells", f"{heading}\n{cells[0]}\n".encode()
    yield "quote that never ends", f'{heading}\n"{row}\n{row}\n'.encode()
    yield "quote in the middle", f'{heading}\n{row[:3]}"{row[3:]}\n'.encode()
    yield "quotes alone", b'"' * 1001
    yield "separators alone", f"{heading}\n{',' * 5000}\n".encode()
    yield "empty lines", f"{heading}\n\n\n\n{row}\n\n".encode()
    yield "the same row often", f"{heading}\n{(row + chr(10)) * 300}".encode()
    yield from _large(heading, row)
    for place in range(min(len(cells), 4)):
        for formula in FORMULAS:
            yield f"formula {formula!r} {place}", "\n".join([heading, _with(cells, place, formula), ""]).encode()
    for value in (
        "9" * 400,
        "1e999",
        "NaN",
        "-0",
        "٣",
        "0x1f",
        "1_0",
        "9999-99-99",
        "../../etc/passwd",
        "'; DROP TABLE x",
    ):
        yield f"value {value[:9]!r}", "\n".join([heading, _with(cells, 0, value), ""]).encode()
        yield f"last value {value[:9]!r}", "\n".join([heading, _with(cells, len(cells) - 1, value), ""]).encode()


def _large(heading: str, row: str) -> Iterator[File]:
    yield "a long cell", f"{heading}\n{'x' * 200_000}{row}\n".encode()
    yield "a line of ten megabytes", f"{heading}\n{'x' * (10 * MEGABYTE)}\n".encode()
    yield "a quoted line of ten megabytes", f'{heading}\n"{"x" * (10 * MEGABYTE)}"\n'.encode()
    yield "a heading of ten megabytes", b"x" * (10 * MEGABYTE)
    yield "a million rows", f"{heading}\n".encode() + b"x\n" * 1_000_000
    yield "a hundred thousand headings", ",".join(f"c{n}" for n in range(100_000)).encode()


def _with(cells: list[str], place: int, value: str) -> str:
    quoted = '"' + value.replace('"', '""') + '"'
    return ",".join([*cells[:place], quoted, *cells[place + 1 :]])


def documents() -> Iterator[File]:
    """JSON, XML and markup that a parser chokes on."""
    for name, text in (
        ("deep lists", "[" * 100_000), ("deep and closed", "[" * 3000 + "]" * 3000), ("deep objects", '{"a":' * 3000),
        ("a long number", "9" * 100_000), ("not a number", '{"at": NaN}'), ("endless", '{"at": 1e999}'),
        ("half a character", '"\\ud800"'), ("the same name twice", '{"a": 1, "a": 2}'), ("a word", "null"),
        ("a text", '"x"'), ("an empty object", "{}"), ("an empty list", "[]"), ("prototype", '{"__proto__": {}}'),
        ("trailing", "{} {}"), ("comment", "/* */ {}"), ("single quotes", "{'a': 1}"), ("yaml", "a: !!python/object"),
        ("many names", json.dumps({str(n): n for n in range(50_000)})),
    ):  # fmt: skip
        yield f"JSON, {name}", text.encode()
    yield "XML of entities", ENTITIES
    yield "XML from elsewhere", EXTERNAL
    yield "pickle", b"\x80\x04\x95\x1c\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94."
    yield "page", b"<html><table><tr><td>=1+2</td></tr></table></html>"


def packed() -> Iterator[File]:
    """Archives and workbooks: bombs, entities, ways out, and one within another."""
    yield "workbook bomb", workbook(sheet=b"<row/>" * (4 * MEGABYTE))
    yield "workbook of entities", workbook(sheet=ENTITIES)
    yield "workbook from elsewhere", workbook(sheet=EXTERNAL)
    yield "workbook", workbook(sheet=b"<worksheet><sheetData/></worksheet>")
    yield "workbook with a macro", workbook(sheet=b"<x/>", more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    yield "archive with ways out", hostile_files.archive("../../../../etc/cron.d/x", b"* * * * * root true")
    inner = hostile_files.archive("a", bytes(2 * MEGABYTE))
    for _ in range(4):
        inner = hostile_files.archive("a.zip", inner)
    yield "archive in an archive", inner
    yield "archive of a thousand files", _archive({f"{n}.csv": b"x" for n in range(1000)})
    yield "archive that is cut", inner[:-20]


def workbook(sheet: bytes, more: dict[str, bytes] | None = None) -> bytes:
    """Make what a spreadsheet program takes for a workbook, with one sheet of our own."""
    kinds = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return _archive({"[Content_Types].xml": kinds, "xl/worksheets/sheet1.xml": sheet, **(more or {})})


def _archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return made.getvalue()


def damaged(whole: bytes, chance: Random) -> bytes:
    """Change some bytes of a file, cut some out, or put some in twice."""
    made = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at, end = sorted(chance.randrange(len(made) + 1) for _ in range(2))
        way = chance.randrange(4)
        if way == 0 and made:
            made[chance.randrange(len(made))] = chance.randrange(256)
        elif way == 1:
            del made[at : min(end, at + 40)]
        elif way == 2:
            made[at:at] = made[at : min(end, at + 40)]
        else:
            made[at:at] = chance.choice(
                [b'"', b",", b"\n", b"\x00", b"\xff", b"=", b"{", b"]", b"\xe2\x80\xae", b"9" * 30]
            )
    return bytes(made)
