"""What stands around every page of one collaboration? Its name, its tabs, and what the reader may do.

*Source:* the look, section 7; reference on standards, section 1.2.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.matrix import ROUTES, asks_to_tell_first, read_cell
from commonground.projects.models import Collaboration
from commonground.projects.permissions import IN_A_COLLABORATION, Taking
from commonground.projects.queries import visible

# Pages with an address of their own that belong to a tab
WITHIN = {"pulse": "together"}


def frame(
    actor: Actor, collaboration: Collaboration, tab: str = "", taking: Taking | None = None, **more: Any
) -> dict[str, Any]:
    """Give the context that `projects/frame.html` wants; `may` holds the actions that the reader may do here. `taking`
    is the reader's part, where it is known."""
    taking = taking or visible.taking(actor, collaboration)
    return {
        "collaboration": collaboration,
        "taking": taking,
        "may": {action for action, rule in IN_A_COLLABORATION.items() if rule.allows(actor, taking)},
        "breadcrumbs": [{"label": _("Collaborations"), "url": reverse("projects:list")}]
        + ([{"label": collaboration.name, "url": address(collaboration)}] if tab != "overview" else []),
        "tabs": [] if taking.part == "stakeholder" else _tabs(collaboration, tab),
        "police_first": _police_first(collaboration),
        **more,
    }


def _police_first(collaboration: Collaboration) -> tuple[Any, ...]:
    """Give the ways to the police that stand first on every page of what is about a terrorist threat."""
    cell = read_cell(collaboration.cell) if collaboration.cell else None
    return ROUTES[cell.risk] if cell and asks_to_tell_first(cell) else ()


def address(collaboration: Collaboration) -> str:
    """Give the address of a collaboration's overview."""
    return reverse("projects:collaboration", args=[collaboration.public_id])


def _tabs(collaboration: Collaboration, tab: str) -> list[dict[str, Any]]:
    names = {
        "overview": ("projects:collaboration", _("Overview")),
        "people": ("projects:people", _("People")),
        "actions": ("projects:actions", _("Actions")),
        "measures": ("projects:measures", _("Measures")),
        "together": ("projects:together", _("Together")),
        "public": ("projects:publications", _("Public pages")),
        "papers": ("projects:papers", _("Papers")),
        "history": ("projects:history", _("History")),
    }
    return [
        {"label": label, "url": reverse(name, args=[collaboration.public_id]), "current": key == WITHIN.get(tab, tab)}
        for key, (name, label) in names.items()
    ]
