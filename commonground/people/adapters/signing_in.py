"""How does the sign-in library fit? It writes accounts past our actions, so its hooks keep the record.

*Source:* settled questions, "In Django" (allauth); bars B5 and B6; D1, D3.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.adapters import signing_in_notices as notices
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.adapters import signing_in_tries as tries
from commonground.people.adapters.mail import address_to_set_password, send
from commonground.people.models import Account


def as_themselves(account: Account) -> Actor:
    """The actor of somebody whose membership is not chosen yet."""
    return Actor(person_id=account.person_id, name=account.person.name)


class AccountBackend(AuthenticationBackend):
    """Signs in by e-mail and password, as long as both the account and its person are active."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether somebody may sign in, and stay signed in; asked at every request."""
        return bool(user and user.is_active and user.person.is_active)

    def get_user(self, user_id: Any) -> Any:
        """Give the account of a session with its person, read at once; nobody, where it may not stay signed in."""
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if self.user_can_authenticate(account) else None

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        """Look for one account, by the address as accounts keep it."""
        account = tries.account_of(credentials.get("email") or "")
        return self._check_password(account, credentials.get("password") or "")

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

    def get_login_stages(self) -> list[str]:
        """After the password comes the second factor, and nothing else."""
        return ["commonground.people.adapters.signing_in_stages.SecondFactor"]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Look whether the password is right, unless there were too many wrong ones."""
        self.pre_authenticate(request, **credentials)
        typed = credentials.get("email") or ""
        account = tries.account_of(typed)
        this = self._counted(tries.key_of(tries.PASSWORD, account, typed))
        found = authenticate(request, **credentials)
        if found is None:
            self.authentication_failed(request, **credentials)
            return None
        tries.was_right(this)
        self._rollback_login_failed_rl_usage()
        return found

    def is_present_password(self, account: Account, typed: str) -> bool:
        """Whether somebody who is signed in typed their present password; wrong ones are counted with all others."""
        this = self._counted(tries.key_of(tries.PASSWORD, account))
        is_right = account.check_password(typed)
        if is_right:
            tries.was_right(this)
        else:
            self.authentication_failed(self.request, email=account.email)
        return is_right

    def _counted(self, key: str) -> Any:
        try:
            return tries.begin(key)
        except tries.TooMany:
            raise self.validation_error("too_many_login_attempts") from None

    def pre_login(self, request: HttpRequest, user: Account, **more: Any) -> Any:
        """After the password the session has another id, also while the second factor is awaited."""
        request.session.cycle_key()
        return super().pre_login(request, user, **more)

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, and record it; whoever signs in from a new device is told so."""
        super().login(request, user)
        sessions.begin(request)
        whole = "second factor" if marks.has_seen_second_factor(request) else "password"
        audit.record("people:account:signed_in", actor=as_themselves(user), subject=user.person, by=whole)
        if sessions.is_new_device(request, user):
            device, address = sessions.words_of(request), sessions.address_of(request)
            notices.tell(user, _("Somebody signed in from a device that is new."), device=device, address=address)

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> Any:
        """Go on, with the cookie by which the device is known next time."""
        return sessions.give_mark(request, super().post_login(request, user, **more))

    def logout(self, request: HttpRequest) -> None:
        """Record it, and sign out."""
        if isinstance(request.user, Account):
            audit.record("people:account:signed_out", actor=as_themselves(request.user), subject=request.user.person)
            sessions.end(request.user, only=request.session.session_key or "none")
        super().logout(request)

    def set_password(self, user: Account, password: str) -> None:
        """Set a new password, end every other session, record it and say so."""
        had_one = user.has_usable_password()
        super().set_password(user, password)
        sessions.end(user, besides=self.request.session.session_key or "" if self.request else "")
        tries.forget(tries.key_of(tries.PASSWORD, user))
        audit.record("people:account:password_set", actor=as_themselves(user), subject=user.person)
        if had_one:
            notices.tell(user, _("Your password was changed."))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record that somebody tried to sign in as a known person; unknown addresses leave nothing."""
        account = tries.account_of(credentials.get("email") or "")
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
