"""Which questions bring the community in? Step 5.

*Source:* the best practice guide, questions 5a-5c in our own words; R24-R27, R63.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

VIEWS = Part(
    "views",
    "view of the community",
    (
        Field("group", "Whom you asked"),
        Field("on", "When", Kind.DATE),
        Field("asked", "How many answered", Kind.NUMBER),
        Field("share", "How many share the objectives", Kind.NUMBER),
        Field("said", "What they said", Kind.TEXT, short=True),
        Field("did", "What you changed because of it", Kind.TEXT, short=True),
    ),
    plural="what the community thinks",
    empty="Nobody has been asked yet whether they share the objectives.",
)

ENGAGEMENT = Part(
    "engagement",
    "contact with the community",
    (
        Field("group", "With whom"),
        Field("method", "How", Kind.CHOICE, choices={
            "meeting": "Meeting", "walkabout": "Walkabout", "survey": "Survey", "panel": "Advisory panel",
            "stall": "Stall", "online": "Online",
        }),
        Field("reach", "Whom this leaves out, and how you will reach them", Kind.TEXT, short=True),
        Field("on", "Planned for", Kind.DATE),
        Field("at", "At what time", Kind.TIME, "For example, 19:30. Leave it empty if the day is enough.",
              required=False),
        Field("owner", "Who leads it", Kind.MEMBER),
        Field("done", "Done on", Kind.DATE, required=False, progress=True),
        Field("heard", "What you heard", Kind.TEXT, required=False, short=True, progress=True),
    ),
    title="group",
    plural="contacts with the community",
    due="on",
    done="done",
    member="owner",
    empty="No contact is planned yet. Plan it here, and come back to say what you heard.",
)  # fmt: skip

COMMUNITY_NEWS = Part(
    "community_news",
    "way of keeping the community informed",
    (
        Field("channel", "How", hint="For example, a notice in every shop window"),
        Field("message", "What you will say", Kind.TEXT, short=True),
        Field("how_often", "How often"),
        Field("owner", "Who does it", Kind.MEMBER),
    ),
    plural="how the community hears of it",
    member="owner",
    empty="Say how people outside the collaboration will hear what you do.",
)

STEP = Step(
    5, "Community engagement", "Set up", "Ask the community, and keep it informed.",
    "People were asked, contacts are planned and one has happened, and people know how they will hear of it.",
    ("Community", "engagement"),
    (
        Question("5a", "Do the community and the main stakeholders want the same?",
                 "Ask, say what you heard, and say what you changed.", (VIEWS,)),
        Question("5b", "How will you involve the wider community?",
                 "Think first of those whom your usual meeting does not reach.", (ENGAGEMENT,)),
        Question("5c", "How will the wider community hear what you do?",
                 "Plain words, in a place where people already look.", (COMMUNITY_NEWS,)),
    ),
)  # fmt: skip
