"""What can be lent, who asked for it, and who may use it now? The catalogue for members, the rest for the two sides.

*Source:* R222, R223.
"""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.models import Account, Accreditation, Membership, Organisation
from commonground.people.queries.acting import current
from commonground.sharing.models import Asset, AssetRequest, Attendance, Briefing, Grant
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.requests import Lent
from commonground.sharing.queries.holding import level_of
from commonground.sharing.rules import requests as rules
from commonground.sharing.rules.requests import GrantState, Held

OPEN = Q(closed_on__isnull=True)


def catalogue(actor: Actor, *, search: str = "", kind: str = "") -> QuerySet[Asset]:
    """List what organisations lend, to members alone, by organisation and title."""
    if not may(TABLE, "see_assets", actor, None):
        return Asset.objects.none()
    found = Asset.objects.filter(OPEN, organisation__is_active=True).select_related("organisation")
    for word in search.split():
        found = found.filter(
            Q(title__icontains=word) | Q(about__icontains=word) | Q(organisation__name__icontains=word)
        )
    return (found.filter(kind=kind) if kind else found).order_by("organisation__name", "title", "pk")


def asset_for(actor: Actor, public_id: uuid.UUID) -> Asset:
    """Give one asset of the catalogue to a member, or 404; the organisation that has it finds it closed too."""
    if not may(TABLE, "see_assets", actor, None):
        raise Http404
    seen = OPEN | Q(organisation=actor.organisation_id or 0)
    found = Asset.objects.filter(seen, public_id=public_id).select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def asset_of(asset: Asset) -> Lent:
    """Say whose an asset is, for the table of permissions."""
    return Lent(asset.organisation_id)


def request_of(request: AssetRequest) -> Lent:
    """Say between whom a request is, for the table of permissions."""
    return Lent(request.to_organisation_id, request.organisation_id, request.asked_by_id)


def grant_of(grant: Grant) -> Lent:
    """Say between whom a grant is, and whether it holds today."""
    one = grant.request
    holds = grant_state(grant) in (GrantState.HOLDS, GrantState.REVIEW)
    return Lent(one.to_organisation_id, one.organisation_id, one.asked_by_id, holds)


def held_by(actor: Actor, day: date | None = None) -> Held:
    """Say how far somebody is cleared through the membership that they act through, and what their organisation is
    accredited for on a day, where somebody has checked the evidence."""
    day = day or timezone.localdate()
    standards = Accreditation.objects.filter(organisation=actor.organisation_id or 0, starts__lte=day)
    standing = standards.filter(Q(until__isnull=True) | Q(until__gt=day), verified_at__isnull=False)
    return Held(level_of(actor), frozenset(standing.values_list("standard", flat=True)))


def requests(actor: Actor) -> QuerySet[AssetRequest]:
    """List the requests of one's own organisation and those that are put to it, the latest first."""
    if not may(TABLE, "see_assets", actor, None):
        return AssetRequest.objects.none()
    here = Q(organisation=actor.organisation_id) | Q(to_organisation=actor.organisation_id)
    found = AssetRequest.objects.filter(here).select_related("organisation", "to_organisation", "asset", "grant")
    return found.select_related("asked_by__person", "answered_by__person").order_by("-asked_at", "-pk")


def to_answer(actor: Actor) -> QuerySet[AssetRequest]:
    """List what is asked of one's own organisation and waits for an answer, the oldest first."""
    return requests(actor).filter(to_organisation=actor.organisation_id, state="open").order_by("asked_at", "pk")


def to_look_at(actor: Actor, day: date | None = None) -> QuerySet[AssetRequest]:
    """List what one's own organisation granted whose day to be looked at again has come."""
    day = day or timezone.localdate()
    held = requests(actor).filter(to_organisation=actor.organisation_id, grant__revoked_at__isnull=True)
    return held.filter(grant__review_on__lte=day, grant__closes__gt=day).order_by("grant__review_on", "pk")


def request_for(actor: Actor, public_id: uuid.UUID) -> AssetRequest:
    """Give one request to its two sides, or 404."""
    found = requests(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def grant_state(grant: Grant, day: date | None = None) -> GrantState:
    """Say how a grant stands on a day."""
    return rules.grant_state(
        day or timezone.localdate(), grant.opens, grant.closes, grant.review_on, revoked=grant.revoked_at is not None
    )


def lenders(actor: Actor) -> list[Organisation]:
    """List the police organisations that intelligence can be asked of: active ones with a present member, but for
    one's own, by name."""
    here = Membership.objects.filter(current(), organisation__kind="police")
    found = Organisation.objects.filter(pk__in=here.values("organisation_id"), is_active=True)
    return list(found.exclude(pk=actor.organisation_id or 0).order_by("name", "pk"))


def briefings_of(asset: Asset) -> QuerySet[Briefing]:
    """List the sessions of an asset, the latest first, each with how many seats are taken, or were where those who took
    them have left on their day."""
    taken = Coalesce(F("had_seats"), Count("seats_taken"))
    return asset.briefings.annotate(taken=taken).order_by("-starts", "-pk")


def briefing_for(actor: Actor, asset: Asset, public_id: uuid.UUID) -> Briefing:
    """Give one session to whoever has the asset or holds a grant for it, or 404."""
    found = briefings_of(asset).filter(public_id=public_id).first()
    if found is None or not (asset.organisation_id == actor.organisation_id or may_come(actor, asset)):
        raise Http404
    return found


def may_come(actor: Actor, asset: Asset, day: date | None = None) -> bool:
    """Whether somebody's organisation holds a grant for the asset, today."""
    day = day or timezone.localdate()
    held = Grant.objects.filter(request__asset=asset, request__organisation=actor.organisation_id or 0)
    return held.filter(revoked_at__isnull=True, opens__lte=day, closes__gt=day).exists()


def seat_of(actor: Actor, briefing: Briefing) -> Attendance | None:
    """Give the seat that somebody has taken at a session, if any."""
    return briefing.seats_taken.filter(membership=actor.membership_id or 0).first()


def attendance(briefing: Briefing) -> Sequence[Attendance]:
    """List who has a seat, by name."""
    rows = briefing.seats_taken.select_related("membership__person", "membership__organisation")
    return list(rows.order_by("membership__person__name", "pk"))


def addresses_of(organisation_id: int) -> list[str]:
    """List the addresses of an organisation's coordinators, and where it has none of its members."""
    present = Membership.objects.filter(current(), organisation=organisation_id).exclude(roles__contains=["guest"])
    told = present.filter(roles__contains=["coordinator"])
    asked = told if told.exists() else present
    accounts = Account.objects.filter(person_id__in=asked.values("person_id"), is_active=True)
    return list(accounts.order_by("email").values_list("email", flat=True))
