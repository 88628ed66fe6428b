"""What is Minster Gate evenings as a whole? The collaboration that has been through all ten steps.

*Source:* the mock-ups of design/look (collaboration, evaluation); R6-R47.
"""

from datetime import date

from commonground.website.example import minster_gate_agreed as agreed
from commonground.website.example import minster_gate_end as end
from commonground.website.example import minster_gate_plan as plan
from commonground.website.example.dates import Timeline, after
from commonground.website.example.shapes import Answers, Collaboration, Teammate


def team(t: Timeline) -> tuple[Teammate, ...]:
    """Those who work on it, the one who left, and four stakeholders."""
    start = t.minster_proposed
    eight = ("thornbury", "tranter", "marchbank", "calloway", "ashdown", "whitlock", "ellerby", "penhallow")
    stakeholders = ("yarrow", "osei", "prewett", "oduya")
    return (
        *(Teammate(person, starts=start) for person in eight),
        Teammate("hartnoll", starts=start),
        Teammate("haddow", starts=t.ago(84)),
        Teammate("reyes", starts=after(start, 14), until=t.ago(126)),
        *(Teammate(person, "stakeholder", after(start, 16)) for person in stakeholders),
    )


def answers(t: Timeline) -> Answers:
    """The answers to all lettered questions except 4a and 7a to 7c, which have their own records."""
    found: Answers = {}
    for part in (plan.challenge, plan.partnership, plan.plan, plan.ownership, plan.community, plan.implementation):
        found |= part(t)
    return found | end.achievements(t) | end.stopping(t) | end.legacy(t)


def confirmed(t: Timeline) -> dict[int, tuple[date, date]]:
    """When the police lead and the security lead confirmed each step, in that order."""
    start = t.minster_proposed
    early = {1: (9, 9), 2: (14, 15), 3: (22, 24), 5: (25, 25)}
    found = {step: (after(start, first), after(start, second)) for step, (first, second) in early.items()}
    late = {4: (79, 78), 6: (48, 48), 7: (16, 16), 8: (3, 3), 9: (9, 8), 10: (3, 3)}
    return found | {step: (t.ago(first), t.ago(second)) for step, (first, second) in late.items()}


def collaboration(t: Timeline) -> Collaboration:
    """Put the finished collaboration together for a day."""
    return Collaboration(
        key="minster-gate",
        name="Minster Gate evenings",
        about="Fewer threats and thefts on weekend evenings",
        area="Minster Gate",
        state="stopped",
        started_by="whitlock",
        made=t.minster_proposed,
        proposed=after(t.minster_proposed, 1),
        accepted=after(t.minster_proposed, 2),
        began=t.minster_began,
        team=team(t),
        leads=plan.leads(t),
        blind=plan.blind(t),
        marks=plan.MARKS,
        answers=answers(t),
        reviews=end.reviews(t),
        positions=agreed.positions(t),
        agreeing=agreed.agreeing(t),
        views=agreed.views(t),
        reading=agreed.READING,
        text="bulletin",
        text_on=t.ago(2),
        confirmed=confirmed(t),
        study="minster_gate",
        study_on=t.ago(18),
        weakness=end.weakness(t),
        page=end.PAGE,
        page_on=after(t.minster_began, 12),
        published=t.ago(4),
        stopped=t.ago(2),
    )
