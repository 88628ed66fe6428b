"""Is a file of boundaries brought in exactly or refused whole, and does a later layer keep what the earlier one held?

*Source:* R187; the reference on security, bar B2 (hostile files).
"""

import json
import math

import pytest

from commonground.audit.models import Entry
from commonground.groundwork.actors import ANONYMOUS, SYSTEM
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.places import actions, queries
from commonground.places.models import Area
from commonground.website import cli
from tests.places.world import area, bring, feature, layer, nation, square

READ = ("--code", "code", "--name", "name", "--kind", "ward")


@pytest.fixture
def run(tmp_path):
    """Write bytes to a file and bring it in as the shell does."""

    def brought(raw, *more):
        path = tmp_path / "areas.geojson"
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        options = cli._parser("places").parse_args(["places", "import", str(path), *READ, *more])
        return options.command.run(options)

    return brought


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def one(geometry, code="W1", name="North"):
    return collection(feature(code, name, geometry))


def polygon(*points):
    return {"type": "Polygon", "coordinates": [[list(point) for point in points]]}


GOOD = one(square(-0.1, 51.5))
BOW_TIE = polygon((0, 0), (1, 1), (1, 0), (0, 1), (0, 0))
SPIKE_HOLE = {"type": "Polygon", "coordinates": [*square(0, 0, 1)["coordinates"], *square(0.5, 0.5, 1)["coordinates"]]}
DATE_LINE = polygon((179, 0), (-179, 0), (-179, 1), (179, 1), (179, 0))
HOSTILE = {
    "nothing at all": (b"", "line 1: this is not JSON"),
    "bytes that are no text": (b"\xff\xfe\x00\xd8" + GOOD.encode("utf-16-le"), "not text|not JSON"),
    "latin letters": (GOOD.replace("North", "Caf\xe9").encode("latin-1"), "UTF-8"),
    "a NUL between features": (GOOD.encode() + b"\x00", "this is not JSON"),
    "a NUL in a name": (one(square(0, 50), name="No\x00rth"), "Feature 1 has characters in its name"),
    "half a surrogate in a name": (one(square(0, 50), name="\ud800"), "Feature 1 has characters in its name"),
    "a NUL in a code": (one(square(0, 50), code="W\x001"), "Feature 1 has characters in its code"),
    "an endless number": (GOOD.replace("51.5", "1e999"), "not all numbers"),
    "not a number": (GOOD.replace("51.5", "NaN"), "a number that cannot be read"),
    "infinity": (GOOD.replace("51.5", "-Infinity"), "a number that cannot be read"),
    "a number of 5,000 figures": (GOOD.replace("51.5", "1" * 5000), "a number that cannot be read"),
    "a number of 400 figures": (GOOD.replace("51.5", "1" * 400), "not all numbers"),
    "truth as a number": (GOOD.replace("51.5", "true"), "not all numbers"),
    "text as a number": (GOOD.replace("51.5", '"51.5"'), "not all numbers"),
    "brackets 100,000 deep": ('{"type": "FeatureCollection", "features": ' + "[" * 100_000, "too deep|not JSON"),
    "a ring that does not close": (one(polygon((0, 50), (1, 50), (1, 51), (0, 51))), "ends where it begins"),
    "a ring of three points": (one(polygon((0, 50), (1, 50), (0, 50))), "at least four points"),
    "a line that crosses itself": (one(BOW_TIE), r"not one area with an inside \(self-intersection near 0.5"),
    "a hole that sticks out": (one(SPIKE_HOLE), "not one area with an inside"),
    "a line without an inside": (one(polygon((0, 50), (1, 50), (0, 50), (0, 50))), "not one area with an inside"),
    "an empty polygon": (one({"type": "Polygon", "coordinates": []}), "The boundary is empty"),
    "an empty ring": (one({"type": "Polygon", "coordinates": [[]]}), "at least four points"),
    "an empty part": (one({"type": "MultiPolygon", "coordinates": [[]]}), "The boundary is empty"),
    "no geometry": (one(None), "A boundary is a GeoJSON Polygon"),
    "a list as geometry": (one([1, 2]), "A boundary is a GeoJSON Polygon"),
    "a collection of geometries": (one({"type": "GeometryCollection", "geometries": []}), "GeoJSON Polygon"),
    "no coordinates": (one({"type": "Polygon"}), "cannot be read"),
    "coordinates of a point": (one({"type": "Polygon", "coordinates": [1, 2]}), "cannot be read"),
    "across the date line": (one(DATE_LINE), "crosses the 180th meridian"),
    "beyond the date line": (one(square(180.05, 0)), "degrees of longitude"),
    "above the pole": (one(square(0, 89.95)), "degrees of longitude"),
    "web Mercator, said so": (collection(json.loads(GOOD)["features"][0],
                              crs={"type": "name", "properties": {"name": "EPSG:3857"}}), "the file is in EPSG:3857"),
    "web Mercator, not said": (one(square(-11131, 6711542, 1000)), "degrees of longitude"),
    "one code twice": (collection(*json.loads(GOOD)["features"] * 2), "Feature 2 has the code W1, as feature 1 has"),
    "a code too long": (one(square(0, 50), code="W" * 41), "a code of more than 40"),
    "a name too long": (one(square(0, 50), name="N" * 201), "a name of more than 200"),
    "no properties": (collection({"type": "Feature", "geometry": square(0, 50)}), "has no code or no name"),
    "a list as properties": (collection({"properties": [1], "geometry": square(0, 50)}), "has no code or no name"),
    "a list as a name": (one(square(0, 50), name=["North"]), "a list as its name"),
    "a name of spaces": (one(square(0, 50), name="  "), "has no code or no name"),
    "a feature that is none": ('{"type": "FeatureCollection", "features": [1]}', "not a GeoJSON FeatureCollection"),
    "no features": ('{"type": "FeatureCollection"}', "not a GeoJSON FeatureCollection"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence_and_nothing_is_kept(db, run, what):
    raw, said = HOSTILE[what]
    with pytest.raises(Invalid, match=said) as refusal:
        run(raw)
    assert "\n" not in refusal.value.reason and len(refusal.value.reason) < 400
    assert not Area.objects.exists() and not Entry.objects.exists()


def test_a_file_that_is_bad_at_its_end_leaves_nothing_of_its_beginning(db):
    features = [feature(f"W{n}", f"Ward {n}", square(n / 10, 50)) for n in range(60)]
    with pytest.raises(Invalid, match="Feature 61"):
        bring("ward", *features, feature("W60", "Last", BOW_TIE))
    assert not Area.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_any_encoding_that_says_itself_is_read_exactly(db, run, encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    text = json.dumps(json.loads(one(square(-0.1, 51.5), name="Llŷn – 北京 😀")), ensure_ascii=False)
    run(mark + text.encode(encoding))
    assert area("W1").name == "Llŷn – 北京 😀"
    assert area("W1").boundary == square(-0.1, 51.5)


def test_a_line_of_ten_million_characters_is_read_exactly(db, run):
    points = [
        [round(math.cos(i / 1e5 * math.pi), 9), 50 + round(math.sin(i / 1e5 * math.pi), 9)] for i in range(200_000)
    ]
    raw = one({"type": "Polygon", "coordinates": [[*points, points[0]]]}) + " " * 5_000_000
    assert len(raw) > 10_000_000 and "\n" not in raw
    run(raw)
    kept = area("W1")
    assert len(kept.boundary["coordinates"][0]) == 200_001
    assert len(kept.display["coordinates"][0]) < 200, "what is drawn is light"


def test_holes_islands_and_heights_are_kept_as_they_came(db, run):
    hole = {
        "type": "Polygon",
        "coordinates": [*square(0, 50, 1)["coordinates"], *square(0.2, 50.2, 0.5)["coordinates"]],
    }
    islands = {"type": "MultiPolygon", "coordinates": [hole["coordinates"], square(2, 50)["coordinates"]]}
    high = polygon(*[(x, y, 12.5) for x, y in square(3, 50)["coordinates"][0]])
    run(collection(feature(1, "Hole", hole), feature("W2", "Islands", islands), feature("W3", "High", high)))
    assert [area(code).boundary for code in ("1", "W2", "W3")] == [hole, islands, high]


@pytest.mark.parametrize("crs", [None, "EPSG:27700", "urn:ogc:def:crs:EPSG::27700"])
def test_metres_of_the_national_grid_become_degrees_within_five_metres(db, run, capsys, crs):
    corner = (530000, 180000)  # EPSG Geodesy: Transverse Mercator, Airy; in degrees by OSTN15 -0.1283576, 51.5039842
    more = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    run(collection(feature("W1", "By the river", square(*corner, 1000)), **more))
    west, south = area("W1").boundary["coordinates"][0][0]
    assert west == pytest.approx(-0.12835, abs=7e-5) and south == pytest.approx(51.50399, abs=4.5e-5)
    assert "British National Grid" in capsys.readouterr().out
    run(collection(feature("W1", "By the river", square(*corner, 1000)), **more))
    assert "1 areas read, 0 of them new or changed" in capsys.readouterr().out


def test_a_file_that_is_half_in_metres_is_refused(db):
    with pytest.raises(Invalid, match=r"Feature 2 \(W2\): Coordinates are degrees"):
        bring("ward", feature("W1", "Here", square(0, 50)), feature("W2", "There", square(530000, 180000, 1000)))


def test_a_trial_says_what_would_change_and_changes_nothing(db):
    nation()
    before = list(Area.objects.order_by("pk").values_list("code", "name", "version"))
    told = bring("ward", feature("W1", "Renamed", square(0, 50, 1)), feature("W9", "New", square(9, 50)),
                 is_trial=True, within="B1", is_whole=True)  # fmt: skip
    assert (told.renamed, told.new, told.retired) == (["W1"], ["W9"], ["W2"])
    assert list(Area.objects.order_by("pk").values_list("code", "name", "version")) == before


def test_a_whole_layer_renames_moves_redraws_and_retires_and_everything_keeps_its_history(db):
    nation()
    told = bring(
        "ward",
        feature("W1", "Harbour", square(0, 50, 1), of="B1"),
        feature("W3", "Ward 3", square(2, 50, 0.9), of="B1"),
        feature("W5", "Ward 5", square(1, 50, 1), of="B1"),
        within_property="of",
        is_whole=True,
    )
    assert (told.renamed, told.moved, told.redrawn, told.new) == (["W1"], ["W3"], ["W3"], ["W5"])
    assert sorted(told.retired) == ["W2", "W4"]
    assert area("W1").aliases == ["Ward 1"], "its earlier name still finds it"
    assert [one.code for one in area("W2").successors.all()] == ["W5"], "what lies where it lay"
    assert area("L3").within == area("W5")
    assert not area("W4").successors.exists() and area("L7").within == area("B2")
    assert area("L5").above == [area(code).pk for code in ("N", "F", "B1", "W3")]
    assert [match.area.code for match in queries.named("Ward 2")] == ["W5"]
    back = bring("ward", feature("W4", "Ward 4", square(3, 50, 1)), within="B2")
    assert back.returned == ["W4"] and not area("W4").is_retired


def test_a_whole_layer_of_one_borough_leaves_the_others_alone(db):
    nation()
    told = bring("ward", feature("W1", "Ward 1", square(0, 50, 2)), within="B1", is_whole=True)
    assert told.retired == ["W2"]


def test_a_property_may_name_the_codes_that_an_area_replaces(db):
    nation()
    told = bring("ward", feature("W9", "Both", square(0, 50, 2), old="W1, W2,00AAXX"), within="B1", replaces="old")
    assert sorted(told.retired) == ["W1", "W2"]
    assert area("W9").former_codes == ["W1", "W2", "00AAXX"]
    assert [match.area.code for match in queries.named("00AAXX")] == ["W9"]


def test_a_chain_of_replacements_leads_to_its_end(db):
    nation()
    bring("ward", feature("W8", "Eight", square(0, 50, 1), old="W1"), within="B1", replaces="old")
    bring("ward", feature("W9", "Nine", square(0, 50, 1), old="W8"), within="B1", replaces="old")
    assert {one.code for one in area("W1").successors.all()} == {"W8", "W9"}
    assert area("L1").pk in queries.touching(area("W1"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"within": "B1"}, "cannot lie in B1, which lies in it"),
        ({"within": "nowhere"}, "No area has the code nowhere"),
        ({"within_property": "of"}, "Feature 1 has no of"),
        ({"within_kind": "drawn"}, r"Feature 1 \(F\) lies in no area of the kind drawn"),
    ],
)
def test_an_area_lies_in_one_that_is_there_and_does_not_lie_in_it(db, more, said):
    nation()
    with pytest.raises(Invalid, match=said):
        bring("force", feature("F", "Coastal Police", square(0, 50, 4)), **more)


def test_nobody_but_who_keeps_the_installation_brings_areas_in_or_retires_them(cast):
    for actor in (ANONYMOUS, cast.actor("thornbury")):
        with pytest.raises(NotAllowed):
            actions.bring_in_layer(actor=actor, features=[], layer=layer("ward"))
        with pytest.raises(NotAllowed):
            actions.retire(actor=actor, area=cast.area)
        with pytest.raises(NotAllowed):
            actions.name_also(actor=actor, area=cast.area, names=["The Mouth"])
    actions.name_also(actor=cast.actor("calder"), area=cast.area, names=["The Mouth", "Aldermouth"])
    assert area(cast.area.code).aliases == ["The Mouth"]


@pytest.mark.parametrize("successor", ["W1", "L1", "W2"])
def test_an_area_is_not_succeeded_by_itself_a_part_of_it_or_one_that_is_no_more(db, successor):
    nation()
    actions.retire(actor=SYSTEM, area=area("W2"))
    with pytest.raises(Refused):
        actions.retire(actor=SYSTEM, area=area("W1"), successors=[area(successor)])
    assert not area("W1").is_retired


@pytest.mark.shared
def test_the_real_files_are_brought_in_whole_and_a_second_time_change_nothing(db, run, shared, capsys):
    folder = shared / "data" / "boundaries"
    bring("force", feature("F", "London", square(-1, 51, 2)))
    real = {"E09000001": 25, "E09000007": 18, "E09000030": 17, "E09000033": 20, "E06000043": 21}
    for code, count in real.items():
        bring("borough", feature(code, f"Borough {code}", square(0, 50)))
        for changed in (count, 0):
            read = ("--code", "WD13CD", "--name", "WD13NM", "--replaces", "WD13CDO", "--other-name", "WD13NMW")
            run((folder / "wards" / f"{code}.geojson").read_bytes(), *read, "--within", code)
            assert f"{count} areas read, {changed} of them new or changed." in capsys.readouterr().out
    city = (folder / "city_of_london_lsoa21_full.geojson").read_bytes()
    run(city, "--code", "lsoa21cd", "--name", "lsoa21nm", "--kind", "lsoa", "--within-kind", "ward")
    assert "6 areas read, 6 of them" in capsys.readouterr().out
    assert queries.named("Aldersgat")[0].area.code == "E05009288"
    assert Area.objects.get(code="E01000001").above[-2] == area("E09000001").pk


@pytest.mark.shared
def test_all_of_london_is_brought_in_by_the_codes_of_its_boroughs(db, run, shared, capsys):
    file = shared / "data" / "boundaries" / "london_lsoa21_simplified10m.geojson"
    held = {
        each["properties"]["lad22cd"]: each["properties"]["lad22nm"]
        for each in json.loads(file.read_text())["features"]
    }
    bring("borough", *[feature(code, name, square(0, 51)) for code, name in held.items()])
    run(file.read_bytes(), "--code", "lsoa21cd", "--name", "lsoa21nm", "--kind", "lsoa", "--within-property", "lad22cd")
    said = capsys.readouterr()
    assert "4994 areas read, 4994 of them new or changed." in said.out
    assert "4500 of 4994 areas" in said.err
    assert Area.objects.get(code="E01000011").within.name == "Barking and Dagenham"
