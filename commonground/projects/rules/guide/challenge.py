"""Which questions ask what is wrong? Step 1.

*Source:* the best practice guide, questions 1a-1c in our own words; R7-R10, R59; the problem analysis triangle (Clarke
and Eck, Crime Analysis for Problem Solvers, 2005), as reference on standards, 2.7 names it.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

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

TRIANGLE = Part(
    "triangle",
    "crime triangle",
    (
        Field("victim", "Who or what is the target", Kind.TEXT, "What makes it worth taking, or easy to hurt?",
              required=False, short=True),
        Field("guardian", "Who could guard it", Kind.TEXT, "Staff, guards, neighbours: whoever is near enough to see.",
              required=False, short=True),
        Field("place", "Where it happens", Kind.TEXT, "What is it about this place that lets it happen?",
              required=False, short=True),
        Field("manager", "Who answers for the place", Kind.TEXT, "An owner, a landlord, a shop or station manager.",
              required=False, short=True),
        Field("offender", "Who does it, as far as is known", Kind.TEXT, "Kinds of people, never names.",
              required=False, short=True),
        Field("handler", "Who has a hold on them", Kind.TEXT, "Family, a school, a probation officer, a friend.",
              required=False, short=True),
        Field("weakest", "Which corner you can change soonest", Kind.TEXT, required=False, short=True),
    ),
    many=False,
    plural="crime triangle: target, place and offender",
    empty="An aid that you may leave out: crime needs a target, a place and an offender, and each has somebody who"
    " could stand in its way.",
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

STEP = Step(
    1, "Challenge", "Set up", "Say what is wrong, each side first on its own.",
    "Both sides have sent their words, a joint statement stands, those harmed are named, and an outcome is set.",
    ("Challenge",),
    (
        Question("1a", "Do both sides see the same problem?",
                 "Each side writes alone. You see the other side's words when both have sent theirs.",
                 (JOINT, TRIANGLE)),
        Question("1b", "Who is harmed, and what matters most to them?",
                 "Work that does not serve the people harmed is soon dropped.", (VICTIMS,)),
        Question("1c", "What do you want to be different at the end?",
                 "An outcome has a figure now, a figure to aim for, a date and a source.", (OUTCOMES,)),
    ),
)  # fmt: skip
