"""What is Counterfeit notes? The collaboration that security has just proposed; the police have not written yet.

Its page shows what waiting looks like: one side's words are sent and closed, and nothing of them can be read across.

*Source:* the mock-ups of design/look (portfolio, your day); R6, R8, R93; our own words.
"""

from commonground.website.example.dates import Timeline
from commonground.website.example.shapes import Answers, BlindText, Collaboration, Lead, Teammate, table


def blind(t: Timeline) -> dict[str, BlindText]:
    """Security's words are sent; the police side is still empty."""
    security = {
        "what": "False £20 notes passed at tills in small sums, mostly by somebody who buys one cheap thing and takes"
        " the change.",
        "how_often": "23 notes in six weeks across 17 shops. Before the summer it was two or three a month. Most shops"
        " throw them away, so the true number is higher.",
        "where_when": "All over the city, most at Quayside and Tannery Row, on Saturdays between two and five, when the"
        " queues are longest.",
        "who": "The person at the till, who in four of the shops was made to pay it back; and small shops, for which"
        " £20 is the morning's profit. We asked 31 till workers.",
        "better": "Till workers who know a false note in three seconds, and nobody who pays for one out of their"
        " wages.",
    }
    return {
        "police": BlindText("thornbury", {}, None),
        "security": BlindText("hartnoll", security, t.ago(9)),
    }


def answers(t: Timeline) -> Answers:
    """What can be written before the other side has joined: who is harmed, and whom it touches."""
    return {
        "1b": {"victims": table(
            "group priorities known_by repeat",
            ("Till workers", "Not to pay for it, and not to be shouted at when they refuse a note.", "asked", True),
            ("Shops with one till", "A number to call that answers while the person is still there.", "recorded", True),
        )},
        "2b": {"stakeholders": table(
            "name interest influence channel message how_often owner last_contacted",
            ("Castle Parade Traders", "high", "medium", "Word at the shop door",
             "Keep the note if it is safe to; do not hand it back.", "Weekly", "hartnoll", t.ago(6)),
        )},
    }  # fmt: skip


def collaboration(t: Timeline) -> Collaboration:
    """Put the proposed collaboration together for a day."""
    return Collaboration(
        key="counterfeit-notes",
        name="Counterfeit notes",
        about="Fewer false notes taken at tills",
        area="Aldermouth",
        state="proposed",
        started_by="hartnoll",
        made=t.ago(11),
        proposed=t.ago(9),
        team=tuple(Teammate(person, starts=t.ago(11)) for person in ("hartnoll", "penhallow", "thornbury")),
        leads=(
            Lead("security", "governance", "hartnoll", t.ago(11), t.ago(11), deputy="penhallow"),
            Lead("police", "governance", "thornbury", t.ago(11), None),
        ),
        blind=blind(t),
        answers=answers(t),
    )
