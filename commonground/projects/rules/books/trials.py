"""What did we try, and what came of it? One record a trial, so that ideas are tested before they are spread.

*Source:* R258 ("develop and test ideas for better collaboration"), R217 (experimentation notes).
"""

from commonground.projects.rules.books.shapes import Book
from commonground.projects.rules.guide.shapes import Field, Kind, Part

RESULTS = {
    "open": "It is still running",
    "held": "It came out as we thought",
    "partly": "It came out in part",
    "not": "It did not come out as we thought",
    "cannot": "It cannot be told",
}

TRIALS = Part(
    "trials",
    "trial",
    (
        Field("idea", "The idea, in a few words"),
        Field("hypothesis", "What you think will happen, and why", Kind.TEXT,
              "Write it before you begin, so that it can turn out wrong.", short=True),
        Field("site", "Where it is tried"),
        Field("starts", "From", Kind.DATE),
        Field("ends", "Until", Kind.DATE),
        Field("measure", "What you look at", hint="For example, minutes from a call to an answer"),
        Field("before", "That figure before", Kind.NUMBER, required=False),
        Field("after", "That figure after", Kind.NUMBER, required=False),
        Field("compared_with", "Compared with where or what", required=False),
        Field("result", "What came of it", Kind.CHOICE, choices=RESULTS),
        Field("learned", "What you learned, and what you would do next", Kind.TEXT, required=False, short=True),
        Field("tell", "May the case study tell it?", Kind.YES_NO),
    ),
    title="idea",
    empty="Nothing has been tried yet. A trial has a guess that can be wrong, a place, an end and a figure.",
)  # fmt: skip

BOOK = Book(
    "trials",
    "Trials",
    "Ideas that were tried in one place before anybody spread them.",
    3,
    (TRIALS,),
)
