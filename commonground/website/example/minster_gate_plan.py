"""How was Minster Gate evenings set up and done? Steps 1 to 6 of the collaboration that has reached its end.

*Source:* the mock-ups of design/look (collaboration, evaluation, board report); R6-R31; our own words.
"""

from datetime import timedelta

from commonground.website.example import crimes, structures
from commonground.website.example.dates import Timeline, after, month_in_words
from commonground.website.example.people import MARLGATE, NORTHGATE, PARTNERSHIP, POLICE
from commonground.website.example.places import MINSTER_GATE
from commonground.website.example.shapes import Answers, BlindText, Lead, Mark, Row, table

THEFTS = "Shop theft recorded at Minster Gate"
THREATS = "Shop workers threatened or hurt in the evening"
SAFE = "Late-shift workers who feel safe at work"


def baseline(t: Timeline) -> int:
    """Shop thefts recorded at Minster Gate in the half-year before, counted from the generated files."""
    return crimes.total(MINSTER_GATE, crimes.SHOP_THEFT, t.minster_before, t.today)


def blind(t: Timeline) -> dict[str, BlindText]:
    """What each side wrote on its own before it saw the other's words."""
    start = t.minster_proposed
    months = f"{month_in_words(t.minster_before[0])} to {month_in_words(t.minster_before[1])}"
    police = {
        "what": "Theft from shops at the end of the day, mostly clothes, spirits and razors. Some of those stopped"
        " turn on the staff.",
        "how_often": f"{baseline(t)} thefts recorded from {months}, at all hours. About one in three on a Thursday,"
        " Friday or Saturday evening.",
        "where_when": "Both halves of Minster Gate, Thursday to Saturday, 5pm to 9pm.",
        "who": "Shop staff on the late shift. We read the 31 statements that staff gave last year.",
        "better": "A quarter fewer recorded thefts, and no rise in the streets around.",
    }
    security = {
        "what": "Late-shift staff are shouted at, pushed and spat at when they ask somebody to stop. The goods are the"
        " smaller part of it.",
        "how_often": "Our guards and shops logged 86 threats or assaults in the same six months, and stopped logging"
        " thefts under £20.",
        "where_when": "Marlgate Centre and the shops at the Gate, from five until closing, worst from Thursday to"
        " Saturday.",
        "who": "Late-shift staff, many of them students in their first job. We asked 64; 26 felt safe.",
        "better": "Half as many threats, and staff who will take the late shift.",
    }
    return {
        "police": BlindText("tranter", police, after(start, 3)),
        "security": BlindText("whitlock", security, after(start, 4)),
    }


MARKS = (
    Mark("what", "police", "close", "Theft and threats are the same evening seen from two places. Name both."),
    Mark("what", "security", "close", "The threats come out of the thefts. We put them first because staff do."),
    Mark("how_often", "police", "apart", "Recorded thefts and logged threats are two counts. Keep both, add neither."),
    Mark("how_often", "security", "close", "The police count what is reported; ours leaves out small thefts."),
    Mark("where_when", "police", "same"),
    Mark("where_when", "security", "same"),
    Mark("who", "police", "same", "The statements and the 64 answers say the same."),
    Mark("who", "security", "same"),
    Mark("better", "police", "close", "Fewer thefts should mean fewer threats. Measure both."),
    Mark("better", "security", "close", "A count and a feeling: we want both to move."),
)


def leads(t: Timeline) -> tuple[Lead, ...]:
    """The four posts; delivery for security fell vacant and was filled again."""
    made, start = t.minster_proposed, after(t.minster_proposed, 12)
    return (
        Lead("police", "governance", "thornbury", made, after(made, 2), deputy="ashdown"),
        Lead("police", "delivery", "tranter", start, start, deputy="marchbank"),
        Lead("security", "governance", "whitlock", made, made, deputy="penhallow"),
        Lead("security", "delivery", "reyes", start, after(start, 3), until=t.ago(126), deputy="ellerby"),
        Lead("security", "delivery", "haddow", t.ago(84), t.ago(80), deputy="ellerby"),
    )


