"""What can be done with how one signs in? Prove that it is oneself, and set up, add and take away second factors.

A wrong code or password is an answer, not a fault: these give True or False, so that the try stays counted.

*Source:* bars B6 and B7; ASVS 5.0, V6.3 to V6.6.
"""

import time
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Refused
from commonground.people.adapters import signing_in_factors as factors
from commonground.people.adapters import signing_in_notices as notices
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.adapters import signing_in_tries as tries
from commonground.people.models import Account, RecoveryCode
from commonground.people.permissions import TABLE
from commonground.people.queries import signing_in as queries
from commonground.people.rules import signing_in as rules
from commonground.people.rules.signing_in import Factor

MOST_PASSKEYS = 10


@transaction.atomic
def prove_by_code(*, actor: Actor, account: Account, typed: str) -> Factor | None:
    """Prove that it is the holder of an account by a code, of the telephone or on paper; each code works once.

    Gives what was proved, or None for a wrong code, which is counted.

    :raises TooMany: when there were too many wrong ones; a passkey still works.
    """
    this = tries.begin(tries.key_of(tries.FACTOR, account))
    proved = _proved(account, typed)
    if proved:
        tries.was_right(this)
        audit.record("people:factor:proved", actor=actor, subject=account.person, factor=str(proved))
    else:
        audit.record("people:factor:failed", actor=actor, subject=account.person)
        if tries.is_last(this.key):
            notices.tell(account, _("Somebody who knows your password entered wrong codes, until no more were taken."))
    return proved


def _proved(account: Account, typed: str) -> Factor | None:
    if len(rules.plain_code(typed)) == rules.DIGITS:
        return Factor.TELEPHONE if factors.use_telephone(account, typed, time.time()) else None
    return Factor.PAPER if _use_paper(account, typed) else None


def _use_paper(account: Account, typed: str) -> bool:
    read = rules.off_paper(typed)
    if read is None:
        return False
    number, letters = read
    found = account.recovery_codes.select_for_update().filter(number=number, used_at__isnull=True).first()
    if found is None or not check_password(letters, found.hash):
        return False
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    left = account.recovery_codes.filter(used_at__isnull=True).count()
    notices.tell(account, _("A code on paper was used to sign in. %(left)d are left.") % {"left": left})
    return True


@transaction.atomic
def prove_by_passkey(*, actor: Actor, account: Account | None, credential: Any) -> Account | None:
    """Prove by a passkey that it is the holder of an account, or whoever the passkey names; None where it fails.

    Nothing is counted: a passkey cannot be guessed, so that nobody can keep its holder out.
    """
    used = factors.passkey_used(account, credential)
    if used is None:
        return None
    holder = Account.objects.select_related("person").get(pk=used.user_id)
    audit.record("people:factor:proved", actor=actor, subject=holder.person, factor=str(Factor.PASSKEY))
    return holder


@transaction.atomic
def prove_by_password(*, actor: Actor, account: Account, typed: str) -> bool:
    """Prove by the present password that it is still the holder of an account; wrong ones are counted.

    :raises TooMany: when there were too many wrong ones.
    """
    this = tries.begin(tries.key_of(tries.PASSWORD, account))
    if not account.check_password(typed):
        audit.record("people:account:sign_in_failed", actor=actor, subject=account.person)
        return False
    tries.was_right(this)
    audit.record("people:account:proved", actor=actor, subject=account.person)
    return True


@transaction.atomic
def add_telephone(*, actor: Actor, account: Account, seed: str, typed: str, is_told: bool = True) -> bool:
    """Set up the app of a telephone as a second factor, once it shows the code of the seed; False for a wrong code.
    The holder is told by a message, unless `is_told` says that nobody reads it.

    :raises Refused: when there is a telephone already.
    """
    require(TABLE, "keep_own_sign_in", actor, account)
    if factors.telephone(account, lock=True):
        raise Refused(_("There is a telephone already. Take that one away first."))
    this = tries.begin(tries.key_of(tries.FACTOR, account))
    period = rules.period_that_matches(seed, typed, time.time(), after=0)
    if period is None:
        return False
    tries.was_right(this)
    factors.add_telephone(account, seed, period)
    _added(actor, account, Factor.TELEPHONE, _("The app of a telephone was set up to sign in with.") if is_told else "")
    return True


@transaction.atomic
def add_passkey(*, actor: Actor, account: Account, name: str, credential: dict[str, Any]) -> None:
    """Keep a passkey that the browser has made and the library has checked.

    :raises Refused: when there are as many as anybody needs.
    """
    require(TABLE, "keep_own_sign_in", actor, account)
    if factors.passkeys(account).count() >= MOST_PASSKEYS:
        raise Refused(_("Ten passkeys are enough. Take one away first."))
    factors.add_passkey(account, name, credential)
    _added(actor, account, Factor.PASSKEY, _("A passkey was set up to sign in with."))


def _added(actor: Actor, account: Account, factor: Factor, what: str) -> None:
    audit.record("people:factor:added", actor=actor, subject=account.person, factor=str(factor))
    if what:
        notices.tell(account, what)


@transaction.atomic
def remove_telephone(*, actor: Actor, account: Account) -> None:
    """Take the telephone away.

    :raises Refused: when nothing else would be left to prove with.
    """
    require(TABLE, "keep_own_sign_in", actor, account)
    _refuse_the_last(account)
    found = factors.telephone(account, lock=True)
    if found is None:
        raise Refused(_("There is no telephone to take away."))
    found.delete()
    audit.record("people:factor:removed", actor=actor, subject=account.person, factor=str(Factor.TELEPHONE))
    notices.tell(account, _("The app of your telephone does not sign you in any more."))


@transaction.atomic
def remove_passkey(*, actor: Actor, account: Account, passkey: Any) -> None:
    """Take one passkey away.

    :raises Refused: when nothing else would be left to prove with.
    """
    require(TABLE, "keep_own_sign_in", actor, account)
    _refuse_the_last(account)
    name = passkey.wrap().name
    passkey.delete()
    audit.record("people:factor:removed", actor=actor, subject=account.person, factor=str(Factor.PASSKEY))
    notices.tell(account, _("The passkey “%(name)s” does not sign you in any more.") % {"name": name})


def _refuse_the_last(account: Account) -> None:
    locked = list(factors.authenticators(account).select_for_update())
    if len(locked) < 2 and queries.needs_factor(account):
        raise Refused(_("This is all that you prove yourself with. Set up another way first, then take this one away."))


@transaction.atomic
def make_paper_codes(*, actor: Actor, account: Account) -> list[str]:
    """Make ten new codes for paper, give them as they are printed, and keep their hashes; earlier ones are void."""
    require(TABLE, "keep_own_sign_in", actor, account)
    account.recovery_codes.all().delete()
    letters = {number: rules.new_paper_code() for number in range(1, rules.PAPER_CODES + 1)}
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, number=number, hash=make_password(each)) for number, each in letters.items()
    )
    audit.record("people:recovery_codes:made", actor=actor, subject=account.person)
    notices.tell(account, _("New codes on paper were made. Earlier ones are void."))
    return [rules.on_paper(number, each) for number, each in letters.items()]


@transaction.atomic
def end_sessions(*, actor: Actor, account: Account, besides: str = "", only: str = "") -> int:
    """End one's sessions: all, all besides one, or only one, by their ids; give how many ended."""
    require(TABLE, "keep_own_sign_in", actor, account)
    ended = sessions.end(account, besides=besides, only=only)
    audit.record("people:sessions:ended", actor=actor, subject=account.person, number=ended)
    return ended
