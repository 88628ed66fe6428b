"""How does the sign-in library fit? It writes accounts past our actions, so its hooks keep the record.

*Source:* settled questions, "In Django" (allauth); D1, D3.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.people.adapters.mail import address_to_set_password, send
from commonground.people.models import Account


def _as_themselves(account: Account) -> Actor:
    """The actor of somebody whose membership is not chosen yet."""
    return Actor(person_id=account.person_id, name=account.person.name)


class AccountBackend(AuthenticationBackend):
    """Signs in by e-mail and password, as long as both the account and its person are active."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether somebody may sign in, and stay signed in; asked at every request."""
        return bool(user and user.is_active and user.person.is_active)

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Keep no note of a right password for a closed account: it is answered like a wrong one."""


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone: people are invited. Signing in, out and new passwords are recorded."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "We do not know this e-mail address together with this password. Check both, or set a new password."
        ),
        "too_many_login_attempts": gettext_lazy(
            "There were too many tries. Wait five minutes, then try again, or set a new password."
        ),
        "enter_current_password": gettext_lazy("This is not your present password. Enter it again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody gets in by claiming to be somebody."""
        return False

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, and record it."""
        super().login(request, user)
        audit.record("people:account:signed_in", actor=_as_themselves(user), subject=user.person)

    def logout(self, request: HttpRequest) -> None:
        """Record it, and sign out."""
        if isinstance(request.user, Account):
            audit.record("people:account:signed_out", actor=_as_themselves(request.user), subject=request.user.person)
        super().logout(request)

    def set_password(self, user: Account, password: str) -> None:
        """Set a new password, and record that it was set."""
        super().set_password(user, password)
        audit.record("people:account:password_set", actor=_as_themselves(user), subject=user.person)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record that somebody tried to sign in as a known person; unknown addresses leave nothing."""
        account = Account.objects.filter(email__iexact=credentials.get("email") or "").first()
        if account:
            audit.record("people:account:sign_in_failed", actor=Actor(), subject=account.person)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send what the library wants to say, in our words."""
        send(f"{template_prefix}_message.txt", email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Write the address of the page that sets a new password: the public one, whatever host was asked for."""
        return address_to_set_password(*key.split("-", 1))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to one's own page after a new password."""
        return reverse("people:you")
