"""Is the work supported? Which of the roles that carry it nobody has taken, and whether anybody can be reached.

*Source:* R22.
"""

from collections.abc import Sequence
from decimal import Decimal

from commonground.projects.rules.guide.ownership import SUPPORT
from commonground.projects.rules.record import Row

ROLES = SUPPORT.field_named("role").choices


def warnings(rows: Sequence[Row]) -> list[str]:
    """Say what is missing in the support of a collaboration, in sentences; empty when it is supported."""
    if not rows:
        return ["It is unsupported: nobody has offered an hour yet."]
    found = []
    if not sum(Decimal(row.values["hours"]) for row in rows):
        found.append("It is unsupported: roles are named, but no hours are offered.")
    taken = {row.values["role"] for row in rows}
    vacant = [label.lower() for role, label in ROLES.items() if role not in taken]
    if vacant:
        found.append(f"Nobody has taken: {', '.join(vacant)}.")
    if not any(row.values.get("contact") for row in rows):
        found.append("There is no shared mailbox or number, so nobody answers while one person is away.")
    return found


def hours(rows: Sequence[Row]) -> str:
    """Add up the hours that are offered in a month."""
    return f"{sum((Decimal(row.values['hours']) for row in rows), Decimal()):f}"
