"""What is shown of the requirement matrix itself? The whole of it, one cell, three questions, and a line to change.

*Source:* R94-R97; reference on standards, section 1.2.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.groundwork.matrix import (
    CELLS,
    TABLE_IS,
    WORDS,
    Cell,
    Participation,
    Profile,
    Risk,
    Timeliness,
    defaults,
    read_line,
)
from commonground.groundwork.permissions import may, require
from commonground.pages import matrix as shown
from commonground.pages.forms import Form
from commonground.pages.matrix import CellForm, slug
from commonground.pages.refusing import refusals_said_in
from commonground.people.actions import matrix as actions
from commonground.people.forms.matrix import MatrixLineForm
from commonground.people.models import Programme
from commonground.people.permissions import TABLE
from commonground.people.queries import matrix as queries
from commonground.people.queries import programmes
from commonground.people.rules.clearances import LABELS as CLEARANCES
from commonground.people.views.organisations import get_or_post


@login_not_required
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    table = queries.table_of(programmes.programme())
    form = CellForm(request.GET or None)
    chosen = form.cell if request.GET and form.is_valid() else None
    context = {
        "form": form,
        "result": shown.result(chosen, table, CLEARANCES, _finder(chosen)) if chosen else None,
        "tables": tables(table),
        "table_is": _(TABLE_IS),
        "is_changed": dict(table) != dict(defaults()),
    }
    return render(request, "people/matrix.html", context)


@login_not_required
@require_safe
def cell(request: HttpRequest, cell: str) -> HttpResponse:
    found, programme = _cell(cell), programmes.programme()
    may_change = may(TABLE, "change_matrix", request.actor, None) and programme is not None
    context = {
        "result": shown.result(found, queries.table_of(programme), CLEARANCES, _finder(found)),
        "slug": cell,
        "breadcrumbs": _back(),
        "may_change": may_change,
        "table_is": _(TABLE_IS),
        "earlier": [_written(row) for row in queries.lines_of(programme, found)] if request.actor.is_signed_in else [],
    }
    return render(request, "people/matrix_cell.html", context)


def _written(row: Any) -> dict[str, Any]:
    """Say what one line of the history brought, by whom and when."""
    from_line = read_line(row.line)[1] if row.line else None
    return {"row": row, "rows": shown.rows_of(from_line, CLEARANCES) if from_line else []}


@get_or_post
def change(request: HttpRequest, cell: str) -> HttpResponse:
    require(TABLE, "change_matrix", request.actor, None)
    found, programme = _cell(cell), _programme()
    held = actions.profile_values(queries.table_of(programme)[found])
    form = MatrixLineForm(request.POST or None, initial=held, version=queries.version_of(programme, found))
    if form.is_valid():
        with refusals_said_in(form):
            actions.change_line(
                actor=request.actor,
                programme=programme,
                cell=found,
                profile=form.profile,
                version=form.cleaned_data["version"],
            )
            messages.success(request, _("Saved. It counts from now on, and for what is chosen from now on."))
            return redirect("people:matrix_cell", cell)
    context = {"form": form, "cell": found, "slug": cell, "breadcrumbs": _back(found), "police": _police(found)}
    return render(request, "people/matrix_form.html", context)


@get_or_post
def back_to_ours(request: HttpRequest, cell: str) -> HttpResponse:
    require(TABLE, "change_matrix", request.actor, None)
    found, programme = _cell(cell), _programme()
    form = Form(request.POST if request.method == "POST" else None, version=queries.version_of(programme, found))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            version = form.cleaned_data["version"]
            actions.back_to_ours(actor=request.actor, programme=programme, cell=found, version=version)
            messages.success(request, _("The defaults of this cell are ours again."))
            return redirect("people:matrix_cell", cell)
    ours = shown.rows_of(defaults()[found], CLEARANCES)
    context = {
        "form": form,
        "over": found.label,
        "heading": _("Go back to our defaults"),
        "what": [_("This cell asks for the following again. What was written before is kept as its history.")]
        + [f"{row['key']}: {row['value']}" for row in ours],
        "button": _("Go back to ours"),
        "cancel_url": reverse("people:matrix_cell", args=[cell]),
        "breadcrumbs": _back(found),
    }
    return render(request, "pages/confirm.html", context)


def _finder(cell: Cell) -> str:
    return f"{reverse('people:contacts')}?cell={cell}"


def _police(cell: Cell) -> tuple[Any, ...]:
    return shown.police_routes(cell.risk) if cell.risk is Risk.TERRORIST else ()


def _cell(text: str) -> Cell:
    for one in CELLS:
        if slug(one) == text:
            return one
    raise Http404


def _programme() -> Programme:
    found = programmes.programme()
    if found is None:
        raise Http404
    return found


def _back(cell: Cell | None = None) -> list[dict[str, str]]:
    found = [{"label": _("Requirement matrix"), "url": reverse("people:matrix")}]
    if cell is not None:
        found.append({"label": cell.label, "url": reverse("people:matrix_cell", args=[slug(cell)])})
    return found


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
