"""What does Aldermouth look like? Boundaries and street points of a town that lies in open sea.

Cells of a jittered grid are clipped to a shore, every shared line is roughened once, and the polygons are put together
from those lines, so that neighbours share their edge exactly: no gap, no overlap. Distances are metres on a plane
around `CENTRE`; they become degrees only when written. Only `random.Random` is drawn from, whose numbers do not change
between versions. The centre lies about 35 km off Cromer, inside the British National Grid.

*Source:* design/outcomes.md section 1 (areas, snapped points); reference/outcomes.md section 2 (at least ten points).
"""

import json
import math
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry

from commonground.website.example.places import CODES, MINSTER_GATE, PLACES

CENTRE = (1.62, 53.21)
METRES_PER_DEGREE = 111_320.0
COLUMN, ROW, JITTER = 440.0, 385.0, 55.0
SEED = 1
TOWN_CODE = "X02000001"
MINSTER_GATE_CODE = "X03000001"

FIRST_WORDS = (
    "Abbot", "Alder", "Anchor", "Archer", "Ash", "Baker", "Barley", "Beacon", "Bishop", "Bramble", "Bridle", "Brook",
    "Candle", "Carter", "Cedar", "Chapel", "Cherry", "Chime", "Clover", "Cobbler", "Compass", "Copper", "Crane",
    "Crown", "Curlew", "Dove", "Drover", "Eel", "Elder", "Fallow", "Fern", "Finch", "Flax", "Forge", "Fountain",
    "Garland", "Gate", "Granary", "Hazel", "Heron", "Holly", "Hop", "Jetty", "Juniper", "Kiln", "Lark", "Linden",
    "Linnet", "Malt", "Marsh", "Mason", "Miller", "Needle", "Oak", "Osprey", "Otter", "Parson", "Pilgrim", "Plover",
    "Potter", "Quince", "Reed", "Rook", "Rowan", "Rush", "Salter", "Sexton", "Shepherd", "Sluice", "Sparrow", "Swan",
    "Tallow", "Thistle", "Tide", "Turner", "Wain", "Wharf", "Willow", "Wool", "Wren",
)  # fmt: skip
LAST_WORDS = ("Street", "Lane", "Row", "Court", "Road", "Close", "Passage", "Yard", "Terrace", "Way", "Place", "Walk")


class Area(NamedTuple):
    """One area of the town: its code, name, statistical name and boundary in metres around the centre."""

    code: str
    name: str
    lsoa_name: str
    shape: Polygon


class SnapPoint(NamedTuple):
    """A place to which crimes are moved before they are published: area, words, longitude and latitude in degrees."""

    area: str
    location: str
    longitude: float
    latitude: float
    weight: float


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """Turn metres east and north of the centre into longitude and latitude, to a tenth of a metre."""
    across = METRES_PER_DEGREE * math.cos(math.radians(CENTRE[1]))
    return round(CENTRE[0] + x / across, 6), round(CENTRE[1] + y / METRES_PER_DEGREE, 6)


def sites(rng: Random) -> list[Point]:
    """The middle of every place, in metres, jittered."""
    points = []
    for place in PLACES:
        x = (place.column + (place.row % 2) / 2 - 4.1) * COLUMN + rng.uniform(-JITTER, JITTER)
        y = (3.5 - place.row) * ROW + rng.uniform(-JITTER, JITTER)
        points.append(Point(x, y))
    return points


def shore(points: list[Point]) -> BaseGeometry:
    """The outline of the town: land around every site, without the harbour at Quayside."""
    land = shapely.union_all([point.buffer(320) for point in points]).buffer(260).buffer(-260)
    quay = points[[place.name for place in PLACES].index("Quayside")]
    harbour = Point(quay.x + 330, quay.y - 190).buffer(230)
    return land.difference(harbour).buffer(40).buffer(-80).buffer(40).simplify(12)


def roughen(line: LineString, rng: Random, depth: int = 3) -> list[tuple[float, float]]:
    """Bend a straight piece of boundary by midpoint displacement; its ends stay where they are."""
    start, end = line.coords[0], line.coords[-1]
    length = math.dist(start, end)
    if depth == 0 or length < 60:
        return [start, end]
    shift = rng.uniform(-0.07, 0.07)
    middle = (
        (start[0] + end[0]) / 2 - shift * (end[1] - start[1]),
        (start[1] + end[1]) / 2 + shift * (end[0] - start[0]),
    )
    first = roughen(LineString([start, middle]), rng, depth - 1)
    return first[:-1] + roughen(LineString([middle, end]), rng, depth - 1)


