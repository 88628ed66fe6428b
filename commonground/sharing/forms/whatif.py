"""What may be asked of what would be if? One change out of those that concern the organisation.

*Source:* R212, R213; design/sharing.md 4.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form


class WhatIfForm(Form):
    """Which change to try."""

    change = forms.ChoiceField(
        label=_("What would happen?"),
        help_text=_("Nothing is changed by asking. The answer is of this moment."),
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, Sequence[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].choices = [("", _("Choose a change")), *offered]
