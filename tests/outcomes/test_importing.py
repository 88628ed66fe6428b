"""Does the store hold exactly what the files say, and nothing that they do not?

*Source:* design/outcomes.md 1; data/NOTE.md for the counted facts.
"""

import hashlib

import pytest

from commonground.outcomes.adapters.street_files import HEADER
from tests.outcomes.made import row, street_file

GOOD = [row(identity=f"a{number}") for number in range(5)]


def bytes_held(home):
    return {
        path.relative_to(home): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in home.rglob("*")
        if path.is_file()
    }


def test_every_row_read_is_kept_or_set_aside_with_file_line_and_reason(shell, tmp_path):
    bad = [
        (row(month="2018-13"), '"2018-13" is not a month'),
        (row(longitude="east"), '"east" is not a coordinate in degrees'),
        (row(latitude="95.0"), '"95.0" is not a coordinate in degrees'),
        (row(longitude="nan"), '"nan" is not a coordinate in degrees'),
        (row(longitude=""), "one of its two coordinates is missing"),
        (row(kind=""), "it has no crime type"),
        ("a,b,c", "it has 3 fields and not 12"),
        ('"a' + row(), "a quotation mark is out of place"),
        ("", "it has 1 fields and not 12"),
    ]
    path = street_file(tmp_path, *GOOD, *(text for text, _ in bad), row(longitude="", latitude=""))

    said = shell("import", path, "--json")

    assert said.status == 0
    done = said.json
    assert (done["read"], done["kept"], done["no_location"]) == (15, 6, 1)
    assert done["read"] == done["kept"] + len(done["set_aside"])
    assert done["set_aside"] == [
        {"file": path.name, "line": 7 + number, "reason": reason} for number, (_, reason) in enumerate(bad)
    ]


def test_the_same_file_twice_changes_nothing(shell, home, tmp_path):
    path = street_file(tmp_path, *GOOD)
    shell("import", path)
    first = bytes_held(home)

    again = shell("import", path, "--json")

    assert again.json["files"]["unchanged"] == 1
    assert bytes_held(home) == first


def test_a_corrected_file_replaces_its_month_and_no_other(shell, home, tmp_path):
    street_file(tmp_path, *GOOD)
    other = street_file(tmp_path, row(month="2018-07"), month="2018-07")
    shell("import", tmp_path)
    before = bytes_held(home)
    street_file(tmp_path, *GOOD[:2])

    said = shell("import", tmp_path, "--json")

    assert said.json["files"] == {"added": 0, "replaced": 1, "unchanged": 1, "refused": 0}
    held = {month["month"]: month["kept"] for month in shell("data", "--json").json["held"]}
    assert held == {"2018-06": 2, "2018-07": 1}
    changed = {path.parts[-2] for path, value in bytes_held(home).items() if before[path] != value}
    assert changed == {"month=2018-06"} and other.exists()


