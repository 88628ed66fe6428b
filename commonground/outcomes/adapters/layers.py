"""In which area does a point lie? A layer of polygons, read from GeoJSON in degrees (WGS84).

Each distinct point is placed once, by geometry; a point on a shared edge goes to the area whose id sorts first.
Distances and buffers are taken in metres on the British National Grid.

*Source:* design/outcomes.md 1, "Areas once per point".
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from commonground.groundwork.refusals import Invalid

OUTSIDE = -1
TOUCHING_METRES = 25.0
NEARBY_DEGREES = 0.002
"""A little over 100 metres at British latitudes: only neighbours this near are worth a transformation."""

DEGREES_ONLY = ("CRS84", "4326")


@dataclass(frozen=True, slots=True)
class Layer:
    """Areas in the order of their ids, with their names and their shapes in degrees."""

    ids: tuple[str, ...]
    names: dict[str, str]
    shapes: NDArray[np.object_]

    def fingerprint(self) -> str:
        """Give the SHA-256 over ids and shapes: equal layers, equal fingerprint, however they were written."""
        digest = hashlib.sha256()
        for key, geometry in zip(self.ids, shapely.to_wkb(self.shapes, byte_order=1), strict=True):
            digest.update(key.encode() + b"\n" + geometry)
        return digest.hexdigest()

    def rows(self, ids: Sequence[str]) -> NDArray[np.intp]:
        """Where these areas stand in the layer."""
        at = {area: row for row, area in enumerate(self.ids)}
        return np.array([at[area] for area in ids], dtype=np.intp)


def read_layer(path: Path, area_id: str) -> Layer:
    """Read a GeoJSON file of polygons; `area_id` is the property that names an area.

    :raises Invalid: with field "areas" or "area_id" when the file or the property does not fit.
    """
    try:
        document = json.loads(path.read_bytes())
    except OSError:
        raise Invalid(f"areas: there is no readable file {path}", field="areas") from None
    except ValueError:
        raise Invalid(f"areas: {path.name} is not JSON", field="areas") from None
    return layer_of(document, area_id)


def layer_of(document: Any, area_id: str) -> Layer:
    """Make a layer from a parsed GeoJSON feature collection."""
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise Invalid("areas: it is not a GeoJSON collection of areas", field="areas")
    system = json.dumps(document.get("crs", "CRS84"))
    if not any(name in system for name in DEGREES_ONLY):
        raise Invalid("areas: coordinates must be longitude and latitude (WGS84)", field="areas")
    found: dict[str, tuple[str, Any]] = {}
    for feature in features:
        key = _key(feature, area_id)
        if key in found:
            raise Invalid(f"area_id: {key} names two areas", field="area_id")
        found[key] = (_name(feature, area_id, key), _shape(feature, key))
    ids = tuple(sorted(found))
    shapes = np.array([found[key][1] for key in ids], dtype=object)
    west, south, east, north = shapely.total_bounds(shapes)
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise Invalid("areas: coordinates must be longitude and latitude (WGS84)", field="areas")
    return Layer(ids, {key: found[key][0] for key in ids}, shapes)


def _key(feature: Any, area_id: str) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    value = (properties or {}).get(area_id)
    if value is None or isinstance(value, dict | list | bool):
        raise Invalid(f"area_id: an area of the layer has no property {area_id}", field="area_id")
    return str(value)


def _name(feature: dict[str, Any], area_id: str, key: str) -> str:
    """Find the area's name beside its code, as the Office for National Statistics pairs them: lsoa21cd, lsoa21nm."""
    stem, last = area_id[:-2], area_id[-2:]
    beside = stem + ("NM" if last.isupper() else "nm") if last.lower() == "cd" else "name"
    return str(feature["properties"].get(beside) or key)


def _shape(feature: dict[str, Any], key: str) -> Any:
    try:
        geometry = shape(feature["geometry"])
    except Exception:
        raise Invalid(f"areas: the shape of {key} cannot be read", field="areas") from None
    if geometry.geom_type not in ("Polygon", "MultiPolygon") or geometry.is_empty:
        raise Invalid(f"areas: {key} is not a polygon", field="areas")
    return geometry if geometry.is_valid else shapely.make_valid(geometry)


def place(layer: Layer, longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> NDArray[np.int32]:
    """Give for each point, arrays shaped (points,) in degrees, the row of its area in the layer, or -1 outside all."""
    points = shapely.points(longitude, latitude)
    areas, at = shapely.STRtree(points).query(layer.shapes, predicate="intersects")
    result = np.full(points.size, np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(result, at, areas.astype(np.int32))
    result[result == np.iinfo(np.int32).max] = OUTSIDE
    return result


@lru_cache(maxsize=2)
def _transformer(inverse: bool) -> Any:
    from pyproj import Transformer

    here, there = ("EPSG:27700", "EPSG:4326") if inverse else ("EPSG:4326", "EPSG:27700")
    return Transformer.from_crs(here, there, always_xy=True)


def _moved(shapes: Any, *, inverse: bool = False) -> Any:
    def move(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_transformer(inverse).transform(degrees[:, 0], degrees[:, 1]))

    return shapely.transform(shapes, move)


def touching(layer: Layer, ids: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Name those of `others` that lie less than 25 metres from any of `ids`."""
    if not ids or not others:
        return ()
    here, rows = layer.shapes[layer.rows(ids)], layer.rows(others)
    tree = shapely.STRtree(layer.shapes[rows])
    grown = shapely.box(*(shapely.bounds(here).T + np.array([[-1], [-1], [1], [1]]) * NEARBY_DEGREES))
    near = np.unique(tree.query(grown)[1])
    if not near.size:
        return ()
    metres, target = _moved(layer.shapes[rows[near]]), shapely.union_all(_moved(here))
    close = shapely.distance(metres, target) < TOUCHING_METRES
    return tuple(others[int(index)] for index in near[close])


def buffered(geometry: Any, metres: float) -> Any:
    """Give a shape in degrees widened by so many metres, measured on the British National Grid."""
    return _moved(shapely.buffer(_moved(geometry), metres), inverse=True)
