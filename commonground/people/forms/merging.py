"""What may be typed to make one organisation of two?

*Source:* issue "People who can be found, trusted and replaced", item 1.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form


class ChooseForm(Form):
    """Which record is the same organisation."""

    gone = forms.ChoiceField(label=_("Which record is the same organisation?"))

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gone"].choices = [("", _("Choose one")), *bodies]


class ReasonForm(Form):
    """How it was found that two are one."""

    reason = forms.CharField(
        label=_("How do you know that they are one?"),
        max_length=300,
        help_text=_("For example, both have the same address and company number"),
    )
