"""What may be typed about a message that came in?

*Source:* R232.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm, Form, Textarea
from commonground.people.rules.letters import STATES


class LettersFilter(FilterForm):
    """Words, and how far it has come."""

    q = forms.CharField(label=_("Name, address or words"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Which"), required=False, choices=[(state.value, _(label)) for state, label in STATES.items()]
    )


class LetterForm(Form):
    """The answer to one message."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=5000,
        widget=Textarea(rows=8),
        help_text=_("It goes by e-mail, with your name. Say nothing in it that a stranger must not read."),
    )
