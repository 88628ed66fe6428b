"""What may be typed to sign in? The library's four forms are used with our words; a password is typed once, because it
can be shown and set again.

*Source:* the look, section 11; settled questions, "In Django" (allauth).
"""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form

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
