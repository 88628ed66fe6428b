"""What falls due, what is reviewed when, and where is it all? Lists, a month and a map across my collaborations.

*Source:* R52, R102; reference on standards, section 1.2.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commonground.pages.downloads import csv_file
from commonground.places.rules import picture
from commonground.projects.actions.portfolio import counted_for, keep_for
from commonground.projects.forms.working import DueFilter
from commonground.projects.models import Answer
from commonground.projects.queries import ahead, portfolio
from commonground.projects.rules import guide
from commonground.projects.rules.portfolio import month_of, months_around, weeks_of
from commonground.projects.views.portfolio import Counting, tabs

A_PAGE, MOST_DRAWN, MOST_LISTED = 25, 40, 1000
MOST_IN_A_FILE = 5000
A_PAGE_OF_A_MONTH = 60
COURSE = {
    "": ("none", gettext_lazy("No review yet")),
    "closed": ("waiting", gettext_lazy("Not both have answered")),
    "on": ("oncourse", gettext_lazy("On course")),
    "off": ("care", gettext_lazy("Not on course")),
    "apart": ("care", gettext_lazy("The sides differ")),
    "stop": ("care", gettext_lazy("A side asks whether to stop")),
}
TREND = {
    "up": gettext_lazy("Better than the time before"),
    "down": gettext_lazy("Less so than the time before"),
    "same": gettext_lazy("As the time before"),
    "": "",
}


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    form, found = _due(request)
    today = timezone.localdate()
    page = Paginator(found[:MOST_LISTED], A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [{"answer": one, "noun": _noun(one), "is_past": bool(one.due and one.due < today)} for one in page],
        "is_narrowed": form.has_changed(),
        "query": request.GET.urlencode(),
        "tabs": tabs("due"),
    }
    return render(request, "projects/due.html", context)


def _due(request: HttpRequest) -> tuple[DueFilter, Any]:
    form = DueFilter(request.GET or None, auto_id="filter_%s")
    asked = form.cleaned_data if form.is_bound and (form.is_valid() or True) else {}
    until = timezone.localdate() + timedelta(days=asked["within"]) if asked.get("within") else None
    kind, mine = asked.get("kind", ""), asked.get("whose") == "mine"
    return form, ahead.due_for(request.actor, until=until, kind=kind, mine=mine)


def _noun(answer: Answer) -> str:
    return _(guide.PARTS[answer.part].noun)


@require_safe
def due_csv(request: HttpRequest) -> HttpResponse:
    _form, found = _due(request)
    heading = (_("Due"), _("What"), _("Kind"), _("Collaboration"), _("Who answers for it"))
    rows = (
        (one.due, str(one), _noun(one), one.collaboration.name, str(one.member) if one.member else "")
        for one in found[:MOST_IN_A_FILE]
    )
    return csv_file("due", heading, rows)


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    counted = counted_for(request.actor, portfolio.invited(request.actor))
    search = request.GET.get("q", "").replace("\x00", "")[:200]
    pages = Counting(ahead.reviewed_for(request.actor, search).values_list("pk", flat=True), A_PAGE)
    pages.known = None if search.strip() else counted.reviewed
    page = pages.get_page(request.GET.get("page"))
    rows = [{"it": one, **_said(one)} for one in ahead.reviews(portfolio.rows(request.actor, list(page)))]
    query = request.GET.urlencode()
    context = {"page": page, "rows": rows, "search": search, "query": query, "tabs": tabs("reviews")}
    return render(request, "projects/reviews.html", context)


def _said(one: ahead.Reviewed) -> dict[str, Any]:
    """Put how the reviews of one collaboration stand into words."""
    kind, words = COURSE[one.course]
    return {"kind": kind, "words": words, "trend": TREND[one.trend]}


@require_safe
def reviews_csv(request: HttpRequest) -> HttpResponse:
    keep_for(request.actor)
    found = list(ahead.reviewed_for(request.actor, request.GET.get("q", "").replace("\x00", "")[:200])[:MOST_IN_A_FILE])
    heading = (
        _("Collaboration"), _("Area"), _("Reviews held"), _("Last review"), _("Next review"), _("On course"),
        _("Compared with the time before"), _("Police answered"), _("Security answered"),
    )  # fmt: skip
    rows = (
        (
            one.collaboration.name, one.collaboration.area.name, one.last.number if one.last else 0,
            one.last.held_on if one.last else "", one.next_on or "", _said(one)["words"], _said(one)["trend"],
            _("Yes") if "police" in one.answered else _("No"), _("Yes") if "security" in one.answered else _("No"),
        )
        for one in ahead.reviews(found)
    )  # fmt: skip
    return csv_file("reviews", heading, rows)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    keep_for(request.actor)
    today = timezone.localdate()
    first = month_of(request.GET.get("month", ""), today)
    rows = ahead.month_for(request.actor, first)
    before, after = months_around(first)
    page = Paginator(rows, A_PAGE_OF_A_MONTH).get_page(request.GET.get("page"))
    by_day: dict[date, list[ahead.OnADay]] = {}
    for row in page:
        by_day.setdefault(row.on, []).append(row)
    days = [
        {"on": on, "is_today": on == today, "rows": [{"it": row, "noun": _kind(row)} for row in found]}
        for on, found in by_day.items()
    ]
    context = {
        "first": first, "before": before, "after": after, "days": days, "weeks": _weeks(first, rows), "today": today,
        "page": page, "is_full": len(rows) >= ahead.MOST_IN_A_MONTH, "tabs": tabs("calendar"),
    }  # fmt: skip
    return render(request, "projects/calendar.html", context)


def _weeks(first: date, rows: Sequence[ahead.OnADay]) -> list[list[tuple[date, int, bool, int]]]:
    """Give the days of a month by week: how many things fall on each, whether it is of the month, and on which page of
    the list it begins."""
    counts = Counter(row.on for row in rows)
    begins: dict[date, int] = {}
    for number, row in enumerate(rows):
        begins.setdefault(row.on, number // A_PAGE_OF_A_MONTH + 1)
    return [
        [(day, counts[day], day.month == first.month, begins.get(day, 1)) for day in week] for week in weeks_of(first)
    ]


def _kind(row: ahead.OnADay) -> str:
    return _("Review together") if row.kind == "review" else _(guide.PARTS[row.kind].noun)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    keep_for(request.actor)
    # All areas in one pass: they are far fewer than collaborations, and counting them would be another
    page = Paginator(list(ahead.places_of(request.actor)), MOST_DRAWN).get_page(request.GET.get("page"))
    found = ahead.there(list(page))
    drawn = [one for one in found if one.area.outline]
    sheet = picture([one.area.outline for one in drawn])
    numbers = {one.area.pk: number for number, one in enumerate(drawn, 1)}
    context = {
        "page": page,
        "rows": [(one, numbers.get(one.area.pk)) for one in found],
        "map": sheet,
        "outlines": list(zip(numbers.values(), sheet.outlines, drawn, strict=True)) if sheet else [],
        "tabs": tabs("map"),
    }
    return render(request, "projects/map.html", context)
