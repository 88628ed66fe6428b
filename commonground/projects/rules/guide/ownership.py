"""Which questions ask who leads and who supports? Step 4.

*Source:* the best practice guide, questions 4a-4c in our own words; R20-R23, R62.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

SUPPORT = Part(
    "support",
    "support role",
    (
        Field("role", "What they do", Kind.CHOICE, choices={
            "coordinator": "Coordinator", "analyst": "Analyst", "publicity": "Publicity",
            "data": "Data protection", "administration": "Administration",
        }),
        Field("name", "Name and organisation"),
        Field("hours", "Hours a month", Kind.NUMBER),
        Field("contact", "Shared mailbox or number", required=False),
    ),
    title="name",
    empty="Nobody supports the leads yet. Without support, good plans wait.",
)  # fmt: skip

BACKING = Part(
    "backing",
    "senior backing",
    (
        Field("name", "Who backs it", hint="Name and post"),
        Field("organisation", "Organisation"),
        Field("side", "Side", Kind.CHOICE, choices={"police": "Police", "security": "Security"}),
        # Renewed words and days do not undo what both sides have confirmed: that it is backed, and by whom
        Field("words", "What they said", Kind.TEXT, short=True, progress=True),
        Field("on", "On", Kind.DATE, progress=True),
        Field("until", "To be renewed by", Kind.DATE, progress=True),
    ),
    plural="senior backing",
    due="until",
    empty="No senior backing is recorded yet. Ask one person on each side to say in a sentence that they back it.",
)  # fmt: skip

STEP = Step(
    4, "Ownership and leadership", "Set up", "Name who leads on each side, and who supports them.",
    "Four leads have accepted, two on each side; they are supported, and senior people on both sides back it.",
    ("Ownership", "& leadership"),
    (
        Question("4a", "Who leads, on each side, on governance and on delivery?",
                 "Four posts. Each is held by a person who has accepted it, and has a deputy."),
        Question("4b", "Who supports the leads?", "Hours that nobody has offered are hours not done.", (SUPPORT,)),
        Question("4c", "Do your senior people back it?", "Backing is a person, a sentence and a date.",
                 (BACKING,)),
    ),
)  # fmt: skip
