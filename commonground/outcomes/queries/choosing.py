"""What can be chosen for a study? Places whose areas are kept with their boundaries, and the data that is held.

Shapes are read with a heavy library, so it is loaded when a question first needs it and not when the site starts.

*Source:* R19, R42; design/outcomes.md 1 (touching areas, areas of any layer).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.hosting import state
from commonground.outcomes.adapters.holdings import Holdings, holdings
from commonground.outcomes.permissions import TABLE
from commonground.outcomes.rules.study import parse
from commonground.pages.tables import Column, Table
from commonground.people.queries import organisations
from commonground.places.models import Area

if TYPE_CHECKING:
    from commonground.outcomes.adapters.layers import Layer

NOT_PARTS = ("drawn",)


def held() -> Holdings:
    """Tell what crime data this installation holds."""
    return holdings()


def held_by_force() -> Table:
    """Lay out what is held as a table, one row for each who recorded."""
    columns = [
        Column(_("Recorded by")),
        Column(_("From")),
        Column(_("To")),
        Column(_("Months"), numeric=True),
        Column(_("Crimes"), numeric=True),
        Column(_("Without a location"), numeric=True),
        Column(_("Rows set aside"), numeric=True),
    ]
    rows = [
        (
            force.name.replace("-", " ").capitalize(),
            force.first_in_words,
            force.last_in_words,
            len(force.months),
            *(f"{number:,}" for number in (force.crimes, force.no_location, force.set_aside)),
        )
        for force in held().forces
    ]
    return Table(_("Recorded crimes by who recorded them"), columns, rows, id="held-forces", stack=True)


def towns_for(actor: Actor) -> QuerySet[Area]:
    """List the places in which a study can be made, by name: those with areas inside them whose boundaries are kept.

    :raises NotAllowed: for somebody who may not make a study.
    """
    require(TABLE, "evaluate", actor, None)
    inside = Area.objects.filter(within=OuterRef("pk"), boundary__isnull=False).exclude(kind__in=NOT_PARTS)
    return Area.objects.filter(Exists(inside)).defer("boundary").order_by("name")


def home_town_of(actor: Actor) -> str:
    """Give the code of the area of the actor's organisation, or nothing."""
    area = organisations.area_of(actor)
    return area.code if area else ""


def areas_within(place: Area) -> QuerySet[Area]:
    """List the areas of which a study in this place is made, by name: the small areas within it at any depth, or where
    none are kept, its parts."""
    deep = Q(within=place) | Q(within__within=place) | Q(within__within__within=place)
    small = Area.objects.filter(deep, kind="lsoa", boundary__isnull=False)
    if not small.exists():
        small = Area.objects.filter(within=place, boundary__isnull=False).exclude(kind__in=NOT_PARTS)
    return small.order_by("name", "code")


def layer_within(place: Area) -> "Layer":
    """Give the areas of a place as the layer that the engine reads.

    :raises Invalid: with field "areas" when there are none.
    """
    from commonground.outcomes.adapters.layers import layer_of

    features = [_feature(area) for area in areas_within(place)]
    if not features:
        raise Invalid(f"No areas with boundaries are kept inside {place.name}.", field="areas")
    return layer_of({"features": features}, "code")


def layer_of_place(place: Area) -> "Layer":
    """Give a place itself as a layer: its own boundary, or where none is kept, its parts.

    :raises Invalid: with field "areas" when neither is kept.
    """
    from commonground.outcomes.adapters.layers import layer_of

    return layer_of({"features": [_feature(place)]}, "code") if place.boundary else layer_within(place)


def _feature(area: Area) -> dict[str, Any]:
    return {"properties": {"code": area.code, "name": area.name}, "geometry": area.boundary}


def touching(place: Area, treated: Sequence[str]) -> tuple[str, ...]:
    """Name the areas of a place that lie less than 25 metres from those where work was done, by their codes."""
    from commonground.outcomes.adapters import layers

    layer = layer_within(place)
    named = frozenset(treated)
    return layers.touching(layer, treated, [area for area in layer.ids if area not in named])


def crimes_before(place: Area, specification: dict[str, Any]) -> dict[str, int]:
    """Count the crimes of the period before in each area of a place, by code: what areas can be found alike by. What
    came after is not told, so that nobody chooses a comparison by its result.

    :raises Invalid: for the first thing that the data cannot serve, in the engine's own words.
    """
    from commonground.outcomes.adapters.observing import observe
    from commonground.outcomes.rules.evaluation import by_area

    asked = parse(specification, state.home())
    seen = observe(asked, layer=layer_within(place))
    return {row["id"]: int(row["before"]) for row in by_area(asked, seen)}
