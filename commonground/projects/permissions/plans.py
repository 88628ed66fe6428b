"""Who may put a plan forward, agree to it, begin an agreement, ask others for what is missing, and offer it?

*Source:* R13, R16-R17, R35, R61.
"""

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.projects.permissions.taking import (
    Taking,
    is_editable,
    is_member,
    is_on_the_team,
    is_working,
    speaks_for_their_side,
)


def is_not_on_the_team(actor: Actor, subject: Taking | None) -> bool:
    """the person is not on the team that asks"""
    return subject is None or subject.part != "team"


TABLE = {
    "put_plan_forward": Rule(
        [is_on_the_team, is_editable],
        otherwise="Only the team may put a plan forward, while the collaboration is open.",
    ),
    "begin_agreement": Rule(
        [is_on_the_team, is_editable],
        otherwise="Only the team may begin an agreement on sharing from here, while the collaboration is open.",
    ),
    "agree_to_plan": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may agree to a plan for it.",
    ),
    "ask_for_resource": Rule(
        [is_on_the_team, is_working], otherwise="Only the team may ask others for a resource, once it is under way."
    ),
    "answer_offer": Rule(
        [speaks_for_their_side, is_working], otherwise="Only the person who speaks for a side may answer an offer."
    ),
    "offer_resource": Rule(
        [is_member, is_not_on_the_team],
        otherwise="Only members of an organisation on the police or the security side who are not on the team may offer"
        " something.",
    ),
}
