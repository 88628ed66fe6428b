"""How is the requirement matrix asked for and shown? Three plain questions, what their answers ask for, the way to the
police.

`CellFields` stands in any form that asks the three questions together with others; a form of its own is `CellForm`.
`told_first` is the page on the way to the police, which comes before anything about a terrorist threat is kept,
whatever form asks: proposals, collaborations, items, alerts.

*Source:* R94-R97; reference on standards, section 1.2 ("three radio questions, not a drag grid").
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonground.groundwork.matrix import (
    CELLS,
    GUIDANCE,
    QUESTIONS,
    ROUTES,
    WORDS,
    Cell,
    Level,
    Participation,
    Profile,
    Risk,
    Route,
    Timeliness,
    asks_to_tell_first,
    defaults,
)
from commonground.pages.forms import Form, Radios

# What the page on the way to the police posts: they have been told, or an answer was wrong.
TOLD, BACK = "told", "back"
AXES = ("risk", "timeliness", "participation")
# The 27 cells for a list to choose from, under what each is about
BY_RISK = [
    (
        gettext_lazy(GUIDANCE[risk][0]),
        [
            (
                str(cell),
                format_lazy(
                    "{}, {}", gettext_lazy(GUIDANCE[cell.timeliness][0]), gettext_lazy(GUIDANCE[cell.participation][0])
                ),
            )
            for cell in CELLS
            if cell.risk is risk
        ],
    )
    for risk in Risk
]
URGENCIES = {"Immediate": "Immediate: act now", "Expected": "Expected: act soon", "Unknown": "No time is set"}
NEVER_SENT_ON = frozenset({"csrfmiddlewaretoken", TOLD, BACK})


def _axis(axis: type[Level]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy(QUESTIONS[axis]),
        choices=[(level.value, gettext_lazy(GUIDANCE[level][0])) for level in axis],
        widget=Radios(hints={level.value: gettext_lazy(GUIDANCE[level][1]) for level in axis}),
    )


class CellFields(Form):
    """The three questions. What is about a terrorist threat is only saved after the page that leads to the police."""

    risk = _axis(Risk)
    timeliness = _axis(Timeliness)
    participation = _axis(Participation)

    @property
    def cell(self) -> Cell | None:
        """The cell that the three answers give, or None while one of them is missing."""
        given = getattr(self, "cleaned_data", {})
        levels = [given.get(name) for name in AXES]
        if not all(levels):
            return None
        return Cell(Risk(levels[0]), Timeliness(levels[1]), Participation(levels[2]))

    @property
    def told(self) -> bool:
        """Whether somebody has said that the police know."""
        return TOLD in self.data

    @property
    def must_tell_first(self) -> bool:
        """Whether the page that leads to the police comes before anything is kept."""
        return asks_to_tell_first(self.cell) and not self.told

    def clean(self) -> dict[str, Any]:
        """Let somebody who comes back from that page change the answers."""
        given = super().clean() or self.cleaned_data
        if BACK in self.data and TOLD not in self.data:
            self.add_error("risk", _("Choose what it is about, or tell the police first"))
        return given


class CellForm(CellFields):
    """The three questions by themselves."""


class OptionalCellFields(CellFields):
    """The three questions where they can wait: all three are answered, or none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in AXES:
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for the rest where only some are answered."""
        given = super().clean()
        if any(given.get(name) for name in AXES):
            for name in AXES:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return given


def cell_values(cell: Cell | None) -> dict[str, str]:
    """Give a cell as the values that the three questions begin with."""
    if cell is None:
        return {}
    return {
        "risk": cell.risk.value,
        "timeliness": cell.timeliness.value,
        "participation": cell.participation.value,
    }


def told_first(request: HttpRequest, form: CellFields) -> HttpResponse | None:
    """Give the page that leads to the police, holding everything that was typed, where the answers say that it is about
    a terrorist threat and nobody has said that the police know; otherwise None."""
    if not form.must_tell_first:
        return None
    kept = [(name, value) for name, values in request.POST.lists() for value in values if name not in NEVER_SENT_ON]
    return render(request, "pages/police_first.html", {"kept": kept, "routes": police_routes(Risk.TERRORIST)})


def police_routes(risk: Risk) -> tuple[Route, ...]:
    """Give the ways to the police in their order, as `pages/parts/police_first.html` wants them."""
    return ROUTES[risk]


def result(
    cell: Cell, table: Mapping[Cell, Profile], clearances: Mapping[int, str], finder: str = ""
) -> dict[str, Any]:
    """Give what `pages/parts/matrix_result.html` shows of a cell: its rows, its routes, whether it is ours.
    `clearances` names the levels, `finder` is the address where its points of contact are found."""
    profile = table[cell]
    return {
        "cell": cell,
        "levels": [_(level.label) for level in (cell.risk, cell.timeliness, cell.participation)],
        "rows": rows_of(profile, clearances),
        "routes": police_routes(cell.risk),
        "police_first": asks_to_tell_first(cell),
        "is_ours": profile == defaults()[cell],
        "finder": finder,
    }


def rows_of(profile: Profile, clearances: Mapping[int, str]) -> list[dict[str, str]]:
    """Give what a cell asks for as rows of a summary list."""
    return [
        {"key": _("How partners reach each other"), "value": _(WORDS[profile.channel])},
        {"key": _("Who may take part"), "value": _(WORDS[profile.taking_part])},
        {"key": _("Clearance needed"), "value": _(clearances[profile.clearance])},
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
