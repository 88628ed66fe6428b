"""What is shared under an agreement, as far as the reader may know? Numbers of items, counted by the law itself.

*Source:* R212 (linked shares); design/sharing.md 2.2 (counts are of what the viewer may read).
"""

from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.people.models import Accreditation
from commonground.sharing.models import Agreement, AgreementVersion, Key, Opening, Release
from commonground.sharing.queries import asking


def readable_under(actor: Actor, agreement: Agreement) -> int:
    """Count the items that the actor may read now because of this agreement."""
    asking.enter(actor)
    keys = Key.objects.filter(agreement=agreement).values("pk")
    return Opening.objects.filter(key__in=keys).values("rendition__item").distinct().count()


def given_under(actor: Actor, agreement: Agreement) -> int:
    """Count the items of the actor's own organisation that are released under this agreement and that the actor may
    read or keep."""
    asking.enter(actor)
    rows = Release.objects.filter(agreement=agreement, revoked_at__isnull=True)
    own = rows.filter(rendition__item__originator_id=actor.organisation_id or 0)
    return own.values("rendition__item").distinct().count()


def accreditations_lacking(actor: Actor, version: AgreementVersion) -> list[Accreditation] | None:
    """Where a version asks for an accreditation and the actor's organisation holds none of those today, list those of
    them that it held before; None where nothing is lacking."""
    wanted, today = version.accreditation_any_of, timezone.localdate()
    if not wanted or actor.organisation_id is None:
        return None
    rows = list(Accreditation.objects.filter(organisation=actor.organisation_id, standard__in=wanted))
    if any(one.starts <= today and (one.until is None or today < one.until) for one in rows):
        return None
    return [one for one in rows if one.until and one.until <= today]


def open_to(organisations: Iterable[int]) -> set[tuple[int, int, int]]:
    """Give what somebody of some organisations can read now, as the law has it at this moment: the keys of the
    organisation, of the item and of its originator; for counting alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT h.organisation_id, o.item, o.originator"
            " FROM sharing_hat h, LATERAL sharing_opened_to(h.person_id, h.id) o WHERE h.organisation_id = ANY (%s)",
            [list(organisations)],
        )
        return {(body, item, originator) for body, item, originator in cursor.fetchall()}


def read_by(organisations: Iterable[int], originator_id: int) -> set[int]:
    """Give the keys of one originator's items that somebody of some other organisations can read now."""
    return {item for _body, item, originator in open_to(organisations) if originator == originator_id}
