"""What may be typed by somebody who opens very many items? What it is for.

*Source:* design/sharing.md 2.2.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios
from commonground.sharing.rules.harvest import PURPOSES


class PurposeForm(Form):
    """What so much reading is for; `next` is where they were."""

    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=[(code, _(words)) for code, words in PURPOSES.items()],
        widget=Radios(),
        help_text=_("Your answer is in the record, and you go on at once for an hour."),
    )
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
