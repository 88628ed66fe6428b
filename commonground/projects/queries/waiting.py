"""What does a collaboration wait for now, and for whom is it time to look again?

*Source:* R126.
"""

import uuid
from datetime import date

from django.http import Http404

from commonground.groundwork.actors import Actor
from commonground.projects.models import Awaited, Collaboration
from commonground.projects.queries.visible import collaborations_for
from commonground.projects.rules.lifecycle import State


def awaited_in(collaboration: Collaboration, step: int | None = None) -> list[Awaited]:
    """List what a collaboration waits for now, the soonest to look at again first; a step's number narrows it to what
    that step waits for."""
    rows = collaboration.awaited.filter(ended_on__isnull=True).order_by("look_again", "pk")
    return list(rows if step is None else rows.filter(step=step))


def ended_in(collaboration: Collaboration) -> list[Awaited]:
    """List what was waited for and came, the latest first."""
    return list(collaboration.awaited.filter(ended_on__isnull=False).order_by("-ended_on", "-pk"))


def awaited_called(collaboration: Collaboration, public_id: uuid.UUID) -> Awaited:
    """Give one thing that this collaboration waits for now, or 404."""
    found = collaboration.awaited.filter(public_id=public_id, ended_on__isnull=True).first()
    if found is None:
        raise Http404
    return found


def time_to_look(actor: Actor, today: date) -> list[Awaited]:
    """List what waits in the collaborations that are under way on whose team the actor is, and is looked at again
    today."""
    mine = collaborations_for(actor).filter(state=State.ALIVE, team__membership_id=actor.through, team__part="team")
    rows = Awaited.objects.filter(collaboration__in=mine.order_by().values("pk"), ended_on__isnull=True)
    return list(rows.filter(look_again__lte=today).select_related("collaboration").order_by("look_again", "pk"))
