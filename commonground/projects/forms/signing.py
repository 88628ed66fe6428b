"""What may be typed around the action plan: whom it is shared with, and what each organisation has to do?

*Source:* R29-R30.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios
from commonground.projects.rules.duties import LETTERS

Pairs = Iterable[tuple[str, Any]]


class SharePlanForm(Form):
    """Somebody outside the team to whom the plan is sent."""

    name = forms.CharField(label=_("Their name and organisation"), max_length=160)
    email = forms.EmailField(
        label=_("Their e-mail address"), help_text=_("They get a link that you can end. They need no account.")
    )


class DutiesForm(Form):
    """What each organisation has to do with one activity; the organisations are given by public id and name."""

    says_optional = False

    def __init__(self, *args: Any, parties: Pairs, **kwargs: Any) -> None:
        choices = [*((letter, _(words)) for letter, words in LETTERS.items()), ("", _("Nothing"))]
        self.base_fields = {
            ref: forms.ChoiceField(label=name, choices=choices, required=False, widget=Radios) for ref, name in parties
        }
        super().__init__(*args, **kwargs)

    @property
    def letters(self) -> Mapping[str, str]:
        """The letter of each organisation, empty where it has nothing to do with it."""
        return {ref: self.cleaned_data.get(ref, "") for ref in self.base_fields}
