"""What may an administrator change in a line of the requirement matrix? The three questions are in `pages.matrix`.

*Source:* R94 ("cells configurable").
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.matrix import WORDS, Agreement, Channel, Contact, Profile, TakingPart, Urgency
from commonground.pages.forms import Form, Radios
from commonground.people.rules.clearances import LABELS as CLEARANCES
from commonground.people.rules.clearances import MEANINGS

LONGEST_DAYS = 3650


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
