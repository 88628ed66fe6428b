"""What is a custodian alone able to keep? That is a matter of theirs, which somebody else must be able to take.

*Source:* design/sharing.md 2.1 ("Every item has a custodian able to keep it; the last one cannot leave"); R247; D2, D5.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commonground.groundwork.matters import Matter
from commonground.people.models import Membership
from commonground.people.rules.roles import Role
from commonground.sharing.queries.openings import rows_of

PACKAGE = "sharing"
KIND = "custody"


def level_needed(membership_id: int) -> int | None:
    """Give how far a successor must be cleared, from 0 to 3, to keep what one custodian alone is able to keep; None
    where others are able to keep all of it."""
    found = rows_of("SELECT sharing_kept_alone(%s)", [membership_id])[0][0]
    return None if found is None else int(found)


def open_matters_of(membership_id: int) -> Iterator[Matter]:
    """List the keeping of what an organisation shares, where one membership alone is able to do it."""
    held = Membership.objects.filter(pk=membership_id, roles__contains=[Role.CUSTODIAN.value])
    found = held.select_related("organisation").first()
    if found is None or level_needed(membership_id) is None:
        return
    named = {"name": found.organisation.name}
    title, sees = _("Keeping what %(name)s shares") % named, _("The records of what %(name)s shares.") % named
    yield Matter(
        PACKAGE, f"{KIND}:{membership_id}", KIND, title, sees=sees, by_role=Role.CUSTODIAN.value, may_be_vacant=False
    )
