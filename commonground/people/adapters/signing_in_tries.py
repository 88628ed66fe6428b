"""How often was this account guessed at? Counted by the account that the database knows, and by the database's clock.

Whoever guesses may write an address in other letters, come from many machines, move a clock, or ask fifty times at
once: it is one account with one counter, and those who guess at it take turns. An address that nobody has is counted
alike, so that the answer tells nothing. A right answer is not counted. Passkeys cannot be guessed and are not counted,
so that nobody can be kept out who has one.

*Source:* bar B6; Cyber Essentials; ASVS 5.0, V6.3.1 and V6.6.3.
"""

import hashlib

from django.db import connection
from django.utils.translation import gettext as _

from commonground.groundwork.refusals import Refused
from commonground.people.models import Account, SignInTry
from commonground.people.rules import signing_in as rules

PASSWORD, FACTOR = "password", "factor"


class TooMany(Refused):
    """There were as many wrong answers as there may be; the right one has to wait too."""


def account_of(typed: str) -> Account | None:
    """Find the account that signs in with an address, however it is written."""
    return Account.objects.select_related("person").filter(email=rules.plain_address(typed)).first()


def key_of(kind: str, account: Account | None, typed: str = "") -> str:
    """Name the counter of an account, or of an address that nobody has."""
    if account is not None:
        return f"{kind}:{account.pk}"
    return f"{kind}:{hashlib.sha256(rules.plain_address(typed).encode()).hexdigest()}"


def begin(key: str) -> SignInTry:
    """Count one try before it is looked at; others at the same account wait until this one is decided.

    :raises TooMany: when there were too many within the last minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"sign-in {key}"])
        cursor.execute("SELECT clock_timestamp(), clock_timestamp() - make_interval(secs => %s)", [rules.TRIES_WITHIN])
        now, since = cursor.fetchone()
    SignInTry.objects.filter(key=key, at__lt=since).delete()
    if SignInTry.objects.filter(key=key).count() >= rules.TRIES:
        raise TooMany(_("There were too many tries. Wait five minutes, then try again, or use a passkey."))
    return SignInTry.objects.create(key=key, at=now)


def was_right(this: SignInTry) -> None:
    """Take a right answer out of the count."""
    this.delete()


def forget(key: str) -> None:
    """Begin to count anew, because what was guessed at is another password now."""
    SignInTry.objects.filter(key=key).delete()


def is_last(key: str) -> bool:
    """Whether the next try will have to wait."""
    return SignInTry.objects.filter(key=key).count() >= rules.TRIES
