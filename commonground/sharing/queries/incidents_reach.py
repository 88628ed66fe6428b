"""With whom is it agreed that incidents are shared? The agreements in force under which our organisation gives them.

What is found here is offered; the policy decides, and is asked again whenever somebody reads.

*Source:* design/sharing.md 2 (B)3; R213.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.people.models import Accreditation
from commonground.sharing.models import AgreementVersion, Party, PartyBasis
from commonground.sharing.rules.incidents import CATEGORY
from commonground.sharing.rules.incidents_reach import Offer, settled


def _holds(now: datetime, before: str = "") -> Q:
    opens, closes = f"{before}opens", f"{before}closes"
    begun = Q(**{f"{opens}__isnull": True}) | Q(**{f"{opens}__lte": now})
    return begun & (Q(**{f"{closes}__isnull": True}) | Q(**{f"{closes}__gt": now}))


def offers_for(actor: Actor) -> tuple[list[Offer], list[Offer]]:
    """Give who gets an incident of the actor's organisation now, and who is party to it and does not, with why."""
    return settled(list(_offers(actor.organisation_id or 0, timezone.now())))


def _offers(ours: int, now: datetime) -> Iterator[Offer]:
    giving = Party.objects.filter(_holds(now), organisation_id=ours, gives__contains=[CATEGORY])
    versions = {
        version.agreement_id: version
        for version in AgreementVersion.objects.filter(
            _holds(now), _holds(now, "times_in_force__"), agreement__in=giving.values("agreement")
        ).select_related("agreement")
    }
    getting = Party.objects.filter(
        _holds(now), agreement__in=versions, gets__contains=[CATEGORY], organisation__is_active=True
    )
    getters = list(getting.exclude(organisation_id=ours).select_related("organisation"))
    standards = _standards([party.organisation_id for party in getters], now)
    bases = _bases(list(versions), now)
    for party in getters:
        version = versions[party.agreement_id]
        asked = set(version.accreditation_any_of)
        body = party.organisation
        yield Offer(
            organisation_id=body.pk,
            name=body.name,
            side=body.side,
            agreement_id=version.agreement_id,
            reference=version.agreement.reference,
            personal=version.personal,
            ceiling=version.ceiling,
            accredited=not asked or bool(asked & standards.get(body.pk, set())),
            basis_of_giver=bases.get((version.agreement_id, ours, "gives"), ""),
            basis_of_getter=bases.get((version.agreement_id, body.pk, "gets"), ""),
        )


def _standards(bodies: list[int], now: datetime) -> dict[int, set[str]]:
    today = timezone.localdate(now)
    held = Accreditation.objects.filter(Q(until__isnull=True) | Q(until__gt=today), starts__lte=today)
    held = held.filter(verified_at__isnull=False)
    found: dict[int, set[str]] = {}
    for body, standard in held.filter(organisation__in=bodies).values_list("organisation_id", "standard"):
        found.setdefault(body, set()).add(standard)
    return found


def _bases(agreements: list[int], now: datetime) -> dict[tuple[int, int, str], str]:
    """Give the lawful basis on which each party gives or gets, as its agreement holds it today."""
    rows = PartyBasis.objects.filter(_holds(now), agreement__in=agreements)
    return {(row.agreement_id, row.organisation_id, row.direction): row.basis for row in rows}
