"""What would taking part come to for me? A small calculator with one's own figures; nothing that is typed is kept.

*Source:* R107.
"""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.pages import tables
from commonground.projects.forms.reckoning import ReckoningForm
from commonground.projects.rules import reckoning
from commonground.projects.rules.benefiting import in_pounds


@require_safe
@login_not_required
def reckon(request: HttpRequest) -> HttpResponse:
    """Ask for somebody's figures, and show what they come to in a year."""
    form = ReckoningForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        context |= {"table": _table(form.typed), "pays_from": reckoning.pays_from(form.typed)}
    context["breadcrumbs"] = [
        {"label": _("Packs to show others"), "url": reverse("projects:packs")},
        {"label": _("What the security industry gains"), "url": reverse("projects:pack", args=["security"])},
    ]
    return render(request, "projects/packs/reckon.html", context)


def _table(typed: reckoning.Typed) -> tables.Table:
    """Show a year if all of what is expected comes, if half comes, and if nothing does."""
    years = [reckoning.year(typed, Decimal(part)) for part in ("1", "0.5", "0")]
    rows = [
        [_("Hours put in"), *(_hours(one.hours_in) for one in years)],
        [_("Hours saved"), *(_hours(one.hours_saved) for one in years)],
        [_("Hours left over"), *(_hours(one.hours_left) for one in years)],
        [_("Money put in, with the cost of the hours"), *(in_pounds(one.pence_in) for one in years)],
        [_("Money saved, with the worth of the hours"), *(in_pounds(one.pence_saved) for one in years)],
        [_("Money left over"), *(in_pounds(one.pence_left) for one in years)],
    ]
    heads = [_("In a year"), _("If all of it comes"), _("If half of it comes"), _("If nothing comes")]
    columns = [tables.Column(heads[0]), *(tables.Column(head, True) for head in heads[1:])]
    return tables.Table(_("What your figures come to"), columns, rows, stack=True)


def _hours(hours: Decimal) -> str:
    words = f"{abs(hours):,.2f}".rstrip("0").rstrip(".")
    return f"−{words}" if hours < 0 else words
