"""Is every fault of a study file one line that names its field?

*Source:* design/outcomes.md, "exit status 2 for wrong input with one line".
"""

import json

import pytest

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.rules.study import parse
from tests.outcomes.made import DOCUMENT, HERE, row, squares, street_file

FAULTS = [
    ({"treated": []}, "treated", "must name at least one"),
    ({"treated": "T1"}, "treated", "must be a list of texts"),
    ({"treated": [1]}, "treated", "must be a list of texts"),
    ({"treated": ["T1", "T1"]}, "treated", "names T1 twice"),
    ({"control": ["T1"]}, "control", "names T1, which is in treated too"),
    ({"placebo_pool": ["C1"]}, "placebo_pool", "names C1, which has a role"),
    ({"placebo_pool": "all"}, "placebo_pool", "must be"),
    ({"before": ["2018-06"]}, "before", "must be a first and a last month"),
    ({"before": ["2018-6", "2018-11"]}, "before", "'2018-6' is not a month"),
    ({"before": ["2018-11", "2018-06"]}, "before", "before it starts"),
    ({"after": ["2018-11", "2019-11"]}, "after", "not after the period before"),
    ({"alpha": 0}, "alpha", "above 0"),
    ({"alpha": True}, "alpha", "must be a number"),
    ({"alpha": "0.05"}, "alpha", "must be a number"),
    ({"seed": 1.5}, "seed", "must be a whole number"),
    ({"crime_types": []}, "crime_types", "must name at least one"),
    ({"crimes": "import"}, "crimes", "must be a list of files"),
    ({"crimes": []}, "crimes", "must name at least one"),
    ({"areas": ""}, "areas", "must be a text"),
    ({"area_id": None}, "area_id", "must be a text"),
    ({"tretaed": ["T2"]}, "tretaed", "is not a field"),
    ({"drawn_by_lot": "yes"}, "drawn_by_lot", "must be true or false"),
]


@pytest.mark.parametrize(("change", "field", "words"), FAULTS)
def test_a_fault_names_its_field_in_one_line(change, field, words):
    with pytest.raises(Invalid) as refusal:
        parse({**DOCUMENT, **change}, HERE)

    assert refusal.value.field == field
    assert refusal.value.reason.startswith(f"{field}: ") and words in refusal.value.reason
    assert "\n" not in refusal.value.reason


@pytest.mark.parametrize("field", ["crimes", "crime_types", "areas", "area_id", "treated", "before", "after"])
def test_a_missing_field_is_named(field):
    with pytest.raises(Invalid, match=f"{field}: is missing"):
        parse({key: value for key, value in DOCUMENT.items() if key != field}, HERE)


def test_paths_are_relative_to_the_study_file():
    study = parse(DOCUMENT, HERE)

    assert study.crimes == (HERE / "crimes",)
    assert study.areas == HERE / "areas.geojson"


@pytest.fixture
def asked(tmp_path, shell):
    """Write a small study with its data, changed as told, and evaluate it."""
    for month in ("2018-06", "2018-07"):
        street_file(tmp_path / "crimes", *[row(month=month, longitude="0.005", latitude="51.005")] * 3, month=month)
    squares(tmp_path / "areas.geojson", ["A", "B", "C"])
    small = {"treated": ["A"], "control": ["B"], "displacement": [], "placebo_pool": None}
    periods = {"before": ["2018-06", "2018-06"], "after": ["2018-07", "2018-07"]}

    def evaluate(**change):
        path = tmp_path / "study.json"
        path.write_text(json.dumps({**DOCUMENT, **small, **periods, **change}))
        return shell("evaluate", path, "--json")

    return evaluate


def test_the_small_study_is_sound(asked):
    said = asked()

    assert said.status == 0
    assert said.json["counts"]["treated"] == {"before": 3, "after": 3}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"treated": ["Z"]}, "treated: Z is not an area of the layer"),
        ({"placebo_pool": ["Z"]}, "placebo_pool: Z is not an area of the layer"),
        ({"area_id": "lsoa"}, "area_id: an area of the layer has no property lsoa"),
        ({"crime_types": ["Piracy"]}, 'crime_types: no crime of type "Piracy" was read'),
        ({"after": ["2018-07", "2018-08"]}, "after: no crimes of 2018-08 were read"),
        ({"crimes": "imported"}, "crimes: nothing has been imported yet"),
    ],
)
def test_what_the_data_cannot_serve_is_one_line(asked, change, line):
    said = asked(**change)

    assert (said.status, said.err, said.out) == (2, line + "\n", "")


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '"study"'])
def test_a_file_that_is_no_study_is_one_line(shell, tmp_path, text):
    path = tmp_path / "study.json"
    path.write_text(text)

    said = shell("evaluate", path)

    assert said.status == 2 and said.err.startswith("study: ") and said.err.count("\n") == 1


def test_a_study_file_that_is_not_there_is_one_line(shell, tmp_path):
    said = shell("evaluate", tmp_path / "none.json")

    assert said.status == 2 and said.err.count("\n") == 1
