"""What stands around a page that belongs to one step? Its number and title, and the way back to it.

*Source:* the look, section 7.
"""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import Collaboration
from commonground.projects.rules import guide
from commonground.projects.views.framing import frame


def step_address(collaboration: Collaboration, number: int) -> str:
    """Give the address of one step's page."""
    return reverse("projects:step", args=[collaboration.public_id, number])


def step_frame(actor: Actor, collaboration: Collaboration, number: int, page_name: str, **more: Any) -> dict[str, Any]:
    """Give the context of a page inside one step, with the way back to it; extends `projects/special/in_step.html`."""
    step = guide.step(number)
    found = frame(actor, collaboration, page_name=page_name, step=step, **more)
    if found["tabs"]:
        label = f"{number}. {_(step.title)}"
        found["breadcrumbs"].append({"label": label, "url": step_address(collaboration, number)})
    return found | {"tabs": []}


def sent(request: HttpRequest) -> QueryDict | None:
    """Give what was posted, even if it is empty; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def own_side(actor: Actor) -> Side:
    """Give the actor's side, where only the police and the security side have something to say.

    :raises NotAllowed: for somebody from oversight or the community who is on the team.
    """
    if actor.side not in TWO_SIDES:
        raise NotAllowed("Only the police side and the security side write here.")
    return actor.side
