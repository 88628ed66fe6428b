"""What is a document made of? Blocks in reading order, without a word on how they look.

Whoever has something to hand over (a plan, terms of reference, the guide, a worksheet) gives one `Document`; the
renderers in `pages.documents` make it a tagged PDF, a word processor's file, an e-book, a page of its own or Markdown.
The same tree gives all of them, so that no copy says something else.

*Source:* R3, R13, R16, R29, R39, R71-R72.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; the address is printed where a reader can't follow it."""

    words: str
    address: str


Inline = str | Strong | Link
Text = str | Sequence[Inline]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the document is level 0 and is not a block. Levels are 1 to 3 and none is left out."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. Line breaks in its words are kept."""

    words: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph set apart: a caution, a source, who may read this."""

    words: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `numbered` where the order matters."""

    items: Sequence[Text]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is asked and what is answered, line by line."""

    rows: Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a row of headings; `row_headings` where the first column names each row."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    row_headings: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with the words that say the same to those who do not see it."""

    svg: str
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand: what is asked, and how many lines are ruled."""

    asks: str
    lines: int = 3


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room to sign, one for each name; an organisation or a side with its person, where one is known."""

    parties: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Note | Bullets | Pairs | Table | Picture | Blank | Signatures | NewPage


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `marking` is a line printed on every page, such as who may read it; `reference` the version."""

    title: str
    blocks: Sequence[Block]
    summary: str = ""
    author: str = ""
    on: date | None = None
    reference: str = ""
    marking: str = ""
    language: str = "en-GB"
