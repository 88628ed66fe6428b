"""Which questions make it last? Step 10.

*Source:* the best practice guide, questions 10a-10c in our own words; R44-R47, R68.
"""

from commonground.projects.rules.guide.shapes import Field, Kind, Part, Question, Step

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
        Field("crime", "Which kinds of crime", hint="For example, shop theft and threats to staff", required=False),
        Field("setting", "What kind of place", hint="For example, a shopping centre, or a street at night",
              required=False),
        Field("cost_year", "What it costs a year, in pounds", Kind.NUMBER, "Hours at what they cost you.",
              required=False),
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
)  # fmt: skip

# The kinds of the street files of data.police.uk, in their own words
CRIMES = {
    kind: kind
    for kind in (
        "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
        "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person",
        "Vehicle crime", "Violence and sexual offences",
    )
}  # fmt: skip

SUSTAIN = Part(
    "sustain",
    "lasting measure",
    (
        Field("what", "What goes on"),
        Field("owner", "Who owns it now", hint="A post in an organisation"),
        Field("member", "Which of the team that is", Kind.MEMBER,
              "They are asked after 3, 6 and 12 months. Left open, those who speak for the sides are asked.",
              required=False),
        Field("cost", "What it costs a year", hint="In money or hours"),
        Field("trigger", "What would make you look again", hint="For example, more than 60 thefts in a month"),
        Field("crime", "Watch this kind of recorded crime", Kind.CHOICE,
              "In the area of this collaboration, each month when new figures come in.", choices=CRIMES,
              required=False),
        Field("limit", "And ask to look again above this many a month", Kind.NUMBER, required=False),
        Field("next_check", "Next check", Kind.DATE, "After 3, 6 and 12 months."),
    ),
    plural="what lasts",
    due="next_check",
    member="member",
    empty="Nothing is handed on yet. Name who owns each measure after the end, and what would make you look again.",
)  # fmt: skip

STEP = Step(
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
)  # fmt: skip
