"""Do the studies of real crimes give their expected counts, and the same ones when counted another way?

*Source:* design/studies; issue "The house and the first story", acceptance.
"""

import csv
import json
import resource
import time

import pytest
import shapely
from shapely.geometry import shape
from shapely.prepared import prep

from commonground.outcomes.adapters.evaluating import answer, read_study
from tests.outcomes.made import row, squares, street_file

pytestmark = pytest.mark.shared
STUDIES = ("city-theft", "soho-burglary")
CRIMES = {"city-theft": "city-of-london", "soho-burglary": "metropolitan-burglary"}
KEYS = [
    "counts", "left_out", "wdd", "adjusted", "placebo", "pooled", "rate_ratio", "displacement", "design", "power",
    "warnings", "verdict",
]  # fmt: skip


def counted_by_hand(shared, name):
    """Count a study with the csv module and one point-in-polygon test for each row, sharing nothing with the engine."""
    folder = shared / "design/studies"
    study = json.loads((folder / f"{name}.json").read_text())
    layer = json.loads((folder / study["areas"]).read_text())["features"]
    shapes = [(feature["properties"][study["area_id"]], prep(shape(feature["geometry"]))) for feature in layer]
    boxes = shapely.STRtree([polygon.context for _, polygon in shapes])
    roles = {
        area: role for role in ("treated", "control", "displacement", "displacement_control") for area in study[role]
    }
    counts = {
        role: {"before": 0, "after": 0} for role in ("treated", "control", "displacement", "displacement_control")
    }
    left = {"other_crime_type": 0, "no_location": 0, "outside_every_area": 0}
    for path in sorted((folder / study["crimes"][0]).glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for crime in csv.DictReader(file):
                period = next((p for p in ("before", "after") if study[p][0] <= crime["Month"] <= study[p][1]), None)
                if period is None:
                    continue
                if crime["Crime type"] not in study["crime_types"]:
                    left["other_crime_type"] += 1
                    continue
                if not crime["Longitude"]:
                    left["no_location"] += 1
                    continue
                point = shapely.Point(float(crime["Longitude"]), float(crime["Latitude"]))
                inside = sorted(shapes[at][0] for at in boxes.query(point) if shapes[at][1].intersects(point))
                if not inside:
                    left["outside_every_area"] += 1
                elif inside[0] in roles:
                    counts[roles[inside[0]]][period] += 1
    return {"counts": counts, "left_out": left}


@pytest.mark.parametrize("name", STUDIES)
def test_a_study_gives_its_expected_counts_by_every_way_of_counting(shell, shared, name):
    folder = shared / "design/studies"

    said = shell("evaluate", folder / f"{name}.json", "--json")

    assert said.status == 0
    assert list(said.json) == KEYS
    found = {key: said.json[key] for key in ("counts", "left_out")}
    assert found == json.loads((folder / f"{name}.expected.json").read_text())
    assert found == counted_by_hand(shared, name)


@pytest.mark.parametrize("name", STUDIES)
def test_imported_crimes_and_files_read_directly_give_the_same_bytes(shell, shared, tmp_path, name):
    folder = shared / "design/studies"
    direct = shell("evaluate", folder / f"{name}.json", "--json")
    shell("import", shared / "data/police" / CRIMES[name])
    study = json.loads((folder / f"{name}.json").read_text())
    copy = tmp_path / "imported.json"
    copy.write_text(json.dumps({**study, "crimes": "imported", "areas": str((folder / study["areas"]).resolve())}))

    imported = shell("evaluate", copy, "--json")

    assert imported.out == direct.out
    assert answer(read_study(copy)).fingerprint == answer(read_study(folder / f"{name}.json")).fingerprint


def test_the_city_cannot_tell_and_says_why(shell, shared):
    result = shell("evaluate", shared / "design/studies/city-theft.json", "--json").json

    assert result["verdict"]["code"] == "cannot_tell"
    assert "only three untreated areas are left" in result["verdict"]["sentence"]
    assert {"pool_too_small", "pool_touches_treated", "control_touches_treated"} <= codes(result)
    assert result["pooled"]["areas"] == result["placebo"]["areas"] == 3
    assert result["design"]["maryland_level"] == 3


def test_soho_where_nothing_was_done_claims_nothing_and_sees_the_city_inside_its_neighbours(shell, shared):
    result = shell("evaluate", shared / "design/studies/soho-burglary.json", "--json").json

    assert result["verdict"]["code"] in {"no_clear_change", "cannot_tell"}
    assert "crime_outside_force" in codes(result)
    assert result["design"]["maryland_level"] == 4


def test_monthly_series_and_areas_add_up_to_the_counts(shared):
    found = answer(read_study(shared / "design/studies/soho-burglary.json"))

    for period in ("before", "after"):
        assert len(found.series[period]["months"]) == 3
        for role in ("treated", "control", "displacement"):
            total = found.result["counts"][role][period]
            assert sum(found.series[period][role]) == total
            assert sum(area[period] for area in found.areas if area["role"] == role) == total
    assert len(found.areas) == 4_994


@pytest.mark.slow
@pytest.mark.parametrize(("name", "bar"), [("city-theft", 2.0), ("soho-burglary", 6.0)])
def test_a_whole_process_answers_in_seconds(process, shared, figure, name, bar):
    path = shared / "design/studies" / f"{name}.json"
    took = float("inf")

    for _ in range(3):
        processor, started = _processor_seconds(), time.perf_counter()
        said = process("outcomes", "evaluate", path, "--json")
        wall, busy = time.perf_counter() - started, _processor_seconds() - processor
        took = min(took, wall, busy)
        assert said.status == 0 and said.json["counts"]
        if took < bar:
            break

    figure(f"seconds to evaluate {name} as a whole process", took, bar=f"below {bar:g}")
    assert took < bar


def _processor_seconds():
    """Seconds that finished processes of this one kept a processor busy: what a machine without other work shows."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def codes(result):
    return {warning["code"] for warning in result["warnings"]}


def test_a_month_that_was_not_read_is_wrong_input(shell, shared, tmp_path):
    folder = shared / "design/studies"
    study = json.loads((folder / "city-theft.json").read_text())
    path = tmp_path / "study.json"
    fixed = {"crimes": [str(shared / "data/police/city-of-london")], "areas": str((folder / study["areas"]).resolve())}
    path.write_text(json.dumps({**study, **fixed, "after": ["2020-04", "2020-06"]}))

    said = shell("evaluate", path)

    assert said.status == 2
    assert said.err == "after: no crimes of 2020-06 were read\n"


def test_a_bad_file_among_those_of_a_study_stops_the_study(shell, tmp_path):
    street_file(tmp_path / "crimes", row())
    street_file(tmp_path / "crimes", text="nonsense\n", month="2018-07")
    squares(tmp_path / "areas.geojson", ["A", "B"])
    path = tmp_path / "study.json"
    asked = {"crimes": ["crimes"], "crime_types": ["Shoplifting"], "areas": "areas.geojson", "area_id": "code"}
    path.write_text(
        json.dumps({**asked, "treated": ["A"], "before": ["2018-06", "2018-06"], "after": ["2018-07", "2018-07"]})
    )

    said = shell("evaluate", path)

    assert said.status == 2
    assert said.err.startswith("crimes: 2018-07-testshire-street.csv, line 1: ") and said.err.count("\n") == 1
