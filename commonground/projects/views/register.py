"""Who does what together, where and since when? The register that everybody may read, its map and its calendar.

*Source:* R102.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.pages.downloads import csv_file
from commonground.places.rules import picture
from commonground.projects.models import Publication
from commonground.projects.queries import register as asking
from commonground.projects.rules.portfolio import month_of, months_around

A_PAGE, MOST_IN_A_FILE = 25, 5000


@login_not_required
@require_safe
def initiatives(request: HttpRequest) -> HttpResponse:
    search, area = _asked(request)
    areas = asking.areas()
    page = Paginator(asking.register(search, area), A_PAGE).get_page(request.GET.get("page"))
    drawn = [each for each, _count in areas if each.outline]
    sheet = picture([each.outline for each in drawn])
    numbers = {each.pk: number for number, each in enumerate(drawn, 1)}
    context = {
        "page": page,
        "rows": [_row(each) for each in page],
        "search": search,
        "area": area,
        "map": sheet,
        "outlines": list(zip(numbers.values(), sheet.outlines, strict=True)) if sheet else [],
        "numbered": [(each, count, numbers.get(each.pk)) for each, count in areas],
        "query": request.GET.urlencode(),
    }
    return render(request, "projects/public/initiatives.html", context)


def _asked(request: HttpRequest) -> tuple[str, str]:
    return request.GET.get("q", "").replace("\x00", "")[:200], request.GET.get("area", "")


def _row(publication: Publication) -> dict[str, Any]:
    """Give one line of the register: what both sides approved, and nothing else."""
    held = publication.values.get("organisations", [])
    return {
        "publication": publication,
        "collaboration": publication.collaboration,
        "purpose": publication.values.get("purpose", ""),
        "police": [each["name"] for each in held if each["side"] == "police"],
        "security": [each["name"] for each in held if each["side"] == "security"],
        "others": [each["name"] for each in held if each["side"] not in {"police", "security"}],
    }


@login_not_required
@require_safe
def initiatives_csv(request: HttpRequest) -> HttpResponse:
    heading = (_("Collaboration"), _("Area"), _("What it is for"), _("Police"), _("Security"), _("With"), _("Since"))
    rows = (
        (
            row["collaboration"].name, row["collaboration"].area.name, row["purpose"], "; ".join(row["police"]),
            "; ".join(row["security"]), "; ".join(row["others"]), row["collaboration"].alive_at.date().isoformat(),
        )
        for row in map(_row, asking.register(*_asked(request))[:MOST_IN_A_FILE])
    )  # fmt: skip
    return csv_file("initiatives", heading, rows)


@login_not_required
@require_safe
def initiatives_calendar(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    first = month_of(request.GET.get("month", ""), today)
    before, after = months_around(first)
    events = []
    for each in asking.months_of(first):
        for on, what in ((each.collaboration.alive_at, _("Began")), (each.published_at, _("Told everybody"))):
            if on and (day := timezone.localdate(on)).replace(day=1) == first:
                events.append((day, what, each))
    context = {"first": first, "before": before, "after": after, "today": today, "events": sorted(events, key=_day)}
    return render(request, "projects/public/initiatives_calendar.html", context)


def _day(event: tuple[Any, ...]) -> tuple[Any, str]:
    return event[0], event[2].collaboration.name
