"""Who asks what somebody could see then, and what for? A custodian of their own organisation's items; it is recorded.

*Source:* bar C6 of the reference on security; D1; DPA 2018 s.62.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.ids import from_text
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.people.models import Membership, Organisation, Person
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import could_see as queries
from commonground.sharing.queries.could_see import CouldSee


def asked_in_a_shell(person: str, at: datetime, purpose: str) -> str:
    """Record that somebody asks on the machine itself what a person could see at a moment; gives the person's name in
    the world of that moment.

    :raises Invalid: for a moment that is still to come, without a purpose, or for nobody.
    """
    _check(at, purpose)
    try:
        found = Person.objects.filter(public_id=from_text(person)).first()
    except ValueError:
        found = None
    if found is None:
        raise Invalid("There is nobody of that id.", "person")
    said = {"at": at.isoformat(timespec="seconds"), "purpose": purpose.strip()[:200]}
    audit.record("sharing:then:asked", actor=SYSTEM, subject=found, **said)
    return str(found.pk)


def _check(at: datetime, purpose: str) -> None:
    if at > timezone.now():
        raise Invalid(_("Enter a moment that is over."), "on")
    if not purpose.strip():
        raise Invalid(_("Say what for. It is recorded."), "purpose")


@transaction.atomic
def ask(*, actor: Actor, about: Membership | Organisation, at: datetime, purpose: str) -> CouldSee:
    """Say what of the actor's organisation a member, or the people of an organisation, could read at a moment.

    :raises Invalid: for a moment that is still to come, or without a purpose.
    """
    require(TABLE, "ask_then", actor, None)
    _check(at, purpose)
    if isinstance(about, Organisation):
        found = queries.of_an_organisation(actor, about, at)
    else:
        found = queries.of_a_member(actor, about, at)
    mine = Organisation.objects.get(pk=actor.organisation_id or 0)
    said = {"about": about.ref, "at": at.isoformat(timespec="seconds"), "purpose": purpose.strip()[:200]}
    audit.record("sharing:then:asked", actor=actor, subject=mine, found=len(found.rows) + found.others, **said)
    return found