def challenge(t: Timeline) -> Answers:
    """Step 1: the joint statement, who is harmed, and what is to be different."""
    joint = {
        "purpose": "Fewer shop workers threatened, and fewer thefts, on Thursday to Saturday evenings, without moving"
        " the trouble to the next street.",
        "statement": "From Thursday to Saturday, between five and closing, people steal from the shops of Minster Gate"
        " and turn on the staff who challenge them. Police records count thefts; the shops' log counts threats. Both"
        " are true and neither is complete. We work with recorded theft for the goods and with the log for the"
        " threats, and we ask the late shift itself how it feels.",
        "goals": "Nobody is threatened for doing their job.\nThieves find somebody there before they start.\n"
        "The streets next door are no worse off.",
        "police_benefit": "Fewer calls to the Gate at the busiest hours of the week, and statements that stand up.",
        "security_benefit": "Late shifts that can be staffed, and guards who know what to do and whom to call.",
    }
    return {
        "1a": {"joint": [joint], "triangle": structures.MINSTER_TRIANGLE},
        "1b": {"victims": table(
            "group priorities known_by repeat",
            ("Shop workers on the late shift",
             "Not to be alone on the floor, and to see somebody come when they call. The goods matter least.",
             "asked", True),
            ("Guards of Marlgate Centre and Northgate",
             "To know before they step in whether the police are near.", "asked", True),
            ("Small shops without a guard", "The same radio and the same answer as the large ones.", "recorded", True),
            ("People waiting for the bus", "Light, and no shouting at the stops.", "assumed", False),
        )},
        "1c": {"outcomes": table(
            "measure unit baseline target by source",
            (THEFTS, "recorded thefts in six months", baseline(t), round(baseline(t) * 0.75), t.ago(31),
             "Police recorded crime, data.police.uk form"),
            (THREATS, "entries in the shops' log in six months", 86, 43, t.ago(31), "Log of the radio link"),
            (SAFE, "of 64 asked", 26, 42, t.ago(31), "Questions on paper, asked twice by the street pastors"),
        )},
    }  # fmt: skip


def partnership(t: Timeline) -> Answers:
    """Step 2: how they are joined, whom it touches, and what is shared."""
    shape = {
        "shape": "liaison",
        "decides": "The liaison group decides on tactics and publicity. Each organisation decides on its own money and"
        " staff. If the group cannot agree, Maya Thornbury and Dana Whitlock settle it within a week.",
        "meets": "Every second Tuesday at 9.30am, Marlgate Centre, forty minutes",
    }
    formality = {
        "money": False,
        "powers": False,
        "personal": True,
        "staff": False,
        "long": False,
        "liability": False,
        "chosen": "agreement",
        "reason": "Images of people cross between us, so agreement ISA-0007 covers it. Nothing else needs paper.",
    }
    sharing = {
        "personal": True,
        "intelligence": True,
        "images": True,
        "regular": "regular",
        "decided": "agreement",
        "reason": "Stills from the shops go to the police and warnings come back. ISA-0007 says who may see what, up"
        " to TLP:AMBER, and when it is deleted.",
    }
    return {
        "2a": {
            "architecture": [shape],
            **structures.MINSTER,
            "formality": [formality],
            "exit_terms": structures.MINSTER_LEAVING,
            "readiness": structures.MINSTER_READY,
        },
        "2b": {"stakeholders": stakeholders(t)},
        "2c": {"sharing": [sharing]},
    }  # fmt: skip


