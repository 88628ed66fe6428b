"""Who is a member of an organisation, how do they stand, and what was done with their membership?

*Source:* R140-R142; D2, D3.
"""

import uuid
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.audit.queries import history_of
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.models import Account, Clearance, Membership, Organisation
from commonground.people.permissions import TABLE
from commonground.people.queries.acting import current
from commonground.people.rules import clearances
from commonground.people.rules.clearances import Entered
from commonground.people.rules.roles import CHASED_BEFORE, Role

STANDINGS = {
    "present": "Present",
    "suspended": "Suspended",
    "lapsed": "Lapsed",
    "left": "Left",
    "due": "To be confirmed",
}


def members_of(
    actor: Actor, organisation: Organisation, *, search: str = "", standing: str = "", role: str = ""
) -> QuerySet[Membership]:
    """List every membership of an organisation, past ones too, to those who keep them; 404 for others."""
    if not may(TABLE, "see_members", actor, organisation):
        raise Http404
    found = organisation.memberships.select_related("person", "organisation", "person__account")
    for word in search.split():
        found = found.filter(Q(person__name__icontains=word) | Q(post_title__icontains=word))
    if role:
        found = found.filter(roles__contains=[role])
    return found.filter(_standing(standing)).order_by("person__name", "pk")


def _standing(standing: str) -> Q:
    today = timezone.localdate()
    left = Q(until__isnull=False, until__lte=today)
    lapsed = Q(lapses_on__isnull=False, lapses_on__lte=today)
    return {
        "present": current(),
        "suspended": Q(suspended_at__isnull=False) & ~left,
        "lapsed": lapsed & ~left,
        "left": left,
        "due": Q(verify_by__lte=today + CHASED_BEFORE[0]) & ~left,
    }.get(standing, ~left)


def member_of(actor: Actor, organisation: Organisation, public_id: uuid.UUID) -> Membership:
    """Give one membership of an organisation to those who keep them, to the vetting contacts of the police and to the
    member, or 404."""
    held = organisation.memberships.select_related("person", "organisation").filter(public_id=public_id).first()
    if held is None or not (
        may(TABLE, "see_members", actor, organisation)
        or held.person_id == actor.person_id
        or may_set_clearances(actor, held)
    ):
        raise Http404
    return held


def may_set_clearances(actor: Actor, membership: Membership) -> bool:
    """Whether somebody may enter clearances for members of another organisation than theirs."""
    return "vetting" in actor.roles and actor.side == "police" and actor.organisation_id != membership.organisation_id


def fellow(actor: Actor, public_id: uuid.UUID) -> Membership:
    """Give one present membership to a member of anything, or 404."""
    held = Membership.objects.filter(current(), public_id=public_id).select_related("person", "organisation").first()
    if held is None or not actor.is_member:
        raise Http404
    return held


def standing_of(membership: Membership, day: date | None = None) -> str:
    """Name how a membership stands on a day: a key of `STANDINGS`."""
    day = day or timezone.localdate()
    if membership.until is not None and membership.until <= day:
        return "left"
    if membership.suspended_at is not None:
        return "suspended"
    return "lapsed" if membership.lapses_on is not None and membership.lapses_on <= day else "present"


def entries_of(membership: Membership) -> list[Clearance]:
    """List what was entered about a member's clearance, the latest first."""
    return list(membership.clearances.select_related("by"))


def entry_on(membership: Membership, day: date | None = None) -> Clearance | None:
    """Give the entry that says which clearance a membership has on a day, or None where there is none."""
    rows = {each.pk: each for each in membership.clearances.all()}
    entries = [
        Entered(each.level, each.starts, each.until, each.pk, each.withdrawn_at is not None) for each in rows.values()
    ]
    found = clearances.entry_on(day or timezone.localdate(), entries)
    return rows[found.order] if found else None


def clearance_of(membership: Membership, day: date | None = None) -> int:
    """Give the level of clearance that a membership has on a day: 0 to 3."""
    found = entry_on(membership, day)
    return found.level if found else 0


def coordinators_of(organisation: Organisation, besides: Membership | None = None) -> QuerySet[Membership]:
    """List the present coordinators of an organisation, besides one membership."""
    found = organisation.memberships.filter(current(), roles__contains=[Role.COORDINATOR.value])
    found = found.select_related("person", "person__account", "organisation")
    return found.exclude(pk=besides.pk) if besides else found


def accounts_of_keepers() -> QuerySet[Account]:
    """List the accounts of those who keep the installation."""
    return Account.objects.filter(is_active=True, person__is_active=True, person__is_administrator=True)


def history(membership: Membership) -> QuerySet[Entry]:
    """List what was done with a membership and said in words, the latest first."""
    return history_of("membership", membership.ref).exclude(summary="")


def to_be_confirmed(actor: Actor) -> QuerySet[Membership]:
    """List the members of the acting coordinator's organisation who are to be confirmed within 30 days, or have
    lapsed; without the actor, whom somebody else confirms."""
    if "coordinator" not in actor.roles or actor.organisation_id is None:
        return Membership.objects.none()
    found = Membership.objects.filter(_standing("due"), organisation_id=actor.organisation_id)
    return found.exclude(person_id=actor.myself).select_related("person", "organisation").order_by("verify_by")


def every_membership_of(person_id: int) -> QuerySet[Membership]:
    """List all memberships of one person, past ones too, the latest first."""
    found = Membership.objects.filter(person_id=person_id).select_related("organisation", "person")
    return found.order_by("-starts", "-pk")
