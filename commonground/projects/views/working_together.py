"""How do we work together here? One page of cards: charter, common ground, what it asks for, trust, and what is added.

*Source:* R54, R84-R97, R126; the look, section 7.
"""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.views.framing import frame
from commonground.projects.views.together_cards import cards


def together(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show a card for each way in which the two sides look after how they work together."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="together")
    context = frame(request.actor, found, "together", page_name=_("How we work together"))
    context["cards"] = cards(request.actor, found)
    return render(request, "projects/together.html", context)
