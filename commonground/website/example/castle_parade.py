"""What is Castle Parade mornings? The collaboration in mid-life: set up, at work, a review half answered.

Its interim study cannot tell yet, because one quarter of so few thefts would hide all but a very large fall; one
resource is short, and security's answer to the second review is awaited.

*Source:* the mock-ups of design/look (step 1: challenge, word for word where it can be); R6-R35, R41; our own words.
"""

from datetime import date

from commonground.website.example import crimes, structures
from commonground.website.example.dates import Timeline, after, first_day, month_in_words, month_text
from commonground.website.example.people import PARTNERSHIP, POLICE, TANNERY
from commonground.website.example.places import CASTLE_PARADE
from commonground.website.example.shapes import (
    Answers,
    BlindText,
    Collaboration,
    Lead,
    Mark,
    Review,
    ReviewAnswer,
    Row,
    Teammate,
    table,
)

THEFTS = "Shop theft recorded on Castle Parade"
LOGGED = "Thefts and threats that the shops log on weekday mornings"
ALONE = "Staff who are not afraid to open up alone"


def start(t: Timeline) -> date:
    """The day it was first written down: five weeks before the work began."""
    return after(t.castle_began, -36)


def blind(t: Timeline) -> dict[str, BlindText]:
    """What each side wrote on its own before it saw the other's words."""
    months = f"{month_in_words(month_text(t.last - 9))} to {month_in_words(month_text(t.last - 4))}"
    police = {
        "what": "Thefts of alcohol and razors by a small group, some with threats to staff.",
        "how_often": f"41 thefts recorded on weekday mornings from {months}. We think the true number is higher.",
        "where_when": "Castle Parade, 8am to 11am, weekdays.",
        "who": "Lone workers in small shops. From two victim statements.",
        "better": "Recorded thefts down by a fifth.",
    }
    security = {
        "what": "Staff being threatened when they challenge people who steal.",
        "how_often": "Our shops logged 163 in the same six months. Most were never reported.",
        "where_when": "The Parade shops, from opening until about 11, Monday to Friday.",
        "who": "Lone workers, mostly women under 25. We asked 18 staff.",
        "better": "No member of staff afraid to open up alone.",
    }
    return {
        "police": BlindText("marchbank", police, after(start(t), 6)),
        "security": BlindText("hartnoll", security, after(start(t), 8)),
    }


MARKS = (
    Mark("how_often", "police", "apart", "The police count recorded crimes; the shops count everything they saw. Both"
         " can be right. Agree which count you will work with, and say so in the joint statement."),
    Mark("how_often", "security", "apart", "We stopped reporting in the spring, so 41 is what is left of it."),
    Mark("what", "police", "close", "We put theft first, you put threats first. Both name both."),
    Mark("what", "security", "same"),
    Mark("where_when", "police", "same"),
    Mark("where_when", "security", "same"),
    Mark("who", "police", "same", "You asked them; keep that evidence."),
    Mark("who", "security", "same"),
    Mark("better", "police", "close", "One outcome is a count, the other is how staff feel. You can measure both."),
    Mark("better", "security", "close"),
)  # fmt: skip


def leads(t: Timeline) -> tuple[Lead, ...]:
    """The four posts; police delivery passed from one sergeant to a constable."""
    asked = after(start(t), 16)
    return (
        Lead("police", "governance", "thornbury", start(t), after(start(t), 4), deputy="ashdown"),
        Lead("police", "delivery", "abernethy", asked, after(asked, 2), until=t.ago(95), deputy="marchbank"),
        Lead("police", "delivery", "marchbank", t.ago(95), t.ago(94), deputy="tranter"),
        Lead("security", "governance", "penhallow", start(t), start(t), deputy="whitlock"),
        Lead("security", "delivery", "hartnoll", asked, after(asked, 4), deputy="ellerby"),
    )


