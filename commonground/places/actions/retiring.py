"""What happens to an area that is no more, or is called otherwise? It stays, with those that took its place.

*Source:* R187.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.places.models import Area
from commonground.places.permissions import TABLE
from commonground.places.rules.layers import LONGEST_NAME, is_text


@transaction.atomic
def retire(
    *, actor: Actor, area: Area, successors: Sequence[Area] = (), because: str = "", on: date | None = None
) -> Area:
    """Retire an area in favour of those that took its place; its parts pass to the one successor, or else to the area
    that held it. It is no longer offered, and everything that names it stays.

    :raises Invalid: when it is retired already, or would succeed itself, or a successor is retired.
    """
    require(TABLE, "retire", actor, area)
    held = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if held.is_retired:
        raise Invalid(f"{held.name} ({held.code}) is retired already.")
    for successor in successors:
        if successor.pk == held.pk or held.pk in successor.above:
            raise Invalid(f"{successor.code} cannot take the place of {held.code}, of which it is a part.")
        if successor.is_retired:
            raise Invalid(f"{successor.code} is retired itself.")
    return retire_now(actor, held, successors, on or timezone.localdate(), because[:300])


def retire_now(actor: Actor, area: Area, successors: Iterable[Area], on: date, because: str) -> Area:
    """Retire an area of which it is known that this may be done; the caller holds the transaction. Whoever it had
    succeeded is succeeded by its successors too, so that nobody has to follow a chain."""
    after = list(successors)
    area.retired_on, area.retired_because = on, because
    area.version += 1
    area.save()
    area.successors.add(*after)
    for earlier in area.predecessors.all():
        earlier.successors.add(*after)
    for successor in after:
        if area.code not in successor.former_codes:
            successor.former_codes = [*successor.former_codes, area.code]
            _remember(successor, [area.name, *area.aliases])
    heir = after[0] if len(after) == 1 else area.within
    for part in area.parts.select_related("within"):
        part.within = heir
        part.save()
        _move_below(part)
        audit.record("places:area:changed", actor=actor, subject=part, what=["within"])
    codes = [successor.code for successor in after]
    audit.record("places:area:retired", actor=actor, subject=area, successors=codes, because=because)
    return area


@transaction.atomic
def name_also(*, actor: Actor, area: Area, names: Sequence[str]) -> Area:
    """Keep other names of an area, under which it is then found too; what it is called already is left out.

    :raises Invalid: for a name that cannot be kept.
    """
    require(TABLE, "name", actor, area)
    held = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    for name in names:
        if not name.strip() or len(name) > LONGEST_NAME or not is_text(name):
            raise Invalid(f"A name has 1 to {LONGEST_NAME} characters.", "names")
    if _remember(held, [" ".join(name.split()) for name in names]):
        audit.record("places:area:changed", actor=actor, subject=held, what=["aliases"])
    return held


def _remember(area: Area, names: Iterable[str]) -> bool:
    """Add names to those of an area, and tell whether any was new."""
    known = {area.name.casefold(), *(alias.casefold() for alias in area.aliases)}
    new = [name for name in dict.fromkeys(names) if name.casefold() not in known]
    area.aliases = [*area.aliases, *new]
    area.version += 1
    area.save()
    return bool(new)


def _move_below(moved: Area) -> None:
    """Work out anew what lies above everything in an area that was moved."""
    for part in moved.parts.select_related("within"):
        part.save()
        _move_below(part)
