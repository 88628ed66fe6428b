"""What may be typed to hand items to another organisation, and to answer that?

*Source:* design/sharing.md 2.1; R15, R45.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Checkboxes, Form, Textarea

Choices = Sequence[tuple[str, Any]]


class OfferForm(Form):
    """To whom, what, and why."""

    says_optional = False
    taker = forms.ChoiceField(label=_("Which organisation takes them over?"))
    items = forms.MultipleChoiceField(
        label=_("Which items pass to it?"),
        widget=Checkboxes,
        help_text=_(
            "Agreements do not pass with them, nor people: each item is judged as that organisation’s from then on."
        ),
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=500, widget=Textarea(rows=3), help_text=_("Both sides keep it with the transfer.")
    )

    def __init__(self, *args: Any, organisations: Choices, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].choices = [("", _("Choose an organisation")), *organisations]
        self.fields["items"].choices = offered


class DeclineForm(Form):
    """Why items are not taken over."""

    answer = forms.CharField(label=_("Why not?"), max_length=500, widget=Textarea(rows=3))
