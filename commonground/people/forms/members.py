"""What may be typed about members?

*Source:* R140-R142; the look, section 11.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Checkboxes, Form, Radios
from commonground.people.rules.roles import ROLE_LABELS

Choices = Sequence[tuple[str, Any]]


class InviteForm(Form):
    """Whom to invite as a member of an organisation."""

    name = forms.CharField(label=_("Full name"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail address at work"),
        help_text=_("The invitation goes there, and they sign in with it."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    post_title = forms.CharField(
        label=_("Post"), required=False, max_length=200, help_text=_("For example, late-shift security lead")
    )
    roles = forms.MultipleChoiceField(
        label=_("What else they do"),
        required=False,
        widget=Checkboxes(),
    )

    def __init__(self, *args: Any, givable: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(r.value, _(label)) for r, label in ROLE_LABELS.items() if r.value in givable]


class SwitchForm(Form):
    """Through which membership to act."""

    membership = forms.ChoiceField(label=_("Which organisation do you act for now?"), widget=Radios())

    def __init__(self, *args: Any, memberships: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = list(memberships)
