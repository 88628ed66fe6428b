"""What does a shared guard on a high street need to note? Patrols, tasks from the police, powers, evidence, businesses.

The log of evidence says where a statement or a picture is, and names nobody: the evidence itself stays with whoever
answers for it.

*Source:* R116.
"""

from commonground.projects.rules.books.shapes import Book
from commonground.projects.rules.guide.shapes import Field, Kind, Part

PATROLS = Part(
    "patrols",
    "tier of guarding",
    (
        Field("where", "Where", hint="A shop for a post that stands still; streets for a patrol"),
        Field("tier", "Which tier", Kind.CHOICE,
              choices={"static": "Static: in a shop of high risk", "patrol": "Patrol: seen in the street"}),
        Field("times", "Days and times", hint="For example, Thursday to Saturday, 16:00 to 22:00"),
        Field("guards", "How many guards at once", Kind.NUMBER),
        Field("agreed", "Agreed with the police on", Kind.DATE, required=False),
        Field("look_again", "Look again on", Kind.DATE),
    ),
    title="where",
    plural="where and when guards are",
    due="look_again",
    empty="No place is agreed yet. A patrol goes where the police and the businesses have agreed.",
)  # fmt: skip

TASKINGS = Part(
    "taskings",
    "task",
    (
        Field("task", "What is asked"),
        Field("priority", "Which police priority it serves"),
        Field("on", "Asked on", Kind.DATE),
        Field("where", "Where"),
        Field("owner", "Who answers for it", Kind.MEMBER),
        Field("due", "Until", Kind.DATE),
        Field("done", "Done on", Kind.DATE, required=False, progress=True),
        Field("result", "What came of it", Kind.TEXT, required=False, short=True, progress=True),
    ),
    title="task",
    plural="tasks by police priorities",
    due="due",
    done="done",
    member="owner",
    empty="The police have asked for nothing yet.",
)  # fmt: skip

ACCREDITATIONS = Part(
    "accreditations",
    "accreditation",
    (
        Field("who", "Which post or employer", hint="A post, not a person"),
        Field("status", "How far it is", Kind.CHOICE, choices={
            "none": "Not accredited; no powers beyond anybody’s", "applied": "Applied for",
            "held": "Accredited under the community safety accreditation scheme", "ended": "Ended",
        }),
        Field("powers", "Which powers it gives", Kind.TEXT, "As the chief officer has granted them.",
              required=False, short=True),
        Field("number", "How many people hold it", Kind.NUMBER, required=False),
        Field("until", "Until", Kind.DATE, required=False),
    ),
    title="who",
    plural="accredited powers",
    due="until",
    empty="It is not said yet whether anybody here is accredited.",
)  # fmt: skip

EVIDENCE_LOG = Part(
    "evidence_log",
    "entry of the evidence log",
    (
        Field("reference", "Reference", hint="The number under which whoever keeps it finds it"),
        Field("on", "On", Kind.DATE),
        Field("place", "Place"),
        Field("what", "What it is", Kind.CHOICE, choices={
            "statement": "Statement of a witness", "cameras": "Pictures from cameras", "body": "Body-worn pictures",
            "object": "Object", "other": "Something else",
        }),
        Field("kept_by", "Which organisation keeps it"),
        Field("passed", "Passed to the police on", Kind.DATE, required=False, progress=True),
        Field("heard", "What became of it", required=False, progress=True,
              hint="For example, used in a charge. No names."),
    ),
    title="reference",
    plural="log of evidence and statements",
    empty="Nothing is logged yet. The log holds no names and no evidence, only where it is.",
)  # fmt: skip

BUSINESSES = Part(
    "businesses",
    "business",
    (
        Field("name", "Business"),
        Field("on", "Asked to join on", Kind.DATE),
        Field("joined", "Joined on", Kind.DATE, required=False),
        Field("briefed", "Staff told how it works on", Kind.DATE, required=False),
        Field("reports_how", "How it reports", hint="For example, radio channel 4"),
        Field("share", "What it gives", hint="For example, a twelfth of the cost, or a room"),
    ),
    title="name",
    plural="businesses on board",
    empty="No business is listed yet.",
)  # fmt: skip

BOOK = Book(
    "guarding",
    "Guarding together",
    "Where guards are, what the police ask of them, which powers they have, and where evidence is kept.",
    6,
    (PATROLS, TASKINGS, ACCREDITATIONS, EVIDENCE_LOG, BUSINESSES),
)
