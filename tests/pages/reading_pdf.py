"""What does a screen reader get from a PDF? The tags in their order, and the words under each, read by another library.

*Source:* ISO 32000-1, 14.7 (logical structure) and 9.10.3 (ToUnicode).
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream


@dataclass(frozen=True)
class Tag:
    """One element of the structure: its name, its words with those of what it holds, and what stands for a picture."""

    name: str
    words: str
    alternative: str
    depth: int


class Read:
    """A PDF as `pypdf` reads it."""

    def __init__(self, content: bytes) -> None:
        self.pdf = PdfReader(io.BytesIO(content))
        self.root: Any = self.pdf.trailer["/Root"]
        self.marked = {page.indirect_reference.idnum: _marked(self.pdf, page) for page in self.pdf.pages}  # type: ignore[union-attr]

    def tags(self) -> list[Tag]:
        """List the elements in reading order."""
        return list(self._walk(self.root["/StructTreeRoot"]["/K"], 0))

    def words(self) -> str:
        """Give all words in reading order, with single spaces."""
        return flat(self._words(self.root["/StructTreeRoot"]["/K"], None))

    def outline(self) -> list[str]:
        """List the bookmarks."""

        def named(entries: Any) -> Iterator[str]:
            for entry in entries:
                if isinstance(entry, list):
                    yield from named(entry)
                else:
                    yield str(entry.title)

        return list(named(self.pdf.outline))

    def _walk(self, element: Any, depth: int) -> Iterator[Tag]:
        for each in _several(element):
            if isinstance(each, dict) and "/S" in each:
                words = flat(self._words([each], None))
                yield Tag(str(each["/S"])[1:], words, str(each.get("/Alt", "")), depth)
                yield from self._walk(each.get("/K", []), depth + 1)

    def _words(self, element: Any, page: Any) -> str:
        said = []
        for each in _several(element):
            if isinstance(each, int):
                said.append(self.marked[page].get(each, ""))
            elif isinstance(each, dict):
                here = each.raw_get("/Pg").idnum if "/Pg" in each else page
                if "/MCID" in each:
                    said.append(self.marked[here].get(int(each["/MCID"]), ""))
                elif "/K" in each:
                    inside = self._words(each["/K"], here)
                    said.append(inside if each.get("/S") in ("/Span", "/Strong", "/Link") else f" {inside} ")
        return "".join(said)


def flat(words: str) -> str:
    """Give words with single spaces, without the places at which a line may break."""
    return " ".join(words.replace("\u200b", "").split())


def _several(element: Any) -> list[Any]:
    element = element.get_object() if hasattr(element, "get_object") else element
    each = element if isinstance(element, list) else [element]
    return [one.get_object() if hasattr(one, "get_object") else one for one in each]


def _marked(pdf: PdfReader, page: Any) -> dict[int, str]:
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: dict[int, str] = {}
    stack: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), pdf).operations:
        if operator in (b"BDC", b"BMC"):
            inside = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            stack.append(int(inside["/MCID"]) if "/MCID" in inside else None)
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ"):
            mark = next((one for one in reversed(stack) if one is not None), None)
            if mark is not None:
                found[mark] = found.get(mark, "") + _said(operands[0], font)
    return found


def _said(shown: Any, font: dict[int, str]) -> str:
    parts = shown if isinstance(shown, list) else [shown]
    raw = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
    return "".join(font.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))


def _letters(font: Any) -> dict[int, str]:
    table = font["/ToUnicode"].get_data().decode("latin-1")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, words in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = bytes.fromhex(words).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for low, high, words in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for code in range(int(low, 16), int(high, 16) + 1):
                letters[code] = chr(int(words, 16) + code - int(low, 16))
    return letters
