"""Which collaborations do I take part in? The list, and the list as a file.

*Source:* R52, R102; the look, mock-up of the portfolio.
"""

from collections.abc import Collection
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.pages.downloads import csv_file
from commonground.projects.actions.portfolio import counted_for
from commonground.projects.forms.working import PortfolioFilter
from commonground.projects.permissions import TABLE, Taking
from commonground.projects.queries import portfolio, reported
from commonground.projects.queries.portfolio import Asked, Counted
from commonground.projects.rules.lifecycle import State

A_PAGE, FINISHED_SHOWN = 20, 5


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    invited = portfolio.invited(request.actor)
    counted = counted_for(request.actor, invited)
    form, asked = _asked(request, counted)
    found = portfolio.found_for(request.actor, asked if asked.state else asked.but(state="open"), invited)
    pages = Counting(found.values_list("pk", flat=True), A_PAGE)
    pages.known = None if form.has_changed() else counted.open
    page = pages.get_page(request.GET.get("page"))
    closed = _finished(request.actor, asked, invited) if counted.closed else []
    lines = portfolio.lines(request.actor, portfolio.rows(request.actor, [*page, *closed]), invited)
    context = {
        "form": form,
        "page": page,
        "lines": lines[: len(page.object_list)],
        "closed": lines[len(page.object_list) :],
        "counted": counted,
        "is_narrowed": form.has_changed(),
        "asked": asked,
        "may_start": may(TABLE, "start", request.actor, Taking(State.DRAFT)),
        "tabs": tabs("list"),
        "readable": reported.readable_by(request.actor),
    }
    return render(request, "projects/list.html", context | {"query": request.GET.urlencode()})


def _finished(actor: Actor, asked: Asked, invited: Collection[int]) -> list[int]:
    """Give the keys of the first few that are over, unless one state was asked for."""
    found = portfolio.found_for(actor, asked.but(state="closed"), invited).values_list("pk", flat=True)
    return [] if asked.state else list(found[:FINISHED_SHOWN])


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


class Counting(Paginator):
    """Pages of a list whose length may be known already."""

    known: int | None = None

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return super().count if self.known is None else self.known


def _asked(request: HttpRequest, counted: Counted) -> tuple[PortfolioFilter, Asked]:
    """Read the filter; what it does not know narrows nothing."""
    areas = portfolio.areas_of(request.actor, counted.open + counted.closed)
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
    invited = portfolio.invited(request.actor)
    _form, asked = _asked(request, counted_for(request.actor, invited))
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
