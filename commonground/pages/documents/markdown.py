"""How does a document stand as Markdown? As CommonMark with tables, with every sign that people typed kept a sign.

*Source:* R71; CommonMark 0.31 on backslashes.
"""

import re

from django.utils.translation import gettext as _

from commonground.groundwork import documents as tree
from commonground.groundwork.documents import Document, Link, Strong, Text
from commonground.pages.documents.words import cleaned, facts, pieces, signatures, signing

SIGNS = re.compile(r"([\\`*_\[\]<>#|~&$])")
# What would begin a list, a rule or a heading's underline where a line begins.
STARTS = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def make(document: Document) -> bytes:
    """Make a document Markdown in UTF-8."""
    parts = [f"# {_one_line(document.title)}", lines(document.summary), words(" · ".join(facts(document)))]
    parts += [markup(block) for block in document.blocks]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def words(said: object) -> str:
    """Give one line of words in which no sign means anything to Markdown."""
    plain = SIGNS.sub(r"\\\1", cleaned(said).strip())
    return STARTS.sub(lambda found: found.group(1) + _held(found.group(2)), plain)


def _held(start: str) -> str:
    # A backslash before a digit would be printed: the dot or bracket after it is what makes a list.
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def lines(said: object) -> str:
    """Give words with their line breaks kept; an empty line stays inside the paragraph."""
    return "\\\n".join(words(line) for line in cleaned(said).split("\n") if line.strip())


def _one_line(said: object) -> str:
    return " ".join(words(line) for line in cleaned(said).split("\n")).strip()


def inline(text: Text) -> str:
    """Give a text as Markdown."""
    return "".join(_piece(piece) for piece in pieces(text)).strip()


def _piece(piece: str | Strong | Link) -> str:
    if isinstance(piece, Link):
        address = re.sub(r"[<>\s]", "", piece.address)
        return f"[{_one_line(piece.words)}](<{address}>)"
    if isinstance(piece, Strong):
        return f"**{_one_line(piece.words)}**" if piece.words.strip() else ""
    # The spaces between two pieces are theirs.
    before, after = piece[: len(piece) - len(piece.lstrip(" "))], piece[len(piece.rstrip(" ")) :]
    return f"{before}{lines(piece)}{after}" if piece.strip() else piece


def markup(block: tree.Block) -> str:
    """Give one block as Markdown."""
    match block:
        case tree.Heading():
            return f"{'#' * (block.level + 1)} {_one_line(block.words)}"
        case tree.Paragraph():
            return inline(block.words)
        case tree.Note():
            return "> " + inline(block.words).replace("\n", "\n> ")
        case tree.Bullets():
            return "\n".join(_item(item, n, block.numbered) for n, item in enumerate(block.items, 1))
        case tree.Pairs():
            return "\n\n".join(f"**{_one_line(asks)}**\\\n{inline(answer)}" for asks, answer in block.rows)
        case tree.Table():
            return _table(block)
        case tree.Picture():
            caption = f"\\\n{_one_line(block.caption)}" if block.caption else ""
            return f"{_('Picture')}: {lines(block.alternative)}{caption}"
        case tree.Blank():
            return "\n\n".join([f"**{_one_line(block.asks)}**", *["\\_" * 40] * block.lines])
        case tree.Signatures():
            return "\n\n".join(_signature(name, person) for name, person in signatures(block))
    return ""


def _item(item: Text, number: int, numbered: bool) -> str:
    mark = f"{number}. " if numbered else "- "
    return mark + inline(item).replace("\n", "\n" + " " * len(mark))


def _signature(name: str, person: str) -> str:
    signature, signed_on = signing()
    who = f"**{_one_line(name)}**" + (f"\\\n{_one_line(person)}" if person else "")
    room = "\\_" * 20
    return f"{who}\n\n{signature}: {room} {signed_on}: {room}"


def _table(block: tree.Table) -> str:
    def row(cells: object) -> str:
        filled = (*cells, *[""] * len(block.head))[: len(block.head)]  # type: ignore[misc]
        return f"| {' | '.join(_one_line(cell) for cell in filled)} |"

    rule = "| " + " | ".join("---" for _cell in block.head) + " |"
    return "\n".join([f"{lines(block.caption)}\n", row(block.head), rule, *map(row, block.rows)])
