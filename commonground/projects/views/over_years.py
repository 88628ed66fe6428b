"""Under Measures: how it went over the years, as words, lines and tables.

*Source:* R126; the look, section 8.
"""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.sides import TWO_SIDES
from commonground.pages.charts import Line, scale_of
from commonground.pages.tables import Column, Table
from commonground.projects.queries.over_years import measured_over, reviews_held
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.charter import BEHAVIOURS
from commonground.projects.rules.over_years import Series, Year, by_year
from commonground.projects.views.framing import frame

MONTH = "M Y"


def over_years(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Show what was measured at each review, and what both sides said of each year."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="over_years")
    years = by_year(reviews_held(found))
    around = frame(request.actor, found, "measures", page_name=_("Over the years"))
    around["breadcrumbs"].append({"label": _("Measures"), "url": reverse("projects:measures", args=[found.public_id])})
    around |= {
        "years": _years(years) if years else None,
        "said": _said(years),
        "series": [_shown(one) for one in measured_over(found)],
    }
    return render(request, "projects/special/over_years.html", around)


def _said(years: Sequence[Year]) -> str:
    """Say how many years there are, and what the last one says."""
    if not years:
        return ""
    last = years[-1]
    asked = {"year": last.year, "held": last.held, "first": years[0].year}
    began = (
        _("Reviews were held from %(first)s to %(year)s.") if len(years) > 1 else _("Reviews were held in %(year)s.")
    )
    if not last.answered:
        return began % asked
    told = {side: {"n": last.on_course[side], "all": last.answered, "side": _(side.label)} for side in TWO_SIDES}
    ways = [_("%(side)s: on course at %(n)d of %(all)d reviews") % told[side] for side in TWO_SIDES]
    return f"{began % asked} " + _("In %(year)s, %(ways)s.") % {"year": last.year, "ways": "; ".join(ways)}


def _years(years: Sequence[Year]) -> Table:
    """Lay out the years, the newest first."""
    columns = [Column(_("Year")), Column(_("Reviews"), numeric=True)]
    for what in (_("It still matters"), _("On course"), _("Charter kept")):
        columns += [Column(f"{what}: {_(side.label).lower()}") for side in TWO_SIDES]
    body = [
        [
            str(one.year),
            str(one.held),
            *(_of(one.relevant[side], one.answered) for side in TWO_SIDES),
            *(_of(one.on_course[side], one.answered) for side in TWO_SIDES),
            *(_of(one.kept[side], len(BEHAVIOURS)) if one.kept else _("Not rated") for side in TWO_SIDES),
        ]
        for one in reversed(years)
    ]
    return Table(_("What both sides said, by year"), columns, body, stack=True, hidden_caption=True)


def _of(number: int, whole: int) -> str:
    return _("%(n)d of %(all)d") % {"n": number, "all": whole} if whole else _("Not answered by both")


def _shown(one: Series) -> dict[str, Any]:
    """Give one outcome as a sentence, a table, and a chart from two figures up."""
    rows = [
        [date_format(on, MONTH), _figure(value) if value is not None else _("Not measured")] for on, value in one.points
    ]
    columns = [Column(_("Review")), Column(one.unit or _("Measured"), numeric=True)]
    return {
        "measure": one.measure,
        "said": _moved(one),
        "table": Table(one.measure, columns, rows, hidden_caption=True),
        "picture": _picture(one),
    }


def _moved(one: Series) -> str:
    found = one.measured
    if not found:
        return _("Not measured at any review yet.")
    target = _("The target is %(target)s.") % {"target": _figure(one.target)} if one.target is not None else ""
    (first, then), (last, now) = found[0], found[-1]
    told = {
        "then": _figure(then),
        "now": _figure(now),
        "first": date_format(first, MONTH),
        "last": date_format(last, MONTH),
    }
    if len(found) == 1:
        return (_("%(now)s at the review of %(last)s.") % told + f" {target}").strip()
    return (_("From %(then)s (%(first)s) to %(now)s (%(last)s).") % told + f" {target}").strip()


def _picture(one: Series) -> dict[str, Any] | None:
    """Draw the figures over the reviews, with the target as a level line; nothing from fewer than two figures, or from
    one below zero."""
    if len(one.measured) < 2 or any(value < 0 for _on, value in one.measured):
        return None
    lines = [Line(_("Measured"), [_float(value) for _on, value in one.points], "worked")]
    if one.target is not None and one.target >= 0:
        lines.append(Line(_("Target"), [float(one.target)] * len(one.points), "compared"))
    return {
        "lines": lines,
        "labels": [date_format(on, MONTH) for on, _value in one.points],
        "top": scale_of([lines]),
        "title": one.measure,
        "said": _("A line over the reviews, with the target. The table says the same."),
    }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _figure(value: Decimal) -> str:
    return f"{value.normalize():,f}"
