"""What must be kept where others do it too, and what may be changed? The publisher of a case study marks it.

*Source:* R125 (“design of replication methods”).
"""

from commonground.projects.rules.books.shapes import Book
from commonground.projects.rules.guide.shapes import Field, Kind, Part
from commonground.projects.rules.kits import KINDS

COMPONENTS = Part(
    "components",
    "component",
    (
        Field("name", "The component, in a few words", hint="For example, two guards patrol together"),
        Field("core", "Would it be something else without it?", Kind.CHOICE,
              choices={"core": "Yes: it is core and must be kept", "adapt": "No: it may be adapted to the place"}),
        Field("kind", "What it is", Kind.CHOICE, choices=KINDS),
        Field("what", "What it is and how it works", Kind.TEXT, short=True),
        Field("police_part", "What the police side does", Kind.TEXT, required=False, short=True),
        Field("security_part", "What the security side does", Kind.TEXT, required=False, short=True),
        Field("powers", "Which legal powers it needs", Kind.TEXT, "None beyond anybody’s, or which and whose.",
              required=False, short=True),
        Field("check", "How somebody else can tell that it is there", hint="A question with yes or no"),
    ),
    title="name",
    plural="core and adaptable components",
    empty="Nothing is marked yet. Others can start from the case study once it says what is core.",
)  # fmt: skip

BOOK = Book(
    "replication",
    "For others to do it too",
    "What is core, what may be adapted, and how somebody else can tell that they do the same.",
    10,
    (COMPONENTS,),
)