def challenge(t: Timeline) -> Answers:
    """Step 1: the joint statement, who is harmed, and what is to be different."""
    usual = crimes.total(CASTLE_PARADE, crimes.SHOP_THEFT, t.castle_before, t.today)
    end = first_day(t.last + 4)
    return {
        "1a": {"joint": [{
            "purpose": "Nobody on Castle Parade is afraid to open up alone, and fewer people steal there before"
            " eleven.",
            "statement": "On weekday mornings a small group takes alcohol and razors from the shops of Castle Parade"
            " and threatens those who speak to them. Recorded crime shows a part; the shops' log shows more. We work"
            " with both counts side by side and never add them. The log is kept the same way in all nineteen shops.",
            "goals": "Nobody opens up alone without somebody who knows.\nWhat is seen is logged, what is a crime is"
            " reported.\nThe streets around are no worse off.",
            "police_benefit": "Reports that arrive on the day, with what is needed to act on them.",
            "security_benefit": "Staff who stay, and shops that open on time.",
        }]},
        "1b": {"victims": table(
            "group priorities known_by repeat",
            ("Lone workers in small shops", "Not to be alone between eight and nine. To be told what happens next.",
             "asked", True),
            ("Shopkeepers who own one shop", "That a report takes less than ten minutes.", "asked", True),
            ("Older customers", "To shop in the quiet hour without a scene.", "assumed", False),
        )},
        "1c": {"outcomes": table(
            "measure unit baseline target by source",
            (THEFTS, "recorded thefts in three months, all hours", usual, round(usual * 0.8), end,
             "Police recorded crime, data.police.uk form"),
            (LOGGED, "entries in six months", 163, 110, end, "The shops' common log"),
            (ALONE, "of 18 asked", 5, 14, end, "Asked in person by the partnership"),
        )},
    }  # fmt: skip


def partnership(t: Timeline) -> Answers:
    """Step 2: how they are joined, whom it touches, and what is shared."""
    return {
        "2a": {
            "architecture": [{
                "shape": "liaison",
                "decides": "The group decides by word of mouth and Ruth Penhallow writes it down the same day. Nobody"
                " commits another's money.",
                "meets": "First and third Thursday at 8am, back room of Tannery Stores, Castle Parade",
            }],
            **structures.CASTLE,
            "formality": [{
                "money": False, "powers": False, "personal": False, "staff": False, "long": False, "liability": False,
                "chosen": "terms",
                "reason": "The answers suggest nothing written. One page all the same: two people have already changed"
                " posts.",
            }],
        },
        "2b": {"stakeholders": table(
            "name interest influence channel message how_often owner last_contacted",
            ("Castle Parade Traders", "high", "high", "Word at the shop door",
             "What was logged this week and what came of it.", "Weekly", "hartnoll", t.ago(6)),
            ("Aldermouth City Council", "medium", "medium", "E-mail to the licensing officer",
             "Shutters and light at the east end.", "Every two months", "penhallow", t.ago(41)),
            ("Aldermouth Street Pastors", "low", "medium", "After the Friday briefing",
             "Nothing at night; they know some of the people.", "Now and then", "marchbank", t.ago(27)),
        )},
        "2c": {"sharing": [{
            "personal": False, "intelligence": False, "images": False, "regular": "never", "decided": "informal",
            "reason": "Only counts cross between us. What identifies somebody goes to the police as a crime report.",
        }]},
    }  # fmt: skip


def plan(t: Timeline) -> Answers:
    """Step 3: resources (one is short), a sponsor, joint tactics, and how they will know."""
    like = "Coopers Yard and Hospital Hill: as many thefts, the same opening hours, nothing done there"
    return {
        "3a": {
            "resources": table(
                "kind what needed pledged confirmed provider",
                ("hours", "An officer on the Parade when the shutters go up, three mornings a week", 110, 110, 110,
                 POLICE),
                ("hours", "A second member of staff from eight to nine", 260, 260, 260, "The nineteen shops, in turn"),
                ("radios", "Radios for shops with one worker", 8, 8, 6, PARTNERSHIP),
            ),
            "sponsors": table(
                "name organisation commitment on",
                ("Gwen Hartnoll, stores director", TANNERY, "Pays for the log on every till of the Parade.",
                 after(start(t), 20)),
            ),
        },
        "3b": {"tactics": table(
            "name police_part security_part mechanism why_here",
            ("Open in pairs", "Say by half past seven who is on the Parade and until when.",
             "Two neighbouring shops open together and each waits for the other's light.",
             "Nobody is alone at the moment they are easiest to frighten.",
             "The shops stand wall to wall and open within twenty minutes of each other."),
            ("Ten-minute report", "Take the report by telephone with five fixed questions, and give a number at once.",
             "The manager reports before ten, from the log.",
             "What is reported the same day can be acted on; what is not is lost.",
             "Three in four entries of the log were never reported."),
        )},
        "3c": {"measures": table(
            "outcome data compared_with how_often owner telling",
            (THEFTS, "Police recorded crime by month and small area", like, "quarterly", "calloway",
             "The group, with how sure it is."),
            (LOGGED, "The shops' common log", "Nowhere: no other street keeps it", "monthly", "hartnoll",
             "The traders, at the shop door."),
            (ALONE, "Asked in person, the same questions", "Nowhere", "end", "penhallow", "Those who were asked."),
        )},
    }  # fmt: skip