def stakeholders(t: Timeline) -> list[Row]:
    """Step 2b: whom it touches, and how they are kept in touch."""
    start = t.minster_proposed
    return table(
        "name interest influence stance channel message how_often owner last_contacted",
        ("Minster Gate Residents and Traders", "high", "medium", "for", "First Monday meeting, Friary hall",
         "What changes in their street, and whether trouble has moved to it.", "Monthly", "marchbank", t.ago(19)),
        ("Aldermouth City Council", "medium", "high", "open", "Licensing and lighting officers, by e-mail",
         "Two dark corners at the bus stops.", "Every six weeks", "penhallow", t.ago(34)),
        ("Aldermouth Street Pastors", "high", "medium", "for", "Friday briefing at 6pm",
         "Where staff are alone tonight.", "Weekly", "ellerby", t.ago(14)),
        ("Bus station team", "medium", "medium", "unknown", "Visit at shift change",
         "Who is on, and on which channel.", "Monthly, since the team changes every month", "ellerby", t.ago(25)),
        ("Office of the Aldermouth Police and Crime Commissioner", "medium", "high", "for", "Quarterly note",
         "What was paid for and what came of it.", "Quarterly", "thornbury", after(start, 120)),
    )  # fmt: skip


def plan(t: Timeline) -> Answers:
    """Step 3: resources and sponsors, joint tactics, and how they will know."""
    start = t.minster_proposed
    return {
        "3a": {
            "resources": table(
                "kind what needed pledged confirmed provider",
                ("hours", "Officers on foot at the Gate, Thursday to Saturday, 5pm to 9pm", 560, 600, 560, POLICE),
                ("hours", "Guards' rounds moved to the evening", 900, 900, 900, NORTHGATE),
                ("radios", "Radios for shops without a guard", 14, 14, 14, PARTNERSHIP),
                ("money", "Second radio operator, six months", 8400, 8400, 8400, PARTNERSHIP),
                ("premises", "Room for the Friday briefing", 1, 1, 1, MARLGATE),
                ("data", "Monthly counts by small area", 6, 6, 6, POLICE),
            ),
            "sponsors": table(
                "name organisation commitment on",
                ("Helen Ashdown, superintendent", POLICE, "Keeps the two officers at the Gate on these evenings unless"
                 " somebody is in danger elsewhere.", after(start, 16)),
                ("The board of the partnership", PARTNERSHIP, "Pays £8,400 for the second operator.",
                 after(start, 18)),
            ),
        },
        "3b": {"tactics": TACTICS},
        "3c": {"measures": table(
            "outcome data compared_with how_often owner telling",
            (THEFTS, "Police recorded crime by month and small area",
             "Harbour Street, Quayside and Tannery Row: alike in shops, hours and earlier crime, not touching the Gate",
             "monthly", "calloway", "The liaison group each month; everybody on the public page."),
            (THREATS, "Entries in the radio link's log", "No other place keeps such a log", "monthly", "ellerby",
             "The Friday briefing, in one sentence."),
            (SAFE, "Answers of late-shift workers on paper", "Nowhere: it is asked only here", "end", "penhallow",
             "The workers first, on the staff notice boards."),
        )},
    }  # fmt: skip


TACTICS = table(
    "name police_part security_part mechanism why_here",
    ("Be there first", "Two officers on foot from five to nine, on a route that the shops choose each week.",
     "Guards time their rounds for the gaps between the officers.",
     "Somebody capable is in sight before anything starts, so that taking goods looks riskier.",
     "The thefts gather in twelve hours a week and in two small areas."),
    ("Call early", "Answer the radio by name and say how many minutes away.",
     "Shops call at the first sign, not after the theft; the operator repeats it to the street.",
     "Help that is on its way before the challenge takes the heat out of it.",
     "Staff told us that they stopped calling because nobody answered."),
    ("Serve, then watch", "A design officer visits eleven shops and says what to move.",
     "Staff greet within a minute; razors and spirits move within sight of the till.",
     "Being spoken to and being seen both take away the excuse and the chance.",
     "Seven of the eleven shops kept razors beside the door."),
)  # fmt: skip


