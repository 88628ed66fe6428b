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
    "register_organisation": Rule(
        [is_administrator], otherwise="Only an administrator may add an organisation to the register."
    ),
}
