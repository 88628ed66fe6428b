"""Which questions carry the work? Step 6.

*Source:* the best practice guide, questions 6a-6c in our own words; R28-R31, R64.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

ACTIONS = Part(
    "actions",
    "action",
    (
        Field("what", "What will be done"),
        Field("done_when", "How you will know that it is done", Kind.TEXT, short=True),
        Field("organisation", "Which organisation does it"),
        Field("accountable", "Who is accountable", Kind.MEMBER, "Exactly one person."),
        Field("due", "By when", Kind.DATE),
        Field("done", "Done on", Kind.DATE, required=False, progress=True),
        Field("waiting_for", "Waiting for", hint="Whom or what, if anything holds it up", required=False,
              progress=True),
        Field("look_again", "Look again on", Kind.DATE, required=False, progress=True),
    ),
    due="due",
    done="done",
    member="accountable",
    empty="No action is listed yet. Each has one person who is accountable, a date, and a sign that it is done.",
)  # fmt: skip

PLAN_SHARED = Part(
    "plan_shared",
    "sharing of the plan",
    (
        Field("with_whom", "Who has the plan"),
        Field("how", "How they got it"),
        Field("on", "On", Kind.DATE),
    ),
    plural="who has the plan",
    empty="The plan has not been shared with anybody yet. Agreed, documented and shared are three facts.",
)

ROLES = Part(
    "roles",
    "responsibility",
    (
        Field("activity", "Activity", hint="For example, evening patrol of Minster Gate"),
        Field("accountable", "Accountable", Kind.MEMBER, "Exactly one person answers for it."),
        Field("responsible", "Who does it"),
        Field("consulted", "Who is asked first", required=False),
        Field("informed", "Who is told", required=False),
        Field("powers", "Powers and safety", Kind.TEXT, "Who may detain, search or exclude, and who never works alone.",
              required=False, short=True),
    ),
    plural="roles and responsibilities",
    member="accountable",
    empty="No responsibility is defined yet. Each activity has exactly one person who answers for it.",
)  # fmt: skip

POWERS = Part(
    "powers",
    "note on a power",
    (
        Field("power", "Which power", Kind.CHOICE, choices={
            "detain": "To detain somebody", "search": "To search", "exclude": "To exclude somebody from a place",
            "csas": "A power given under CSAS",
        }),
        Field("who", "Who may use it", hint="A role and its organisation, not a name"),
        Field("limits", "Where, when and on what condition", Kind.TEXT, short=True),
        Field("source", "Where that stands", hint="The law, order, accreditation or contract that it rests on"),
        Field("checked", "Checked on", Kind.DATE, required=False),
    ),
    plural="notes on powers",
    empty="No power is noted yet. Write down who may detain, search or exclude, and where that stands. "
          "A note is not legal advice.",
)  # fmt: skip

SAFETY = Part(
    "safety",
    "safety duty",
    (
        Field("situation", "When", hint="For example, when somebody works alone after dark"),
        Field(
            "duty",
            "What must be so",
            Kind.TEXT,
            short=True,
            hint="How they are reached, who checks on them, when they stop",
        ),
        Field("owner", "Who answers for it", Kind.MEMBER),
        Field("source", "Where that stands", hint="A risk assessment or a rule of the organisation", required=False),
    ),
    plural="safety duties",
    member="owner",
    empty="No safety duty is noted yet. Think of those who work alone.",
)

MILESTONES = Part(
    "milestones",
    "milestone",
    (
        Field("what", "Milestone"),
        Field("due", "Deadline", Kind.DATE),
        Field("owner", "Who answers for it", Kind.MEMBER),
        Field("evidence", "What will show that it is reached"),
        Field(
            "after",
            "Comes after",
            Kind.MILESTONE,
            "Choose the milestone that has to be reached first, if one has.",
            required=False,
        ),
        Field("done", "Reached on", Kind.DATE, required=False, progress=True),
        Field("shown_by", "What showed it", hint="Where the evidence lies", required=False, progress=True),
        Field(
            "waiting_for", "Waiting for", hint="Whom or what, if anything holds it up", required=False, progress=True
        ),
        Field("look_again", "Look again on", Kind.DATE, required=False, progress=True),
    ),
    due="due",
    done="done",
    member="owner",
    empty="No milestone is set yet.",
)

STEP = Step(
    6, "Implementation", "Do", "Agree the plan, share it, and do it.",
    "Every action and activity has one accountable person, milestones have dates, the plan is shared, "
    "and every organisation on the team has signed it as it stands.",
    ("Implementation",),
    (
        Question("6a", "Is there a clear action plan that is agreed, written down and shared?",
                 "Three separate facts: each can be true without the others.", (ACTIONS, PLAN_SHARED)),
        Question("6b", "Does everybody know who does what?",
                 "Exactly one person answers for each activity.", (ROLES, POWERS, SAFETY)),
        Question("6c", "What are the milestones, and when are they due?",
                 "A milestone is reached when its evidence is there.", (MILESTONES,)),
    ),
)  # fmt: skip
