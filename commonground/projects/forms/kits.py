"""What may be typed about templates? Where a new collaboration begins, and how one component stands.

*Source:* R116, R125.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios, Textarea
from commonground.projects.rules.answers import LONGEST_TEXT
from commonground.projects.rules.kits import FIDELITY


class CheckForm(Form):
    """How one component of the kit stands now, and what makes one say so."""

    standing = forms.ChoiceField(
        label=_("How does it stand now?"),
        choices=[(key, _(words)) for key, words in FIDELITY.items()],
        widget=Radios,
        error_messages={"required": _("Choose how it stands")},
    )
    words = forms.CharField(
        label=_("What do you see that makes you say so?"),
        help_text=_("And what you changed, if you adapted it, and why."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=4),
    )

    def __init__(self, *args: Any, check: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].help_text = check
