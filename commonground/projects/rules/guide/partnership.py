"""Which questions join the two sides? Step 2.

*Source:* the best practice guide, questions 2a-2c in our own words; R11-R15, R60; ISO 44001 asks for readiness before
partners are chosen, and for terms of exit from the start (reference on standards, 2.7).
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

LEVEL = {"high": "High", "medium": "Medium", "low": "Low"}

STANCE = {"for": "For it", "open": "Open", "against": "Against it", "unknown": "Not known"}

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

RIGHTS = {"decides": "Decides", "advises": "Advises", "none": "Has no say"}
BODY_KINDS = {
    "decides": "A group that decides",
    "does": "A group that does the work",
    "meets": "A group that meets and talks",
    "organisation": "One organisation",
    "person": "One person in a post",
}
SITTING = {"police": "The police side", "security": "The security side", "ground": "Both sides together"}
LINKS_SAID = {"reports": "Reports to", "decides": "Decides for", "advises": "Advises"}

BODIES = Part(
    "bodies",
    "body",
    (
        Field("name", "What it is called", hint="For example, the liaison group"),
        Field("kind", "What it is", Kind.CHOICE, choices=BODY_KINDS),
        Field("side", "Whose it is", Kind.CHOICE, choices=SITTING),
        Field("sits", "Who sits on it", Kind.TEXT, required=False, short=True),
        Field("money", "Money", Kind.CHOICE, "What say it has on money.", choices=RIGHTS, required=False),
        Field("tactics", "Tactics", Kind.CHOICE, "What say it has on how the work is done.", choices=RIGHTS,
              required=False),
        Field("publicity", "Publicity", Kind.CHOICE, "What say it has on what is said in public.", choices=RIGHTS,
              required=False),
        Field("meets", "How often it meets", required=False),
    ),
    title="name",
    plural="bodies",
    empty="No body is named yet. A ready set comes with the shape that you choose, to be changed as you like.",
)  # fmt: skip

LINKS = Part(
    "links",
    "link between bodies",
    (
        Field("first", "Which body", Kind.BODY),
        Field("how", "What it does", Kind.CHOICE, choices=LINKS_SAID),
        Field("second", "To which other body", Kind.BODY),
    ),
    title="first",
    plural="links between bodies",
    empty="No link is named yet. Say who reports to whom, who decides for whom, and who only advises.",
)

READINESS = Part(
    "readiness",
    "answer about readiness",
    (
        Field("side", "Which side", Kind.CHOICE, choices={"police": "Police side", "security": "Security side"}),
        Field("ready", "Is your side ready to start?", Kind.CHOICE,
              choices={"yes": "Yes", "nearly": "Nearly", "not_yet": "Not yet"}),
        Field("backing", "Who in your own organisations wants this", Kind.TEXT, short=True, required=False),
        Field("people", "Who will do the work, and what they leave undone", Kind.TEXT, short=True, required=False),
        Field("first", "What must be settled at home first", Kind.TEXT, short=True, required=False),
    ),
    title="side",
    plural="are we ready?",
    once="side",
    for_team=True,
    empty="A question that you may leave out: each side asks itself whether it is ready before it relies on the other.",
)  # fmt: skip

EXIT = Part(
    "exit_terms",
    "terms of leaving",
    (
        Field("ends", "What ends it", Kind.TEXT, "A date, a result, or a wish. Step 9 tests it.", short=True),
        Field("notice", "How long beforehand a partner says that it leaves", required=False),
        Field("information", "What happens to what was shared", Kind.TEXT, required=False, short=True),
        Field("things", "What happens to money, things and staff", Kind.TEXT, required=False, short=True),
        Field("goes_on", "Who takes on what must go on", Kind.TEXT, required=False, short=True),
    ),
    many=False,
    title="ends",
    plural="terms of leaving",
    for_team=True,
    empty="A question that you may leave out: it is easiest to agree how to part before anybody wants to.",
)

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
        Field("stance", "Where they stand", Kind.CHOICE, "As far as you know. Invited stakeholders do not read this.",
              choices=STANCE, required=False, for_team=True),
        Field("contact", "Whom you speak to there", hint="Name and post", required=False, for_team=True),
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
                 "Enough form to be clear who decides; no more.", (SHAPE, BODIES, LINKS, FORMALITY, EXIT, READINESS)),
        Question("2b", "Whom else does it touch nearby, and how will you keep in touch?",
                 "People who hear of it late seldom help.", (STAKEHOLDERS,)),
        Question("2c", "Do you need a formal agreement to share information?",
                 "Most sharing that helps names nobody and needs no agreement.", (SHARING,)),
    ),
)  # fmt: skip
