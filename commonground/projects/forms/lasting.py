"""What may be typed about what should last: what is wrong?

*Source:* R47.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Textarea


class WrongForm(Form):
    """What no longer holds, and since when."""

    words = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("What no longer happens, since when, and what came of it."),
        max_length=4000,
        widget=Textarea(rows=4),
    )
