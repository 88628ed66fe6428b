"""What may be typed about a word?

*Source:* R77, R87; the look, section 11.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm, Form, Radios, Textarea
from commonground.people.forms.organisations import lines_of
from commonground.people.rules.glossary import SAID_BY


class GlossaryFilter(FilterForm):
    """Which terms to list."""

    q = forms.CharField(label=_("A word"), required=False, max_length=100)
    said_by = forms.ChoiceField(
        label=_("Who says it"),
        required=False,
        choices=[("", _("Everybody")), *((key, _(label)) for key, label in SAID_BY.items())],
    )


class TermForm(Form):
    """A word that one side uses and the other may not know."""

    term = forms.CharField(label=_("Word or short form"), max_length=120)
    meaning = forms.CharField(
        label=_("What it means"),
        max_length=1000,
        widget=Textarea({"maxlength": 1000}),
        help_text=_("In words that somebody new on the other side understands."),
    )
    said_by = forms.ChoiceField(
        label=_("Who says it?"), choices=[(key, _(label)) for key, label in SAID_BY.items()], widget=Radios()
    )
    also = forms.CharField(
        label=_("Other words for it"),
        required=False,
        max_length=500,
        widget=Textarea(rows=3),
        help_text=_("One a line."),
    )
    source = forms.CharField(
        label=_("Where this comes from"),
        required=False,
        max_length=300,
        help_text=_("A document or a person, so that others can check it."),
    )

    def values(self) -> dict[str, Any]:
        """Give what was typed, with the other words as a list."""
        kept = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        return {**kept, "also": lines_of(self.cleaned_data["also"])}