def ownership(t: Timeline) -> Answers:
    """Step 4 beside the four posts: support and backing."""
    return {
        "4b": {"support": table(
            "role name hours contact",
            ("coordinator", f"Ruth Penhallow, {PARTNERSHIP}", 6, "castleparade@abcp.example.org"),
            ("analyst", f"Idris Calloway, {POLICE}", 3, None),
        )},
        "4c": {"backing": table(
            "name organisation side words on until",
            ("Helen Ashdown, superintendent", POLICE, "police", "“Three mornings a week is little, and we will keep to"
             " it.”", after(start(t), 21), t.ahead(45)),
            ("Gwen Hartnoll, stores director", TANNERY, "security", "“I opened up alone for nine years. Nobody should"
             " have to be brave to sell milk.”", after(start(t), 22), t.ahead(46)),
        )},
    }  # fmt: skip


def community(t: Timeline) -> Answers:
    """Step 5: what people said, how they were involved, and how they hear of it."""
    return {
        "5a": {"views": table(
            "group on asked share said did",
            ("Staff who open up", after(start(t), 12), 18, 17, "Do not ask us to challenge anybody.",
             "The plan says: greet, log, report. It does not say challenge."),
            ("Castle Parade Traders", after(start(t), 26), 19, 14, "The log must not take longer than serving a"
             " customer.", "Five boxes to tick, no free text."),
        )},
        "5b": {"engagement": table(
            "group method reach on owner done heard",
            ("Castle Parade Traders", "walkabout", "Shops that close on Thursdays; visited on the Monday after.",
             after(start(t), 26), "penhallow", after(start(t), 26), "The east end is dark until half past eight."),
            ("Residents above the shops", "meeting", "Night workers: a letter through the door.", t.ahead(18),
             "marchbank", None, None),
        )},
        "5c": {"community_news": table(
            "channel message how_often owner",
            ("A card beside every till", "Who is on the Parade this week.", "Weekly", "marchbank"),
            ("The public page", "What was counted and what it can and cannot show.", "After each review", "penhallow"),
        )},
    }  # fmt: skip


def implementation(t: Timeline) -> Answers:
    """Step 6: actions, one of them waiting, who has the plan, responsibilities and milestones."""
    began = t.castle_began
    return {
        "6a": {
            "actions": actions(t),
            "plan_shared": table(
                "with_whom how on",
                ("The nineteen shops", "One page by hand", after(began, -3)),
                ("The morning shift", "Read out at briefing", after(began, -1)),
            ),
        },
        "6b": {"roles": table(
            "activity accountable responsible consulted informed powers",
            ("Presence when the shutters go up", "marchbank", "Neighbourhood constables", "Gwen Hartnoll", "All shops",
             "Officers have their powers; shop staff are asked to use none."),
            ("The shops' log", "hartnoll", "Managers of the nineteen shops", None, "Idris Calloway",
             "Counts only: no names, no descriptions."),
            ("Ten-minute report", "thornbury", "Call handlers on the morning shift", "Ruth Penhallow", None, None),
        ), "powers": table(
            "power who limits source",
            ("exclude", "The manager of each shop, and whoever they ask to say it", "On the shop’s own floor, by asking"
             " somebody to leave. No hand is laid on anybody.", "The shop’s right as occupier, in the conditions at its"
             " door"),
        ), "safety": table(
            "situation duty owner source",
            ("When somebody opens up alone", "They tell the shop beside theirs, and keep the door locked until it"
             " answers.", "hartnoll", "Tannery Stores’ risk assessment for opening"),
        )},
        "6c": {"milestones": table(
            "what due owner evidence done",
            ("Every shop has logged for a month", after(began, 45), "hartnoll", "Nineteen logs", after(began, 47)),
            ("Half of what is logged as a crime is reported the same day", t.ahead(30), "marchbank",
             "Log and recorded crime side by side", None),
            ("Six months done", first_day(t.last + 4), "penhallow", "Minute of the group", None),
        )},
    }  # fmt: skip


def actions(t: Timeline) -> list[Row]:
    """Step 6a: four actions done, one that waits, one to come."""
    began = t.castle_began
    return table(
        "what done_when organisation accountable due done waiting_for look_again",
        ("Put the same log on every till", "Nineteen shops have made an entry", TANNERY, "hartnoll",
         after(began, 10), after(began, 14), None, None),
        ("Agree the pairs that open together", "A list on the back of the card", PARTNERSHIP, "penhallow",
         after(began, 5), after(began, 4), None, None),
        ("Teach the five questions to the call handlers", "All on the morning shift", POLICE, "marchbank",
         after(began, 20), after(began, 33), None, None),
        ("Compare log and recorded crime for the first quarter", "One table, two columns", POLICE, "calloway",
         t.ago(20), t.ago(18), None, None),
        ("Lend two more radios", "Eight shops answer a call", PARTNERSHIP, "penhallow", t.ahead(12), None,
         "The radio supplier: the order is with them", t.ahead(9)),
        ("Ask the council about light at the east end", "An answer with a date", PARTNERSHIP, "penhallow",
         t.ahead(24), None, None, None),
    )  # fmt: skip


