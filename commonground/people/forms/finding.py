"""What may be asked of the finder of contacts?

*Source:* R115; the mock-up of the finder.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.sides import LABELS
from commonground.pages.forms import FilterForm
from commonground.pages.matrix import BY_RISK
from commonground.people.rules.finding import URGENCIES, Urgency


class FinderForm(FilterForm):
    """Where, about what, at whom, on which side, how soon, for which cell of the requirement matrix."""

    where = forms.CharField(label=_("Place, area or postcode"), required=False, max_length=100)
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
    cell = forms.ChoiceField(
        label=_("Kind of collaboration"),
        required=False,
        help_text=_("A cell of the requirement matrix. Only contacts that name it are shown."),
        choices=[("", _("Any kind")), *BY_RISK],
    )
