"""Who gains what from it, and what does it cost them? The benefit map and the effort log.

*Source:* R101, R107, R124; reference on outcomes (a benefit without a baseline and a counterfactual is a hope).
"""

from commonground.projects.rules.books.shapes import Book
from commonground.projects.rules.guide.shapes import Field, Kind, Part

WHOSE = {"police": "Police side", "security": "Security side", "both": "Both sides", "public": "The public"}
GAINS = {
    "commercial": "Commercial",
    "safety": "Safety",
    "skills": "Skills",
    "recognition": "Recognition",
    "time": "Time of staff or officers",
    "trust": "Trust",
}
KNOWN_BY = {
    "evaluation": "An evaluation of this collaboration, with places to compare",
    "counted": "Counted before and after, with nothing to compare",
    "told": "What people told us",
    "expected": "Expected, not looked at yet",
}
SIGN = {"gain": "A gain", "harm": "A harm or a loss"}

BENEFITS = Part(
    "benefits",
    "line of the benefit map",
    (
        Field("benefit", "What somebody gains or loses", hint="For example, staff walk to the station unafraid"),
        Field("sign", "Is it a gain?", Kind.CHOICE, choices=SIGN),
        Field("side", "Whose work brings it about", Kind.CHOICE, choices=WHOSE),
        Field("activity", "What is done", hint="For example, evening patrols by two guards"),
        Field("output", "What that gives at once", hint="For example, 120 patrols in six months"),
        Field("outcome", "What changes by it", hint="For example, fewer threats to staff"),
        Field("beneficiary", "Who gains or loses", hint="For example, shops of Minster Gate"),
        Field("whose", "On which side are they", Kind.CHOICE, choices=WHOSE),
        Field("gain", "What kind it is", Kind.CHOICE, choices=GAINS),
        Field("baseline", "How it was before", hint="A figure with its period, or “not known”"),
        Field("known_by", "How you know", Kind.CHOICE, choices=KNOWN_BY),
        Field("without", "What would have happened without it", Kind.TEXT,
              "What you compare with. Name the study on the page of measures where there is one.", short=True),
        Field("low", "Worth at least, in pounds a year", Kind.NUMBER,
              "Leave money out unless you can say where the figure comes from.", required=False),
        Field("high", "Worth at most, in pounds a year", Kind.NUMBER, required=False),
        Field("year", "In the prices of which year", Kind.NUMBER, "For example, 2026", required=False),
        Field("source", "Where the value comes from", required=False),
        Field("tell", "May the case study tell it?", Kind.YES_NO),
    ),
    title="benefit",
    plural="benefit map",
    empty="Nothing is mapped yet. Begin with one thing that each side does, and follow it to somebody who gains.",
)  # fmt: skip

EFFORT = Part(
    "effort",
    "entry of effort",
    (
        Field("what", "What for", hint="For example, evening patrols in March"),
        Field("organisation", "Who gave it"),
        Field("side", "Side", Kind.CHOICE,
              choices={"police": "Police side", "security": "Security side", "public": "Somebody else"}),
        Field("month", "In the month that ended on", Kind.DATE),
        Field("hours", "Hours", Kind.NUMBER, "0 if it was money only."),
        Field("pounds", "What it cost in pounds", Kind.NUMBER, "0 if nobody paid for it beside the hours."),
        Field("activity", "For which line of the benefit map", hint="In the words of “What is done”", required=False),
    ),
    title="what",
    plural="effort, in hours and money",
    empty="No effort is noted yet. Hours in kind count as much as money.",
)  # fmt: skip

TESTIMONIALS = Part(
    "testimonials",
    "testimonial",
    (
        Field("words", "What they said, word for word", Kind.TEXT, short=True),
        Field("name", "Who said it"),
        Field("post", "Their post and organisation"),
        Field("side", "On which side are they", Kind.CHOICE,
              choices={"police": "Police side", "security": "Security side", "public": "Somebody else"}),
        Field("on", "On which day they said it", Kind.DATE),
        Field("consent", "Have they agreed in writing that everybody may read their words and their name?", Kind.YES_NO,
              "Without it nobody outside the team reads it. Take it out when they no longer agree."),
        Field("consent_on", "On which day they agreed", Kind.DATE, required=False),
    ),
    title="name",
    plural="what people say of it",
    empty="Nobody is quoted yet. Write down what somebody said in their own words, and ask whether it may be shown.",
)  # fmt: skip

BOOK = Book(
    "benefits",
    "Benefits and effort",
    "Who gains what, who loses, how firmly that is known, and what each side puts in.",
    8,
    (BENEFITS, EFFORT, TESTIMONIALS),
)
