"""Which questions join the two sides? Step 2.

*Source:* the best practice guide, questions 2a-2c in our own words; R11-R15, R60.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

LEVEL = {"high": "High", "medium": "Medium", "low": "Low"}

SHAPE = Part(
    "architecture",
    "shape of the relationship",
    (
        Field("shape", "How are you joined?", Kind.CHOICE, choices={
            "informal": "Informal contact between people who know each other",
            "liaison": "A liaison group that meets",
            "steering": "A steering group that decides and a delivery group that does",
            "lead": "One organisation leads and others support it",
            "contract": "A contract between the organisations",
            "accredited": "An accredited scheme, such as a community safety accreditation",
            "partnership": "A business crime reduction partnership",
        }),
        Field("decides", "Who decides what", Kind.TEXT, "Name the group or person for money, tactics and publicity."),
        Field("meets", "How often you meet", hint="For example, every second Tuesday at Marlgate Centre"),
    ),
    many=False,
    title="shape",
    plural="shape of the relationship",
    empty="Say how the two sides are joined and who decides what.",
)  # fmt: skip

FORMALITY = Part(
    "formality",
    "formal arrangement",
    (
        Field("money", "Will money pass between you?", Kind.YES_NO),
        Field("powers", "Will anybody use legal powers on behalf of another?", Kind.YES_NO),
        Field("personal", "Will personal data pass between you?", Kind.YES_NO),
        Field("staff", "Will staff work under another organisation's direction?", Kind.YES_NO),
        Field("long", "Will it last longer than a year?", Kind.YES_NO),
        Field("liability", "Could one of you be liable for what another does?", Kind.YES_NO),
        Field("chosen", "What you have chosen", Kind.CHOICE, choices={
            "none": "Nothing written",
            "terms": "Terms of reference",
            "memorandum": "Memorandum of understanding",
            "agreement": "Information sharing agreement",
            "contract": "Contract",
            "entity": "A legal entity of its own",
        }),
        Field("reason", "Why", Kind.TEXT, "Say so if it differs from what the answers suggest.", short=True),
    ),
    many=False,
    title="chosen",
    plural="formal arrangement",
    empty="Six short questions suggest how formal the arrangement has to be, and say why.",
)  # fmt: skip

STAKEHOLDERS = Part(
    "stakeholders",
    "stakeholder",
    (
        Field("name", "Who it is", hint="A group, a firm or a person"),
        Field("interest", "How much it matters to them", Kind.CHOICE, choices=LEVEL),
        Field("influence", "How much they can help or hinder", Kind.CHOICE, choices=LEVEL),
        Field("channel", "How you will reach them", hint="For example, the monthly traders' meeting"),
        Field("message", "What they need to hear", Kind.TEXT, short=True),
        Field("how_often", "How often", hint="For example, monthly"),
        Field("owner", "Who keeps in touch", Kind.MEMBER),
        Field("last_contacted", "Last contacted", Kind.DATE, required=False, progress=True),
    ),
    title="name",
    member="owner",
    empty="Nobody is named yet. Name those whom the problem touches and how you will keep them informed.",
)  # fmt: skip

SHARING = Part(
    "sharing",
    "decision about sharing",
    (
        Field("personal", "Will names, pictures or other personal data be shared?", Kind.YES_NO),
        Field("intelligence", "Will police intelligence be shared?", Kind.YES_NO),
        Field("images", "Will images from cameras be shared?", Kind.YES_NO),
        Field("regular", "How often", Kind.CHOICE,
              choices={"regular": "Regularly", "once": "Once or twice", "never": "Only figures that name nobody"}),
        Field("decided", "What you have decided", Kind.CHOICE, choices={
            "agreement": "A formal information sharing agreement",
            "request": "A written request each time",
            "informal": "Informal: nothing that identifies anybody",
        }),
        Field("reason", "Why", Kind.TEXT, short=True),
    ),
    many=False,
    title="decided",
    plural="decision about sharing",
    empty="Four short questions tell whether a formal agreement is needed, and say why.",
)  # fmt: skip

STEP = Step(
    2, "Partnership", "Set up", "Say how you are joined, whom it touches and what you share.",
    "The shape and how formal it is are chosen, each stakeholder can be reached, and sharing is decided.",
    ("Partnership",),
    (
        Question("2a", "How are you joined, and must that be written down?",
                 "Enough form to be clear who decides; no more.", (SHAPE, FORMALITY)),
        Question("2b", "Whom else does it touch nearby, and how will you keep in touch?",
                 "People who hear of it late seldom help.", (STAKEHOLDERS,)),
        Question("2c", "Do you need a formal agreement to share information?",
                 "Most sharing that helps names nobody and needs no agreement.", (SHARING,)),
    ),
)  # fmt: skip
