"""How does a boundary become a picture?

*Source:* R187; the look, section 8.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from commonground.places.rules.boundaries import Point, rings

WIDTH, MARGIN = 420.0, 6.0


@dataclass(frozen=True, slots=True)
class Outline:
    """One boundary on the picture: the data of its path, and where its label stands."""

    line: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Boundaries on one sheet, as wide as `WIDTH` and as high as they need."""

    width: float
    height: float
    outlines: tuple[Outline, ...]


def picture(geometries: Iterable[dict[str, Any]]) -> Picture | None:
    """Draw boundaries to one scale, north up; None without any. Degrees become lengths of the sheet: east and west are
    shortened by the latitude of the middle, which is right for anything up to the size of a nation."""
    drawn = [list(rings(geometry)) for geometry in geometries]
    points = [point for each in drawn for ring in each for point in ring]
    if not points:
        return None
    west, east = min(x for x, *_ in points), max(x for x, *_ in points)
    south, north = min(y for _, y, *_ in points), max(y for _, y, *_ in points)
    shorter = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * shorter, (north - south) / 2, 1e-9)
    left = (WIDTH - (east - west) * shorter * scale) / 2

    def place(point: Sequence[float]) -> Point:
        x, y = point[0], point[1]
        return round(left + (x - west) * shorter * scale, 1), round(MARGIN + (north - y) * scale, 1)

    outlines = tuple(_outline([[place(point) for point in ring] for ring in each]) for each in drawn)
    return Picture(WIDTH, round((north - south) * scale + 2 * MARGIN, 1), outlines)


def _outline(placed: list[list[Point]]) -> Outline:
    """Write one boundary's path, leaving out points on the one before, and find the middle of its largest ring."""
    parts = []
    for ring in placed:
        kept = [point for before, point in zip([None, *ring], ring, strict=False) if point != before]
        parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z")
    largest = max(placed, key=lambda ring: abs(_area(ring)))
    return Outline("".join(parts), *_middle(largest))


def _area(ring: Sequence[Point]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _middle(ring: Sequence[Point]) -> Point:
    """Find the centre of gravity of a ring; of one without area, the middle of its points."""
    area = _area(ring)
    if abs(area) < 1e-9:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return round(x / (6 * area), 1), round(y / (6 * area), 1)
