"""What may be typed about somebody who stands behind a programme?

*Source:* R189.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Textarea


class EndorsementForm(Form):
    """The words of the holder of a post."""

    programme = forms.ChoiceField(label=_("Which programme do they stand behind?"))
    holder_name = forms.CharField(label=_("Who holds the post, with rank"), max_length=200)
    statement = forms.CharField(label=_("What they said"), max_length=2000, widget=Textarea({"maxlength": 2000}))
    source = forms.CharField(
        label=_("Where they said it"), max_length=300, help_text=_("A document, so that others can check it.")
    )
    starts = DateField(label=_("Since when"), help_text=_("If only the year is known, 1 January of it."))

    def __init__(self, *args: Any, programmes: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = list(programmes)


class EndEndorsementForm(Form):
    """When it ended."""

    until = DateField(label=_("On which day did it end?"))
