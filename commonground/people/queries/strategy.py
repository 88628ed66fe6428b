"""What do organisations say of a common strategy? The public reads those who agreed to it, members read all.

*Source:* R99-R100; settled questions, "Who".
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import LABELS, SIDE_OF_KIND, Kind
from commonground.people.models import Membership, Organisation, Programme, Stance
from commonground.people.queries.acting import current
from commonground.people.rules.strategy import Coverage, Word, coverage

NOWHERE = ""  # the group of organisations that name no area


def stances(programme: Programme | None) -> QuerySet[Stance]:
    """List what organisations say now of a programme's strategy, whoever may read it, by name."""
    return Stance.objects.filter(programme=programme, until__isnull=True, organisation__merged_into__isnull=True)


def stances_for(actor: Actor, programme: Programme | None) -> QuerySet[Stance]:
    """List what organisations say, as far as somebody may read it: members all, everybody else with consent."""
    found = stances(programme).select_related("organisation")
    return found if actor.is_member else found.filter(is_public=True)


def hidden_from(actor: Actor, programme: Programme | None) -> int:
    """Count those that answered and whom somebody may not read."""
    return 0 if actor.is_member else stances(programme).filter(is_public=False).count()


def stance_of(programme: Programme | None, organisation_id: int | None) -> Stance | None:
    """Give what one organisation says now, or None."""
    return stances(programme).filter(organisation_id=organisation_id or 0).select_related("organisation").first()


def covered_by_side(actor: Actor, programme: Programme | None) -> list[Coverage]:
    """Count per side what somebody may read, against the organisations that take part."""
    rows = stances_for(actor, programme).values_list("organisation__kind", "agrees", "stage")
    words = [Word(_side(kind), agrees, stage) for kind, agrees, stage in rows]
    there = Counter(_side(kind) for kind in _taking_part().values_list("kind", flat=True))
    return coverage(words, _named(LABELS.values(), there))


def covered_by_area(actor: Actor, programme: Programme | None) -> list[Coverage]:
    """Count per area what somebody may read, against the organisations that take part; `NOWHERE` is last."""
    rows = stances_for(actor, programme).values_list("organisation__area__name", "agrees", "stage")
    words = [Word(name or NOWHERE, agrees, stage) for name, agrees, stage in rows]
    there = Counter(name or NOWHERE for name in _taking_part().values_list("area__name", flat=True))
    found = coverage(words, _named(sorted(there, key=lambda name: (name == NOWHERE, name)), there))
    return [each for each in found if each.base]


def _named(groups: Iterable[str], there: Counter[str]) -> dict[str, int]:
    return {group: there[group] for group in groups}


def _side(kind: str) -> str:
    return LABELS[SIDE_OF_KIND[Kind(kind)]]


def _taking_part() -> QuerySet[Organisation]:
    """List the organisations for which somebody acts."""
    held = Membership.objects.filter(current()).values("organisation_id")
    return Organisation.objects.filter(is_active=True, merged_into__isnull=True, pk__in=held).order_by()
