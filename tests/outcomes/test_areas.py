"""Is every point in the right area, and is near told from touching?

*Source:* design/outcomes.md 1, "Areas once per point".
"""

import json

import numpy as np
import pytest
import shapely

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.adapters.layers import OUTSIDE, buffered, layer_of, place, read_layer, touching
from tests.outcomes.made import squares


@pytest.mark.parametrize("order", [["A", "B"], ["B", "A"]])
def test_a_point_on_a_shared_edge_goes_to_the_area_whose_id_sorts_first(tmp_path, order):
    layer = read_layer(squares(tmp_path / "layer.geojson", order), "code")

    rows = place(layer, np.array([0.01, 0.005, 0.015, 0.03]), np.array([51.005] * 4))

    assert layer.ids[rows[0]] == "A"
    assert [layer.ids[row] for row in rows[1:3]] == order
    assert rows[3] == OUTSIDE


@pytest.mark.parametrize(("metres", "touch"), [(0, True), (20, True), (24, True), (26, False), (60, False)])
def test_areas_less_than_25_metres_apart_touch(tmp_path, metres, touch):
    degree = 70_172  # metres in one degree of longitude at 51 degrees north, on the Airy ellipsoid's scale
    layer = read_layer(squares(tmp_path / "layer.geojson", ["A", "B"], gap=metres / degree), "code")

    assert touching(layer, ["A"], ["B"]) == (("B",) if touch else ())


def test_a_buffer_is_as_wide_as_it_says():
    wide = buffered(shapely.box(-0.1, 51.5, -0.09, 51.51), 500)

    west, south, east, north = wide.bounds
    assert (51.5 - south) * 111_250 == pytest.approx(500, rel=0.02)
    assert (east - -0.09) * 69_400 == pytest.approx(500, rel=0.02)
    assert north > 51.51 and west < -0.1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"features": []}, "areas"),
        ({"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}}, "areas"),
        ({"features": [{"properties": {}, "geometry": None}]}, "area_id"),
        ({"features": [{"properties": {"code": "A"}, "geometry": None}]}, "areas"),
        (
            {"features": [{"properties": {"code": "A"}, "geometry": {"type": "Point", "coordinates": [0, 51]}}]},
            "areas",
        ),
    ],
)
def test_a_layer_that_does_not_fit_is_refused(tmp_path, change, field):
    document = json.loads(squares(tmp_path / "layer.geojson", ["A"]).read_text())

    with pytest.raises(Invalid) as refusal:
        layer_of({**document, **change}, "code")

    assert refusal.value.field == field


def test_two_areas_with_one_id_are_refused(tmp_path):
    with pytest.raises(Invalid, match="names two areas"):
        read_layer(squares(tmp_path / "layer.geojson", ["A", "A"]), "code")


@pytest.mark.shared
def test_every_crime_that_the_police_place_in_the_city_lies_in_the_polygon_of_its_own_code(shared):
    layer = read_layer(shared / "data/boundaries/city_of_london_lsoa21_full.geojson", "lsoa21cd")
    rows = [
        line.split(",")
        for path in sorted((shared / "data/police/city-of-london").glob("*.csv"))
        for line in path.read_text().splitlines()[1:]
    ]
    inside = [row for row in rows if row[8].startswith("City of London")]

    found = place(layer, np.array([float(row[4]) for row in inside]), np.array([float(row[5]) for row in inside]))

    assert len(inside) == 16_812
    assert len({(row[4], row[5]) for row in rows if row[4]}) == 631
    assert [layer.ids[row] if row >= 0 else None for row in found] == [row[7] for row in inside]
