"""What does somebody write who asks for information once? A sheet to fill in, and what to do where more is needed.

The questions are ours. The sheet is for a request that is made once or twice; who shares again and again agrees first.

*Source:* R15; reference on the domain, 4 (sharing decision).
"""

from datetime import date

from commonground.groundwork.documents import Blank, Block, Document, Heading, Note, Signatures

ASKED: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    ("Who asks", (("Name, post and organisation", 2), ("How to reach you", 1), ("Asked on", 1))),
    (
        "What is asked for",
        (
            ("Exactly what, about whom or what, for which time", 4),
            ("Why you need it, and what you will do with it", 4),
            ("What would happen without it", 3),
            ("By when", 1),
        ),
    ),
    (
        "What allows it",
        (
            ("Your lawful reason, and the law or power that you rely on", 3),
            ("Why this is the least that will do", 3),
        ),
    ),
    (
        "How it is kept",
        (
            ("Who will see it", 2),
            ("How it is sent and where it is kept", 2),
            ("When it is destroyed", 1),
        ),
    ),
    (
        "The answer",
        (
            ("Given in full, in part, or not at all, and why", 4),
            ("Decided by: name, post and day", 2),
        ),
    ),
)


def sheet(collaboration: str, on: date) -> Document:
    """Make the sheet for one request."""
    blocks: list[Block] = [
        Note(
            "In an emergency call 999. To report a crime, report it: this sheet is for information that helps to solve"
            " a problem. One sheet for each request; keep it with the answer."
        )
    ]
    for heading, questions in ASKED:
        blocks.append(Heading(heading))
        blocks += [Blank(asks, lines) for asks, lines in questions]
    blocks.append(Signatures((("Who asks", ""), ("Who answers", ""))))
    return Document(
        title="Request for information, once",
        blocks=tuple(blocks),
        summary=f"For {collaboration}. Fill it in by hand or in a word processor.",
        on=on,
        marking="Mark it as what it holds once it is filled in",
    )
