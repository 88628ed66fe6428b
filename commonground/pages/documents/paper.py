"""How does a document stand on paper? As a PDF that a screen reader can read: tagged, in order, with no glyph missing.

The typesetter gets all words as data and never as its own language; it brings its fonts with it, so that the same tree
gives the same bytes on every machine. A character that none of its fonts has is named in brackets.

*Source:* R71-R72; ISO 14289-1 (PDF/UA-1); the look, sections 2, 3 and 9.
"""

import json
import math
import re
import unicodedata
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from commonground.groundwork import documents as tree
from commonground.groundwork.documents import Document, Inline, Link, Strong, Text
from commonground.pages.documents import pictures
from commonground.pages.documents.words import HOUSE, cleaned, facts, pieces, printed, signatures, signing

SHEET = Path(__file__).with_name("house.typ")
UNSHOWN = re.compile(r"the text `(\".*?\")` could not be displayed")
# Characters that the typesetter's fonts turned out not to have; they are named from then on.
nameless: set[str] = set()
TRIES = 40


def make(document: Document) -> bytes:
    """Make a document a PDF/UA-1 file."""
    return typeset(SHEET.read_bytes(), laid_out(document), document)


def typeset(sheet: bytes, data: dict[str, Any], document: Document) -> bytes:
    """Set data on a sheet of the typesetter's; characters without a letter are named in its place."""
    moment = _moment(document)
    for attempt in range(TRIES):
        try:
            made = typst.compile(
                sheet,
                format="pdf",
                pdf_standards=["ua-1"],
                ignore_system_fonts=True,
                timestamp=moment,
                sys_inputs={"data": json.dumps(_shown(data, everything=attempt == TRIES - 1))},
            )
        except typst.TypstError as wrong:
            missing = UNSHOWN.search(wrong.message)
            if missing is None or attempt == TRIES - 1:
                raise
            nameless.update(_unlettered(missing.group(1), data))
        else:
            return made[0] if isinstance(made, list) else made
    raise AssertionError("The last attempt returns or raises.")


def _moment(document: Document) -> int:
    if document.on is None:
        return 0
    return (document.on.toordinal() - 719163) * 86400


def _unlettered(quoted: str, data: Any) -> set[str]:
    # The typesetter quotes what it can't show as its own language does: \u{1f600} or the character itself.
    words = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found.group(1), 16)), quoted[1:-1])
    missing = {character for character in words if not " " <= character <= "~"}
    # Where one ideograph has no letter, its like has none either; a page of them isn't tried one by one.
    alike = {_writing(character) for character in missing} - {0}
    return missing | {one for one in set(json.dumps(data, ensure_ascii=False)) if _writing(one) in alike}


def _writing(character: str) -> int:
    place = ord(character)
    if place >= 0x10000:
        return place >> 12
    return 1 if 0x2E80 <= place < 0xD800 else 0


def _shown(data: Any, everything: bool) -> Any:
    if isinstance(data, str):
        return data if data.isascii() else "".join(_letter(character, everything) for character in data)
    if isinstance(data, dict):
        return {key: _shown(value, everything) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_shown(value, everything) for value in data]
    return data


def _letter(character: str, everything: bool) -> str:
    if character not in nameless and not (everything and ord(character) > 0x17F):
        return character
    kind = unicodedata.category(character)
    if kind.startswith("M") or kind == "Cf":
        return ""
    name = unicodedata.name(character, "").lower()
    return f"[{name}]" if kind.startswith("S") and name else f"[U+{ord(character):04X}]"


def _breakable(words: str, longest: int) -> str:
    # A word longer than its line would run off the page.
    part = max(4, longest // 3)
    return re.sub(rf"\S{{{longest},}}", lambda found: re.sub(rf"(.{{{part}}})(?=.)", "\\1\u200b", found.group()), words)


def line(text: Text, longest: int = 60) -> list[dict[str, str]]:
    """Give a text as the typesetter's pieces."""
    return [_piece(piece, longest) for piece in pieces(text)]


def _piece(piece: Inline, longest: int) -> dict[str, str]:
    if isinstance(piece, Link):
        return {"kind": "link", "words": _breakable(printed(piece), longest), "address": piece.address}
    if isinstance(piece, Strong):
        return {"kind": "strong", "words": _breakable(piece.words, longest)}
    return {"kind": "words", "words": _breakable(piece, longest)}


def laid_out(document: Document) -> dict[str, Any]:
    """Give a document as the data of `house.typ`."""
    language, _dash, region = document.language.partition("-")
    title = cleaned(document.title).replace("\n", " ")
    signature, signed_on = signing()
    return {
        "title": _breakable(title, 30),
        "author": cleaned(document.author),
        "summary": cleaned(document.summary),
        "on": [document.on.year, document.on.month, document.on.day] if document.on else None,
        "lang": language,
        "region": region or None,
        "house": HOUSE,
        "marking": cleaned(document.marking),
        "running": title if len(title) <= 60 else f"{title[:59]}…",
        "reference": cleaned(document.reference),
        "facts": facts(document),
        "words": {"page": _("Page {page} of {pages}"), "signature": signature, "date": signed_on},
        "blocks": [laid_block(block) for block in document.blocks],
    }


def laid_block(block: tree.Block) -> dict[str, Any]:
    """Give one block as the data of `house.typ`."""
    match block:
        case tree.Heading():
            return {"kind": "heading", "level": block.level, "words": _breakable(cleaned(block.words), 30)}
        case tree.Paragraph() | tree.Note():
            return {"kind": "note" if isinstance(block, tree.Note) else "paragraph", "words": line(block.words)}
        case tree.Bullets():
            return {"kind": "bullets", "numbered": block.numbered, "items": [line(item) for item in block.items]}
        case tree.Pairs():
            rows = [{"asks": cleaned(asks), "answer": line(answer)} for asks, answer in block.rows]
            return {"kind": "pairs", "rows": rows}
        case tree.Table():
            return _table(block)
        case tree.Picture():
            svg = pictures.clean(block.svg)
            said = {"alternative": cleaned(block.alternative), "caption": cleaned(block.caption)}
            return {"kind": "picture", "svg": svg, "width": pictures.share(svg), **said}
        case tree.Blank():
            return {"kind": "blank", "asks": cleaned(block.asks), "lines": block.lines}
        case tree.Signatures():
            parties = [{"name": name, "person": person} for name, person in signatures(block)]
            return {"kind": "signatures", "parties": parties}
        case tree.NewPage():
            return {"kind": "new-page"}


def _table(block: tree.Table) -> dict[str, Any]:
    columns = len(block.head)
    rows = [[cleaned(cell) for cell in (*row, *[""] * columns)[:columns]] for row in block.rows]
    head = [cleaned(words) for words in block.head]
    widths = [_width([head[column], *(row[column] for row in rows)]) for column in range(columns)]
    longest = [max(8, int(80 * width / sum(widths))) for width in widths]
    return {
        "kind": "table",
        "caption": cleaned(block.caption),
        "head": [_breakable(words, most) for words, most in zip(head, longest, strict=True)],
        "rows": [[_breakable(cell, most) for cell, most in zip(row, longest, strict=True)] for row in rows],
        "widths": widths,
        "row_headings": block.row_headings,
    }


def _width(cells: list[str]) -> float:
    # A column as wide as its longest word, and as the root of what it holds, within four to one.
    word = max((len(word) for cell in cells for word in cell.split()), default=1)
    most = max(len(cell) for cell in cells)
    return round(min(12.0, max(3.0, math.sqrt(most), min(word, 14) * 0.72)), 2)
