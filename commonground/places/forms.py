"""What may be asked of the list of areas?

*Source:* R187.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm
from commonground.places.rules import KIND_LABELS


class AreaFilter(FilterForm):
    """Which areas to list."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All kinds")), *((k.value, _(v)) for k, v in KIND_LABELS.items())],
    )
