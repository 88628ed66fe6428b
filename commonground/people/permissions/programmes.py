"""Who may change what a programme says of itself?

*Source:* R1; D2.
"""

from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator

TABLE = {
    "change_programme": Rule(
        [is_administrator], otherwise="Only an administrator may change what a programme says of itself."
    )
}
