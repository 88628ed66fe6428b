"""Which of the words that people wrote can stand in a file? All but those that no file format can hold.

*Source:* R71; XML 1.0, section 2.2 on characters.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonground.groundwork.documents import Block, Document, Inline, Link, Signatures, Strong, Text

HOUSE = "Common Ground"
# Control characters, halves of pairs and code points that are promised never to be characters.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
MAY_LEAD_TO = ("https://", "http://", "mailto:", "tel:")


def cleaned(words: object) -> str:
    """Give words as text without the characters that a file can't hold; every line break is a line feed."""
    return UNFIT.sub("", str(words).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def pieces(text: Text) -> list[Inline]:
    """Give a text as clean pieces; a link that leads nowhere on paper (or to a script) is its words alone."""
    return [_clean(piece) for piece in ([text] if isinstance(text, str | Strong | Link) else _sequence(text))]


def _sequence(text: Text) -> Iterable[Inline]:
    # A lazily translated text is not a str, nor a sequence of pieces.
    return text if isinstance(text, list | tuple) else [str(text)]


def _clean(piece: Inline) -> Inline:
    if isinstance(piece, Strong):
        return Strong(cleaned(piece.words))
    if isinstance(piece, Link):
        address = cleaned(piece.address).replace("\n", "").strip()
        if address.lower().startswith(MAY_LEAD_TO):
            return Link(cleaned(piece.words), address)
        return cleaned(piece.words)
    return cleaned(piece)


def printed(link: Link) -> str:
    """Give the words of a link as printed: with its address in brackets, unless the words are the address."""
    bare = link.address.split(":", 1)[1].removeprefix("//").rstrip("/")
    return link.words if bare in link.words else f"{link.words} ({bare})"


def flat(text: Text) -> str:
    """Give a text as plain words, links with their addresses."""
    return "".join(
        piece if isinstance(piece, str) else printed(piece) if isinstance(piece, Link) else piece.words
        for piece in pieces(text)
    )


def day(on: date) -> str:
    """Write a date in words, in the language of the reader."""
    return date_format(on, "j F Y")


def facts(document: Document) -> list[str]:
    """Say what stands under the title: who may read it, when it was made, which version it is, and by whom."""
    said = [document.marking, day(document.on) if document.on else "", document.reference, document.author]
    return [cleaned(words) for words in said if words]


def signing() -> tuple[str, str]:
    """Give the words under a line to sign on."""
    return _("Signature"), _("Date")


def signatures(block: Block) -> list[tuple[str, str]]:
    """Give who signs, cleaned: the organisation or side, and its person."""
    parties = block.parties if isinstance(block, Signatures) else ()
    return [(cleaned(name), cleaned(person)) for name, person in parties]
