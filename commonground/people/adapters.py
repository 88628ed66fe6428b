"""How does the sign-in library fit? It writes accounts past our actions, so its hooks keep the record.

*Source:* settled questions, "In Django" (allauth); D1, D3.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.people.models import Account


def _as_themselves(account: Account) -> Actor:
    """The actor of somebody whose membership is not chosen yet."""
    return Actor(person_id=account.person_id, name=account.person.name)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone: people are invited. Signing in, out and new passwords are recorded."""

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
