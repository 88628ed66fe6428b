"""What is an area? Its kinds, and how a boundary becomes a picture.

*Source:* R187; the look, section 8.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]


class AreaKind(StrEnum):
    """How large an area is, in the terms of the nations' statistics."""

    NATION = "nation"
    FORCE = "force"
    BOROUGH = "borough"
    WARD = "ward"
    LSOA = "lsoa"
    DRAWN = "drawn"


KIND_LABELS = {
    AreaKind.NATION: "Nation",
    AreaKind.FORCE: "Police force area",
    AreaKind.BOROUGH: "Borough, district or town",
    AreaKind.WARD: "Ward",
    AreaKind.LSOA: "Small area (LSOA)",
    AreaKind.DRAWN: "Drawn shape",
}


def rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Give every ring of a GeoJSON Polygon or MultiPolygon, in degrees (longitude, latitude)."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def fault_of(geometry: Any) -> str:
    """Say in one sentence why this is not a boundary that can be kept, or nothing."""
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        return "A boundary is a GeoJSON Polygon or MultiPolygon."
    try:
        for ring in rings(geometry):
            if len(ring) < 4 or tuple(ring[0]) != tuple(ring[-1]):
                return "Each ring of a boundary has at least four points and ends where it begins."
            if any(not (-180 <= x <= 180 and -90 <= y <= 90) for x, y, *_ in ring):
                return "Coordinates are degrees of longitude and latitude (WGS84)."
    except (TypeError, ValueError, KeyError):
        return "The coordinates of the boundary cannot be read."
    return ""
