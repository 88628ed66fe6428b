"""Which collaborations do I take part in? The list, and the list as a file.

*Source:* R52; the look, mock-up of the portfolio.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonground.groundwork.permissions import may
from commonground.pages.downloads import csv_file
from commonground.projects.forms.working import PortfolioFilter
from commonground.projects.permissions import TABLE, Taking
from commonground.projects.queries import portfolio
from commonground.projects.queries.portfolio import Line
from commonground.projects.rules.lifecycle import State

A_PAGE = 20


def listed(request: HttpRequest) -> HttpResponse:
    everything = portfolio.portfolio_for(request.actor)
    form, found = _narrowed(request, everything)
    open_ones = [line for line in found if not line.is_closed]
    context = {
        "form": form,
        "page": Paginator(open_ones, A_PAGE).get_page(request.GET.get("page")),
        "closed": [line for line in found if line.is_closed],
        "taking_part": len([line for line in everything if not line.is_closed]),
        "due": sum(line.glance.due for line in everything),
        "is_narrowed": form.has_changed(),
        "may_start": may(TABLE, "start", request.actor, Taking(State.DRAFT)),
        "query": request.GET.urlencode(),
    }
    return render(request, "projects/list.html", context)


def _narrowed(request: HttpRequest, lines: list[Line]) -> tuple[PortfolioFilter, list[Line]]:
    """Read the filter; what it does not know narrows nothing."""
    areas = sorted({(line.collaboration.area.ref, line.collaboration.area.name) for line in lines}, key=lambda a: a[1])
    form = PortfolioFilter(areas, request.GET or None, auto_id="filter_%s")
    asked: dict[str, Any] = {}
    if form.is_bound and not form.is_valid():
        asked = {name: form.cleaned_data[name] for name in form.cleaned_data}
    elif form.is_bound:
        asked = form.cleaned_data
    return form, portfolio.narrowed(
        lines,
        search=asked.get("q", ""),
        area=asked.get("area", ""),
        stage=asked.get("stage", ""),
        order=asked.get("order", ""),
    )


def as_csv(request: HttpRequest) -> HttpResponse:
    _form, found = _narrowed(request, portfolio.portfolio_for(request.actor))
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
        for line in found
    )
    return csv_file("collaborations", heading, rows)
