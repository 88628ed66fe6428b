"""Who may change the installation's own table of the requirement matrix?

*Source:* R94 ("cells configurable").
"""

from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator

TABLE = {
    "change_matrix": Rule(
        [is_administrator],
        otherwise="Only an administrator may change what the requirement matrix asks for.",
    ),
}
