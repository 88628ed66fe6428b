"""What can be asked about, before it is done? What an organisation is concerned with: its agreements, its partners, its
own people's levels, and the accreditations of both.

*Source:* design/sharing.md 4; R212, R213.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.people.models import Accreditation, Membership, Organisation
from commonground.people.queries.acting import current
from commonground.sharing.models import Agreement, Party
from commonground.sharing.queries import asking
from commonground.sharing.queries.openings import rows_of
from commonground.sharing.rules.organisations import CLEARANCES, Clearance

KINDS = {
    "agreement": "An agreement lapses",
    "organisation": "An organisation leaves",
    "clearance": "Somebody’s clearance falls",
    "accreditation": "An accreditation expires",
}
CLEARED = "SELECT id, level FROM sharing_hat WHERE level > 0 AND organisation_id = %s"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that may happen: which kind, to what (by its public id), in words; a clearance falls to a level."""

    kind: str
    ref: str
    words: str
    level: int = 0

    @property
    def code(self) -> str:
        """What a form names it by."""
        return f"{self.kind}-{self.level}-{self.ref}"


def choices(actor: Actor) -> dict[str, Asked]:
    """Give everything that the actor may ask about, by a code for the form."""
    asking.enter(actor)
    agreements = Agreement.objects.filter(parties__organisation_id=actor.organisation_id or 0).distinct()
    bodies = _partners(actor, agreements.values_list("pk", flat=True))
    found = [Asked("agreement", one.ref, str(one)) for one in agreements.order_by("reference")]
    found += [Asked("organisation", one.ref, one.name) for one in bodies]
    found += _clearances(actor)
    held = Accreditation.objects.filter(organisation__in=[*[one.pk for one in bodies], actor.organisation_id])
    now = (
        held.filter(verified_at__isnull=False).exclude(until__lte=asking.moment().date()).select_related("organisation")
    )
    found += [Asked("accreditation", one.ref, f"{one.organisation.name}: {one.standard}") for one in now]
    return {one.code: one for one in found}


def organisation_of(actor: Actor) -> Organisation:
    """Give the organisation for which the actor asks."""
    return Organisation.objects.get(pk=actor.organisation_id or 0)


def _clearances(actor: Actor) -> list[Asked]:
    """Every step down for each of one’s own people who is cleared."""
    staff = Membership.objects.filter(current(), organisation_id=actor.organisation_id or 0).select_related("person")
    levels: dict[int, int] = dict(rows_of(CLEARED, [actor.organisation_id]))
    return [
        Asked("clearance", one.ref, _falls(one.person.name, level), level)
        for one in staff.order_by("person__name")
        for level in range(levels.get(one.pk, 0))
    ]


def _falls(name: str, level: int) -> str:
    return _("%(name)s: to “%(level)s”") % {"name": name, "level": _(CLEARANCES[Clearance(level)]).lower()}


def _partners(actor: Actor, agreements: Iterable[int]) -> list[Organisation]:
    others = Party.objects.filter(agreement__in=agreements).exclude(organisation_id=actor.organisation_id or 0)
    bodies = Organisation.objects.filter(pk__in=others.values("organisation_id"), is_active=True)
    return list(bodies.order_by("name"))
