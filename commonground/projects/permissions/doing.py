"""Who may do what in steps 4 to 6: ask for backing, ask the community, sign and share the plan?

*Source:* R23, R25, R27, R29-R31.
"""

from commonground.groundwork.permissions import Rule
from commonground.projects.permissions.taking import is_editable, is_on_the_team, is_working, speaks_for_their_side

TABLE = {
    "ask_backing": Rule(
        [is_on_the_team, is_editable],
        otherwise="Only the team may ask a senior person for backing, while the collaboration is open.",
    ),
    "keep_evidence": Rule(
        [is_on_the_team, is_editable],
        otherwise="Only the team may keep a file as evidence of backing, while the collaboration is open.",
    ),
    "prepare_poll": Rule(
        [is_on_the_team, is_editable],
        otherwise="Only the team may prepare a poll or say what came of it, while the collaboration is open.",
    ),
    "open_poll": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may send a poll out, or close it early.",
    ),
    "sign_plan": Rule(
        [is_on_the_team, is_editable],
        otherwise="Only somebody on the team may sign the plan, for the organisation that they act for.",
    ),
    "share_plan": Rule(
        [speaks_for_their_side, is_editable],
        otherwise="Only the person who speaks for a side may share the plan outside the team.",
    ),
    "read_plan": Rule([is_on_the_team], otherwise="Only the team may say that they have read the plan."),
    "set_duties": Rule(
        [is_on_the_team, is_editable], otherwise="Only the team may say who does what, while the collaboration is open."
    ),
    "quieten": Rule([is_on_the_team], otherwise="Only the team is reminded, and may say when not to be."),
    "take_calendar": Rule([is_on_the_team], otherwise="Only the team may take the days of a collaboration along."),
    "write_notice": Rule(
        [is_on_the_team, is_working], otherwise="Only the team may write a notice, once the collaboration is under way."
    ),
}
