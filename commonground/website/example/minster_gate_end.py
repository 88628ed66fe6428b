"""How did Minster Gate evenings end? Steps 7 to 10: reviews, what was achieved, the decision to stop, the legacy.

Counts of recorded crime are taken from the generated files, so that words and data agree; other figures are invented.

*Source:* R32-R47; design/look (evaluation, board report); our own words.
"""

from commonground.website.example import crimes
from commonground.website.example import minster_gate_agreed as agreed_then
from commonground.website.example.dates import Timeline, after, in_words
from commonground.website.example.minster_gate_plan import SAFE, THEFTS, THREATS, baseline
from commonground.website.example.people import MARLGATE, NORTHGATE, PARTNERSHIP, POLICE
from commonground.website.example.places import (
    BESIDE_MINSTER_GATE,
    LIKE_BESIDE_MINSTER_GATE,
    LIKE_MINSTER_GATE,
    MINSTER_GATE,
)
from commonground.website.example.shapes import Answers, Review, ReviewAnswer, Row, table


def before_and_after(t: Timeline, names: tuple[str, ...], crime_type: str = crimes.SHOP_THEFT) -> tuple[int, int]:
    """How many crimes of a type were recorded in areas in the half-year before and in that of the work."""
    first = crimes.total(names, crime_type, t.minster_before, t.today)
    return first, crimes.total(names, crime_type, t.minster_after, t.today)


def reviews(t: Timeline) -> tuple[Review, ...]:
    """Three rounds: on course, not on course and changed, on course again and ready to stop."""
    began = t.minster_began
    four = "Maya Thornbury, Owen Tranter, Dana Whitlock"
    return (
        Review(after(began, 51), after(began, 112), f"{four}, Callum Reyes", {
            "police": ReviewAnswer("thornbury", after(began, 51), True, "Fewer thefts than last spring, and the log is"
                                   " fuller. Radios, route and visits were done on time.", True),
            "security": ReviewAnswer("whitlock", after(began, 55), True, "Staff still name Friday first. Guards and"
                                     " officers know each other by name. The log shows 22 threats in two months.",
                                     True),
        }),
        Review(after(began, 112), t.ago(24), f"{four}, Tomas Ellerby", {
            "police": ReviewAnswer("thornbury", after(began, 112), True, "Thefts are down; threats have stopped"
                                   " falling: 38 after four months, for 29 planned. Put the second operator on from"
                                   " six, not seven.", False, True,
                                   expected="Threats fall to about 29 in four months, once radios are answered.",
                                   happened="38 threats. Radio calls before seven waited longest.",
                                   differently="A second operator from six, and a count of calls by the hour.",
                                   comments={THEFTS: "On the way to the target, and not yet more than chance alone.",
                                             THREATS: "The target is out of reach at this pace."}),
            "security": ReviewAnswer("whitlock", after(began, 116), True, "The hour after eight is the worst now, and"
                                     " without a delivery lead the guards' rounds slipped. Tomas Ellerby carries"
                                     " delivery until the post is filled; rounds go on until half past nine.", False,
                                     True,
                                     expected="Guards' rounds keep staff safe until they lock up.",
                                     happened="Rounds ended at eight; most threats now come in the hour after.",
                                     differently="Rounds until half past nine, and a named stand-in for every lead.",
                                     comments={THREATS: "Ask again after eight o’clock: that is where they are."}),
        }),
        Review(t.ago(24), t.ahead(67), f"{four}, Samir Haddow, Ruth Penhallow, Bill Yarrow", {
            "police": ReviewAnswer("thornbury", t.ago(24), True, "Less pressing than last year: shop theft at the Gate"
                                   " is now near the level of similar streets. The theft outcome is met; threats are"
                                   " fewer, and not where we wanted them.", True),
            "security": ReviewAnswer("whitlock", t.ago(20), True, "Late shifts are filled. Two of three outcomes are"
                                     " met. Time to decide whether to stop.", True),
        }),
    )  # fmt: skip