def edges(cells: list[BaseGeometry], coast: BaseGeometry) -> list[LineString]:
    """Every piece of boundary once, each in a fixed direction and order."""
    lines = shapely.union_all([cell.intersection(coast).boundary for cell in cells])
    pieces = []
    for line in shapely.get_parts(lines):
        coordinates = [tuple(round(value, 3) for value in pair) for pair in line.coords]
        for start, end in pairwise(coordinates):
            pieces.append(LineString(sorted((start, end))))
    return sorted(set(pieces), key=lambda piece: list(piece.coords))


@lru_cache(maxsize=4)
def areas(seed: int = SEED) -> tuple[Area, ...]:
    """All areas of the town in the order of the table; neighbours share their edges exactly."""
    rng = Random(f"aldermouth boundaries {seed}")
    points = sites(rng)
    coast = shore(points)
    frame = coast.envelope.buffer(1000)
    cells = list(shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points), extend_to=frame)))
    rough = [LineString(roughen(piece, rng)) for piece in edges(cells, coast)]
    polygons = list(shapely.get_parts(shapely.polygonize(rough)))
    tree = shapely.STRtree(polygons)
    found = []
    for number, (place, point) in enumerate(zip(PLACES, points, strict=True)):
        shape = polygons[int(tree.query(point, predicate="within")[0])]
        lsoa_name = f"Aldermouth {number // 5 + 1:03d}{'ABCDE'[number % 5]}"
        found.append(Area(CODES[place.name], place.name, lsoa_name, shape))
    return tuple(found)


@lru_cache(maxsize=4)
def snap_points(seed: int = SEED) -> tuple[SnapPoint, ...]:
    """Twelve to eighteen street points in every area; shops gather at the first two of a busy one."""
    rng = Random(f"aldermouth streets {seed}")
    streets = [f"{first} {last}" for first in FIRST_WORDS for last in LAST_WORDS]
    rng.shuffle(streets)
    found = []
    for place, area in zip(PLACES, areas(seed), strict=True):
        inner = area.shape.buffer(-20)
        west, south, east, north = inner.bounds
        names = [f"On or near {streets.pop()}" for _ in range(rng.randint(12, 18))]
        if place.thefts >= 12:
            names[:2] = ["On or near Shopping Area", "On or near Supermarket"]
        for position, name in enumerate(names):
            point = Point(rng.uniform(west, east), rng.uniform(south, north))
            while not inner.contains(point):
                point = Point(rng.uniform(west, east), rng.uniform(south, north))
            weight = 4.0 if position < 2 else rng.uniform(0.5, 1.5)
            found.append(SnapPoint(area.code, name, *to_degrees(point.x, point.y), weight))
    return tuple(found)


def geojson(seed: int = SEED) -> dict[str, Any]:
    """The boundaries as a GeoJSON feature collection in WGS84, with `code`, `name` and `lsoa_name` on every area."""
    features = []
    for area in areas(seed):
        ring = [to_degrees(x, y) for x, y in shapely.geometry.polygon.orient(area.shape).exterior.coords]
        features.append(
            {
                "type": "Feature",
                "properties": {"code": area.code, "name": area.name, "lsoa_name": area.lsoa_name},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return {"type": "FeatureCollection", "name": "aldermouth", "features": features}


def larger_areas(seed: int = SEED) -> dict[str, Any]:
    """The whole town and Minster Gate as one, each the union of its areas, as a GeoJSON feature collection."""
    wholes = ((TOWN_CODE, "Aldermouth", None), (MINSTER_GATE_CODE, "Minster Gate", MINSTER_GATE))
    features = []
    for code, name, names in wholes:
        parts = [area.shape for area in areas(seed) if names is None or area.name in names]
        outline = shapely.geometry.polygon.orient(shapely.union_all(parts))
        ring = [to_degrees(x, y) for x, y in outline.exterior.coords]
        features.append(
            {
                "type": "Feature",
                "properties": {"code": code, "name": name},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return {"type": "FeatureCollection", "name": "aldermouth-larger-areas", "features": features}


def write_boundaries(path: Path, seed: int = SEED) -> Path:
    """Write the boundaries to a file, the same bytes for the same seed, and return its path."""
    path.write_text(json.dumps(geojson(seed), separators=(",", ":")) + "\n", encoding="utf-8")
    return path


def touching(names: tuple[str, ...], seed: int = SEED, metres: float = 25.0) -> set[str]:
    """The names of the areas that lie less than so many metres from any of those named, without themselves."""
    chosen = shapely.union_all([area.shape for area in areas(seed) if area.name in names])
    return {area.name for area in areas(seed) if area.name not in names and area.shape.distance(chosen) < metres}
