"""Can members measure their own incident log, by the same strictness?

*Source:* design/outcomes.md 1, "members' own incident logs".
"""

import json

import pytest

from tests.outcomes.made import DOCUMENT, squares

COLUMNS = ("date=When", "longitude=Lng", "latitude=Lat", "crime_type=What")
LOG = """Store,When,Lat,Lng,What
7,2018-06-03,51.005,0.005,"Theft, from shop"
7,2018-06-30,51.005,0.005,"Theft, from shop"
7,2018-07-01,51.005,0.005,"Theft, from shop"
7,30/06/2018,51.005,0.005,"Theft, from shop"
7,2018-06-31,51.005,0.005,"Theft, from shop"
7,2018-07-02,,,"Theft, from shop"
"""


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def test_a_log_is_kept_by_month_under_its_own_name(shell, log):
    done = shell("import", log, "--force", "our-shops", "--columns", *COLUMNS, "--json").json

    assert (done["read"], done["kept"], done["no_location"]) == (6, 4, 1)
    assert [(row["line"], row["reason"]) for row in done["set_aside"]] == [
        (5, '"30/06/2018" is not a date such as 2018-06-30'),
        (6, '"2018-06-31" is not a date such as 2018-06-30'),
    ]
    held = [(month["force"], month["month"], month["kept"]) for month in shell("data", "--json").json["held"]]
    assert held == [("our-shops", "2018-06", 2), ("our-shops", "2018-07", 2)]


def test_a_study_can_be_made_of_a_log(shell, log, tmp_path):
    shell("import", log, "--force", "our-shops", "--columns", *COLUMNS)
    squares(tmp_path / "areas.geojson", ["T1", "C1", "D1"])
    study = {**DOCUMENT, "crimes": "imported", "crime_types": ["Theft, from shop"]}
    path = tmp_path / "study.json"
    path.write_text(json.dumps({**study, "before": ["2018-06", "2018-06"], "after": ["2018-07", "2018-07"]}))

    found = shell("evaluate", path, "--json").json

    assert found["counts"]["treated"] == {"before": 2, "after": 1}
    assert found["left_out"]["no_location"] == 1


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (COLUMNS[:3], "columns: crime_type is missing"),
        ((*COLUMNS, "when=When"), "columns: when=When does not say"),
        ((*COLUMNS, "date=When"), "columns: date is given twice"),
        ((*COLUMNS[1:], "date=Day"), "its header has no column Day"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(shell, log, columns, words):
    said = shell("import", log, "--force", "our-shops", "--columns", *columns)

    assert said.status == 2 and words in said.err


def test_a_log_without_a_name_or_with_a_cut_line_is_refused_whole(shell, log):
    assert "needs a name" in shell("import", log, "--columns", *COLUMNS).err
    log.write_text(LOG.rstrip(), encoding="utf-8")

    said = shell("import", log, "--force", "our-shops", "--columns", *COLUMNS)

    assert said.status == 2 and "line 7: the last line is cut" in said.err
    assert shell("data", "--json").json["held"] == []
