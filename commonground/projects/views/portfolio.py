"""Which collaborations do I take part in? The list, and the list as a file.

*Source:* R52, R102; the look, mock-up of the portfolio.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.permissions import may
from commonground.pages.downloads import csv_file
from commonground.projects.actions.portfolio import keep_for
from commonground.projects.forms.working import PortfolioFilter
from commonground.projects.permissions import TABLE, Taking
from commonground.projects.queries import portfolio
from commonground.projects.queries.portfolio import Asked
from commonground.projects.rules.lifecycle import State

A_PAGE, FINISHED_SHOWN = 20, 5


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    keep_for(request.actor)
    form, asked = _asked(request)
    invited = portfolio.invited(request.actor)
    found = portfolio.found_for(request.actor, asked if asked.state else asked.but(state="open"), invited)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    over = asked.but(state="closed")
    closed = [] if asked.state else portfolio.found_for(request.actor, over, invited)[:FINISHED_SHOWN]
    lines = portfolio.lines(request.actor, [*page, *closed], invited)
    context = {
        "form": form,
        "page": page,
        "lines": lines[: len(page.object_list)],
        "closed": lines[len(page.object_list) :],
        "counted": portfolio.counted(request.actor, invited),
        "most_closed": FINISHED_SHOWN,
        "is_narrowed": form.has_changed(),
        "more_is_asked": any((asked.organisation, asked.state, asked.step, asked.waits)),
        "may_start": may(TABLE, "start", request.actor, Taking(State.DRAFT)),
        "query": request.GET.urlencode(),
        "tabs": tabs("list"),
    }
    return render(request, "projects/list.html", context)


def tabs(current: str) -> list[dict[str, Any]]:
    """Give the ways to look at all collaborations together, for the navigation above each."""
    names = {
        "list": ("projects:list", _("List")),
        "due": ("projects:due", _("What is due")),
        "reviews": ("projects:reviews", _("Reviews")),
        "calendar": ("projects:calendar", _("Calendar")),
        "map": ("projects:map", _("Map")),
    }
    return [{"label": label, "url": reverse(name), "current": key == current} for key, (name, label) in names.items()]


def _asked(request: HttpRequest) -> tuple[PortfolioFilter, Asked]:
    """Read the filter; what it does not know narrows nothing."""
    areas = portfolio.areas_of(request.actor)
    wanted = portfolio.area_called(request.GET.get("area", ""))
    if wanted and wanted.ref not in dict(areas):
        areas.append((wanted.ref, wanted.name))
    form = PortfolioFilter(areas, request.GET or None, auto_id="filter_%s")
    if form.is_bound:
        form.is_valid()
        known = {name: value for name, value in form.cleaned_data.items() if value is not None}
        return form, Asked(**known)
    return form, Asked()


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    keep_for(request.actor)
    _form, asked = _asked(request)
    invited = portfolio.invited(request.actor)
    found = portfolio.found_for(request.actor, asked, invited)
    heading = (
        _("Collaboration"), _("Area"), _("What it is for"), _("State"), _("Step in hand"), _("Status"),
        _("Steps confirmed by both"), _("Started"),
    )  # fmt: skip
    rows = (
        (
            line.collaboration.name,
            line.collaboration.area.name,
            line.collaboration.about,
            line.collaboration.get_state_display(),
            f"{line.here.number}. {line.here.title}" if line.here else "",
            line.glance.words,
            line.complete if line.steps else "",
            line.collaboration.created_at.date().isoformat(),
        )
        for line in portfolio.all_lines(request.actor, found, invited)
    )
    return csv_file("collaborations", heading, rows)
