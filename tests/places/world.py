"""Which areas do the tests of places play in? A nation of squares, brought in by the same actions as real files.

*Source:* R187.
"""

from typing import Any

from commonground.groundwork.actors import SYSTEM
from commonground.places import actions
from commonground.places.models import Area
from commonground.places.rules import AreaKind
from commonground.places.rules.layers import Layer


def square(west: float, south: float, size: float = 0.1) -> dict[str, Any]:
    """Give a square in degrees."""
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(code: Any, name: Any, geometry: Any, **more: Any) -> dict[str, Any]:
    """Give a feature with its code and name."""
    return {"type": "Feature", "properties": {"code": code, "name": name, **more}, "geometry": geometry}


def layer(kind: str, **more: Any) -> Layer:
    """Say how the features of this world are read."""
    return Layer(code="code", name="name", kind=AreaKind(kind), **more)


def bring(kind: str, *features: dict[str, Any], is_trial: bool = False, **more: Any) -> actions.Summary:
    """Bring in features of one kind."""
    return actions.bring_in_layer(actor=SYSTEM, features=list(features), layer=layer(kind, **more), is_trial=is_trial)


def area(code: str) -> Area:
    """Give the area of a code."""
    return Area.objects.get(code=code)


def codes(keys: Any) -> set[str]:
    """Give the codes of areas by their keys."""
    return set(Area.objects.filter(pk__in=keys).values_list("code", flat=True))


def nation() -> None:
    """Bring in a nation with one force, two boroughs side by side, two wards in each, and two small areas in each."""
    bring("nation", feature("N", "Northland", square(0, 50, 4)))
    bring("force", feature("F", "Coastal Police", square(0, 50, 4)), within="N")
    boroughs = (feature("B1", "Aldermouth", square(0, 50, 2)), feature("B2", "Brackwater", square(2, 50, 2)))
    bring("borough", *boroughs, within="F")
    wards = [feature(f"W{n}", f"Ward {n}", square(n - 1, 50, 1), of="B1" if n < 3 else "B2") for n in range(1, 5)]
    bring("ward", *wards, within_property="of")
    small = [feature(f"L{n}", f"Patch {n}", square((n - 1) / 2, 50, 0.5)) for n in range(1, 9)]
    bring("lsoa", *small, within_kind="ward")
