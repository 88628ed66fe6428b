"""What can be done with the installation's own table of the requirement matrix? Write a line, go back to ours.

*Source:* R94 ("cells configurable"); D1.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.matrix import Cell, Profile, defaults, line_of
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Stale
from commonground.people.models import MatrixLine, Programme
from commonground.people.permissions import TABLE
from commonground.people.queries import matrix


@transaction.atomic
def change_line(*, actor: Actor, programme: Programme, cell: Cell, profile: Profile, version: int) -> None:
    """Write what a cell asks for here, on top of the version that the actor saw; what is as before is not written.

    :raises Stale: when somebody else wrote it in between, with what is there now.
    """
    _write(actor, programme, cell, "" if profile == defaults()[cell] else line_of(cell, profile), version)


@transaction.atomic
def back_to_ours(*, actor: Actor, programme: Programme, cell: Cell, version: int) -> None:
    """Let a cell have the defaults again with which the installation began.

    :raises Stale: when somebody else wrote it in between, with what is there now.
    """
    _write(actor, programme, cell, "", version)


def _write(actor: Actor, programme: Programme, cell: Cell, line: str, version: int) -> None:
    require(TABLE, "change_matrix", actor, None)
    Programme.objects.select_for_update().get(pk=programme.pk)
    newest = matrix.newest_lines(programme).get(cell)
    number = newest.number if newest else 0
    if number != version:
        said = _("Somebody else changed this while you were writing.")
        raise Stale(said, profile_values(matrix.table_of(programme)[cell]), number)
    if line == (newest.line if newest else ""):
        return
    MatrixLine.objects.create(programme=programme, cell=str(cell), number=number + 1, line=line, by_id=actor.person_id)
    words = _("Requirement matrix, %(cell)s: changed") if line else _("Requirement matrix, %(cell)s: back to ours")
    audit.record(
        "people:matrix:changed",
        actor=actor,
        subject=programme,
        summary=words % {"cell": cell.label},
        cell=str(cell),
        version=number + 1,
    )


def profile_values(profile: Profile) -> dict[str, object]:
    """Give what a cell asks for as the form's own values; times are numbers of days."""
    return {
        "channel": profile.channel.value,
        "taking_part": profile.taking_part.value,
        "clearance": str(profile.clearance),
        "agreement": profile.agreement.value,
        "urgency": profile.urgency.value,
        "expires": profile.expires.days,
        "review": profile.review.days,
        "contact": profile.contact.value,
    }
