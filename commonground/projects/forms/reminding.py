"""What may be typed to hear of something later?

*Source:* R31, R126.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios


class QuietForm(Form):
    """When to hear of it again: in a week, in a month, on a day."""

    says_optional = False
    choice = forms.ChoiceField(
        label=_("When do you want to hear of it again?"),
        choices=[("week", _("In a week")), ("month", _("In a month")), ("day", _("On a day"))],
        widget=Radios(reveals={"day": "day"}),
    )
    day = DateField(label=_("Which day?"), required=False)
