"""Which two organisations are compared?

*Source:* R86.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm


class TwoOrganisations(FilterForm):
    """One organisation of each side, by its name or a part of it."""

    police = forms.CharField(label=_("Police organisation"), max_length=200)
    security = forms.CharField(label=_("Security organisation"), max_length=200)
