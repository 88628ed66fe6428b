"""What was done in a collaboration, by whom and when? The record, newest first.

*Source:* R52; D1.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.queries import reading, visible
from commonground.projects.views.framing import frame
from commonground.projects.views.overview import history_rows

A_PAGE = 25


def history(request: HttpRequest, collaboration: Any) -> HttpResponse:
    held = visible.team_collaboration_for(request.actor, collaboration)
    audit.seen(actor=request.actor, subject=held, page="history")
    search, side = request.GET.get("q", "").replace("\x00", "")[:200], request.GET.get("side", "")
    found = reading.history_of(held)
    found = found.filter(summary__icontains=search) if search else found
    found = found.filter(side=side) if side in set(TWO_SIDES) else found
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "items": history_rows(page), "page_name": _("What was done")}
    context |= {"search": search, "side": side, "query": request.GET.urlencode()}
    return render(request, "projects/history.html", frame(request.actor, held, "history", **context))
