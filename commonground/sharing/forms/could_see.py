"""What may be typed to ask what somebody could see then?

*Source:* bar C6 of the reference on security; D1.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form

Choices = Sequence[tuple[str, Any]]


class ThenForm(Form):
    """About whom, when, and what for."""

    says_optional = False
    about = forms.ChoiceField(label=_("Whom do you ask about?"))
    on = DateField(label=_("On which day?"))
    at = forms.TimeField(
        label=_("At what time?"),
        help_text=_("For example 14:30"),
        error_messages={"invalid": _("Enter a time, for example 14:30")},
        widget=forms.TextInput({"width": 5}),
    )
    purpose = forms.CharField(
        label=_("What for?"), max_length=200, help_text=_("For example the reference of an inquiry. It is recorded.")
    )

    def __init__(self, *args: Any, people: Choices, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(_("By name"), list(people)), (_("Everybody of an organisation"), list(organisations))]
        self.fields["about"].choices = [("", _("Choose one")), *(one for one in groups if one[1])]
