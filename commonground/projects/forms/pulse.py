"""What may be typed into the trust pulse? Six statements, each with how far one agrees, or that it does not apply.

*Source:* R54.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios
from commonground.projects.rules.pulse import CHOICES, KEYS, STATEMENTS, faults


class PulseForm(Form):
    """How far one agrees with each of the six statements about the other side."""

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.base_fields = {
            statement.key: forms.TypedChoiceField(
                label=_(statement.says),
                choices=[(value, _(words)) for value, words in CHOICES.items()],
                coerce=int,
                empty_value=None,
                required=False,
                widget=Radios(attrs={"class": "govuk-radios--small"}),
            )
            for statement in STATEMENTS
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Say which statements are not answered yet."""
        given = super().clean() or self.cleaned_data
        for name, sentence in faults(self.answers).items():
            if name not in self.errors:
                self.add_error(name, _(sentence))
        return given

    @property
    def answers(self) -> dict[str, Any]:
        """The five answers as the rules read them."""
        return {key: self.cleaned_data.get(key) for key in KEYS}
