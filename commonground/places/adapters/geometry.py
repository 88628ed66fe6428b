"""Which boundary crosses itself, which lies in which, and how do several become one? The geometry of shapely.

Boundaries come and go as GeoJSON in degrees. Areas are compared in square degrees: only shares of one place are asked
for, and within one place a square degree is as large as the next.

*Source:* R187.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import mapping, shape

from commonground.places.rules import boundaries

Boundary = dict[str, Any]
OVERLAP = 0.05  # less than a twentieth of the smaller of two areas is how two makers drew one line
DETAIL = 1 / 300  # how much of an area's width a point may be moved for display: about a pixel of a map
DIGITS = 7  # decimals of a degree; the seventh is a centimetre


def fault_of(boundary: Any) -> str:
    """Say in one sentence why this is not a boundary that can be kept, or nothing: in degrees, closed, and without a
    line that crosses itself."""
    if fault := boundaries.fault_of(boundary):
        return fault
    found = _shape(boundary)
    if found.is_valid:
        return ""
    reason, _, where = shapely.is_valid_reason(found).rstrip("]").partition("[")
    near = ", ".join(f"{float(number):.4f}" for number in where.split()[:2]) if where else ""
    return f"The boundary is not one area with an inside ({reason.lower()}{f' near {near}' if near else ''})."


def from_grid(boundary: Boundary) -> Boundary:
    """Turn a boundary in metres of the British National Grid into degrees. Without the national grid of shifts this is
    right within about three metres."""
    turned = shapely.transform(_shape(boundary), _grid_to_degrees)
    return _written(turned)


def simplified(boundary: Boundary) -> Boundary:
    """Give a boundary with fewer points, for display: none moves by more than `DETAIL` of the area's width."""
    found = _shape(boundary)
    west, south, east, north = found.bounds
    return _written(found.simplify(max(east - west, north - south) * DETAIL, preserve_topology=True))


def union(parts: Sequence[Boundary]) -> Boundary:
    """Join boundaries to one; needs at least one."""
    return _written(_polygons(shapely.union_all([_shape(part) for part in parts])))


def holders(parts: Sequence[Boundary], wholes: Sequence[Boundary]) -> list[int | None]:
    """Tell for each part which of the wholes holds most of it, as its place in the list; None where none does."""
    if not wholes:
        return [None] * len(parts)
    around = np.array([_shape(whole) for whole in wholes])
    tree = shapely.STRtree(around)
    found: list[int | None] = []
    for part in map(_shape, parts):
        near = tree.query(part, predicate="intersects")
        shares = shapely.area(shapely.intersection(around[near], part))
        found.append(int(near[shares.argmax()]) if len(near) and shares.max() > 0 else None)
    return found


def overlapping(boundary: Boundary, others: Sequence[Boundary]) -> list[int]:
    """Tell which of some areas a boundary overlaps by at least `OVERLAP` of the smaller of the two, as their places in
    the list."""
    if not others:
        return []
    one, around = _shape(boundary), np.array([_shape(other) for other in others])
    shared = shapely.area(shapely.intersection(around, one))
    return [int(i) for i in np.flatnonzero(shared >= OVERLAP * np.minimum(shapely.area(around), one.area))]


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def _grid_to_degrees(points: Any) -> Any:
    return np.round(np.column_stack(_transformer().transform(points[:, 0], points[:, 1])), DIGITS)


def _shape(boundary: Boundary) -> Any:
    return shapely.force_2d(shape(boundary))


def _polygons(found: Any) -> Any:
    """Keep what has an inside: two areas that meet in a line or a point leave those behind."""
    kept = [part for part in shapely.get_parts(found) if part.geom_type == "Polygon"]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _written(found: Any) -> Boundary:
    written = mapping(found)
    return {"type": written["type"], "coordinates": _lists(written["coordinates"])}


def _lists(nested: Any) -> Any:
    return [_lists(each) for each in nested] if isinstance(nested, (list, tuple)) else float(nested)
