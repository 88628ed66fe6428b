"""Who may do what to people and organisations? One table of every noun's rows.

*Source:* D2, D3.
"""

from commonground.people.permissions import members, organisations

TABLE = {**members.TABLE, **organisations.TABLE}
