"""What is a boundary? A GeoJSON Polygon or MultiPolygon in degrees, whose rings are closed and whose numbers are real.

*Source:* R187; RFC 7946.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]
Frame = tuple[float, float, float, float]


def rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Give every ring of a GeoJSON Polygon or MultiPolygon, in degrees (longitude, latitude)."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def frame(geometry: dict[str, Any]) -> Frame:
    """Give the west, south, east and north ends of a boundary, in degrees."""
    points = [point for ring in rings(geometry) for point in ring]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))


def shape_fault(geometry: Any) -> str:
    """Say in one sentence why this is not a polygon of closed rings of numbers, or nothing; asks for no unit."""
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        return "A boundary is a GeoJSON Polygon or MultiPolygon."
    try:
        found = list(rings(geometry))
        if not found or not all(polygon for polygon in _polygons(geometry)):
            return "The boundary is empty."
        for ring in found:
            if not all(_is_a_point(point) for point in ring):
                return "The coordinates of the boundary are not all numbers."
            if len(ring) < 4 or tuple(ring[0]) != tuple(ring[-1]):
                return "Each ring of a boundary has at least four points and ends where it begins."
    except (TypeError, ValueError, KeyError):
        return "The coordinates of the boundary cannot be read."
    return ""


def fault_of(geometry: Any) -> str:
    """Say in one sentence why this is not a boundary that can be kept, or nothing."""
    if fault := shape_fault(geometry):
        return fault
    if any(not (-180 <= x <= 180 and -90 <= y <= 90) for ring in rings(geometry) for x, y, *_ in ring):
        return "Coordinates are degrees of longitude and latitude (WGS84)."
    if any(_spans_the_world(ring) for ring in rings(geometry)):
        return "The boundary crosses the 180th meridian; cut it in two there, as GeoJSON asks."
    return ""


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def _is_a_point(point: Any) -> bool:
    """Whether this is a position: two or three finite numbers, of which no one is true or false."""
    return (
        isinstance(point, (list, tuple))
        and 2 <= len(point) <= 4
        and all(isinstance(n, (int, float)) and not isinstance(n, bool) and _is_finite(n) for n in point)
    )


def _is_finite(number: float) -> bool:
    try:
        return isfinite(number)
    except OverflowError:  # a whole number with more than 308 figures
        return False


def _spans_the_world(ring: Ring) -> bool:
    """Whether one step of a ring is longer than half the way around the world."""
    return any(abs(after[0] - before[0]) > 180 for before, after in pairwise(ring))
