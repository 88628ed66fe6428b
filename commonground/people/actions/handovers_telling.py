"""Who is told of a handover, and of what? The successor, the leaver, and on the day the partners, one message each.

A message says that there is something and where; what a collaboration is about stays behind the sign-in. A message that
the mail server does not take holds nobody's work up: what passes has passed.

*Source:* R115 (notification to linked partners); the look, section 7 ("Handover").
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.refusals import Refused
from commonground.people.adapters import mail
from commonground.people.models import Account, Handover, HandoverMessage, Membership
from commonground.people.queries import handovers as queries
from commonground.people.queries import matters


def begun(handover: Handover, by: Actor) -> None:
    """Tell the leaver that somebody else prepares to hand over what is theirs."""
    _tell(handover.leaver, "people/email/handover_begun.txt", handover, by=by.name)


def offered(handover: Handover) -> None:
    """Tell the successor that there is something to accept."""
    _tell(handover.successor, "people/email/handover_offered.txt", handover)


def answered(handover: Handover) -> None:
    """Tell the leaver what the successor answered."""
    _tell(handover.leaver, "people/email/handover_answered.txt", handover)


def asked(handover: Handover, message: HandoverMessage) -> None:
    """Tell the other of the two that there is a question or an answer."""
    other = handover.successor if message.by_id == handover.leaver_id else handover.leaver
    _tell(other, "people/email/handover_asked.txt", handover, by=message.by.person.name)


def passed(handover: Handover, partners: Sequence[Membership]) -> None:
    """Tell the partners that the leaver had, each once, who follows; and those to whom a matter passed."""
    told = sum(_tell(partner, "people/email/handover_partner.txt", handover) for partner in partners)
    handover.told_at = timezone.now()
    handover.save(update_fields=["told_at"])
    audit.record("people:handover:told", actor=SYSTEM, subject=handover, partners=told)
    taken(handover, besides=handover.successor_id)


def taken(handover: Handover, besides: int | None = None) -> None:
    """Tell everybody to whom something passed that they had not been asked about; and the people who keep the
    installation, where something is left without anybody."""
    takers = Counter(handover.matters.filter(to__isnull=False).exclude(to=besides).values_list("to_id", flat=True))
    for membership in Membership.objects.filter(pk__in=takers).select_related("person"):
        _tell(membership, "people/email/handover_taken.txt", handover, count=takers[membership.pk])
    vacant = queries.vacant_in(handover)
    for account in Account.objects.filter(is_active=True, person__is_administrator=True) if vacant else ():
        _send("people/email/handover_vacant.txt", account, handover, count=vacant)


def _tell(membership: Membership | None, template: str, handover: Handover, **context: Any) -> bool:
    account = Account.objects.filter(person__memberships=membership, is_active=True).first() if membership else None
    return account is not None and _send(template, account, handover, **context)


def _send(template: str, account: Account, handover: Handover, **context: Any) -> bool:
    values = {
        "name": account.person.name,
        "handover": handover,
        "leaver": handover.leaver,
        "successor": handover.successor,
        "link": settings.PUBLIC_ADDRESS + matters.handover_url(handover),
        **context,
    }
    try:
        mail.send(template, account.email, values)
    except Refused:
        return False
    return True
