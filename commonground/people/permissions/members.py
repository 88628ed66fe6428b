"""Who may do what about members?

*Source:* D2, D3.
"""

from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator, is_coordinator_there

TABLE = {
    "invite_person": Rule(
        [is_administrator],
        [is_coordinator_there],
        otherwise="Only a coordinator of the organisation may invite members.",
    ),
    "make_administrator": Rule(
        [is_administrator],
        otherwise="Only an administrator may make another, or invite somebody who belongs to no organisation.",
    ),
}
