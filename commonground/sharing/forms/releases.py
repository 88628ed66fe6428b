"""What may be typed about opening a version to somebody?

*Source:* R15, R213; D2; design/sharing.md 2.1.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form
from commonground.sharing.forms.renditions import LEVELS

Choices = Sequence[tuple[str, Any]]


class ReleaseForm(Form):
    """Who gets it, on what it rests, what for, and until when."""

    to = forms.ChoiceField(label=_("Who is it for?"), help_text=_("Each line says on what it would rest."))
    purpose = forms.CharField(label=_("What is it shared for?"), max_length=300)
    clearance = forms.ChoiceField(
        label=_("Least clearance of these readers"),
        choices=LEVELS,
        help_text=_("The version may ask for more; then that holds."),
    )
    basis_of_giver = forms.ChoiceField(label=_("Your lawful basis"), required=False, help_text=_("For personal data."))
    basis_of_getter = forms.ChoiceField(
        label=_("Their lawful basis"), required=False, help_text=_("For personal data.")
    )
    closes = DateField(
        label=_("Until when is it open to them?"),
        required=False,
        help_text=_("Empty means as long as the item may be read."),
    )
    emergency = forms.BooleanField(
        label=_("It cannot wait for a second person: life or limb is in danger"),
        required=False,
        help_text=_("It opens at once. Somebody else reviews it within 72 hours."),
    )

    def __init__(self, *args: Any, to: Choices, bases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Choose who gets it")), *to]
        for name in ("basis_of_giver", "basis_of_getter"):
            self.fields[name].choices = [("", _("Choose one")), *bases]
