"""Who may make one organisation of two?

*Source:* issue "People who can be found, trusted and replaced", item 1; D2.
"""

from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator

TABLE = {
    "merge_organisations": Rule([is_administrator], otherwise="Only an administrator may merge organisations."),
    "undo_merge": Rule([is_administrator], otherwise="Only an administrator may undo a merge."),
}
