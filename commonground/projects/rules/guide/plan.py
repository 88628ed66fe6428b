"""Which questions make a plan? Step 3.

*Source:* the best practice guide, questions 3a-3c in our own words; R16-R19, R61.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step
from commonground.projects.rules.tactics import BY_KEY

TECHNIQUES_BY_KEY = {key: f"{one.number}. {one.name}" for key, one in BY_KEY.items()}

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
        Field("technique", "Which of the 25 techniques it is", Kind.CHOICE, choices=TECHNIQUES_BY_KEY, required=False),
        Field("taken_from", "Where it comes from", hint="A case study, a publication or your own experience",
              required=False),
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

STEP = Step(
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
)  # fmt: skip
