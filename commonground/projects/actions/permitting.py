"""May the actor do this here? The one way in which this package's actions ask.

*Source:* R56; D2.
"""

from commonground.groundwork import permissions
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import Collaboration
from commonground.projects.permissions import TABLE
from commonground.projects.queries.visible import taking


def permit(action: str, actor: Actor, collaboration: Collaboration) -> None:
    """Refuse with the table's sentence unless the actor may do the action here.

    :raises NotAllowed: with a sentence fit to show.
    """
    permissions.require(TABLE, action, actor, taking(actor, collaboration))


def permitted(action: str, actor: Actor, collaboration: Collaboration) -> Collaboration:
    """Hold the collaboration and give it as it is now, or refuse: what the actor read before may have moved on since.

    :raises NotAllowed: with a sentence fit to show.
    """
    held = locked(collaboration)
    permit(action, actor, held)
    return held


def side_of(actor: Actor) -> Side:
    """Give the side that the actor acts for.

    :raises NotAllowed: for a member of the team who stands on neither of the two sides.
    """
    if actor.side not in TWO_SIDES:
        raise NotAllowed("Only members on the police or the security side may do this.")
    return actor.side


def locked(collaboration: Collaboration) -> Collaboration:
    """Read the collaboration again and hold it until the transaction ends, so that two who act at once take turns; what
    is kept of how it stands is then made anew."""
    held = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    held.changes += 1
    held.save(update_fields=["changes"])
    return held
