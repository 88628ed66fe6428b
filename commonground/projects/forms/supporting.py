"""What may be typed about supported projects? Words to look for, and how a collaboration begins from one.

*Source:* R108-R109.
"""

from collections.abc import Sequence
from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm, Form

Pairs = Sequence[tuple[str, Any]]


class FindSupported(FilterForm):
    """Words to look for among supported projects."""

    q = fields.CharField(label=_("Search in supported projects"), required=False, max_length=100)


class LeadForm(Form):
    """What a collaboration is called and for, filled in from the proposal, and who would lead on the other side."""

    name = fields.CharField(label=_("Name of the collaboration"), max_length=120)
    about = fields.CharField(label=_("What it is for, in one sentence"), max_length=300)
    other_lead = fields.ChoiceField(label=_("Who would lead on the other side?"))

    def __init__(self, people: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other_lead"].choices = [("", _("Choose a person")), *people]