def ownership(t: Timeline) -> Answers:
    """Step 4 beside the four posts: who supports the leads, and who backs them."""
    start = after(t.minster_proposed, 15)
    return {
        "4b": {"support": table(
            "role name hours contact",
            ("coordinator", f"Ruth Penhallow, {PARTNERSHIP}", 12, "minstergate@abcp.example.org"),
            ("analyst", f"Idris Calloway, {POLICE}", 6, "01632 960145"),
            ("data", f"Ruth Penhallow, {PARTNERSHIP}", 2, None),
            ("administration", f"Front desk, {MARLGATE}", 4, "01632 960120"),
        )},
        "4c": {"backing": table(
            "name organisation side words on until",
            ("Helen Ashdown, superintendent", POLICE, "police",
             "“If we cannot be at the Gate on a Friday evening we should say so on the Thursday.”", start,
             after(t.today, 131)),
            ("Ingrid Vale, centre director", MARLGATE, "security",
             "“A late shift that nobody will take costs us more than any theft.”", after(start, 2),
             after(t.today, 133)),
        )},
    }  # fmt: skip


def community(t: Timeline) -> Answers:
    """Step 5: what people said, how they were involved, and how they hear of it."""
    start, began = t.minster_proposed, t.minster_began
    return {
        "5a": {"views": table(
            "group on asked share said did",
            ("Residents and traders, Friary hall", after(start, 21), 34, 27,
             "Do not make the Gate a place where young people are moved on for standing there.",
             "The briefing now says: act on what somebody does, never on how old they look."),
            ("Late-shift workers, on paper", after(start, 23), 64, 58,
             "Somebody must tell us what happened afterwards.",
             "The operator tells the shop before the end of the shift, even if the answer is “nothing yet”."),
        )},
        "5b": {"engagement": table(
            "group method reach on owner done heard",
            ("Residents and traders", "meeting", "People who work evenings cannot come; the minutes go to the shops.",
             after(start, 21), "marchbank", after(start, 21), "Light at the bus stops matters more than a camera."),
            ("Late-shift workers", "survey", "Some read little English; the pastors asked aloud.", after(start, 23),
             "penhallow", after(start, 23), "26 of 64 feel safe."),
            ("Students of the Friary college", "stall", "Those who are not at college: asked at the bus station.",
             after(began, 27), "ellerby", after(began, 27), "They are stopped more often than they steal."),
            ("Walk with the disability forum", "walkabout", "People who cannot walk far joined at two stops.",
             after(began, 75), "marchbank", after(began, 76), "Sandwich boards push wheelchairs into the road."),
        )},
        "5c": {"community_news": table(
            "channel message how_often owner",
            ("A sheet in the shop windows", "What we do, on which evenings, and whom to call.", "Every two months",
             "penhallow"),
            ("The public page", "The figures, good, bad or unclear.", "After each review", "calloway"),
            ("The first Monday meeting", "Five minutes, then questions.", "Monthly", "marchbank"),
        )},
    }  # fmt: skip


def implementation(t: Timeline) -> Answers:
    """Step 6: actions, who has the plan, responsibilities and milestones."""
    start, began = t.minster_proposed, t.minster_began
    return {
        "6a": {"actions": actions(t), "plan_shared": table(
            "with_whom how on",
            ("The liaison group", "On paper, read through at the meeting", after(start, 28)),
            ("Every shop on the radio link at the Gate", "Two pages by hand", after(start, 29)),
            ("Officers of the neighbourhood team", "Briefing, and in the team's folder", after(start, 29)),
        )},
        "6b": {"roles": ROLES, "powers": POWERS, "safety": SAFETY},
        "6c": {"milestones": table(
            "what due owner evidence done",
            ("All fourteen shops have a radio that works", after(began, 13), "penhallow", "Radio check, signed",
             after(began, 11)),
            ("First month of evenings fully covered", after(began, 30), "tranter", "Duty sheets", after(began, 30)),
            ("Half-way count against similar streets", after(began, 100), "calloway", "Table sent to the group",
             after(began, 103)),
            ("Six months done", t.ago(50), "whitlock", "Liaison group's minute", t.ago(50)),
        )},
    }  # fmt: skip


