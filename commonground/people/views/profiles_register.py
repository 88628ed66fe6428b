"""What is shown of the register of capabilities? The public list, and the same list as a file for members.

*Source:* R143-R146; the look, 8 (base and source of every number).
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.permissions import may, require
from commonground.pages.downloads import csv_file
from commonground.pages.tables import Column, Table
from commonground.people.forms.profiles import CapabilityFilter
from commonground.people.permissions import TABLE
from commonground.people.queries import profiles as queries
from commonground.people.queries import programmes
from commonground.people.rules.capabilities import GROUPS, Share
from commonground.people.views.organisations import A_PAGE
from commonground.places import queries as places


def _asked(form: CapabilityFilter) -> dict[str, Any]:
    """Read the filter: what the query takes, and the place that was meant, or the name that none has."""
    said = form.cleaned_data if form.is_valid() else {}
    meant = places.named(said.get("where", ""), most=1)
    place = meant[0].area if meant else None
    return {
        "narrowed": {"search": said.get("q", ""), "kind": said.get("kind", ""), "available": said.get("available", "")},
        "place": place,
        "no_place": said.get("where", "") if not place else "",
        "areas": list(places.touching(place)) if place else [],
        "is_narrowed": any(said.values()),
    }


@login_not_required
@require_safe
def capabilities(request: HttpRequest) -> HttpResponse:
    form = CapabilityFilter(request.GET)
    asked = _asked(form)
    found = queries.listed(**asked["narrowed"], areas=asked["areas"])
    found = found.none() if asked["no_place"] else found
    context = {
        "form": form,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "may_take_away": may(TABLE, "take_capabilities_away", request.actor, None),
        "question": request.GET.urlencode(),
        "shares": shares_table(),
        **asked,
    }
    return render(request, "people/capabilities.html", context)


@require_safe
def capabilities_file(request: HttpRequest) -> HttpResponse:
    require(TABLE, "take_capabilities_away", request.actor, None)
    asked = _asked(CapabilityFilter(request.GET))
    found = queries.listed(**asked["narrowed"], areas=asked["areas"])
    found = found.none() if asked["no_place"] else found
    if programme := programmes.programme():
        audit.seen(actor=request.actor, subject=programme, page="capabilities")
    heading = ["kind", "name", "organisation", "number", "licence_sectors", "area", "hours", "coverage", "kept_days",
               "how_to_ask", "available", "conditions"]  # fmt: skip
    rows = (
        [
            each.get_kind_display(), each.name, each.organisation.name, each.number, "; ".join(each.licence_sectors),
            each.area.name if each.area else "", each.hours, each.coverage, each.kept_days, each.how_to_ask,
            each.get_available_display(), each.conditions,
        ]
        for each in found
    )  # fmt: skip
    return csv_file("capabilities", heading, rows)


def shares_table() -> Table:
    """Set the consultation's figures beside the counts here, each with its base and source."""
    published, rows = queries.published(), []
    for share in queries.here():
        then = published.get(share.group, {})
        rows.append([_(GROUPS[share.group]), said_then(then), said_here(share)])
    columns = (Column(_("Responsible for")), Column(_("Consultation of 2015")), Column(_("Organisations here")))
    return Table(_("Then and here"), columns, rows, id="shares", stack=True, hidden_caption=True)


def said_then(figure: dict[str, Any]) -> str:
    """Say a published share with its base."""
    if not figure:
        return _("Not kept here")
    if people := figure.get("people"):
        return _("%(share)s, %(people)s of 197 responses") % {"share": figure["published_as"], "people": people}
    return str(figure["published_as"])


def said_here(share: Share) -> str:
    """Say a count here with its base; a small one is held back."""
    if not share.base:
        return _("Nobody has answered yet")
    if share.count is None:
        return _("Held back: fewer than five, or all but fewer than five")
    said = ngettext("%(count)s of %(base)s that answered", "%(count)s of %(base)s that answered", share.base) % {
        "count": share.count,
        "base": share.base,
    }
    per_cent = share.per_cent
    return said if per_cent is None else _("%(per_cent)s%% (%(said)s)") % {"per_cent": per_cent, "said": said}
