"""Who may do what with how the two sides work together: the cell of the matrix, the charter, decisions, waiting?

*Source:* R85, R90, R94, R126; settled questions, "Who speaks for a side".
"""

from commonground.groundwork.permissions import Rule
from commonground.projects.permissions.taking import (
    is_alive,
    is_editable,
    is_of_a_side,
    is_on_the_team,
    is_working,
    speaks_for_their_side,
)

TABLE = {
    "choose_cell": Rule(
        [is_on_the_team, is_editable],
        otherwise="Only the team may answer what the collaboration asks for, while it is open.",
    ),
    "word_charter": Rule(
        [is_on_the_team, is_editable], otherwise="Only the team may add words to the charter, while it is open."
    ),
    "adopt_charter": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may adopt the charter for it.",
    ),
    "rate_charter": Rule(
        [speaks_for_their_side, is_working],
        otherwise="Only the person who speaks for a side may say for it how the charter was kept.",
    ),
    "put_decision": Rule(
        [is_on_the_team, is_of_a_side, is_alive],
        otherwise="Only the two sides’ people on the team may put something up for decision, while it is under way.",
    ),
    "comment_decision": Rule(
        [is_on_the_team, is_working], otherwise="Only the team may say something about a proposal."
    ),
    "decide_item": Rule(
        [speaks_for_their_side, is_alive],
        otherwise="Only the person who speaks for a side may decide for it, while it is under way.",
    ),
    "await": Rule(
        [is_on_the_team, is_editable], otherwise="Only the team may say what is waited for, while it is open."
    ),
}
