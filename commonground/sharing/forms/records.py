"""What must be said before records are opened? What for; it is recorded.

*Source:* D1, D2; design/sharing.md 2 (keeping is not reading).
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm, Radios

STATES = (
    ("", _("All")),
    ("live", _("Can be read now")),
    ("draft", _("Open to nobody else")),
    ("expired", _("Expired")),
    ("withdrawn", _("Withdrawn")),
)


class RecordsFilter(FilterForm):
    """Which of the items that one keeps."""

    state = forms.ChoiceField(label=_("How they stand"), required=False, choices=STATES)


class PurposeForm(FilterForm):
    """What the records are opened for."""

    purpose = forms.ChoiceField(
        label=_("What do you open these records for?"),
        widget=Radios(attrs={"legend": "l"}),
        help_text=_("It is recorded with your name. Others of your organisation can see it."),
    )

    def __init__(self, *args: Any, purposes: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes
