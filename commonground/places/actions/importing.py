"""What happens when a layer of boundaries is brought in? All of it or nothing: areas come, change, move and retire.

An area that a layer no longer has is retired, never deleted: what was scoped to it still is, and those that took its
place are kept beside it.

*Source:* R187.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.places.actions import retiring, shapes
from commonground.places.adapters import geometry
from commonground.places.models import Area
from commonground.places.permissions import TABLE
from commonground.places.rules import AreaKind, frame
from commonground.places.rules.boundaries import Frame
from commonground.places.rules.layers import Feature, Layer, fault_of_properties, feature

Progress = Callable[[int, int], None]
AT_ONCE = 500
WAYS = """
WITH RECURSIVE way (id, above) AS (
  SELECT id, '{}'::bigint[] FROM places_area WHERE within_id IS NULL
  UNION ALL SELECT area.id, way.above || way.id FROM places_area area JOIN way ON area.within_id = way.id)
UPDATE places_area SET above = way.above FROM way
WHERE places_area.id = way.id AND places_area.above IS DISTINCT FROM way.above
"""


@dataclass(slots=True)
class Summary:
    """What a layer changed: codes, by what became of their areas."""

    read: int = 0
    new: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    redrawn: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many of the areas that were read are new or changed."""
        return len({*self.new, *self.renamed, *self.moved, *self.redrawn, *self.described, *self.returned})


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
    """Bring in the features of a layer that all lie in one area, and tell how many areas are new or changed.

    :raises Invalid: with the number of the feature and its fault.
    """
    layer = Layer(code=code, name=name, kind=kind, within=within, source=source)
    return bring_in_layer(actor=actor, features=features, layer=layer).changed


@transaction.atomic
def bring_in_layer(
    *,
    actor: Actor,
    features: list[dict[str, Any]],
    layer: Layer,
    is_trial: bool = False,
    progress: Progress = lambda done, of: None,
) -> Summary:
    """Bring in the features of a layer with boundaries in degrees, all or none, and tell what changed; the same layer
    twice changes nothing, and a trial never does. `progress` is told how many are done, of how many.

    :raises Invalid: with the number of the feature and its fault.
    """
    require(TABLE, "bring_in", actor, None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('places: layers'))")
    read = _read(features, layer)
    parents = _parents(read, layer)
    held = Area.objects.in_bulk([each.code for each in read], field_name="code")
    summary = Summary(read=len(read))
    _write_new(actor, [each for each in read if each.code not in held], parents, layer, progress, summary)
    for done, each in enumerate((each for each in read if each.code in held), len(summary.new) + 1):
        _change(actor, held[each.code], each, parents[each.number], layer, summary)
        progress(done, len(read))
    if summary.moved:
        with connection.cursor() as cursor:
            cursor.execute(WAYS)
    _retire(actor, read, layer, summary)
    if summary.changed or summary.retired:
        shapes.refit(_around(read))
    if is_trial:
        transaction.set_rollback(True)
    return summary


def _read(features: list[dict[str, Any]], layer: Layer) -> list[Feature]:
    """Read every feature, or refuse the first at fault with its number."""
    found: dict[str, Feature] = {}
    for number, each in enumerate(features, 1):
        properties = each.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        if fault := fault_of_properties(layer, properties):
            raise Invalid(f"Feature {number} {fault}")
        if fault := geometry.fault_of(each.get("geometry")):
            raise Invalid(f"Feature {number} ({str(properties[layer.code]).strip()}): {fault}")
        read = feature(layer, number, properties, each["geometry"])
        if read.code in found:
            raise Invalid(f"Feature {number} has the code {read.code}, as feature {found[read.code].number} has.")
        found[read.code] = read
    return list(found.values())


def _parents(read: list[Feature], layer: Layer) -> dict[int, Area | None]:
    """Find the area that holds each feature, by the feature's number."""
    if layer.within_kind:
        return _parents_by_geometry(read, layer)
    known = Area.objects.defer("display").in_bulk({each.within for each in read if each.within}, field_name="code")
    for each in read:
        if not each.within:
            continue
        if each.within not in known:
            told = f"No area has the code {each.within}."
            raise Invalid(f"Feature {each.number} ({each.code}): {told}" if layer.within_property else told)
    return {each.number: known.get(each.within) for each in read}


def _parents_by_geometry(read: list[Feature], layer: Layer) -> dict[int, Area | None]:
    wholes = list(Area.objects.filter(kind=layer.within_kind, retired_on__isnull=True, boundary__isnull=False))
    places = geometry.holders([each.boundary for each in read], [whole.boundary or {} for whole in wholes])
    for each, place in zip(read, places, strict=True):
        if place is None:
            raise Invalid(f"Feature {each.number} ({each.code}) lies in no area of the kind {layer.within_kind}.")
    return {each.number: wholes[place or 0] for each, place in zip(read, places, strict=True)}


def _write_new(
    actor: Actor,
    new: list[Feature],
    parents: dict[int, Area | None],
    layer: Layer,
    progress: Progress,
    summary: Summary,
) -> None:
    """Write the areas whose codes are not known yet, some hundreds at once."""
    for start in range(0, len(new), AT_ONCE):
        rows = []
        for each in new[start : start + AT_ONCE]:
            area = Area(code=each.code, kind=layer.kind.value, **_columns(each, layer))
            area.within = parents[each.number]
            area.display = geometry.simplified(each.boundary)
            area.derive()
            rows.append(area)
        for area in Area.objects.bulk_create(rows):
            audit.record("places:area:brought_in", actor=actor, subject=area)
            summary.new.append(area.code)
        progress(len(summary.new), summary.read)


def _columns(each: Feature, layer: Layer, held: Area | None = None) -> dict[str, Any]:
    """Give what a feature says of its area; other names and codes that are kept already stay."""
    aliases, codes = (list(held.aliases), list(held.former_codes)) if held else ([], [])
    if each.other_name and each.other_name not in (each.name, *aliases):
        aliases.append(each.other_name)
    codes += [code for code in each.replaces if code not in codes]
    return {
        "name": each.name,
        "boundary": each.boundary,
        "source": layer.source,
        "aliases": aliases,
        "former_codes": codes,
        "is_outlined": layer.kind is AreaKind.DRAWN,
    }


def _around(read: list[Feature]) -> Frame:
    """Give the frame of a whole layer."""
    west, south, east, north = zip(*(frame(each.boundary) for each in read), strict=True)
    return min(west), min(south), max(east), max(north)


def _change(actor: Actor, area: Area, each: Feature, parent: Area | None, layer: Layer, summary: Summary) -> None:
    """Change what a feature says otherwise of an area that is kept. An earlier name stays as another name."""
    wanted: dict[str, Any] = {**_columns(each, layer, area), "kind": layer.kind.value}
    if layer.says_where:
        if parent and area.pk in (parent.pk, *parent.above):
            raise Invalid(f"Feature {each.number} ({each.code}) cannot lie in {parent.code}, which lies in it.")
        wanted["within"] = parent
    if area.retired_on:
        wanted |= {"retired_on": None, "retired_because": ""}
    if "name" in wanted and area.name not in (each.name, *wanted["aliases"]):
        wanted["aliases"] = [*wanted["aliases"], area.name]
    what = [key for key, value in wanted.items() if getattr(area, key) != value]
    if not what:
        return
    for key in what:
        setattr(area, key, wanted[key])
    if "boundary" in what or area.display is None:
        area.display = geometry.simplified(each.boundary)
    area.version += 1
    area.save()
    audit.record("places:area:changed", actor=actor, subject=area, what=what)
    told = {
        "name": summary.renamed,
        "within": summary.moved,
        "boundary": summary.redrawn,
        "retired_on": summary.returned,
    }
    for column in what:
        told.get(column, summary.described).append(area.code)


def _retire(actor: Actor, read: list[Feature], layer: Layer, summary: Summary) -> None:
    """Retire the areas that the features replace, and, where the file is the whole layer, those that it lacks."""
    if not (layer.is_whole or any(each.replaces for each in read)):
        return
    held = Area.objects.in_bulk([each.code for each in read], field_name="code")
    successors: dict[str, list[Area]] = {}
    for each in read:
        for code in each.replaces:
            successors.setdefault(code, []).append(held[each.code])
    gone = Area.objects.filter(code__in=successors).exclude(code__in=held)
    if layer.is_whole:
        missing = Area.objects.filter(kind=layer.kind.value, drawn_by__isnull=True).exclude(code__in=held)
        if layer.within:
            missing = missing.filter(within__code=layer.within)
        gone = gone | missing
    because = f"No longer in the layer {layer.source}" if layer.source else "No longer in its layer"
    for area in gone.filter(retired_on__isnull=True).order_by("pk"):
        after = successors.get(area.code) or _in_its_place(area, list(held.values()))
        retiring.retire_now(actor, area, after, timezone.localdate(), because[:300])
        summary.retired.append(area.code)


def _in_its_place(area: Area, areas: list[Area]) -> list[Area]:
    """Find the areas of a layer that lie where an area lay."""
    near = [other for other in areas if area.boundary and other.boundary and _meet(area, other)]
    found = geometry.overlapping(area.boundary or {}, [other.boundary or {} for other in near]) if near else []
    return [near[place] for place in found]


def _meet(one: Area, other: Area) -> bool:
    """Whether the frames of two areas meet."""
    ends = (one.west, one.south, one.east, one.north, other.west, other.south, other.east, other.north)
    if any(end is None for end in ends):
        return False
    west, south, east, north, west2, south2, east2, north2 = (float(end or 0) for end in ends)
    return west <= east2 and west2 <= east and south <= north2 and south2 <= north
