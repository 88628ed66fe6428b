"""Which questions set a collaboration up? Steps 1 to 5.

*Source:* the best practice guide, questions 1a-5c in our own words; R7-R27, R59-R63.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

LEVEL = {"high": "High", "medium": "Medium", "low": "Low"}

JOINT = Part(
    "joint",
    "joint statement",
    (
        Field("purpose", "The common purpose, in one sentence", Kind.TEXT,
              "What both sides want to be different. It stands at the head of every page of this collaboration.",
              short=True),
        Field("statement", "The problem, as both sides see it", Kind.TEXT,
              "Start from where you agree. Say which count you will work with."),
        Field("offence", "Which kinds of crime", hint="For example, shop theft and threats to staff", required=False),
        Field("scope", "What it covers, and what it leaves out", Kind.TEXT, required=False, short=True),
        Field("evidence", "What you know it from", Kind.TEXT, "At least two sources, if you have them.",
              required=False, short=True),
        Field("goals", "The goals you share", Kind.TEXT, "One a line."),
        Field("police_benefit", "What the police side expects to gain", Kind.TEXT, short=True),
        Field("security_benefit", "What the security side expects to gain", Kind.TEXT, short=True),
    ),
    many=False,
    title="purpose",
    empty="The joint statement is written when both sides have sent their own words and compared them.",
)  # fmt: skip

VICTIMS = Part(
    "victims",
    "group of people harmed",
    (
        Field("group", "Who is harmed", hint="For example, lone workers in small shops"),
        Field("priorities", "What matters most to them", Kind.TEXT, "In their words where you can."),
        Field("known_by", "How you know", Kind.CHOICE,
              choices={"asked": "We asked them", "recorded": "From records", "assumed": "We assume so"}),
        Field("repeat", "Are the same people or places harmed again and again?", Kind.YES_NO),
        Field("place", "What kind of place", hint="For example, small food shops", required=False),
        Field("vulnerable", "What makes them easier to harm", Kind.TEXT, required=False, short=True),
        Field("harm", "What the harm is", Kind.TEXT, required=False, short=True),
        Field("rank", "Which of the groups comes first", Kind.NUMBER, "1 for the first.", required=False),
    ),
    title="group",
    plural="people harmed",
    empty="Nobody is named yet. Say who is harmed and what they want most, so that the plan serves them.",
)  # fmt: skip

OUTCOMES = Part(
    "outcomes",
    "desired outcome",
    (
        Field("measure", "What will be different", hint="For example, shop theft recorded at Minster Gate"),
        Field("unit", "What is counted, over how long", hint="For example, recorded thefts in six months"),
        Field("baseline", "The figure now", Kind.NUMBER),
        Field("baseline_period", "The period of that figure", hint="For example, April to September 2025",
              required=False),
        Field("target", "The figure you aim for", Kind.NUMBER),
        Field("by", "By when", Kind.DATE),
        Field("source", "Where the figure comes from", hint="For example, police recorded crime"),
    ),
    title="measure",
    empty="No outcome is set yet. Each one is used again in steps 3, 7, 8 and 9 and is never typed twice.",
    due="by",
)  # fmt: skip

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

RESOURCES = Part(
    "resources",
    "resource",
    (
        Field("kind", "What kind", Kind.CHOICE, choices={
            "people": "People", "hours": "Hours", "vehicles": "Vehicles", "radios": "Radios", "cameras": "Cameras",
            "money": "Money (pounds)", "premises": "Premises", "data": "Data", "publicity": "Publicity",
        }),
        Field("what", "What it is for", hint="For example, patrol hours, Thursday to Saturday"),
        Field("needed", "Needed", Kind.NUMBER),
        Field("pledged", "Pledged", Kind.NUMBER),
        Field("confirmed", "Confirmed", Kind.NUMBER),
        Field("used", "Used so far", Kind.NUMBER, required=False, progress=True),
        Field("provider", "Who provides it"),
    ),
    title="what",
    empty="No resource is listed yet. Put down what is needed, even before anybody has offered it.",
)  # fmt: skip

SPONSORS = Part(
    "sponsors",
    "sponsor",
    (
        Field("name", "Name and post"),
        Field("organisation", "Organisation"),
        Field("commitment", "What they have committed to", Kind.TEXT, short=True),
        Field("on", "On", Kind.DATE),
    ),
    empty="No sponsor is named yet.",
)

TACTICS = Part(
    "tactics",
    "tactic",
    (
        Field("name", "The tactic, in a few words"),
        Field("police_part", "What the police side does", Kind.TEXT, short=True),
        Field("security_part", "What the security side does", Kind.TEXT, short=True),
        Field("mechanism", "How it is meant to work", Kind.TEXT, "What makes a theft harder, riskier or pointless?",
              short=True),
        Field("why_here", "Why it should work here", Kind.TEXT, short=True),
    ),
    empty="No tactic is chosen yet. A tactic has a part for each side and a reason why it should work here.",
)  # fmt: skip

MEASURES = Part(
    "measures",
    "measure",
    (
        Field("outcome", "Which outcome", Kind.OUTCOME),
        Field("data", "Which data shows it", hint="For example, police recorded crime by month"),
        Field("compared_with", "Compared with where", hint="Places like yours where nothing is done"),
        Field("how_often", "How often you will look", Kind.CHOICE,
              choices={"monthly": "Every month", "quarterly": "Every three months", "end": "At the end"}),
        Field("owner", "Who looks", Kind.MEMBER),
        Field("telling", "Who will be told, and how", Kind.TEXT, "Used again in step 8.", short=True),
        Field("tell_on", "When they will be told", Kind.DATE, required=False),
    ),
    title="data",
    member="owner",
    empty="No measure is set yet. Say before the work starts how you will know whether it worked.",
)  # fmt: skip

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
        Field("words", "What they said", Kind.TEXT, short=True),
        Field("on", "On", Kind.DATE),
        Field("until", "To be renewed by", Kind.DATE),
    ),
    plural="senior backing",
    due="until",
    empty="No senior backing is recorded yet. Ask one person on each side to say in a sentence that they back it.",
)  # fmt: skip

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

STEPS = (
    Step(
        1, "Challenge", "Set up", "Say what is wrong, each side first on its own.",
        "Both sides have sent their words, a joint statement stands, those harmed are named, and an outcome is set.",
        ("Challenge",),
        (
            Question("1a", "Do both sides see the same problem?",
                     "Each side writes alone. You see the other side's words when both have sent theirs.", (JOINT,)),
            Question("1b", "Who is harmed, and what matters most to them?",
                     "Work that does not serve the people harmed is soon dropped.", (VICTIMS,)),
            Question("1c", "What do you want to be different at the end?",
                     "An outcome has a figure now, a figure to aim for, a date and a source.", (OUTCOMES,)),
        ),
    ),
    Step(
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
    ),
    Step(
        3, "Plan", "Set up", "Find the resources, choose the tactics, set the measures.",
        "Each resource is confirmed, a sponsor is named, and tactics and a measure for each outcome are listed.",
        ("Plan",),
        (
            Question("3a", "What do you need, who gives it, and who stands behind it?",
                     "What is needed, pledged and confirmed are three different figures.", (RESOURCES, SPONSORS)),
            Question("3b", "Which tactics will you use together?",
                     "A joint tactic has something for each side to do.", (TACTICS,)),
            Question("3c", "How will you know whether it worked, and whom will you tell?",
                     "Choose the comparison before the work starts.", (MEASURES,)),
        ),
    ),
    Step(
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
    ),
    Step(
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
    ),
)  # fmt: skip
