"""What can be done with a collaboration's cell of the requirement matrix? Choose it, and choose another.

*Source:* R94-R95.
"""

from django.db import transaction

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.matrix import Cell, asks_to_tell_first, read_cell, require_told
from commonground.groundwork.refusals import Stale
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Collaboration


@transaction.atomic
def choose_cell(
    *, actor: Actor, collaboration: Collaboration, cell: Cell, version: int, told: bool = False
) -> Collaboration:
    """Say what the collaboration is about, how soon it must work and how far partners take part; `told` says that the
    police know of a terrorist threat.

    :raises Refused: for a terrorist threat of which nobody says that the police know.
    :raises Stale: when somebody saved in between; it holds what is saved now.
    """
    held = permitted("choose_cell", actor, collaboration)
    require_told(cell, told=told)
    if held.version != version:
        raise Stale(
            "Somebody changed this while you were writing. Both answers are below.", _values(held), held.version
        )
    if held.cell == str(cell):
        return held
    before = read_cell(held.cell).label if held.cell else ""
    held.cell, held.version = str(cell), held.version + 1
    held.save(update_fields=["cell", "version"])
    words = f"Requirement matrix: {cell.label}" + (f" (before: {before})" if before else "")
    told_how = {"police_told": True} if asks_to_tell_first(cell) else {}
    audit.record("projects:cell:chosen", actor=actor, subject=held, summary=words, cell=str(cell), **told_how)
    return held


def _values(held: Collaboration) -> dict[str, str]:
    if not held.cell:
        return {}
    risk, timeliness, participation = held.cell.split("/")
    return {"risk": risk, "timeliness": timeliness, "participation": participation}