def achievements(t: Timeline) -> Answers:
    """Step 8: what was measured, who has been told, and how."""
    thefts = before_and_after(t, MINSTER_GATE)[1]
    return {
        "8a": {"achievements": table(
            "outcome measured on source effects",
            (THEFTS, thefts, t.ago(18), "Police recorded crime, six months, both areas of the Gate",
             "More small thefts may be reported now that somebody answers, so the true fall could be larger. Two of"
             " nine guards report more theft by distraction."),
            (THREATS, 51, t.ago(20), "Log of the radio link, six months",
             "The log is kept better than before, which makes the fall look smaller than it is."),
            (SAFE, 44, t.ago(26), "Questions on paper, 64 asked, the same places",
             "Not all the same people: 19 of the first 64 have left their job."),
        )},
        "8b": {"audiences": table(
            "who kind needs told how",
            ("Late-shift workers at the Gate", "victims", "What came of what they said, first of all.", t.ago(15),
             "Staff notice boards and the Friday briefing"),
            ("Officers and guards who did it", "staff", "Which part worked, and that it is handed on.", t.ago(14),
             "Joint debrief at Marlgate Centre"),
            ("Minster Gate Residents and Traders", "members", "Whether trouble moved to their streets.", t.ago(12),
             "First Monday meeting, minute 4"),
            ("The partnership's board and the superintendent", "board", "Result, cost, and what it takes to keep it.",
             t.ago(9), "Board paper 7"),
            ("The Commissioner's office", "funders", "Result with its firmness.", t.ago(9), "Quarterly note"),
            ("Other towns", "areas", "What must be there for it to work.", t.ago(4), "Case study on the public page"),
        )},
        "8c": {"telling": table(
            "channel words checked",
            ("briefing", "You said nobody came. Now somebody answers, and threats went from 86 to 51.", True),
            ("board", "Recorded shop theft fell by more than in similar streets; no clear sign that it moved."
             " £8,400 and 1,460 hours.", True),
            ("case", "Where, what, how, what it cost, and what did not work.", True),
        )},
    }  # fmt: skip


def stopping(t: Timeline) -> Answers:
    """Step 9: criteria, six ways crime can move, new risks, and the decision."""
    agreed = after(t.minster_proposed, 26)
    thefts = before_and_after(t, MINSTER_GATE)[1]
    return {
        "9a": {"criteria": table(
            "kind test agreed met outcome until",
            ("success", f"Fewer than {round(baseline(t) * 0.75)} recorded thefts in six months, and a larger fall than"
             " in similar streets", agreed, "yes" if thefts < round(baseline(t) * 0.75) else "no", THEFTS, None),
            ("success", "43 threats or fewer in six months", agreed, "no", THREATS, None),
            ("failure", "Next door rises by more than the Gate falls", agreed, "no", None, None),
            ("time", "Six months are over", agreed, "yes", None, after(t.minster_began, 182)),
            ("money", "The £8,400 for the second operator is spent", agreed, "yes", None, None),
        )},
        "9b": {"displacement": displacement(t), "risks": table(
            "risk doing owner on",
            ("Distraction thefts at the service desk", "A page for staff; the log counts them apart from now on.",
             "ellerby", t.ago(30)),
            ("A new officer rota takes the two officers away on Saturdays", "The superintendent is told a fortnight"
             " ahead; the shops hear it on Thursday.", "thornbury", t.ago(22)),
            ("Guards drift back to daytime rounds when nobody asks", "The rounds are written into the contract.",
             "haddow", t.ago(15)),
        )},
        "9c": {"decision": [{
            "decision": "hand_over",
            "rule": "Nobody objects in the end. Whoever does not answer by the last day is taken not to object.",
            "reason": "The theft outcome is met and has held for six months. The threats are not where we wanted them,"
            " and three partners asked to keep the evening rounds and the second operator. What worked becomes ordinary"
            " work with an owner; the collaboration itself ends.",
            "open": "Who pays for the second operator after the coming half-year.",
            "on": t.ago(10),
        }], "next_steps": agreed_then.agreeing(t).next_steps},
    }  # fmt: skip


def displacement(t: Timeline) -> list[Row]:
    """Step 9b: each of the six ways crime can move, answered or said to be out of reach."""
    beside, like = before_and_after(t, BESIDE_MINSTER_GATE), before_and_after(t, LIKE_BESIDE_MINSTER_GATE)
    other = before_and_after(t, MINSTER_GATE, "Other theft")
    elsewhere = before_and_after(t, LIKE_MINSTER_GATE, "Other theft")
    return table(
        "way reading because",
        ("place", "no_sign", f"The eight areas next door went from {beside[0]} to {beside[1]} recorded shop thefts, and"
         f" streets like them from {like[0]} to {like[1]}. A small part may have moved: half a year cannot show that."),
        ("time", "cannot", "Recorded crime gives the month only. The shops' log shows no rise before five o'clock, but"
         " it was kept less well then."),
        ("target", "cannot", "The recorded crime data does not say what kind of shop."),
        ("method", "closer", "Method is not in the data. Two of nine guards report more theft by distraction."),
        ("offence", "closer" if other[1] > other[0] else "no_sign",
         f"Other theft at the Gate went from {other[0]} to {other[1]}; in similar streets from {elsewhere[0]} to"
         f" {elsewhere[1]}. Small numbers: too few to be sure."),
        ("offender", "cannot", "Needs data about offenders, which this collaboration does not hold."),
    )  # fmt: skip


