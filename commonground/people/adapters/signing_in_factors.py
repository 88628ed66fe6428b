"""How does the library of second factors fit? It keeps passkeys and telephones; seeds are sealed before it keeps them.

*Source:* bar B7; settled questions, "In Django" (allauth) and "Running it" (an address a passkey can be bound to).
"""

from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from commonground.people.adapters import signing_in_secrets as secrets
from commonground.people.models import Account
from commonground.people.rules import signing_in as rules

SITE = "Common Ground"
PASSKEY_DID_NOT_WORK = gettext_lazy("The passkey did not work here. Try again, or choose another way.")


class FactorAdapter(DefaultMFAAdapter):
    """Seals seeds, and binds passkeys to the public address of the site."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": PASSKEY_DID_NOT_WORK}

    def encrypt(self, text: str) -> str:
        """Seal a seed."""
        return secrets.sealed(text, secrets.SEED)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed seed."""
        return secrets.opened(encrypted_text, secrets.SEED)

    def get_totp_issuer(self) -> str:
        """What the app on the telephone calls the site."""
        return SITE

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bind passkeys to the public address, whatever host was asked for."""
        return {"id": urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost", "name": SITE}

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our actions say it, in our words."""


def authenticators(account: Account) -> Any:
    """List what the library keeps for an account: passkeys and the telephone, the oldest first."""
    return Authenticator.objects.filter(user=account).order_by("created_at", "pk")


def telephone(account: Account, *, lock: bool = False) -> Authenticator | None:
    """Give the telephone of an account, if it has one; with `lock`, nobody else uses a code of it meanwhile."""
    found = authenticators(account).filter(type=Authenticator.Type.TOTP)
    return (found.select_for_update() if lock else found).first()


def passkeys(account: Account) -> Any:
    """List the passkeys of an account."""
    return authenticators(account).filter(type=Authenticator.Type.WEBAUTHN)


def has_factor(account: Account) -> bool:
    """Whether an account has a second factor: a telephone or a passkey."""
    return bool(authenticators(account).exists())


def seed_of(found: Authenticator) -> str:
    """Give the seed that a telephone and this site share."""
    return secrets.opened(found.data["secret"], secrets.SEED)


def add_telephone(account: Account, seed: str, last_period: int) -> Authenticator:
    """Keep the seed of a telephone, sealed, and the half minute whose code was used last."""
    data = {"secret": secrets.sealed(seed, secrets.SEED), "last": last_period}
    return Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data=data)


def use_telephone(account: Account, typed: str, seconds: float) -> bool:
    """Use the code of a telephone, once; two who send the same one at once take turns, and the second is refused."""
    found = telephone(account, lock=True)
    if found is None:
        return False
    period = rules.period_that_matches(seed_of(found), typed, seconds, after=found.data.get("last", 0))
    if period is None:
        return False
    found.data["last"] = period
    found.save(update_fields=["data"])
    found.record_usage()
    return True


def address_for_telephone(account: Account, seed: str) -> str:
    """Write the address that an app on a telephone reads from the square picture."""
    return FactorAdapter().build_totp_url(account, seed)


def picture_of(address: str) -> str:
    """Draw an address as a square picture that a camera reads, as SVG."""
    return FactorAdapter().build_totp_svg(address)


def add_passkey(account: Account, name: str, credential: dict[str, Any]) -> None:
    """Keep a passkey."""
    WebAuthn.add(account, name, credential)


def ask_for_new_passkey(account: Account) -> dict[str, Any]:
    """Write what the browser needs to make a passkey that knows its holder; the session keeps the question."""
    return dict(webauthn.begin_registration(account, passwordless=True))


def is_new_passkey(credential: Any) -> bool:
    """Whether what the browser sent is a passkey made for the question of this session, by a person who was there."""
    try:
        webauthn.parse_registration_response(credential)
        made = webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return False
    return bool(made.is_user_verified())


def ask_for_passkey(account: Account | None) -> dict[str, Any]:
    """Write what the browser needs to use a passkey: one of an account, or any that it holds for this site."""
    return dict(webauthn.begin_authentication(account))


def passkey_used(account: Account | None, credential: Any) -> Authenticator | None:
    """Give the passkey that answered the question of this session, or None; an answer works once."""
    try:
        webauthn.parse_authentication_response(credential)
        holder = account or webauthn.extract_user_from_response(credential)
        found = webauthn.complete_authentication(holder, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return None
    found.record_usage()
    return found
