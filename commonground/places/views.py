"""What is shown of areas? A list by kind, and each area's map beside the list of its parts.

*Source:* R187; the look, section 8 (maps).
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.places import queries
from commonground.places.forms import AreaFilter
from commonground.places.models import Area
from commonground.places.rules import Picture, picture

A_PAGE = 30
MOST_DRAWN, MOST_NUMBERED = 400, 80


@login_not_required
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    form = AreaFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.found(asked.get("q", ""), asked.get("kind", ""))
    context = {
        "form": form,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": any(asked.values()),
    }
    return render(request, "places/areas.html", context)


@login_not_required
@require_safe
def area(request: HttpRequest, area: Any) -> HttpResponse:
    found = queries.area(area)
    parts = list(queries.parts_of(found)[: MOST_DRAWN + 1])
    drawn, numbered = _drawn(found, parts)
    context = {
        "area": found,
        "parts": parts[:MOST_DRAWN],
        "there_are_more": len(parts) > MOST_DRAWN,
        "map": drawn,
        "outlines": list(enumerate(drawn.outlines, 1)) if drawn else [],
        "numbered": numbered,
        "breadcrumbs": _way_to(found),
    }
    return render(request, "places/area.html", context)


def _drawn(whole: Area, parts: list[Area]) -> tuple[Picture | None, bool]:
    """Draw the parts, or the whole where it has none or one of them has no boundary; numbers stand on a few parts."""
    if parts and len(parts) <= MOST_DRAWN and all(part.boundary for part in parts):
        return picture(part.boundary for part in parts), len(parts) <= MOST_NUMBERED
    return picture([whole.boundary] if whole.boundary else []), False


def _way_to(area: Area) -> list[dict[str, str]]:
    way = [{"label": _("Places"), "url": reverse("places:areas")}]
    if area.within:
        way.append({"label": area.within.name, "url": reverse("places:area", args=[area.within.public_id])})
    return way