def legacy(t: Timeline) -> Answers:
    """Step 10: the contacts, the case study, and who keeps what going."""
    return {
        "10a": {"contacts": table(
            "name organisation reach keep successor",
            ("Neighbourhood sergeant, Minster Gate: Owen Tranter", POLICE, "01632 960141", t.ahead(88),
             "Leila Marchbank"),
            ("Late-shift security lead: Tomas Ellerby", MARLGATE, "01632 960122", t.ahead(88), "Dana Whitlock"),
            ("Contract manager, city centre: Samir Haddow", NORTHGATE, "07700 900132", t.ahead(88),
             "The duty supervisor, 01632 960130"),
            ("Partnership manager: Ruth Penhallow", PARTNERSHIP, "minstergate@abcp.example.org", t.ahead(179),
             "The help desk, 01632 960100"),
        )},
        "10b": {"case_study": [case_study(t)]},
        "10c": {"sustain": table(
            "what owner cost trigger next_check member crime limit",
            ("Guards' rounds from five to half past nine, Thursday to Saturday", f"Contract manager, {NORTHGATE}",
             "Nothing more: written into the contract", "Three evenings missed in a month", t.ahead(80),
             "haddow", None, None),
            ("Second radio operator", f"Partnership manager, {PARTNERSHIP}", "£16,800",
             "Nine in ten calls answered by the end of the shift no longer holds", t.ahead(80),
             "penhallow", None, None),
            ("Monthly count of the Gate and the eight areas next door", f"Business crime analyst, {POLICE}",
             "Two hours a month", "More than 60 thefts in a month at the Gate, two months running", t.ahead(80),
             "calloway", crimes.SHOP_THEFT, 60),
            ("The Friday briefing", f"Late-shift security lead, {MARLGATE}", "One hour a week",
             "Fewer than three organisations come", t.ahead(80),
             "ellerby", None, None),
        )},
    }  # fmt: skip


def case_study(t: Timeline) -> Row:
    """The public account, with what did not work and what must be there for it to work elsewhere."""
    first, then = before_and_after(t, MINSTER_GATE)
    like_first, like_then = before_and_after(t, LIKE_MINSTER_GATE)
    return {
        "summary": "Shops, guards and neighbourhood officers of Minster Gate worked the same twelve hours a week for"
        " six months. Recorded shop theft fell by more than in similar streets; threats to staff fell too, but not by"
        " as much as hoped.",
        "context": "Two small areas in the middle of an English town: a shopping centre with ninety shops, a covered"
        " way to the bus station, and some forty small shops. Thefts and threats gathered from Thursday to Saturday"
        " between five and nine. Late-shift staff were young and often alone, and had stopped calling for help.",
        "crime": "Shop theft and threats to staff",
        "setting": "A shopping centre and the streets around it",
        "cost_year": "16800",
        "did": "The police kept two officers on foot on a route that the shops chose, answered the radio by name, and"
        " visited eleven shops about layout. The security side moved its guards' rounds into the gaps, put on a"
        " second radio operator, lent radios to shops without a guard, and moved razors and spirits within sight of"
        " the till. Both were briefed together every Friday at six.",
        "mechanism": "People were in sight before a theft began, and help was on its way before anybody was"
        " challenged. Staff say that being answered mattered more than being watched.",
        "results": f"Recorded shop theft at the Gate went from {first} to {then} in six months; in three similar"
        f" streets it went from {like_first} to {like_then}. Threats in the shops' log went from 86 to 51. Of 64"
        " late-shift workers asked, 26 felt safe before and 44 after. We found no clear sign that theft moved next"
        " door, but half a year cannot rule out that a small part did. The places were chosen, not drawn by lot.",
        "cost": "£8,400 for the second operator; 560 officer hours and 900 guard hours, most of them moved rather than"
        " added.",
        "not_worked": "A shared album of pictures was dropped after a month: checking who may see each one took longer"
        " than the pictures were of use. Five weeks without a delivery lead on the security side cost us the evening"
        " rounds, and the log shows it. The window posters were not noticed by anybody whom we asked.",
        "conditions": "Trouble that gathers in few hours and few streets. A radio that somebody answers. Managers on"
        " both sides who will move people to the evening. A deputy for every lead who knows that they are the deputy.",
        "contact": "The partnership's help desk, 01632 960100, minstergate@abcp.example.org",
    }


def weakness(t: Timeline) -> str:
    """What a reader should hold against the result, in two sentences."""
    return (
        "The places were chosen, not drawn by lot, and a large shop opened at Quayside in the last spring."
        f" The count was made on {in_words(t.ago(18))}; late entries can still change the last month."
    )


PAGE = {
    "purpose": "Fewer shop workers threatened, and fewer thefts, on Thursday to Saturday evenings at Minster Gate.",
    "doing": "Neighbourhood officers and the shops' own guards work the same twelve hours a week, are briefed together"
    " on Fridays, and answer one radio. Every two months a sheet in the shop windows says what was counted, good, bad"
    " or unclear. Nobody is moved on for standing at the Gate.",
    "reach": "Come to the first Monday meeting in the Friary hall, or call the partnership's help desk, 01632 960100,"
    " minstergate@abcp.example.org.",
}
