"""Who may do what with what is shared, and with all that stands around it? One table of every noun's rows.

*Source:* R15, R56, R184, R211-R213; D2.
"""

from commonground.sharing.permissions import (
    agreements,
    desk,
    groups,
    incidents,
    items,
    programs,
    requests,
    transfers,
    whatif,
)

__all__ = ["TABLE"]

TABLE = {
    **agreements.TABLE,
    **desk.TABLE,
    **groups.TABLE,
    **incidents.TABLE,
    **items.TABLE,
    **programs.TABLE,
    **requests.TABLE,
    **transfers.TABLE,
    **whatif.TABLE,
}
