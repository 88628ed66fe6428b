"""What is shown of areas? A list to search, each area's own page with its map, and the forms for shapes.

*Source:* R57, R187; the look, section 8 (maps).
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import Invalid
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in
from commonground.places import actions, queries
from commonground.places.adapters import files
from commonground.places.forms import AreaFilter, ShapeForm
from commonground.places.models import Area
from commonground.places.permissions import TABLE
from commonground.places.rules import KIND_LABELS, AreaKind, picture
from commonground.places.rules.around import around

A_PAGE = 30
MOST_DRAWN, MOST_NUMBERED = 400, 80
SMALLEST = "lsoa"  # nothing is drawn inside a small area: police data have no finer place

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    form = AreaFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.found(asked.get("q", ""), asked.get("kind", "")), A_PAGE).get_page(request.GET.get("page"))
    ways = queries.ways_to(list(page))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, [above.name for above in reversed(ways[each.pk])]) for each in page],
        "is_near": any(getattr(each, "rank", 0) == queries.SIMILAR for each in page),
        "is_narrowed": any(asked.values()),
    }
    return render(request, "places/areas.html", context)


@login_not_required
@require_safe
def area(request: HttpRequest, area: Any) -> HttpResponse:
    found = queries.area(area)
    kinds = queries.kinds_of_parts(found) if found.kind != "drawn" else []
    kind = _chosen(request.GET.get("parts", ""), kinds)
    parts = list(queries.parts_of(found, kind)[: MOST_DRAWN + 1])
    context = {
        "area": found,
        "parts": parts[:MOST_DRAWN],
        "parts_kind": KIND_LABELS[AreaKind(kind)] if kind else "",
        "kinds": [(each, KIND_LABELS[AreaKind(each)], count, each == kind) for each, count in kinds],
        "there_are_more": len(parts) > MOST_DRAWN,
        **_map(found, parts),
        "shapes": queries.shapes_on(found),
        "around": around(request.actor, found),
        "may_draw": _may_draw_in(request, found),
        "may_redraw": may(TABLE, "redraw", request.actor, found) and not queries.is_used(found),
        "breadcrumbs": _way_to(found),
    }
    return render(request, "places/area.html", context)


@get_or_post
def draw(request: HttpRequest, area: Any) -> HttpResponse:
    found = queries.area(area)
    if not _may_draw_in(request, found):
        require(TABLE, "draw", request.actor, found)
        raise Http404
    parts = _choosable(request, found)
    form = ShapeForm(request.POST or None, request.FILES or None, parts=_numbered(parts))
    if form.is_valid():
        with refusals_said_in(form):
            made = actions.draw(actor=request.actor, within=found, **_typed(form, parts))
            messages.success(request, _("%(name)s is kept.") % {"name": made.name})
            return redirect("places:area", made.public_id)
    context = {"form": form, "area": found, **_map(found, parts), "breadcrumbs": _way_to(found, itself=True)}
    return render(request, "places/shape.html", context)


@get_or_post
def redraw(request: HttpRequest, area: Any) -> HttpResponse:
    shape = _shape(area)
    require(TABLE, "redraw", request.actor, shape)
    whole = shape.within
    parts = _choosable(request, whole, shape)
    held = actions.shape_of(shape)
    form = ShapeForm(
        request.POST or None, request.FILES or None, initial=held, version=shape.version, parts=_numbered(parts)
    )
    if form.is_valid():
        with refusals_said_in(form):
            typed = {**_typed(form, parts), "version": form.cleaned_data["version"]}
            actions.redraw(actor=request.actor, shape=shape, **typed)
            messages.success(request, _("The shape is changed."))
            return redirect("places:area", shape.public_id)
    more = {"shape": shape, **_map(whole, parts), "breadcrumbs": _way_to(shape, itself=True)}
    return render(request, "places/shape.html", {"form": form, "area": whole, **more})


@get_or_post
def erase(request: HttpRequest, area: Any) -> HttpResponse:
    shape = _shape(area)
    require(TABLE, "redraw", request.actor, shape)
    form = Form(request.POST or None, version=shape.version)
    if form.is_valid():
        with refusals_said_in(form):
            actions.erase(actor=request.actor, shape=shape, version=form.cleaned_data["version"])
            messages.success(request, _("%(name)s is taken away.") % {"name": shape.name})
            return redirect("places:area", shape.within.public_id)
    context = {
        "form": form,
        "heading": _("Take this shape away?"),
        "over": shape.name,
        "what": [_("Nothing names it yet, so nothing else changes.")],
        "lost": _("Its name and its outline are lost."),
        "button": _("Take the shape away"),
        "destructive": True,
        "cancel_url": reverse("places:area", args=[shape.public_id]),
        "breadcrumbs": _way_to(shape, itself=True),
    }
    return render(request, "pages/confirm.html", context)


def _shape(public_id: Any) -> Area:
    """Give a shape that members drew, or 404."""
    found = queries.area(public_id)
    if found.kind != AreaKind.DRAWN or found.within is None or found.drawn_by is None:
        raise Http404
    return found


def _may_draw_in(request: HttpRequest, area: Area) -> bool:
    fits = area.kind not in (AreaKind.DRAWN, SMALLEST) and not area.is_retired
    return fits and may(TABLE, "draw", request.actor, area)


def _choosable(request: HttpRequest, whole: Area, shape: Area | None = None) -> list[Area]:
    """Give the parts of which a shape can be made, all of one kind; none where they are too many to tick."""
    kinds = queries.kinds_of_parts(whole)
    own = shape.made_of.first() if shape else None
    kind = _chosen(request.GET.get("parts", own.kind if own else ""), kinds)
    parts = list(queries.parts_of(whole, kind)[: MOST_DRAWN + 1]) if kind else []
    return parts if len(parts) <= MOST_DRAWN else []


def _chosen(wanted: str, kinds: Sequence[tuple[str, int]]) -> str:
    """Give the kind that is wanted where there is such a part, and else the largest."""
    return next((kind for kind, _count in kinds if kind == wanted), kinds[0][0] if kinds else "")


def _numbered(parts: Sequence[Area]) -> list[tuple[str, str]]:
    return [(part.ref, f"{number}. {part.name}") for number, part in enumerate(parts, 1)]


def _typed(form: ShapeForm, parts: Sequence[Area]) -> dict[str, Any]:
    """Give what the form says of a shape, with an outline read from its file or text.

    :raises Invalid: beside the field in which the outline came.
    """
    field, given = form.given_outline
    outline = None
    if given:
        try:
            outline = files.read_one(given)
        except Invalid as refusal:
            raise Invalid(_("The outline cannot be used: %(why)s") % {"why": refusal.reason}, field) from None
    chosen = set(form.cleaned_data.get("parts", ()))
    return {
        "name": form.cleaned_data["name"],
        "parts": [] if outline else [part for part in parts if part.ref in chosen],
        "outline": outline,
    }


def _map(whole: Area, parts: Sequence[Any]) -> dict[str, Any]:
    """Draw the parts, or the whole where it has none or one of them has no boundary; numbers stand on a few parts. A
    shape that members drew stands in the outline of the area in which it lies."""
    drawn, numbered, around_it = None, False, []
    if whole.kind == AreaKind.DRAWN and whole.within and (wider := whole.within.display or whole.within.boundary):
        around_it = [wider]
    if parts and len(parts) <= MOST_DRAWN and all(part.outline for part in parts) and not whole.is_outlined:
        drawn, numbered = [part.outline for part in parts], len(parts) <= MOST_NUMBERED
    elif own := whole.display or whole.boundary:
        drawn = [own]
    sheet = picture([*around_it, *drawn]) if drawn else None
    return {
        "map": sheet,
        "around_it": sheet.outlines[: len(around_it)] if sheet else (),
        "outlines": list(enumerate(sheet.outlines[len(around_it) :], 1)) if sheet else [],
        "numbered": numbered,
        "on_map": len(parts) if numbered else 0,
    }


def _way_to(area: Area, itself: bool = False) -> list[dict[str, str]]:
    above = [*queries.ways_to([area])[area.pk], *([area] if itself else [])]
    steps = [{"label": each.name, "url": reverse("places:area", args=[each.public_id])} for each in above]
    return [{"label": _("Places"), "url": reverse("places:areas")}, *steps]