def stopping(t: Timeline) -> Answers:
    """Step 9 so far: only the criteria, agreed early."""
    agreed = after(start(t), 30)
    return {"9a": {"criteria": table(
        "kind test agreed met outcome until",
        ("success", "14 of 18 are not afraid to open up alone, and the log is down by a third", agreed, "open", ALONE,
         None),
        ("failure", "Shops stop logging for a month", agreed, "no", None, None),
        ("time", "Six months are over", agreed, "open", None, after(t.castle_began, 182)),
    )}}  # fmt: skip


def reviews(t: Timeline) -> tuple[Review, ...]:
    """One review answered by both sides; the second by the police only, with security's answer due."""
    began = t.castle_began
    return (
        Review(after(began, 56), t.ago(8), "Leila Marchbank, Gwen Hartnoll, Ruth Penhallow", {
            "police": ReviewAnswer("thornbury", after(began, 56), True, "Reports come on the day now, so recorded theft"
                                   " may rise before it falls.", True),
            "security": ReviewAnswer("penhallow", after(began, 58), True, "The pairs work. Two shops still open alone"
                                     " on Mondays.", True),
        }),
        Review(t.ago(8), t.ahead(13), "Leila Marchbank, Idris Calloway, Gwen Hartnoll", {
            "police": ReviewAnswer("thornbury", t.ago(8), True, "One quarter of counts cannot tell whether thefts fell."
                                   " Same-day reports are at four in ten, not yet five.", False, False,
                                   keeps_because="Nothing in the first quarter says that the plan is wrong. Judge it"
                                   " with six months of counts.",
                                   comments={LOGGED: "The log is kept in all nineteen shops now; it says more than"
                                             " our own count does."}),
        }),
    )  # fmt: skip


PAGE = {
    "purpose": "Nobody on Castle Parade is afraid to open up alone, and fewer people steal there before eleven.",
    "doing": "Neighbouring shops open together, all nineteen keep the same log, and a report takes ten minutes by"
    " telephone. A constable is on the Parade when the shutters go up, three mornings a week. Staff are asked to"
    " greet, log and report, and to challenge nobody.",
    "reach": "Speak to your shop, or to the partnership's help desk, 01632 960100, castleparade@abcp.example.org.",
}


def answers(t: Timeline) -> Answers:
    """The answers as far as they have come."""
    found: Answers = {}
    for part in (challenge, partnership, plan, ownership, community, implementation, stopping):
        found |= part(t)
    return found


def confirmed(t: Timeline) -> dict[int, tuple[date, date]]:
    """When the police lead and the security lead confirmed a step; step 3 waits for the radios."""
    days = {1: (15, 15), 2: (20, 21), 5: (28, 28)}
    found = {step: (after(start(t), first), after(start(t), second)) for step, (first, second) in days.items()}
    return found | {4: (t.ago(92), t.ago(90)), 6: (after(t.castle_began, 2), after(t.castle_began, 3))}


def team(t: Timeline) -> tuple[Teammate, ...]:
    """Those who work on it, the sergeant who left, and the council as a stakeholder."""
    begin = start(t)
    police = ("thornbury", "ashdown", "marchbank", "calloway", "tranter")
    security = ("penhallow", "hartnoll", "whitlock", "ellerby")
    return (
        *(Teammate(person, starts=begin) for person in (*police, *security)),
        Teammate("haddow", starts=t.ago(80)),
        Teammate("abernethy", starts=begin, until=t.ago(95)),
        Teammate("prewett", "stakeholder", after(begin, 20)),
    )


def collaboration(t: Timeline) -> Collaboration:
    """Put the collaboration in mid-life together for a day."""
    begin = start(t)
    return Collaboration(
        key="castle-parade",
        name="Castle Parade mornings",
        about="Staff who are not afraid to open up alone",
        area="Castle Parade",
        state="alive",
        started_by="penhallow",
        made=begin,
        proposed=after(begin, 1),
        accepted=after(begin, 4),
        began=t.castle_began,
        team=team(t),
        leads=leads(t),
        blind=blind(t),
        marks=MARKS,
        answers=answers(t),
        reviews=reviews(t),
        confirmed=confirmed(t),
        study="castle_parade",
        study_on=t.ago(18),
        weakness="One street and one quarter: so few thefts that only a very large fall would show. Shops report more"
        " than they did, which can hide a fall.",
        page=PAGE,
        page_on=after(t.castle_began, 9),
    )
