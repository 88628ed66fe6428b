"""What can be done with areas? Boundary files are brought in; nothing is typed by hand.

*Source:* R187.
"""

from typing import Any

from django.db import transaction

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid
from commonground.places.models import Area
from commonground.places.rules import AreaKind, fault_of


@transaction.atomic
def bring_in(
    *,
    actor: Actor,
    features: list[dict[str, Any]],
    code: str,
    name: str,
    kind: AreaKind,
    within: str = "",
    source: str = "",
) -> int:
    """Bring in the features of a GeoJSON layer, all or none, and tell how many areas are new or changed; the same layer
    twice changes nothing. `code` and `name` are the names of the properties that hold them.

    :raises Invalid: with the number of the feature and its fault.
    """
    parent = Area.objects.filter(code=within).first() if within else None
    if within and parent is None:
        raise Invalid(f"No area has the code {within}.")
    changed = 0
    for number, feature in enumerate(features, 1):
        wanted = _read(number, feature, code, name) | {"kind": kind.value, "within": parent, "source": source}
        area, is_new = Area.objects.get_or_create(code=wanted["code"], defaults=wanted)
        if not is_new and all(getattr(area, key) == value for key, value in wanted.items()):
            continue
        for key, value in wanted.items():
            setattr(area, key, value)
        area.save()
        audit.record("places:area:brought_in", actor=actor, subject=area)
        changed += 1
    return changed


def _read(number: int, feature: dict[str, Any], code: str, name: str) -> dict[str, Any]:
    """Read the code, name and boundary of one feature, or refuse it with its number and its fault."""
    properties = feature.get("properties") or {}
    if not properties.get(code) or not properties.get(name):
        raise Invalid(f"Feature {number} has no {code} or no {name}.")
    if fault := fault_of(feature.get("geometry")):
        raise Invalid(f"Feature {number} ({properties[code]}): {fault}")
    return {"code": str(properties[code]), "name": str(properties[name]), "boundary": feature["geometry"]}
