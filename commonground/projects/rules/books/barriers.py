"""What stands in the way, and what helps? The consultation's barriers and enablers as a checklist.

The published page lists some with their share of answers and some without; the pictures that showed the top three are
not in the text, so nothing is ranked here beyond what the text says.

*Source:* R150-R152; the published results of the PaS consultation (197 responses) and the article about them.
"""

from dataclasses import dataclass

from commonground.projects.rules.books.shapes import Book
from commonground.projects.rules.guide.shapes import Field, Kind, Part

RESULTS = "PaS consultation results, 197 responses"
ARTICLE = "Article on the PaS consultation results"


@dataclass(frozen=True, slots=True)
class Seeded:
    """One barrier or enabler that the consultation published: its words, its figure as published, and from where."""

    words: str
    figure: str
    source: str
    helps: bool = False


SEEDED: dict[str, Seeded] = {
    "sharing": Seeded(
        "Concerns about sharing information", "22.7% asked to remove them or to make sharing easier", RESULTS
    ),
    "them_and_us": Seeded("“Them and us” on both sides", "14.4% asked to improve it, to encourage trust", RESULTS),
    "trust": Seeded("Lack of trust, as it is perceived", "Highlighted, without a published figure", ARTICLE),
    "staff": Seeded("People change posts", "Highlighted, without a published figure", ARTICLE),
    "complexity": Seeded(
        "Too many organisations and schemes to know whom to turn to",
        "71 organisations and 24 standards and accreditations were named",
        RESULTS,
    ),
    "communication": Seeded(
        "Communication and information sharing", "Almost 30% called it key to working better together", ARTICLE, True
    ),
    "intelligence": Seeded(
        "Better communications and sharing of intelligence", "20.9% asked for it as a benefit", RESULTS, True
    ),
    "messages": Seeded("A website and e-mail for messages", "13.7% asked for it as a benefit", RESULTS, True),
    "training": Seeded("Training", "7.1% asked for it as a benefit", RESULTS, True),
}

BARRIERS = Part(
    "barriers",
    "answer about a barrier or enabler",
    (
        Field("barrier", "Which of them", Kind.CHOICE, choices={key: one.words for key, one in SEEDED.items()}),
        Field("here", "How is it here?", Kind.CHOICE, choices={
            "hinders": "It stands in our way", "some": "A little", "not": "It does not stand in our way",
            "helps": "It helps us", "lacking": "It would help, and we lack it",
        }),
        Field("shows", "How it shows", Kind.TEXT, "What others could see, not who is to blame.", short=True),
        Field("action", "What you will do about it", required=False),
        Field("owner", "Who does it", Kind.MEMBER, required=False),
        Field("due", "By when", Kind.DATE, required=False),
        Field("measure", "How you will know that it is better", required=False,
              hint="For example, days from a report to an answer"),
        Field("before", "That figure before", Kind.NUMBER, required=False),
        Field("after", "That figure after", Kind.NUMBER, required=False),
        Field("done", "Done on", Kind.DATE, required=False, progress=True),
    ),
    title="barrier",
    plural="barriers and enablers here",
    once="barrier",
    due="due",
    done="done",
    member="owner",
    empty="None of them is answered yet.",
)  # fmt: skip

BOOK = Book(
    "barriers",
    "Barriers and enablers",
    "What others found to stand in the way of police and security, asked of this collaboration.",
    2,
    (BARRIERS,),
)
