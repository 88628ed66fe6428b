"""Which questions tell what was achieved? Step 8.

*Source:* the best practice guide, questions 8a-8c in our own words; R36-R39, R66.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

ACHIEVEMENTS = Part(
    "achievements",
    "achievement",
    (
        Field("outcome", "Which outcome", Kind.OUTCOME),
        Field("measured", "The figure now", Kind.NUMBER, "Leave it empty if it cannot be told.", required=False),
        Field("on", "Measured on", Kind.DATE),
        Field("source", "Where the figure comes from"),
        Field("effects", "Side effects, good and bad", Kind.TEXT, short=True),
    ),
    title="source",
    empty="No outcome has been measured yet. Met, partly met or not met is computed from the target.",
)

# Who may need to know, from the requirement (R38)
AUDIENCE_KINDS = {
    "staff": "Staff who did it",
    "victims": "People who were harmed",
    "members": "Members of the partnership",
    "leaders": "Senior leaders",
    "funders": "Funders",
    "board": "The board",
    "press": "The press",
    "public": "The public",
    "areas": "Other areas",
}

AUDIENCES = Part(
    "audiences",
    "audience",
    (
        Field("who", "Who needs to know", hint="Staff who did it, people harmed, funders, the public"),
        Field("kind", "What kind of audience", Kind.CHOICE,
              "The best way to tell them is suggested from this.", choices=AUDIENCE_KINDS, required=False),
        Field("needs", "What they need to know", Kind.TEXT, short=True),
        Field("told", "Told on", Kind.DATE, required=False),
        Field("how", "Told how", hint="A link or a reference to the message", required=False),
    ),
    done="told",
    empty="Nobody is listed yet. Start with those who did the work and those who were harmed.",
)  # fmt: skip

TELLING = Part(
    "telling",
    "way of telling it",
    (
        Field("channel", "How", Kind.CHOICE, choices={
            "bulletin": "Bulletin", "press": "Press notice", "case": "Case study", "award": "Award nomination",
            "board": "Board paper", "briefing": "Briefing", "visit": "Visit",
        }),
        Field("words", "What it says", Kind.TEXT, short=True),
        Field("checked", "Does it name nobody and give away no method?", Kind.YES_NO),
    ),
    title="channel",
    plural="ways of telling it",
    empty="Say how the result is best told, once for each audience if they differ.",
)  # fmt: skip

STEP = Step(
    8, "Promoting achievements", "Finish", "Say what worked, with its evidence, to those who should know.",
    "Every outcome is measured, it is said how to tell it, and every audience has been told.",
    ("Promoting", "achievements"),
    (
        Question("8a", "Have you reached the agreed outcomes, and did it make a difference?",
                 "Computed from the targets, beside the evaluation.", (ACHIEVEMENTS,)),
        Question("8b", "Who needs to know what you achieved?", "Those who did it come first.", (AUDIENCES,)),
        Question("8c", "How is it best told?", "No claim without its evidence.", (TELLING,)),
    ),
)  # fmt: skip
