"""What can be done with the secrets of programs? Make one, end one, and note that one was used.

*Source:* D2, D8.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.sharing.models import AccessToken
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import programs as queries
from commonground.sharing.rules import programs as rules
from commonground.sharing.rules.programs import Use


@transaction.atomic
def make(*, actor: Actor, use: str, name: str, days: int) -> tuple[AccessToken, str]:
    """Let a program read in the actor's name for some days; the secret is given this once, and kept as a hash.

    :raises Invalid: without a name for it.
    """
    require(TABLE, "make_access", actor, None)
    if use == Use.EXPORT:
        require(TABLE, "export_items", actor, None)
    if not name.strip():
        raise Invalid(_("Name the program, so that you know it again"), field="name")
    today = timezone.localdate()
    if queries.own(actor).filter(ended_at=None, until__gt=today).count() >= rules.MOST_AT_ONCE:
        raise Refused(_("You have let %(count)s programs in. End one first.") % {"count": rules.MOST_AT_ONCE})
    secret = rules.new_secret()
    made = AccessToken.objects.create(
        membership_id=actor.through,
        use=Use(use).value,
        name=" ".join(name.split())[:100],
        digest=rules.digest(secret),
        made_at=timezone.now(),
        until=rules.ends_on(today, days),
    )
    audit.record("sharing:access:made", actor=actor, subject=made, use=made.use, until=made.until.isoformat())
    return made, secret


@transaction.atomic
def end(*, actor: Actor, access: AccessToken) -> AccessToken:
    """End a secret; a program that comes with it gets nothing from now on."""
    held = AccessToken.objects.select_for_update().get(pk=queries.own_one(actor, access.public_id).pk)
    if held.ended_at is None:
        held.ended_at = timezone.now()
        held.save(update_fields=["ended_at"])
        audit.record("sharing:access:ended", actor=actor, subject=held)
    return held


def used(access: AccessToken) -> None:
    """Note the day on which a program came, once a day, so that its owner sees which are still used."""
    today = timezone.localdate()
    if access.used_on != today:
        AccessToken.objects.filter(pk=access.pk).update(used_on=today)
