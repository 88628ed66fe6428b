"""What may be typed about a programme?

*Source:* R1; the look, section 11.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Textarea

Choices = Sequence[tuple[str, Any]]


class ProgrammeForm(Form):
    """What everybody reads about a programme."""

    name = forms.CharField(label=_("Name"), max_length=200)
    strapline = forms.CharField(
        label=_("In one line"), required=False, max_length=120, help_text=_("It stands under the name.")
    )
    purpose = forms.CharField(
        label=_("What it is for"), required=False, max_length=1000, widget=Textarea({"maxlength": 1000}, rows=4)
    )
    area = forms.ChoiceField(label=_("Where it works"), required=False)
    host = forms.CharField(
        label=_("Who runs it"),
        required=False,
        max_length=200,
        help_text=_("The organisation that answers for this site. It stands at the foot of every page."),
    )
    telephone = forms.CharField(
        label=_("Telephone number of the help desk"),
        required=False,
        max_length=40,
        help_text=_("It stands at the foot of every page, and on every page that says that something failed."),
    )
    telephone_hours = forms.CharField(
        label=_("When somebody answers"),
        required=False,
        max_length=100,
        help_text=_("For example, Monday to Friday, 9am to 5pm"),
    )
    email = forms.EmailField(label=_("E-mail address of the help desk"), required=False)
    sponsor = forms.CharField(
        label=_("Who sponsors it"),
        required=False,
        max_length=200,
        help_text=_("The body in whose name it works, such as an association or a commissioner."),
    )
    strategy = forms.CharField(
        label=_("What the sponsor wants to achieve by it"),
        required=False,
        max_length=4000,
        widget=Textarea(rows=6),
        help_text=_("The sponsor’s strategy in a few sentences, with the name of its document."),
    )

    def __init__(self, *args: Any, areas: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Not said")), *areas]

    def values(self, areas: Mapping[str, Any]) -> dict[str, Any]:
        """Give what was typed, with the area itself, found by its choice, or None."""
        return {**self.cleaned_data, "area": areas.get(self.cleaned_data["area"])}
