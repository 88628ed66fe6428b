"""What may be typed about people and organisations, and to sign in?

The library's four forms are used with our words; a password is typed once, because it can be shown and set again.

*Source:* R140-R142; the look, section 11; settled questions, "In Django" (allauth).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.sides import KIND_LABELS, KIND_MEANINGS
from commonground.pages.forms import Checkboxes, FilterForm, Form, Radios, Textarea
from commonground.people.rules import ROLE_LABELS

Choices = Sequence[tuple[str, Any]]
PASSWORD_HINT = _("At least 12 characters. Three or four words that do not belong together are easy to keep.")


def worded(field: forms.Field, label: Any, hint: Any = "") -> None:
    """Give a field of the library our label and hint, and take its placeholder away."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


def address_worded(field: forms.Field, hint: Any = "") -> None:
    """Make a field of the library one for the e-mail address that somebody signs in with."""
    worded(field, _("E-mail address"), hint)
    field.widget = forms.EmailInput({"autocomplete": "username"})


class _SignIn(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address_worded(self.fields["login"])
        worded(self.fields["password"], _("Password"))


class SignInForm(Form, _SignIn):
    """E-mail address and password."""


class _Forgotten(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address_worded(self.fields["email"], _("The one with which you were invited."))


class ForgottenPasswordForm(Form, _Forgotten):
    """The address to which a link is sent; a message goes out whether or not the address is known."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link, or say to the address itself that nobody signs in with it here."""
        if not self.users:
            get_adapter().send_mail("account/email/unknown_account", self.cleaned_data["email"], {})
        return super().save(request, **kwargs)


class _NewPassword(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        worded(self.fields["password1"], _("New password"), PASSWORD_HINT)


class NewPasswordForm(Form, _NewPassword):
    """The password that is set through the link of a message."""


class _ChangePassword(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        worded(self.fields["oldpassword"], _("Your present password"))
        worded(self.fields["password1"], _("New password"), PASSWORD_HINT)


class ChangePasswordForm(Form, _ChangePassword):
    """The present password and a new one."""


class OrganisationFilter(FilterForm):
    """Which organisations to list."""

    q = forms.CharField(label=_("Name, or a part of it"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All kinds")), *((k.value, _(v)) for k, v in KIND_LABELS.items())],
    )


class CardForm(Form):
    """What everybody may read about an organisation."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=[(kind.value, _(label)) for kind, label in KIND_LABELS.items()],
        widget=Radios(hints={kind.value: meaning for kind, meaning in KIND_MEANINGS.items()}),
    )
    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=Textarea(rows=3),
        help_text=_("Short forms and earlier names, one a line. The search finds them too."),
    )
    about = forms.CharField(
        label=_("What it does"), required=False, max_length=1000, widget=Textarea({"maxlength": 1000})
    )
    area = forms.ChoiceField(label=_("Where it works"), required=False)
    telephone = forms.CharField(
        label=_("Telephone number"), required=False, max_length=40, widget=forms.TextInput({"type": "tel", "width": 20})
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    source = forms.CharField(
        label=_("Where this comes from"),
        required=False,
        max_length=300,
        help_text=_("A document or a person, so that others can check it."),
    )

    def __init__(self, *args: Any, areas: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Not said")), *areas]

    def values(self, areas: Mapping[str, Any]) -> dict[str, Any]:
        """Give what was typed, with the other names as a list and the area itself, found by its choice, or None."""
        names = [line.strip() for line in self.cleaned_data["aliases"].splitlines()]
        kept = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        return {**kept, "aliases": [name for name in names if name], "area": areas.get(self.cleaned_data["area"])}


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
        choices=[(role.value, _(label)) for role, label in ROLE_LABELS.items()],
        widget=Checkboxes(),
    )


class SwitchForm(Form):
    """Through which membership to act."""

    membership = forms.ChoiceField(label=_("Which organisation do you act for now?"), widget=Radios())

    def __init__(self, *args: Any, memberships: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = list(memberships)
