"""What may be typed to find an area of one's own?

*Source:* R187.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm


class AreaSearch(FilterForm):
    """Which place is meant."""

    q = forms.CharField(
        label=_("Find a place"),
        required=False,
        max_length=100,
        help_text=_("A town, a ward or a quarter. Near is good enough."),
    )
