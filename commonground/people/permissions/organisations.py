"""Who may do what to organisations?

*Source:* D2, D3.
"""

from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator, is_coordinator_there

TABLE = {
    "change_card": Rule(
        [is_administrator],
        [is_coordinator_there],
        otherwise="Only a coordinator of the organisation may change its card.",
    ),
    # Not for its own coordinators: a part shows on the page of the whole, and would speak in its name.
    "place_organisation": Rule(
        [is_administrator], otherwise="Only an administrator may say what an organisation is part of."
    ),
    "register_organisation": Rule(
        [is_administrator], otherwise="Only an administrator may add an organisation to the register."
    ),
    "end_organisation": Rule(
        [is_administrator], otherwise="Only an administrator may end an organisation's part, or begin it again."
    ),
}