REFUSED = {
    "a truncated file": ("\n".join([HEADER, *GOOD])[:-20], 6, "the last line is cut"),
    "a file without its last line's end": ("\n".join([HEADER, *GOOD]), 6, "the last line is cut"),
    "an empty file": ("\n", 1, "header"),
    "another header": ("Crime ID,Month\n1,2018-06\n", 1, "header"),
    "a header with a byte order mark": ("\ufeff" + "\n".join([HEADER, *GOOD, ""]), 1, "header"),
    "a month that its name denies": ("\n".join([HEADER, *GOOD, row(month="2018-07"), ""]), 7, "2018-07"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_file_with_such_a_fault_is_refused_whole(shell, home, tmp_path, fault):
    text, line, words = REFUSED[fault]
    path = street_file(tmp_path, text=text)

    said = shell("import", path, "--json")

    assert said.status == 2
    (refused,) = said.json["refused"]
    assert (refused["file"], refused["line"]) == (str(path), line)
    assert words in refused["reason"]
    assert path.name in said.err and "Refused" in said.err
    assert bytes_held(home) == {}


def test_a_file_in_another_encoding_is_refused_whole(shell, home, tmp_path):
    path = street_file(tmp_path, *GOOD)
    path.write_bytes(path.read_bytes() + row(lsoa="Caf\u00e9 001A").encode("latin-1") + b"\n")

    said = shell("import", path, "--json")

    assert said.status == 2
    assert said.json["refused"] == [{"file": str(path), "line": 7, "reason": "it is not written in UTF-8."}]
    assert bytes_held(home) == {}


def test_a_truncated_file_leaves_the_month_that_was_held(shell, home, tmp_path):
    path = street_file(tmp_path, *GOOD)
    shell("import", path)
    before = bytes_held(home)
    path.write_bytes(path.read_bytes()[:-30])

    assert shell("import", path).status == 2
    assert bytes_held(home) == before


def test_one_refused_file_does_not_stop_the_others(shell, tmp_path):
    street_file(tmp_path, text="nonsense\n")
    street_file(tmp_path, row(month="2018-07"), month="2018-07")

    said = shell("import", tmp_path, "--json")

    assert said.status == 2
    assert said.json["files"] == {"added": 1, "replaced": 0, "unchanged": 0, "refused": 1}


def test_two_files_that_disagree_about_a_month_are_not_both_taken(shell, tmp_path):
    street_file(tmp_path / "a", *GOOD)
    street_file(tmp_path / "b", *GOOD[:3])

    said = shell("import", tmp_path, "--json")

    assert said.status == 2
    assert "with other rows" in said.json["refused"][0]["reason"]
    assert shell("data", "--json").json["held"][0]["kept"] == 5


def test_rows_that_share_an_id_are_reported_and_never_merged(shell, tmp_path):
    path = street_file(
        tmp_path, row(identity="x"), row(identity="x"), row(identity="y"), row(identity=""), row(identity="")
    )

    done = shell("import", path, "--json").json

    assert (done["kept"], done["repeated_ids"]) == (5, 2)


def test_the_force_is_the_one_given_or_named_or_written_in_the_rows(shell, tmp_path):
    plain = tmp_path / "download.csv"
    plain.write_text("\n".join([HEADER, *GOOD, ""]), encoding="utf-8")

    shell("import", plain)
    shell("import", plain, "--force", "other-shire")

    assert {month["force"] for month in shell("data", "--json").json["held"]} == {"testshire", "other-shire"}


def test_a_force_that_is_no_plain_name_is_refused(shell, home, tmp_path):
    said = shell("import", street_file(tmp_path, *GOOD), "--force", "../elsewhere")

    assert said.status == 2 and "not a name for a force" in said.err
    assert bytes_held(home) == {}


def test_a_path_that_is_not_there_is_one_line(shell, tmp_path):
    said = shell("import", tmp_path / "nothing")

    assert said.status == 2 and len(said.err.splitlines()) == 1


def test_an_empty_store_says_how_to_fill_it(shell):
    assert "outcomes import" in shell("data").out


@pytest.mark.shared
def test_the_city_holds_what_was_counted_in_its_files(shell, shared):
    done = shell("import", shared / "data/police/city-of-london", "--json").json

    assert done["read"] == done["kept"] == 19_217
    assert done["no_location"] == 1_396
    assert done["repeated_ids"] == 351
    assert done["files"]["added"] == 26
    held = {month["month"]: month["kept"] for month in shell("data", "--json").json["held"]}
    assert (min(held), max(held), held["2020-02"], held["2020-04"]) == ("2018-04", "2020-05", 763, 236)


@pytest.mark.shared
def test_metropolitan_burglary_holds_what_was_counted_in_its_files(shell, shared):
    done = shell("import", shared / "data/police/metropolitan-burglary", "--json").json

    assert done["read"] == done["kept"] == 112_419
    assert (done["no_location"], done["repeated_ids"], done["files"]["added"]) == (348, 1_339, 18)
