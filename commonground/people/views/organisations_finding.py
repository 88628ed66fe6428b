"""What is shown to somebody who does not know whom they need? A few organisations with the reasons, and what overlaps.

*Source:* R155.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.sides import KIND_LABELS, Kind
from commonground.pages import words
from commonground.pages.tables import Column, Table
from commonground.people.forms.organisations import NeedForm
from commonground.people.models import Organisation
from commonground.people.queries import glossary
from commonground.people.queries import organisations_finding as queries
from commonground.people.rules.organisations_finding import Hit, Overlap, overlaps
from commonground.people.views.organisations import A_PAGE, back_to_organisations
from commonground.places import queries as places
from commonground.places.models import Area

PLACES = {"name": "its name", "about": "what it does", "capabilities": "what it can bring"}
# What an organisation of a kind is to somebody of another, for those who meet them for the first time.
FOR_YOU = {
    (Kind.MANAGER, Kind.ASSOCIATION): "Businesses and security teams like yours join it.",
    (Kind.PROVIDER, Kind.ASSOCIATION): "Firms like yours join it.",
    (Kind.MANAGER, Kind.PROVIDER): "You could take it under contract.",
    (Kind.POLICE, Kind.ASSOCIATION): "One call there reaches many businesses.",
    (Kind.COMMUNITY, Kind.POLICE): "They police the place where you are.",
    (Kind.MANAGER, Kind.POLICE): "They police the place where you are.",
    (Kind.PROVIDER, Kind.POLICE): "They police the place where you are.",
}


@login_not_required
@require_safe
def need(request: HttpRequest) -> HttpResponse:
    form = NeedForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    meant = places.named(said.get("where", ""), most=4)
    place = meant[0].area if meant else None
    is_asked = bool(said.get("q") or said.get("where"))
    known = queries.cards() if is_asked else {}
    found = queries.found_for(said["q"], place, known) if is_asked and (place or not said["where"]) else []
    context = {
        "form": form,
        "is_asked": is_asked,
        "place": place,
        "others_meant": [each.area.name for each in meant[1:] if meant[0].how == "similar"],
        "no_place": said.get("where", "") if not place else "",
        "found": [(each, reasons(each, hit, place, said.get("kind", ""))) for each, hit in found],
        "overlap": overlap_table(overlaps([hit.card for _each, hit in found])),
        "terms": glossary.named_in(said.get("q", "")),
        "breadcrumbs": back_to_organisations(),
    }
    return render(request, "people/need.html", context)


@login_not_required
@require_safe
def overlapping(request: HttpRequest) -> HttpResponse:
    page = Paginator(overlaps(queries.cards().values()), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "table": overlap_table(page.object_list), "breadcrumbs": back_to_organisations()}
    return render(request, "people/organisations_overlap.html", context)


def reasons(organisation: Organisation, hit: Hit, place: Area | None, reader: str) -> list[str]:
    """Say why an organisation was found: its words, its place, and what its kind is to the reader."""
    said = []
    if hit.words:
        told = {"words": words.listed(f"“{word}”" for word in hit.words), "where": _where(hit)}
        said.append(_("Says %(words)s in %(where)s.") % told)
    if hit.is_there and organisation.area:
        said.append(_("Works in %(area)s.") % {"area": organisation.area.name})
    elif place is not None:
        said.append(_("Names no area, so it may work there too."))
    kind = Kind(organisation.kind)
    if reader and (for_you := FOR_YOU.get((Kind(reader), kind))) and (kind is not Kind.POLICE or hit.is_there):
        said.append(_(for_you))
    return said


def _where(hit: Hit) -> str:
    return words.listed(_(PLACES[name]) for name in hit.places)


def overlap_table(pairs: Any) -> Table | None:
    """Set pairs that overlap in a table; None without any."""
    rows = [[pair.first.name, pair.second.name, _both(pair), ", ".join(pair.words)] for pair in pairs]
    columns = (Column(_("Organisation")), Column(_("And")), Column(_("Both are")), Column(_("Both say")))
    caption = _("Organisations of one kind and area that describe themselves alike")
    return Table(caption, columns, rows, id="overlap", stack=True, hidden_caption=True) if rows else None


def _both(pair: Overlap) -> str:
    return _(KIND_LABELS[Kind(pair.first.kind)])
