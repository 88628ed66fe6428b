"""Is Aldermouth a town that can be measured, and can nobody take it for a real one?

*Source:* design/outcomes.md section 1; issue "The house and the first story", item 7.
"""

import json

import pytest
import shapely
from shapely.geometry import Point, shape

from commonground.website.example import town
from commonground.website.example.places import (
    BESIDE_CASTLE_PARADE,
    BESIDE_MINSTER_GATE,
    CASTLE_PARADE,
    CODES,
    LIKE_BESIDE_CASTLE_PARADE,
    LIKE_BESIDE_MINSTER_GATE,
    LIKE_CASTLE_PARADE,
    LIKE_MINSTER_GATE,
    MINSTER_GATE,
)


@pytest.fixture(scope="module")
def polygons():
    return {f["properties"]["code"]: shape(f["geometry"]) for f in town.geojson()["features"]}


def test_the_same_seed_draws_the_same_town_to_the_byte(tmp_path):
    first = town.write_boundaries(tmp_path / "one.geojson").read_bytes()
    town.areas.cache_clear()
    town.snap_points.cache_clear()
    assert town.write_boundaries(tmp_path / "two.geojson").read_bytes() == first


def test_another_seed_draws_another_town():
    assert town.geojson(seed=2) != town.geojson()


def test_sixty_areas_tile_the_town_without_gap_or_overlap(polygons):
    shapes = list(polygons.values())
    assert len(shapes) == len(CODES) == 60
    assert all(polygon.is_valid and polygon.geom_type == "Polygon" for polygon in shapes)
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert whole.area == pytest.approx(sum(polygon.area for polygon in shapes), rel=1e-9)


def test_no_boundary_is_a_straight_grid(polygons):
    assert all(len(polygon.exterior.coords) > 12 for polygon in polygons.values())


def test_the_town_lies_in_the_sea_inside_the_british_grid(polygons):
    west, south, east, north = shapely.union_all(list(polygons.values())).bounds
    cromer = Point(1.30, 52.93)
    assert (west, south) > (1.5, 53.1)
    assert (east, north) < (1.76, 53.3)
    nearest = min(Point(x, y).distance(cromer) for x in (west, east) for y in (south, north))
    assert nearest * 60 > 15, "at least fifteen sea miles from the coast, a degree being sixty"


def test_codes_cannot_be_taken_for_those_of_a_statistics_office():
    larger = {f["properties"]["code"] for f in town.larger_areas()["features"]}
    assert all(code[0] == "X" and len(code) == 9 for code in larger | set(CODES.values()))
    assert len(larger | set(CODES.values())) == 62


def test_every_area_has_at_least_twelve_street_points_inside_it(polygons):
    points = {}
    for point in town.snap_points():
        assert polygons[point.area].contains(Point(point.longitude, point.latitude)), point.location
        points.setdefault(point.area, set()).add((point.longitude, point.latitude))
    assert set(points) == set(CODES.values())
    assert min(len(found) for found in points.values()) >= 12


def test_streets_are_named_once():
    streets = [p.location for p in town.snap_points() if not p.location.endswith(("Shopping Area", "Supermarket"))]
    assert len(streets) == len(set(streets))


@pytest.mark.parametrize(
    ("treated", "beside"), [(MINSTER_GATE, BESIDE_MINSTER_GATE), (CASTLE_PARADE, BESIDE_CASTLE_PARADE)]
)
def test_next_door_is_exactly_what_touches(treated, beside):
    assert town.touching(treated) == set(beside)


@pytest.mark.parametrize(
    ("treated", "beside", "like", "like_beside"),
    [
        (MINSTER_GATE, BESIDE_MINSTER_GATE, LIKE_MINSTER_GATE, LIKE_BESIDE_MINSTER_GATE),
        (CASTLE_PARADE, BESIDE_CASTLE_PARADE, LIKE_CASTLE_PARADE, LIKE_BESIDE_CASTLE_PARADE),
    ],
)
def test_comparison_areas_touch_no_treated_area_and_are_named_once(treated, beside, like, like_beside):
    assert not town.touching(treated) & {*like, *like_beside}
    named = [*treated, *beside, *like, *like_beside]
    assert len(named) == len(set(named))


def test_minster_gate_as_a_whole_is_its_two_halves(polygons):
    features = {f["properties"]["name"]: shape(f["geometry"]) for f in town.larger_areas()["features"]}
    halves = shapely.union_all([polygons[CODES[name]] for name in MINSTER_GATE])
    assert features["Minster Gate"].symmetric_difference(halves).area < 1e-9
    assert features["Aldermouth"].is_valid


def test_the_file_is_geojson_that_others_read(tmp_path):
    layer = json.loads(town.write_boundaries(tmp_path / "aldermouth.geojson").read_text("utf-8"))
    assert layer["type"] == "FeatureCollection"
    assert {"code", "name", "lsoa_name"} == set(layer["features"][0]["properties"])
