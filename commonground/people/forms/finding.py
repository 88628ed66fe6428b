"""What may be asked of the finder of contacts?

*Source:* R115; the mock-up of the finder.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.sides import LABELS
from commonground.pages.forms import FilterForm
from commonground.people.rules.finding import URGENCIES, Urgency


class FinderForm(FilterForm):
    """Where, about what, at whom, on which side, how soon."""

    where = forms.CharField(label=_("Place or area"), required=False, max_length=100)
    about = forms.CharField(
        label=_("What about"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"list": "topics"}),
    )
    organisation = forms.CharField(label=_("Organisation, if you know which"), required=False, max_length=100)
    side = forms.ChoiceField(
        label=_("Side"), required=False, choices=[("", _("Any side")), *((s.value, _(v)) for s, v in LABELS.items())]
    )
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        initial=Urgency.NOW.value,
        choices=[(urgency.value, _(said)) for urgency, said in URGENCIES.items()],
    )
