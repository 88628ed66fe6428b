"""Which questions ask whether to stop? Step 9.

*Source:* the best practice guide, questions 9a-9c in our own words; R40-R43, R67.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

CRITERIA = Part(
    "criteria",
    "criterion for stopping",
    (
        Field("kind", "What kind", Kind.CHOICE, choices={
            "success": "It has worked", "failure": "It is not working", "time": "The time is up",
            "money": "The money ends",
        }),
        Field("test", "The test", hint="For example, fewer than 250 recorded thefts in six months"),
        Field("outcome", "Which outcome it rests on", Kind.OUTCOME,
              "For success. Whether it is met is then worked out from the figure and the target of step 1.",
              required=False),
        Field("until", "The last day", Kind.DATE, "For a time that is up, or money that ends.", required=False),
        Field("agreed", "Agreed on", Kind.DATE),
        Field("met", "Is it met?", Kind.CHOICE,
              "What you say now. Where it rests on an outcome or a last day, what is worked out counts.",
              choices={"yes": "Met", "no": "Not met", "open": "Not yet known"}),
    ),
    title="test",
    plural="criteria for stopping",
    empty="No criterion is agreed yet. Agree early how you will know that it is time to stop.",
)  # fmt: skip

WAYS = {
    "place": "To another place",
    "time": "To another time",
    "target": "To other targets",
    "method": "To other methods",
    "offence": "To other crimes",
    "offender": "To other people",
}

DISPLACEMENT = Part(
    "displacement",
    "answer about displacement",
    (
        Field("way", "Which way crime can move", Kind.CHOICE, choices=WAYS),
        Field("reading", "What you found", Kind.CHOICE, choices={
            "no_sign": "No clear sign", "closer": "Look closer", "moved": "It moved",
            "cannot": "Cannot be measured",
        }),
        Field("because", "Because", Kind.TEXT, "What you looked at, or why it cannot be measured.", short=True),
    ),
    title="way",
    once="way",
    plural="six ways crime can move",
    empty="None of the six ways is answered yet. “Cannot be measured, because” is an answer.",
)  # fmt: skip

RISKS = Part(
    "risks",
    "new risk",
    (
        Field("risk", "The risk"),
        Field("doing", "What is done about it", Kind.TEXT, short=True),
        Field("owner", "Who watches it", Kind.MEMBER),
        Field("on", "Noted on", Kind.DATE),
    ),
    member="owner",
    empty="No new risk is noted. If you looked and found none, note that too.",
)

DECISION = Part(
    "decision",
    "decision to stop or go on",
    (
        Field("decision", "What is decided", Kind.CHOICE, choices={
            "stop": "Stop", "continue": "Go on", "change": "Go on, changed", "hand_over": "Hand over to others",
        }),
        Field("rule", "By which rule", hint="For example, nobody objects after one more round"),
        Field("reason", "Why", Kind.TEXT, short=True),
        Field("open", "What is not decided", Kind.TEXT, required=False, short=True),
        Field("on", "On", Kind.DATE),
    ),
    many=False,
    plural="decision",
    empty="Nothing is decided yet. Each stakeholder says where they stand first.",
    sealed=True,
)  # fmt: skip

NEXT_STEPS = Part(
    "next_steps",
    "next step",
    (
        Field("what", "What happens next"),
        Field("owner", "Who does it", Kind.MEMBER),
        Field("by", "By", Kind.DATE),
        Field("done", "Done on", Kind.DATE, required=False, progress=True),
    ),
    due="by",
    done="done",
    member="owner",
    empty="No next step is named yet. A decision ends with who does what, by when.",
)

STEP = Step(
    9, "Knowing when to stop", "Finish", "Met? Moved? Agreed to stop?",
    "Criteria are tested, six ways crime can move answered, new risks noted, positions taken, and it is decided.",
    ("Knowing", "when to stop"),
    (
        Question("9a", "Are your criteria for success met?", "Agreed early, shown again here.", (CRITERIA,)),
        Question("9b", "Has the crime moved, or have new risks come up?",
                 "Six ways to move. “Cannot be measured, because” is an honest answer.", (DISPLACEMENT, RISKS)),
        Question("9c", "Do the stakeholders agree to stop, or to go on?",
                 "Each one says where they stand, with a reason.", (DECISION, NEXT_STEPS)),
    ),
)  # fmt: skip
