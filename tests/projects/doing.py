"""What do several tests of a collaboration do first?

*Source:* settled questions, "In Django" (tests).
"""

from commonground.projects.actions import answers, problem
from commonground.projects.queries import visible
from commonground.projects.rules.comparing import ASKED
from commonground.projects.rules.guide import PARTS

WORDS = {asked: f"our words about {asked}" for asked in ASKED}


def sent(cast, collaboration, *keys):
    """Let these people write and send their side's words."""
    for key in keys:
        problem.write(actor=cast.actor(key), collaboration=collaboration, words=WORDS, version=0)
        problem.send(actor=cast.actor(key), collaboration=collaboration)


def victim(cast, collaboration, actor="thornbury", **values):
    """Record a group of people harmed."""
    raw = {"group": "Lone workers", "priorities": "To get home safe", "known_by": "asked", "repeat": "yes"} | values
    return answers.record(actor=cast.actor(actor), collaboration=collaboration, part=PARTS["victims"], raw=raw)


def complete_step_two(cast, collaboration):
    """Record what step 2 needs."""
    person = cast.actor("thornbury")
    member = visible.team_of(collaboration).first()
    raw = {
        "architecture": {"shape": "liaison", "decides": "The group decides", "meets": "Monthly"},
        "formality": dict.fromkeys(("money", "powers", "personal", "staff", "long", "liability"), "no")
        | {"chosen": "none", "reason": "Small and short"},
        "stakeholders": {
            "name": "Traders",
            "interest": "high",
            "influence": "high",
            "channel": "Meeting",
            "message": "News",
            "how_often": "monthly",
            "owner": member.ref,
        },
        "sharing": {
            "personal": "no",
            "intelligence": "no",
            "images": "no",
            "regular": "never",
            "decided": "informal",
            "reason": "Figures only",
        },
    }
    for key, values in raw.items():
        answers.record(actor=person, collaboration=collaboration, part=PARTS[key], raw=values)
