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
        self.fields["oldpassword"].strip = False
        worded(self.fields["password1"], _("New password"), PASSWORD_HINT)

    def clean_oldpassword(self) -> str:
        """Look whether it is the present one; wrong ones are counted with all others at this account."""
        typed = str(self.cleaned_data.get("oldpassword") or "")
        adapter = get_adapter()
        if not adapter.is_present_password(self.user, typed):
            raise adapter.validation_error("enter_current_password")
        return typed


class ChangePasswordForm(Form, _ChangePassword):
    """The present password and a new one."""


class CodeForm(Form):
    """The code that proves a second factor: six digits of the telephone, or a code on paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "width": 10, "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )

    def __init__(self, *args: Any, has_telephone: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_telephone:
            self.fields["code"].help_text = _(
                "The six digits that the app on your telephone shows, or a code on paper."
            )
        else:
            self.fields["code"].label = _("A code on paper")
            self.fields["code"].help_text = _("One that you have not used yet, for example 3-KRTW-PXBN-QDJM.")


class TelephoneForm(Form):
    """The first code that the app of a new telephone shows."""

    code = forms.CharField(
        label=_("The six digits that the app shows now"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "width": 5}),
        error_messages={"required": _("Enter the six digits that the app shows now")},
    )


class PasskeyForm(Form):
    """A passkey that the browser makes, and what its holder calls it."""

    name = forms.CharField(
        label=_("What do you call this device?"),
        max_length=60,
        help_text=_("For example: work laptop, or key on the key ring."),
    )
    credential = forms.JSONField(
        required=True,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("The browser made no passkey. Press the button again, or choose the telephone."),
            "invalid": _("The browser made no passkey. Press the button again, or choose the telephone."),
        },
    )


class PresentPasswordForm(Form):
    """The present password, asked for once more."""

    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
