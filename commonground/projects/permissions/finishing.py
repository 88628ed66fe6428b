"""Who may agree on stopping, say what difference it made, read a case study first, and watch over what lasts?

*Source:* R37, R43, R46-R47, R69, R235.
"""

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.projects.permissions.taking import (
    Taking,
    is_alive,
    is_editable,
    is_member,
    is_on_the_team,
    is_working,
    speaks_for_their_side,
)


def is_administrator(actor: Actor, subject: Taking | None) -> bool:
    """the person keeps the installation"""
    return actor.is_administrator


TABLE = {
    "set_consensus_rule": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may set how stakeholders agree, or agree to it.",
    ),
    "open_round": Rule(
        [speaks_for_their_side, is_alive],
        otherwise="Only the person who speaks for a side may ask everybody where they stand, while it is under way.",
    ),
    "meet_objection": Rule(
        [is_on_the_team, is_alive], otherwise="Only the team may say what it changes because of an objection."
    ),
    "decide": Rule(
        [speaks_for_their_side, is_alive],
        otherwise="Only the person who speaks for a side may record the decision.",
    ),
    "give_effect": Rule(
        [speaks_for_their_side, is_working],
        otherwise="Only the person who speaks for a side may say for it what difference the work made.",
    ),
    "ask_reader": Rule(
        [is_on_the_team, is_editable], otherwise="Only the team may ask somebody to read its case study."
    ),
    "check_lasting": Rule(
        [is_on_the_team, is_working], otherwise="Only the team may say whether something still holds."
    ),
    "call_for_cases": Rule(
        [is_administrator], otherwise="Only those who keep the installation may call for case studies."
    ),
    "offer_case": Rule(
        [is_member],
        otherwise="Only members of an organisation on the police or the security side may offer a case study.",
    ),
    "permit_case": Rule(
        [speaks_for_their_side, is_working],
        otherwise="Only the person who speaks for a side may permit that its collaboration becomes a case study.",
    ),
}
