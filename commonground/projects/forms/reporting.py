"""What may be typed to the leads of another collaboration?

*Source:* R102.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Textarea
from commonground.projects.rules.overlapping import LONGEST_NOTE as LONGEST


class CoordinateForm(Form):
    """A note to the leads of a collaboration that overlaps."""

    words = forms.CharField(
        label=_("What would you like to coordinate?"),
        help_text=_("Their leads read this with the name of your collaboration and yours. Nothing else is shown."),
        max_length=LONGEST,
        widget=Textarea(rows=5),
        error_messages={"required": _("Enter what you would like to coordinate")},
    )
