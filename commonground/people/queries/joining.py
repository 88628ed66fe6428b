"""Who has applied to join, and what does each application still need?

*Source:* R89, R232; D2, D3, D12.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.adapters import joining_links as links
from commonground.people.models import Account, Application, Interest, Membership, Organisation, Person, Sponsor
from commonground.people.permissions import TABLE
from commonground.people.permissions.joining import Checked
from commonground.people.queries.acting import current
from commonground.people.rules import conduct, joining
from commonground.people.rules.joining import Call, Facts, Missing, State, Voucher
from commonground.people.rules.signing_in import plain_address

SUBJECT = "application"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One application of the queue, and what it still needs."""

    application: Application
    missing: tuple[Missing, ...]
    may_check: bool


def applications() -> QuerySet[Application]:
    """List every application with what decides about it; the callers have asked who may."""
    held = Application.objects.select_related("organisation", "area", "decided_by", "admitted")
    return held.prefetch_related("calls__by", "sponsors__membership__person", "sponsors__membership__organisation")


def queue_for(actor: Actor, *, search: str = "", state: str = "", needs: str = "") -> list[Waiting]:
    """List applications, the oldest first, to those who may see them: those that are being checked unless another state
    is asked for, narrowed to words and to one thing that is missing."""
    if not may(TABLE, "see_applications", actor, None):
        return []
    found = applications().filter(state=state or State.SENT.value)
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(organisation_name__icontains=word) | Q(email__icontains=word))
    able = able_to_verify()
    rows = []
    for application in found:
        facts = facts_of(application, able)
        lacks = joining.missing(facts, actor.person_id) if facts.state in joining.OPEN else ()
        rows.append(Waiting(application, lacks, may(TABLE, "check_application", actor, checked(application))))
    return [row for row in rows if not needs or needs in row.missing or (needs == "nothing" and not row.missing)]


def application_for(actor: Actor, public_id: uuid.UUID) -> Application:
    """Give one application to those who may see it, or 404."""
    if not may(TABLE, "see_applications", actor, None):
        raise Http404
    return get_object_or_404(applications(), public_id=public_id)


def application_behind(secret: str) -> Application:
    """Give the application that a secret opens to its applicant, or 404."""
    return get_object_or_404(applications(), secret_hash=links.kept(secret))


def organisation_of(application: Application) -> Organisation | None:
    """Give the organisation of the register that an application names, or None for one that is new."""
    found = application.organisation or Organisation.objects.filter(name__iexact=application.organisation_name).first()
    return (found.merged_into or found) if found else None


def applicant_of(application: Application) -> Person | None:
    """Give the person who signs in with an applicant's address already, or None."""
    account = Account.objects.select_related("person").filter(email=plain_address(application.email)).first()
    return account.person if account else None


def able_to_verify() -> frozenset[int]:
    """Give the persons who may verify: present members with that role, and those who keep the installation."""
    members = Membership.objects.filter(current(), roles__contains=["verifier"], person__account__is_active=True)
    keepers = Person.objects.filter(is_administrator=True, is_active=True, account__is_active=True)
    return frozenset((*members.values_list("person_id", flat=True), *keepers.values_list("pk", flat=True)))


def interested_in(subject_type: str, ref: str) -> frozenset[int]:
    """Give the persons who declared an interest in one thing, named as the record names it."""
    held = Interest.objects.filter(subject_type=subject_type, subject_ref=ref)
    return frozenset(held.values_list("person_id", flat=True))


def interests_in(application: Application) -> QuerySet[Interest]:
    """List the interests declared in one application."""
    held = Interest.objects.filter(subject_type=SUBJECT, subject_ref=application.ref)
    return held.select_related("person").order_by("at")


def checked(application: Application) -> Checked:
    """Say what an application is to those who would check it."""
    organisation = organisation_of(application)
    members = organisation.memberships.filter(current()).values_list("person_id", flat=True) if organisation else ()
    sponsors = (sponsor.membership.person_id for sponsor in application.sponsors.all())
    return Checked(frozenset(members), interested_in(SUBJECT, application.ref), frozenset(sponsors))


def facts_of(application: Application, able: Iterable[int] | None = None) -> Facts:
    """Gather all that decides about one application."""
    organisation, applicant, apart = organisation_of(application), applicant_of(application), checked(application)
    sponsors = list(application.sponsors.all())
    hold = set(
        Membership.objects.filter(current(), pk__in=[s.membership_id for s in sponsors]).values_list("pk", flat=True)
    )
    stand_close = apart.members | apart.interested | apart.sponsors
    return Facts(
        state=State(application.state),
        confirmed=application.confirmed_at is not None,
        conduct_is_current=conduct.is_current(application.conduct_version),
        organisation=organisation.pk if organisation else None,
        applicant=applicant.pk if applicant else None,
        own_number=application.telephone,
        own_switchboard=application.switchboard,
        own_source=application.switchboard_source,
        own_website=application.website,
        changed_at=application.identity_changed_at,
        calls=[Call(c.number, c.published_at, c.outcome, c.at, c.by_id) for c in application.calls.all()],
        vouchers=[_voucher(sponsor, hold) for sponsor in sponsors],
        verifiers=frozenset(able_to_verify() if able is None else able) - stand_close,
    )


def _voucher(sponsor: Sponsor, hold: set[int]) -> Voucher:
    membership = sponsor.membership
    holds = membership.pk in hold
    return Voucher(membership.person_id, membership.organisation_id, sponsor.state, sponsor.answered_at, holds)


def able_to_vouch(application: Application, search: str = "") -> QuerySet[Membership]:
    """List the present members who may be asked to vouch: those of other organisations who have not been asked."""
    organisation = organisation_of(application)
    found = Membership.objects.filter(current(), person__account__is_active=True).select_related(
        "person", "organisation"
    )
    found = found.exclude(pk__in=application.sponsors.values("membership_id"))
    found = found.exclude(person_id__in=[s.membership.person_id for s in application.sponsors.all()])
    for word in search.split():
        found = found.filter(Q(person__name__icontains=word) | Q(organisation__name__icontains=word))
    return found.exclude(organisation=organisation) if organisation else found


def asked_of(actor: Actor) -> QuerySet[Sponsor]:
    """List what somebody was asked to vouch for, through any of their memberships that hold, the newest first."""
    held = Sponsor.objects.filter(
        membership__person_id=actor.person_id or 0, membership__in=Membership.objects.filter(current())
    )
    return held.select_related("application__organisation", "membership__organisation").order_by("-asked_at")


def still_asked_of(actor: Actor) -> QuerySet[Sponsor]:
    """List what somebody has not answered yet, while the application is open."""
    return asked_of(actor).filter(state="asked", application__state=State.SENT.value)


def sponsor_for(actor: Actor, public_id: uuid.UUID) -> Sponsor:
    """Give one question to the member who is asked, or 404."""
    if not actor.is_signed_in:
        raise Http404
    return get_object_or_404(asked_of(actor), public_id=public_id)