ROLES = table(
    "activity accountable responsible consulted informed powers",
    ("Evening patrol of the Gate", "tranter", "Two officers of the neighbourhood team", "Marlgate Centre",
     "Shops on the radio link", "Officers stop, search and arrest. Never fewer than two after dark."),
    ("Guards' evening rounds", "haddow", "Northgate's guards", "Owen Tranter", "The operator",
     "Any person may detain for an indictable offence only where it is needed and no officer can. Guards are told to"
     " call, watch and step back; nobody works alone after eight."),
    ("Radio operation", "ellerby", "Two operators, from May", "Police control room", "All on the link",
     "No powers. Takes calls in the order of danger, not of arrival."),
    ("Visits about layout", "marchbank", "Design officer", "Shop managers", "The liaison group", None),
    ("Images and their deletion", "penhallow", "Shops and the police desk", "Idris Calloway", "Those who sent them",
     "ISA-0007: thirty days, then deleted on both sides."),
)  # fmt: skip


POWERS = table(
    "power who limits source",
    ("detain", "Guards of Northgate, as any person may", "Only for an indictable offence, where it is needed and no"
     " officer can. They are told to call, watch and step back.",
     "Police and Criminal Evidence Act 1984, section 24A; Northgate’s assignment instructions"),
    ("search", "Officers of the neighbourhood team", "Guards search nobody; a bag is looked into only where its owner"
     " agrees.", "Police and Criminal Evidence Act 1984, section 1"),
)  # fmt: skip

SAFETY = table(
    "situation duty owner source",
    ("After eight in the evening", "Nobody patrols alone. The operator calls each pair every thirty minutes.",
     "ellerby", "Lone-working rule of the Marlgate Centre"),
)  # fmt: skip


def actions(t: Timeline) -> list[dict[str, object]]:
    """The sixteen actions, all done, two of them late."""
    start, began = t.minster_proposed, t.minster_began
    day = [after(start, n) for n in (24, 26, 28, 29)] + [
        after(began, n) for n in (5, 9, 13, 20, 27, 34, 48, 62, 77, 90)
    ]
    late = timedelta(days=17)
    return table(
        "what done_when organisation accountable due done",
        ("Agree the route of the patrol", "Map with times on the wall of the briefing room", POLICE, "tranter", day[0],
         day[0]),
        ("Move guards' rounds to five until nine", "New duty sheet signed", NORTHGATE, "haddow", day[1], day[2]),
        ("Brief both teams together", "Every name ticked, both sides in one room", MARLGATE, "ellerby", day[2], day[2]),
        ("Give out the plan on two pages", "Fourteen shops have it", PARTNERSHIP, "penhallow", day[3], day[3]),
        ("Lend fourteen radios", "Each one answers a call", PARTNERSHIP, "penhallow", day[6], day[5]),
        ("Visit eleven shops about layout", "A page of advice left in each", POLICE, "marchbank", day[7], day[8]),
        ("Move razors and spirits", "Photograph of the shelf", MARLGATE, "whitlock", day[9], day[9]),
        ("Train a second operator", "Has worked four evenings", PARTNERSHIP, "penhallow", day[9], day[10]),
        ("Write what a guard may and may not do", "One side of paper, checked by the police", NORTHGATE, "haddow",
         day[8], day[8]),
        ("Ask the council for light at two stops", "Letter answered", PARTNERSHIP, "penhallow", day[8],
         day[8] + late),
        ("Agree how images are deleted", "Both sides have done it once", PARTNERSHIP, "penhallow", day[9], day[9]),
        ("Stall at the college", "Notes of what was heard", MARLGATE, "ellerby", day[8], day[8]),
        ("Tell shops what came of a call", "Nine of ten calls answered by the end of the shift", MARLGATE, "ellerby",
         day[10], day[11]),
        ("Half-way count", "Table with similar streets", POLICE, "calloway", day[13], day[13]),
        ("Name a new delivery lead for security", "Accepted in writing", NORTHGATE, "whitlock", t.ago(91), t.ago(80)),
        ("Check every radio before the last month", "Fourteen answers", MARLGATE, "ellerby", t.ago(75), t.ago(74)),
    )  # fmt: skip
