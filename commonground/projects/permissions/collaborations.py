"""Who may do what in a collaboration itself?

*Source:* R6, R41-R43, R54, R56; settled questions, "Who sees a collaboration" and "Who speaks for a side".
"""

from commonground.groundwork.permissions import Rule
from commonground.projects.permissions.taking import (
    is_alive,
    is_asked_to_lead,
    is_asked_to_speak,
    is_editable,
    is_member,
    is_not_yet_alive,
    is_of_a_side,
    is_on_the_team,
    is_stakeholder,
    is_working,
    speaks_for_their_side,
)

TABLE = {
    "start": Rule(
        [is_member],
        otherwise="Only members of an organisation on the police or the security side start a collaboration.",
    ),
    "answer": Rule(
        [is_on_the_team, is_editable], otherwise="Only the team may answer, while the collaboration is open."
    ),
    "send_statement": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may send that side's words.",
    ),
    "mark": Rule(
        [is_on_the_team, is_editable], otherwise="Only the team may mark how near the two sides' answers are."
    ),
    "confirm": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may confirm a step for it.",
    ),
    "change_basics": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may change the name, the purpose or the area.",
    ),
    "propose": Rule(
        [speaks_for_their_side], otherwise="Only the person who speaks for a side may propose the collaboration."
    ),
    "accept": Rule(
        [speaks_for_their_side],
        [is_asked_to_speak],
        otherwise="Only the lead of the other side may accept or decline the proposal.",
    ),
    "withdraw": Rule(
        [speaks_for_their_side, is_not_yet_alive],
        otherwise="Only a lead may withdraw a proposal, before it is under way.",
    ),
    "name_leader": Rule(
        [is_on_the_team, is_editable], otherwise="Only the team may ask somebody to lead, while it is open."
    ),
    "answer_invitation": Rule(
        [is_asked_to_lead], otherwise="Only the person who is asked may accept or decline the post."
    ),
    "leave_post": Rule(
        [speaks_for_their_side], otherwise="Only the person who speaks for a side may end a post on it."
    ),
    "change_team": Rule(
        [speaks_for_their_side, is_editable], otherwise="Only the person who speaks for a side may change the team."
    ),
    "review": Rule([is_on_the_team, is_working], otherwise="Only the team may hold a review, once it is under way."),
    "answer_review": Rule(
        [speaks_for_their_side, is_working],
        otherwise="Only the person who speaks for a side may answer a review for it.",
    ),
    "answer_pulse": Rule(
        [is_on_the_team, is_of_a_side, is_working],
        otherwise="Only the two sides’ own people on the team are asked how far they trust each other.",
    ),
    "take_position": Rule(
        [is_stakeholder, is_working],
        [speaks_for_their_side, is_working],
        otherwise="Only the leads and the invited stakeholders may say where they stand.",
    ),
    "measure": Rule([is_on_the_team, is_editable], otherwise="Only the team may measure the collaboration."),
    "stop": Rule(
        [speaks_for_their_side, is_alive],
        otherwise="Only the person who speaks for a side may close the collaboration.",
    ),
    "reopen": Rule([speaks_for_their_side], otherwise="Only the person who speaks for a side may reopen it."),
    "approve_publication": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may approve what is published.",
    ),
    "withdraw_publication": Rule(
        [speaks_for_their_side],
        otherwise="Only the person who speaks for a side may take away what is published.",
    ),
}
