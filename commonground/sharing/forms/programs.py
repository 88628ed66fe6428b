"""What may be typed to let a program in?

*Source:* D2, D8.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios
from commonground.sharing.rules.programs import PERIODS, USES, Use


class AccessForm(Form):
    """A program that reads in one's name."""

    name = forms.CharField(
        label=_("Which program?"), max_length=100, help_text=_("A name that you know it by, such as “control room”.")
    )
    use = forms.ChoiceField(label=_("What does it do?"), widget=Radios)
    days = forms.TypedChoiceField(
        label=_("For how long?"), coerce=int, choices=[(days, _(label)) for days, label in PERIODS.items()],
        widget=Radios,
    )  # fmt: skip

    def __init__(self, *args: Any, may_export: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [use for use in USES if may_export or use is not Use.EXPORT]
        self.fields["use"].choices = [(use.value, _(USES[use])) for use in offered]
