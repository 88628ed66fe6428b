"""Who may write to the leads of another collaboration, let it report to the programme, and take everything away?

*Source:* R102, R196, R4; settled questions, "Who sees a collaboration" ("platform staff, nothing").
"""

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.projects.permissions.taking import (
    Taking,
    is_alive,
    is_editable,
    is_on_the_team,
    speaks_for_their_side,
)


def reads_reports(actor: Actor, subject: Taking | None) -> bool:
    """the person has the office of oversight, or keeps the installation"""
    return "oversight" in actor.roles or actor.is_administrator


TABLE = {
    "coordinate": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may write to the leads of another collaboration.",
    ),
    "report": Rule(
        [speaks_for_their_side, is_alive],
        otherwise="Only the person who speaks for a side may let a collaboration under way report to its programme.",
    ),
    "end_reporting": Rule(
        [speaks_for_their_side], otherwise="Only the person who speaks for a side may end what it reports."
    ),
    "take_away": Rule([is_on_the_team], otherwise="Only the team may take everything of a collaboration away."),
}

# What is asked without a collaboration
PROGRAMME = {
    "read_reports": Rule(
        [reads_reports],
        otherwise="Only people with the office of oversight may read what all collaborations report.",
    )
}
