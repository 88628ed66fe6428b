"""What may be typed about a group?

*Source:* R15; D2; design/sharing.md 1, 2.1.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form

Choices = Sequence[tuple[str, Any]]


class GroupForm(Form):
    """A new group."""

    name = forms.CharField(label=_("Name of the group"), max_length=200, help_text=_("What its members call it."))


class EntryForm(Form):
    """Who joins a group: an organisation, or one person of it. `confirmed` carries the number that was shown."""

    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    person = forms.ChoiceField(label=_("Or one person, as a member of theirs"), required=False)
    confirmed = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisations: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose an organisation")), *organisations]
        self.fields["person"].choices = [("", _("Nobody by name")), *people]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        typed = super().clean() or {}
        if bool(typed.get("organisation")) == bool(typed.get("person")):
            self.add_error("organisation", _("Choose an organisation or a person, one of the two"))
        return typed
