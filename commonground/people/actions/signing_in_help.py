"""What can be done for somebody who has lost everything that they sign in with? Two people take it away together.

One makes sure, outside this site, that it is really they, and says how; another one confirms. Whoever it is about is
told both times. Then they sign in with their password, or set a new one, and set up a second factor anew.

*Source:* ASVS 5.0, V6.4.4 and V7.4.5; issue "People who can be found, trusted and replaced", item 3.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.actions.turns import one_at_a_time
from commonground.people.adapters import signing_in_factors as factors
from commonground.people.adapters import signing_in_notices as notices
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.adapters import signing_in_tries as tries
from commonground.people.models import Account, FactorReset
from commonground.people.permissions import TABLE
from commonground.people.queries import signing_in as queries


@transaction.atomic
def ask_to_take_away(*, actor: Actor, account: Account, reason: str, proofing: str) -> FactorReset:
    """Ask that the second factor of somebody be taken away; `proofing` says how the actor made sure that it is they.

    :raises Invalid: when it is asked already, or there is none.
    """
    require(TABLE, "help_with_sign_in", actor, queries.whose(account.person))
    one_at_a_time(f"factor reset {account.pk}")
    if queries.open_reset_of(account.person):
        raise Invalid(_("It is asked already, and waits for a second person."), "reason")
    if not factors.has_factor(account):
        raise Invalid(_("There is no second factor to take away."), "reason")
    asked = FactorReset.objects.create(
        person=account.person, asked_by_id=actor.myself, reason=reason, proofing=proofing
    )
    audit.record("people:factor_reset:asked", actor=actor, subject=account.person, reset=asked.ref)
    said = _("Somebody asked that your second factor be taken away. A second person has to confirm it.")
    notices.tell(account, said, by=actor.name, reason=reason)
    return asked


@transaction.atomic
def confirm_taking_away(*, actor: Actor, reset: FactorReset) -> None:
    """Take a second factor away, as the second person: telephone, passkeys, codes on paper and sessions go.

    :raises NotAllowed: for whoever asked, and for whoever may not help.
    :raises Refused: when it was decided meanwhile.
    """
    held = _undecided(reset)
    require(TABLE, "take_away_second_factor", actor, queries.whose(held.person, held.asked_by_id))
    _decide(held, actor, is_done=True)
    account = Account.objects.select_related("person").get(person=held.person)
    audit.record("people:factor_reset:confirmed", actor=actor, subject=held.person, reset=held.ref)
    _take_away(account, by=f"{held.asked_by.name}, {actor.name}", reason=held.reason)


@transaction.atomic
def let_drop(*, actor: Actor, reset: FactorReset) -> None:
    """Let the wish drop; everything stays as it is.

    :raises Refused: when it was decided meanwhile.
    """
    held = _undecided(reset)
    require(TABLE, "help_with_sign_in", actor, queries.whose(held.person))
    _decide(held, actor, is_done=False)
    audit.record("people:factor_reset:dropped", actor=actor, subject=held.person, reset=held.ref)


@transaction.atomic
def take_away_as_keeper(*, actor: Actor, account: Account) -> None:
    """Take a second factor away from the shell of the machine, which takes nobody else.

    :raises NotAllowed: from anywhere but the shell, where nobody is signed in.
    """
    if actor.person_id is not None or not actor.is_administrator:
        raise NotAllowed(_("This is done from the shell of the machine alone."))
    audit.record("people:factor_reset:by_keeper", actor=actor, subject=account.person)
    _take_away(account, by=actor.name, reason="")


@transaction.atomic
def end_sessions_of(*, actor: Actor, account: Account) -> int:
    """Sign somebody else out everywhere; give how many sessions ended."""
    require(TABLE, "help_with_sign_in", actor, queries.whose(account.person))
    ended = sessions.end(account)
    audit.record("people:sessions:ended", actor=actor, subject=account.person, number=ended)
    notices.tell(account, _("You were signed out everywhere."), by=actor.name)
    return ended


def _undecided(reset: FactorReset) -> FactorReset:
    held = FactorReset.objects.select_for_update(of=("self",)).select_related("person", "asked_by").get(pk=reset.pk)
    if held.decided_at is not None:
        raise Refused(_("Somebody has decided this meanwhile."))
    return held


def _decide(held: FactorReset, actor: Actor, *, is_done: bool) -> None:
    held.decided_by_id, held.decided_at, held.is_done = actor.myself, timezone.now(), is_done
    held.save(update_fields=["decided_by", "decided_at", "is_done"])


def _take_away(account: Account, *, by: str, reason: str) -> None:
    factors.authenticators(account).delete()
    account.recovery_codes.all().delete()
    tries.forget(tries.key_of(tries.FACTOR, account))
    sessions.end(account)
    said = _("Your second factor was taken away. You set up a new one when you sign in next.")
    notices.tell(account, said, by=by, reason=reason)
