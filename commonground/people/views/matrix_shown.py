"""How is the requirement matrix shown? A cell as a list of what it asks for, the whole as three tables of nine.

`told_first` is the page on the way to the police, which comes before anything about a terrorist threat is kept,
whatever form asks the three questions.

*Source:* R94-R97; reference on standards, section 1.2.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.groundwork.matrix import (
    ROUTES,
    WORDS,
    Cell,
    Participation,
    Profile,
    Risk,
    Route,
    Timeliness,
    asks_to_tell_first,
    defaults,
)
from commonground.people.forms.matrix import BACK, TOLD, CellFields
from commonground.people.rules.clearances import LABELS as CLEARANCES

URGENCIES = {"Immediate": "Immediate: act now", "Expected": "Expected: act soon", "Unknown": "No time is set"}
NEVER_SENT_ON = frozenset({"csrfmiddlewaretoken", TOLD, BACK})


def told_first(request: HttpRequest, form: CellFields) -> HttpResponse | None:
    """Give the page that leads to the police, holding everything that was typed, where the answers say that it is about
    a terrorist threat and nobody has said that the police know; otherwise None."""
    if not form.must_tell_first:
        return None
    kept = [(name, value) for name, values in request.POST.lists() for value in values if name not in NEVER_SENT_ON]
    return render(request, "people/matrix_police_first.html", {"kept": kept, "routes": police_routes(Risk.TERRORIST)})


def police_routes(risk: Risk) -> tuple[Route, ...]:
    """Give the ways to the police in their order, as `people/parts/police_first.html` wants them."""
    return ROUTES[risk]


def result(cell: Cell, table: Mapping[Cell, Profile], *, contacts: bool = True) -> dict[str, Any]:
    """Give what `people/parts/matrix_result.html` shows of a cell: its rows, its routes, whether it is ours."""
    profile = table[cell]
    return {
        "cell": cell,
        "levels": [_(level.label) for level in (cell.risk, cell.timeliness, cell.participation)],
        "rows": rows_of(profile),
        "routes": police_routes(cell.risk),
        "police_first": asks_to_tell_first(cell),
        "is_ours": profile == defaults()[cell],
        "finder": f"{reverse('people:contacts')}?cell={cell}" if contacts else "",
    }


def rows_of(profile: Profile) -> list[dict[str, str]]:
    """Give what a cell asks for as rows of a summary list."""
    return [
        {"key": _("How partners reach each other"), "value": _(WORDS[profile.channel])},
        {"key": _("Who may take part"), "value": _(WORDS[profile.taking_part])},
        {"key": _("Clearance needed"), "value": _(CLEARANCES[profile.clearance])},
        {"key": _("Sharing agreement"), "value": _(WORDS[profile.agreement])},
        {"key": _("Urgency of an alert"), "value": _(URGENCIES[profile.urgency])},
        {"key": _("An alert ends by itself after"), "value": days(profile.expires.days)},
        {"key": _("Look at it again after"), "value": days(profile.review.days)},
        {"key": _("Ask first"), "value": _(WORDS[profile.contact])},
    ]


def days(number: int) -> str:
    """Write a number of days in words."""
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def slug(cell: Cell) -> str:
    """Write a cell as it stands in an address."""
    return str(cell).replace("/", "-")


def tables(table: Mapping[Cell, Profile]) -> list[dict[str, Any]]:
    """Give the 27 cells as three tables, one a risk: a row for how soon, a column for how far partners take part."""
    return [
        {
            "risk": risk,
            "label": _(risk.label),
            "columns": [_(level.label) for level in Participation],
            "police_first": risk is Risk.TERRORIST,
            "rows": [
                {"label": _(soon.label), "cells": [_in_table(Cell(risk, soon, far), table) for far in Participation]}
                for soon in Timeliness
            ],
        }
        for risk in Risk
    ]


def _in_table(cell: Cell, table: Mapping[Cell, Profile]) -> dict[str, Any]:
    profile = table[cell]
    return {
        "cell": cell,
        "url": reverse("people:matrix_cell", args=[slug(cell)]),
        "channel": _(WORDS[profile.channel]),
        "agreement": _(WORDS[profile.agreement]),
        "clearance": _(CLEARANCES[profile.clearance]) if profile.clearance else "",
        "is_ours": profile == defaults()[cell],
    }
