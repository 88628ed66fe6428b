"""Who reports to whom in the tests? Marlgate Centre gives incidents to the police and to Tannery Stores, by agreement.

Tomas Ellerby, late-shift security lead, reports; Dana Whitlock, his manager, keeps what the centre shares; Owen Tranter
is the sergeant who gets it; Gwen Hartnoll, of the shops, gets the summary. Samir Haddow, of another firm, gets nothing.

*Source:* R184, R213; design/sharing.md 2.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from commonground.people.models import Clearance
from commonground.places.models import Area
from commonground.sharing.actions import incidents
from commonground.sharing.models import (
    Agreement,
    AgreementVersion,
    Incident,
    IncidentDraft,
    Party,
    PartyBasis,
    Rendition,
    TimeInForce,
)
from tests.cast import Cast

POLICE, CENTRE, SHOPS, FIRM = "Aldermouth Police", "Marlgate Centre", "Tannery Stores", "Northgate Guarding"
CLEARED = ("ellerby", "whitlock", "tranter", "thornbury", "hartnoll", "haddow")


def agree(cast: Cast, **terms: Any) -> Agreement:
    """Let the three agree on incidents, and everybody who plays be cleared."""
    since = timezone.now() - timedelta(days=30)
    made = Agreement.objects.create(
        programme=cast.programme, area=cast.area, reference="ISA-0007", title="Incidents in the centre"
    )
    held = {"ceiling": 2, "personal": True, "number": 1, "opens": since} | terms
    TimeInForce.objects.create(version=AgreementVersion.objects.create(agreement=made, **held), opens=since)
    for name, gives, gets in ((CENTRE, ["incident"], []), (POLICE, [], ["incident"]), (SHOPS, [], ["incident"])):
        body = cast.organisation[name]
        Party.objects.create(agreement=made, organisation=body, gives=gives, gets=gets, opens=since)
        direction = "gives" if gives else "gets"
        PartyBasis.objects.create(
            agreement=made, organisation=body, direction=direction, basis="legitimate interests", opens=since
        )
    clear(cast)
    return made


def clear(cast: Cast, level: int = 1) -> None:
    """Record everybody who plays as checked, and Dana Whitlock and Maya Thornbury as custodians."""
    for key in CLEARED:
        Clearance.objects.create(
            membership=cast.membership[key], level=level, starts=timezone.localdate() - timedelta(days=30),
            vetted_by="Aldermouth Police",
        )  # fmt: skip
    for key in ("whitlock", "thornbury", "hartnoll"):
        held = cast.membership[key]
        held.roles = sorted({*held.roles, "custodian"})
        held.save(update_fields=["roles"])


def answers(**more: Any) -> dict[str, Any]:
    """Give the nine answers of a report as a draft keeps them."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    return {
        "emergency": "no",
        "kind": "shoplifting",
        "place": "Aldermouth, by the north doors",
        "occurred": (now - timedelta(hours=1)).isoformat(timespec="minutes"),
        "happened": "A man took four bottles of quetzal and ran",
        "outcome": "completed",
        "threat": "verbal",
        "loss": "under_200",
        "how_known": "saw it",
    } | more


def begun(cast: Cast, key: str = "ellerby", **more: Any) -> IncidentDraft:
    """Begin a report."""
    return incidents.save(actor=cast.actor(key), values=answers(**more))


def reported(cast: Cast, key: str = "ellerby", reach: str = "agreed", **more: Any) -> Incident:
    """Send a report, and give it."""
    draft = begun(cast, key, **more)
    area = Area.objects.get(pk=cast.area.pk)
    sent = incidents.send(
        actor=cast.actor(key), draft=draft, place=area, spot="by the north doors", reach=reach, version=draft.version
    )
    found = Incident.objects.select_related("rendition__item", "originator", "place")
    return found.get(reference=sent.reference)


def version_of(incident: Incident, kind: str) -> Rendition:
    """Give one version of a report."""
    return Rendition.objects.get(item=incident.rendition.item_id, kind=kind)
