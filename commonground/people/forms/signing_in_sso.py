"""What may be typed about the sign-in of an organisation?

*Source:* issue "People who can be found, trusted and replaced", item 3; the look, section 11.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Textarea


class OrganisationSignInForm(Form):
    """The address by which an organisation's own sign-in is found."""

    email = forms.EmailField(
        label=_("E-mail address at work"),
        help_text=_("By what follows the @ we find the sign-in of your organisation."),
        widget=forms.EmailInput({"autocomplete": "username"}),
    )


class SingleSignOnForm(Form):
    """How an organisation's own sign-in is reached, and for whom it is."""

    name = forms.CharField(
        label=_("What its people call it"),
        max_length=100,
        help_text=_("It stands on the button. For example: Marlgate account."),
    )
    server = forms.URLField(
        label=_("Address of the server"),
        max_length=300,
        assume_scheme="https",
        help_text=_("The issuer of OpenID Connect, for example https://login.example.org/tenant"),
    )
    client_id = forms.CharField(
        label=_("Client ID"), max_length=200, help_text=_("What the server calls this site. It is made there.")
    )
    secret = forms.CharField(
        label=_("Secret"),
        required=False,
        max_length=500,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("It is kept encrypted and never shown again. Left empty, the one that is set stays."),
    )
    domains = forms.CharField(
        label=_("Ends of e-mail addresses"),
        widget=Textarea(rows=3),
        help_text=_("What follows the @, one a line. Only people with such an address come through."),
    )
    trusts_second_factor = forms.BooleanField(
        label=_("It asks for a second factor itself"),
        required=False,
        help_text=_("Where the server says that it asked for one, this site does not ask again."),
    )
    is_on = forms.BooleanField(
        label=_("Its people may sign in with it"), required=False, help_text=_("The server is tried when you save.")
    )

    def values(self) -> dict[str, Any]:
        """Give what was typed, with the ends of addresses as a list and the server without a slash at its end."""
        lines = [line.strip().lstrip("@").lower() for line in self.cleaned_data["domains"].splitlines()]
        server = self.cleaned_data["server"].rstrip("/")
        return {**self.cleaned_data, "domains": [line for line in dict.fromkeys(lines) if line], "server": server}
