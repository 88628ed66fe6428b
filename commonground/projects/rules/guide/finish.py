"""Which questions finish the work well? Steps 8 to 10.

*Source:* the best practice guide, questions 8a-10c in our own words; R36-R47, R66-R68.
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

AUDIENCES = Part(
    "audiences",
    "audience",
    (
        Field("who", "Who needs to know", hint="Staff who did it, people harmed, funders, the public"),
        Field("needs", "What they need to know", Kind.TEXT, short=True),
        Field("told", "Told on", Kind.DATE, required=False),
        Field("how", "Told how", hint="A link or a reference to the message", required=False),
    ),
    done="told",
    empty="Nobody is listed yet. Start with those who did the work and those who were harmed.",
)

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

CRITERIA = Part(
    "criteria",
    "criterion for stopping",
    (
        Field("kind", "What kind", Kind.CHOICE, choices={
            "success": "It has worked", "failure": "It is not working", "time": "The time is up",
            "money": "The money ends",
        }),
        Field("test", "The test", hint="For example, fewer than 250 recorded thefts in six months"),
        Field("agreed", "Agreed on", Kind.DATE),
        Field("met", "Is it met?", Kind.CHOICE, choices={"yes": "Met", "no": "Not met", "open": "Not yet known"}),
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
)  # fmt: skip

CONTACTS = Part(
    "contacts",
    "contact to keep",
    (
        Field("name", "Name and post"),
        Field("organisation", "Organisation"),
        Field("reach", "How to reach them"),
        Field(
            "member",
            "Which of the team they are",
            Kind.MEMBER,
            "They are asked themselves. Leave it open for others.",
            required=False,
        ),
        Field("keep", "Ask “still you?” on", Kind.DATE, progress=True),
        Field("successor", "Who follows if they leave"),
    ),
    plural="contacts to keep",
    due="keep",
    member="member",
    empty="No contact is kept yet. Keep at least one on each side, with somebody who would follow.",
)

CASE_STUDY = Part(
    "case_study",
    "case study",
    (
        Field("summary", "What happened, in two sentences", Kind.TEXT, short=True),
        Field("context", "Where, and what it was like", Kind.TEXT),
        Field("did", "What was done, by each side", Kind.TEXT),
        Field("mechanism", "How it worked, or why not", Kind.TEXT),
        Field("results", "What came of it", Kind.TEXT),
        Field("cost", "What it cost, in money and hours", Kind.TEXT, short=True),
        Field("not_worked", "What did not work", Kind.TEXT),
        Field("conditions", "What must be there for it to work elsewhere", Kind.TEXT),
        Field("contact", "Whom to ask", hint="A post and a shared mailbox, not a private number"),
    ),
    many=False,
    title="summary",
    plural="case study",
    empty="The case study is not written yet. It starts from what the other steps already hold.",
)

SUSTAIN = Part(
    "sustain",
    "lasting measure",
    (
        Field("what", "What goes on"),
        Field("owner", "Who owns it now", hint="A post in an organisation"),
        Field("cost", "What it costs a year", hint="In money or hours"),
        Field("trigger", "What would make you look again", hint="For example, more than 60 thefts in a month"),
        Field("next_check", "Next check", Kind.DATE, "After 3, 6 and 12 months."),
    ),
    plural="what lasts",
    due="next_check",
    empty="Nothing is handed on yet. Name who owns each measure after the end, and what would make you look again.",
)

STEPS = (
    Step(
        8, "Promoting achievements", "Finish", "Say what worked, with its evidence, to those who should know.",
        "Every outcome is measured, it is said how to tell it, and every audience has been told.",
        ("Promoting", "achievements"),
        (
            Question("8a", "Have you reached the agreed outcomes, and did it make a difference?",
                     "Computed from the targets, beside the evaluation.", (ACHIEVEMENTS,)),
            Question("8b", "Who needs to know what you achieved?", "Those who did it come first.", (AUDIENCES,)),
            Question("8c", "How is it best told?", "No claim without its evidence.", (TELLING,)),
        ),
    ),
    Step(
        9, "Knowing when to stop", "Finish", "Met? Moved? Agreed to stop?",
        "Criteria are tested, six ways crime can move answered, new risks noted, positions taken, and it is decided.",
        ("Knowing", "when to stop"),
        (
            Question("9a", "Are your criteria for success met?", "Agreed early, shown again here.", (CRITERIA,)),
            Question("9b", "Has the crime moved, or have new risks come up?",
                     "Six ways to move. “Cannot be measured, because” is an honest answer.", (DISPLACEMENT, RISKS)),
            Question("9c", "Do the stakeholders agree to stop, or to go on?",
                     "Each one says where they stand, with a reason.", (DECISION,)),
        ),
    ),
    Step(
        10, "Legacy", "Finish", "Keep the contacts, share the learning, say who keeps watch.",
        "Each lasting measure has an owner, the case study is published, and contacts are kept.",
        ("Legacy",),
        (
            Question("10a", "How will the contacts last, for the next challenge?",
                     "People change posts; a contact has somebody who follows.", (CONTACTS,)),
            Question("10b", "What can others learn from this?",
                     "What did not work is worth as much as what did.", (CASE_STUDY,)),
            Question("10c", "How will the gain last?", "Somebody owns it, and something would make you look again.",
                     (SUSTAIN,)),
        ),
    ),
)  # fmt: skip
