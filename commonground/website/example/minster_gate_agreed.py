"""How did Minster Gate come to agree, and what do both sides say of it?

Two rounds, an objection that was met, the views of the effect, and what happens next.

*Source:* R37, R43, R235; our own words.
"""

from commonground.website.example.dates import Timeline, after
from commonground.website.example.shapes import Agreeing, Met, Position, Reading, Round, View, table


def agreeing(t: Timeline) -> Agreeing:
    """The rule that was set early, the round in which somebody objected, and the one in which nobody did."""
    return Agreeing(
        rule="objection",
        silence="content",
        days=10,
        by="whitlock",
        on=after(t.minster_began, 30),
        agreed_by="thornbury",
        agreed_on=after(t.minster_began, 33),
        rounds=(_first(t), _second(t)),
        decided_by="thornbury",
        next_steps=table(
            "what owner by",
            ("Write the evening rounds into the guards’ contract", "haddow", t.ahead(12)),
            ("Tell the superintendent who pays for the second operator after the half-year", "penhallow", t.ahead(40)),
            ("Hold the first Friday briefing without the collaboration", "ellerby", t.ahead(5)),
        ),
    )


def _first(t: Timeline) -> Round:
    return Round(
        opened=t.ago(19),
        by="whitlock",
        motion="stop",
        words="The half-year is over and the theft outcome is met. We stop at the end of the month. What each"
        " organisation keeps doing is its own affair.",
        positions=(
            Position("yarrow", "cannot", "You would take the people off the street and leave us a sheet in the window."
                     " Stop meeting if you like; do not stop coming.", t.ago(18)),
            Position("prewett", "stop", "The lights are mended. Nothing more is needed from us.", t.ago(18)),
            Position("oduya", "continue", "Friday is calmer because of the briefing. Keep that at least.", t.ago(17)),
            Position("osei", "stop", "The aim was six months and a result. Both are there.", t.ago(17)),
            Position("thornbury", "stop", "The outcome is met, and it has held.", t.ago(17)),
            Position("whitlock", "stop", "Meeting every fortnight costs more than it brings now.", t.ago(16)),
        ),
        met=(
            Met("yarrow", "We no longer propose to stop, but to hand over. The evening rounds, the second operator and"
                " the Friday briefing each get an owner with a name before anything ends, and a day on which you are"
                " asked whether they still come.", "penhallow", t.ago(15)),
        ),
    )  # fmt: skip


def _second(t: Timeline) -> Round:
    return Round(
        opened=t.ago(15),
        by="whitlock",
        motion="hand_over",
        words="The collaboration ends; the evening rounds, the second operator, the monthly count and the Friday"
        " briefing go on with an owner each. After three, six and twelve months the owners are asked whether they"
        " still do.",
        positions=positions(t),
    )


def positions(t: Timeline) -> tuple[Position, ...]:
    """Where each side and each stakeholder stood in the end."""
    return (
        Position("yarrow", "changed", "Stop the meetings, keep the people on the street. We noticed the difference.",
                 t.ago(12)),
        Position("prewett", "stop", "The lights are mended. Nothing more is needed from us.", t.ago(14)),
        Position("oduya", "continue", "Friday is calmer because of the briefing. Keep that at least.", t.ago(13)),
        Position("osei", "stop", "The aim was six months and a result. Both are there.", t.ago(13)),
        Position("thornbury", "stop", "What works is now ordinary work for the neighbourhood team.", t.ago(11)),
        Position("whitlock", "changed", "Stop meeting every fortnight; keep the rounds, the operator and the briefing.",
                 t.ago(11)),
    )  # fmt: skip


def views(t: Timeline) -> tuple[View, ...]:
    """What difference each side says that it made, written before it read the other’s."""
    return (
        View("thornbury", "better", "Fewer thefts than in streets like it, and calls that come while something can"
             " still be done. What we cannot say is how much of that is the two officers and how much the operator.",
             t.ago(17)),
        View("whitlock", "mixed", "Staff fill the late shift again, and that is worth more to us than the thefts."
             " Threats fell by less than we promised them, and those who were threatened say so.", t.ago(16)),
    )  # fmt: skip


READING = Reading(
    reader="lindqvist",
    verdict="changes",
    words="A hotel could use this. I cannot tell from it how many people it takes: twelve hours a week of whom? And say"
    " more plainly that the threats are not where you wanted them; I had to read it twice.",
    answered="The hours stand under cost now, officers and guards apart. The second sentence says that threats fell by"
    " less than we hoped.",
)
