"""What is asked to find a cell of the requirement matrix? Three plain questions; and what an administrator may change.

`CellFields` stands in any form that asks the three questions together with others; a form of its own is `CellForm`.

*Source:* R94-R97; reference on standards, section 1.2 ("three radio questions, not a drag grid").
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.matrix import (
    GUIDANCE,
    QUESTIONS,
    WORDS,
    Agreement,
    Cell,
    Channel,
    Contact,
    Level,
    Participation,
    Profile,
    Risk,
    TakingPart,
    Timeliness,
    Urgency,
    asks_to_tell_first,
)
from commonground.pages.forms import Form, Radios
from commonground.people.rules.clearances import LABELS as CLEARANCES
from commonground.people.rules.clearances import MEANINGS

LONGEST_DAYS = 3650
# What the page on the way to the police posts: they have been told, or an answer was wrong.
TOLD, BACK = "told", "back"
AXES = ("risk", "timeliness", "participation")


def _axis(axis: type[Level]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_(QUESTIONS[axis]),
        choices=[(level.value, _(GUIDANCE[level][0])) for level in axis],
        widget=Radios(hints={level.value: _(GUIDANCE[level][1]) for level in axis}),
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


def _choices(words: Iterable[StrEnum]) -> list[tuple[str, Any]]:
    return [(each.value, _(WORDS[each])) for each in words]


def _days(label: Any, hint: Any) -> forms.IntegerField:
    widget = forms.NumberInput({"width": 4})
    return forms.IntegerField(label=label, help_text=hint, min_value=1, max_value=LONGEST_DAYS, widget=widget)


class MatrixLineForm(Form):
    """What one cell asks for on this installation."""

    channel = forms.ChoiceField(label=_("How partners reach each other"), choices=_choices(Channel), widget=Radios())
    taking_part = forms.ChoiceField(label=_("Who may take part"), choices=_choices(TakingPart), widget=Radios())
    clearance = forms.ChoiceField(
        label=_("The clearance that those who take part need"),
        choices=[(str(level), _(label)) for level, label in CLEARANCES.items()],
        widget=Radios(hints={str(level): _(meaning) for level, meaning in MEANINGS.items()}),
    )
    agreement = forms.ChoiceField(
        label=_("Is an information sharing agreement needed first?"), choices=_choices(Agreement), widget=Radios()
    )
    urgency = forms.ChoiceField(
        label=_("The urgency of an alert"),
        choices=[
            (Urgency.IMMEDIATE.value, _("Immediate: act now")),
            (Urgency.EXPECTED.value, _("Expected: act soon")),
            (Urgency.UNKNOWN.value, _("Unknown: no time is set")),
        ],
        widget=Radios(),
        help_text=_("The words are those of the Common Alerting Protocol, version 1.2."),
    )
    expires = _days(_("Days until an alert or a bulletin ends by itself"), "")
    review = _days(_("Days until somebody looks at it again"), "")
    contact = forms.ChoiceField(
        label=_("Which point of contact is asked first"), choices=_choices(Contact), widget=Radios()
    )

    @property
    def profile(self) -> Profile:
        """What was typed, as the rules read it."""
        given = self.cleaned_data
        return Profile(
            Channel(given["channel"]),
            TakingPart(given["taking_part"]),
            int(given["clearance"]),
            Agreement(given["agreement"]),
            Urgency(given["urgency"]),
            timedelta(days=given["expires"]),
            timedelta(days=given["review"]),
            Contact(given["contact"]),
        )
