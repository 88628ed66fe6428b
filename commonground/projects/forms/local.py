"""What may be typed in answer to a question that somebody added to the guide?

*Source:* R58.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Textarea


class LocalAnswerForm(Form):
    """An answer in words."""

    words = forms.CharField(label=_("Your answer"), max_length=4000, widget=Textarea(rows=6))
