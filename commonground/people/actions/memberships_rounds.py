"""What does each day ask about memberships? Who is to be confirmed is chased gently; who was not, lapses.

A membership that lapses opens nothing, and what it held passes to those who stand in; one confirmation restores it.

*Source:* R45, R247; D3.
"""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM
from commonground.people.actions import handovers_passing, posts
from commonground.people.adapters import joining_links as links
from commonground.people.adapters import mail
from commonground.people.models import Account, Membership
from commonground.people.queries import memberships
from commonground.people.rules import roles

LAPSED = "people:membership:lapsed"


def begin_to_count(day: date) -> int:
    """Give each membership that has none the day by which it is to be verified: a year after it began, and at least 30
    days ahead. Gives how many."""
    new = list(_here(day).filter(verify_by__isnull=True))
    for membership in new:
        membership.verify_by = max(roles.verify_by(membership.starts), day + roles.CHASED_BEFORE[0])
        membership.lapses_on = roles.lapses_on(membership.verify_by)
        membership.save(update_fields=["verify_by", "lapses_on"])
    return len(new)


def chase(day: date) -> int:
    """Remind those who can confirm a member: 30 and 7 days before the day, and on it. Gives how many members it was
    about."""
    done = 0
    for membership in _here(day).filter(verify_by__lte=day + roles.CHASED_BEFORE[0], lapses_on__gt=day):
        by = membership.verify_by
        chased_on = timezone.localdate(membership.chased_at) if membership.chased_at else None
        if by is None or not roles.chase_due(by, chased_on, day):
            continue
        for account in _who_confirms(membership):
            _remind(account, membership)
        membership.chased_at = datetime.combine(day, time(12), timezone.get_default_timezone())
        membership.save(update_fields=["chased_at"])
        done += 1
    return done


def lapse(day: date) -> int:
    """Let what a lapsed membership held pass on, and tell the member and those who can restore it, once. Gives how many
    lapsed."""
    lapsed = Membership.objects.filter(lapses_on__lte=day, suspended_at__isnull=True).filter(
        Q(until__isnull=True) | Q(until__gt=day)
    )
    told = lapsed.filter(chased_at__isnull=False, chased_at__date__gte=F("lapses_on"))
    new = list(lapsed.exclude(pk__in=told.values("pk")).select_related("person__account", "organisation"))
    for membership in new:
        _let_lapse(membership, day)
    return len(new)


@transaction.atomic
def _let_lapse(membership: Membership, day: date) -> None:
    membership.chased_at = datetime.combine(day, time(12), timezone.get_default_timezone())
    membership.save(update_fields=["chased_at"])
    audit.record(LAPSED, actor=SYSTEM, subject=membership, summary="Lapsed: nobody confirmed it")
    posts.vacate(actor=SYSTEM, membership=membership, day=day)
    handovers_passing.pass_at_once(actor=SYSTEM, membership=membership, reason="The membership has lapsed")
    own = Account.objects.filter(person_id=membership.person_id)
    for account in {*own, *_who_confirms(membership)}:
        _say("people/email/joining_lapsed.txt", account, membership)


def _remind(account: Account, membership: Membership) -> None:
    _say("people/email/joining_verify.txt", account, membership)


def _say(template: str, account: Account, membership: Membership) -> None:
    organisation = membership.organisation
    told = {
        "name": account.person.name,
        "member": membership.person.name,
        "post": membership.post_title,
        "organisation": organisation.name,
        "by": membership.verify_by,
        "lapses": membership.lapses_on,
        "link": links.link_to("people:member", organisation.public_id, membership.public_id),
    }
    mail.send(template, account.email, told)


def _who_confirms(membership: Membership) -> list[Account]:
    """List who may confirm a member: the other coordinators of the organisation, and without any the keepers."""
    others = memberships.coordinators_of(membership.organisation).exclude(person_id=membership.person_id)
    found = Account.objects.filter(person_id__in=others.values("person_id"), is_active=True).select_related("person")
    return list(found) or list(memberships.accounts_of_keepers().select_related("person"))


def _here(day: date) -> QuerySet[Membership]:
    present = Q(until__isnull=True) | Q(until__gt=day)
    return Membership.objects.filter(
        present, starts__lte=day, suspended_at__isnull=True, person__is_active=True, organisation__is_active=True
    ).select_related("person", "organisation")


ROUNDS = (begin_to_count, chase, lapse)
