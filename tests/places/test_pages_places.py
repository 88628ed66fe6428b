"""Are areas public, found by name, drawn to scale and listed beside the drawing; and is a bad file refused whole?

*Source:* R187; the look, section 8 (maps).
"""

import json

import pytest

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid
from commonground.places.models import Area
from commonground.places.rules import picture
from commonground.website import cli


def square(west, south, size=0.1):
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(code, name, geometry):
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry}


@pytest.fixture
def file(tmp_path):
    def write(*features, text=None):
        path = tmp_path / "areas.geojson"
        path.write_text(text if text is not None else json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return write


def bring_in(path, *more):
    words = ["places", "import", str(path), "--code", "code", "--name", "name", "--kind", "ward", *more]
    options = cli._parser("places").parse_args(words)
    return options.command.run(options)


WARDS = (feature("W1", "North", square(1.5, 53.3)), feature("W2", "South", square(1.5, 53.2)))


def test_areas_are_brought_in_and_the_same_file_twice_changes_nothing(cast, file, capsys):
    assert bring_in(file(*WARDS), "--within", "X02000001", "--source", "Ours") == 0
    assert bring_in(file(*WARDS), "--within", "X02000001", "--source", "Ours") == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 areas read, 2 of them new or changed.",
        "2 areas read, 0 of them new or changed.",
    ]
    assert Area.objects.get(code="W1").within == cast.area
    assert Entry.objects.filter(tag="places:area:brought_in").count() == 2


@pytest.mark.parametrize(
    ("features", "text", "said"),
    [
        ((), "{", "line 1: this is not JSON"),
        ((), "[1]", "this is not a GeoJSON FeatureCollection"),
        ((*WARDS, feature("W3", "", square(0, 0))), None, "Feature 3 has no code or no name"),
        ((*WARDS, feature("W3", "Far", square(400000, 0))), None, r"Feature 3 \(W3\): Coordinates are degrees"),
        ((*WARDS, feature("W3", "Point", {"type": "Point", "coordinates": [1, 2]})), None, "A boundary is a GeoJSON"),
    ],
)
def test_a_bad_file_is_refused_whole_with_its_name_and_fault(db, file, features, text, said):
    path = file(*features, text=text)
    with pytest.raises(Invalid, match=said) as refusal:
        bring_in(path)
    assert refusal.value.reason.startswith(str(path))
    assert not Area.objects.exists()


def test_everybody_sees_an_area_with_its_map_and_the_numbered_list_of_its_parts(client, cast, file):
    bring_in(file(*WARDS), "--within", "X02000001")
    page = client.get(f"/places/{cast.area.ref}/").content.decode()
    assert "Map of Aldermouth with its 2 parts, numbered as in the list" in page
    assert page.count('class="cg-area-else"') == 2
    assert page.index("North") < page.index("South")
    part = client.get(f"/places/{Area.objects.get(code='W1').ref}/").content.decode()
    assert "Map of North" in part
    assert "No smaller areas inside it are kept here." in part


def test_an_area_without_a_boundary_says_so(client, db):
    area = Area.objects.create(code="N1", name="Nowhere", kind="drawn")
    assert "No map yet" in client.get(f"/places/{area.ref}/").content.decode()


def test_areas_are_found_by_a_piece_of_their_name_their_code_and_their_kind(client, cast, file):
    bring_in(file(*WARDS))
    for question, found in (("q=nort", True), ("q=w1", True), ("q=north&kind=borough", False), ("kind=ward", True)):
        page = client.get(f"/places/?{question}").content.decode()
        assert (">North<" in page) is found, question
    assert "No area with this name and kind" in client.get("/places/?q=zz").content.decode()


def test_north_is_up_and_east_is_shortened_by_the_latitude():
    drawn = picture([square(0, 60), square(0, 60.1)])
    south, north = drawn.outlines
    assert south.x == north.x == 210
    assert north.y < south.y
    lengths = [float(number) for number in south.line.strip("MZ").replace("L", " ").split()]
    east_west, north_south = max(lengths[::2]) - min(lengths[::2]), max(lengths[1::2]) - min(lengths[1::2])
    assert east_west / north_south == pytest.approx(0.5, abs=0.01)


def test_nothing_is_drawn_without_a_boundary():
    assert picture([]) is None
