"""Which documents are made in the tests? One of every block, and one of words that try to be something else.

*Source:* R71; the hostile words are our own.
"""

from datetime import date

from commonground.groundwork.documents import (
    Blank,
    Bullets,
    Document,
    Heading,
    Link,
    NewPage,
    Note,
    Pairs,
    Paragraph,
    Picture,
    Signatures,
    Strong,
    Table,
)

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 26"><circle cx="13" cy="13" r="11" fill="#2c4a9a"/>'
    '<text x="30" y="15" font-size="5">drawn</text></svg>'
)
HOSTILE = (
    "#panic() $x^2$ \\ back `tick` *star* _under_ <b>bold</b> &amp; ]] -- // /* 1. a | b @ref",
    "=HYPERLINK(1) {{ brace }} {% tag %} ${dollar} %s %d",
    "Ysbyty'r Tŵr, ŷd, Ŵ, ŵyr, tŷ, ẁ ẃ ẅ",
    "Grin 😀 and 👩‍🚒 and 中文",
    "nul\x00bell\x07half\ud800end\ufffe",
    "- list\n# heading\n1. number\n> quote\n    code\n\n---\nSetext\n===",
    "שלום ו-مرحبا",
    "\u202etxt.exe",
    "</text></svg><script>alert(1)</script>",
)


def every_block() -> Document:
    """Give a document with every block."""
    blocks = [
        Heading("What we agreed"),
        Paragraph(
            ["First line.\nSecond line, ", Strong("bold words"), ", ", Link("the code", "https://example.org/c")]
        ),
        Note("Read this before you sign."),
        Heading("Who does what", 2),
        Bullets(["Talk first", ["Write ", Strong("down")]]),
        Bullets(["Open the gate", "Close the gate"], numbered=True),
        Pairs([("Who leads?", "Ruth Penhallow"), ("Until when?", [Strong("May"), " 2027"])]),
        Table("Patrols by month", ["Month", "Police", "Security"], [["May", "12", "31"], ["June", "9", "40"]]),
        Picture(DRAWING, "A circle beside the word drawn", "How it is drawn"),
        NewPage(),
        Heading("To fill in"),
        Blank("What did you see?", 3),
        Signatures([("For the police", "Inspector Adeyemi"), ("For security", "")]),
    ]
    return Document(
        "A plan for Tannery Lane",
        blocks,
        summary="What both sides do until May.",
        author="Aldermouth workgroup",
        on=date(2026, 11, 20),
        reference="Version 3",
        marking="OFFICIAL",
    )


# Every word of `every_block`, in the order in which somebody reads them
IN_ORDER = (
    "A plan for Tannery Lane", "What both sides do until May.", "OFFICIAL", "20 November 2026", "Version 3",
    "Aldermouth workgroup", "What we agreed", "First line.", "Second line,", "bold words", "the code", "Read this",
    "Who does what", "Talk first", "Write down", "Open the gate", "Close the gate", "Who leads?", "Ruth Penhallow",
    "Until when?", "May 2027", "Patrols by month", "Month", "Police", "Security", "May", "12", "31", "June", "9", "40",
    "To fill in", "What did you see?", "For the police", "Inspector Adeyemi", "For security",
)  # fmt: skip


def of(words: str) -> Document:
    """Give a document with the same words in every place that holds words."""
    blocks = [
        Heading(words),
        Paragraph(
            [words, Strong(words), Link(words, "https://example.org/?a=1&b=2"), Link(words, "javascript:alert(1)")]
        ),
        Note(words),
        Heading(words, 2),
        Bullets([words, words]),
        Bullets([words], numbered=True),
        Pairs([(words, words)]),
        Table(words, [words, "b"], [[words, words], ["short"]]),
        Picture(DRAWING, words, words),
        Blank(words, 2),
        Signatures([(words, words)]),
        NewPage(),
        Heading(words),
    ]
    return Document(words, blocks, words, words, date(2026, 11, 20), words[:40], words[:40])


def follow(words: str, parts: tuple[str, ...] = IN_ORDER) -> list[str]:
    """List the parts that don't follow one another in the words; an empty list is a document read in order."""
    at, lost = 0, []
    for part in parts:
        found = words.find(part, at)
        if found < 0:
            lost.append(part)
        else:
            at = found + len(part)
    return lost
