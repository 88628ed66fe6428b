"""What does a collaboration's cell of the requirement matrix ask for, and who on the team lacks what it asks?

*Source:* R94-R97.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from commonground.groundwork.matrix import Agreement, Cell, Profile, read_cell
from commonground.people.models import Clearance, Membership
from commonground.people.queries.matrix import table_of
from commonground.people.rules.clearances import Entered, level_on
from commonground.projects.models import Collaboration
from commonground.projects.queries import visible
from commonground.projects.queries.recorded import answers_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What a collaboration's cell asks for."""

    cell: Cell
    profile: Profile


def asked_of(collaboration: Collaboration) -> Asked | None:
    """Give the collaboration's cell with what it asks for here, or None while none is chosen."""
    if not collaboration.cell:
        return None
    cell = read_cell(collaboration.cell)
    return Asked(cell, table_of(collaboration.programme)[cell])


def levels_of(memberships: list[Membership], day: date | None = None) -> dict[int, int]:
    """Give the level of clearance of each membership on a day, by its key, in one query."""
    entered: dict[int, list[Entered]] = defaultdict(list)
    for row in Clearance.objects.filter(membership__in=memberships):
        entry = Entered(row.level, row.starts, row.until, row.pk, row.withdrawn_at is not None)
        entered[row.membership_id].append(entry)
    return {one.pk: level_on(day or timezone.localdate(), entered[one.pk]) for one in memberships}


def short_of_clearance(collaboration: Collaboration, asked: Asked) -> list[Membership]:
    """List who is on the team and is not cleared as far as the cell asks, by name."""
    if not asked.profile.clearance:
        return []
    team = [member.membership for member in visible.team_of(collaboration)]
    levels = levels_of(team)
    return [one for one in team if levels[one.pk] < asked.profile.clearance]


def lacks_agreement(collaboration: Collaboration, asked: Asked) -> bool:
    """Whether the cell asks for a sharing agreement, and question 2c has not been answered with one."""
    if asked.profile.agreement is not Agreement.NEEDED:
        return False
    return not any(row.values.get("decided") == "agreement" for row in answers_of(collaboration, "sharing"))


def counts_by_cell() -> dict[str, int]:
    """Count the collaborations that have each cell; those without one under an empty name."""
    rows = Collaboration.objects.order_by().values("cell").annotate(number=Count("pk"))
    return {row["cell"]: row["number"] for row in rows}
