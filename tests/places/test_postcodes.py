"""Are places found by their postcodes, however these are typed, and is a file brought in whole or not at all?"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.groundwork.refusals import Invalid
from commonground.places import queries
from commonground.places.models import Area, Postcode
from commonground.places.rules.postcodes import postcode
from commonground.website import cli

HEADING = "pcds,doterm,lsoa21cd\n"


@pytest.fixture
def areas(db):
    made = [Area.objects.create(code=f"X0{n}", name=name, kind="lsoa") for n, name in enumerate(("Priory", "Quay"))]
    made[1].former_codes = ["X77"]
    made[1].save()
    return made


@pytest.fixture
def bring(areas, tmp_path: Path, capsys):
    def told(text: str, *more: str) -> str:
        file = tmp_path / "postcodes.csv"
        file.write_text(text)
        options = cli._parser("places").parse_args(["places", "postcodes", str(file), *more])
        try:
            assert options.command.run(options) == 0
        except Invalid as refusal:
            return refusal.reason
        return capsys.readouterr().out

    return told


def test_a_postcode_typed_in_any_way_means_the_area_in_which_it_lies(bring):
    bring(HEADING + "ZZ1 1AA,,X00\nZZ12 9ZZ,,X01\n")
    for typed in ("ZZ1 1AA", "zz11aa", " zz1  1aa ", "ZZ11 AA"):
        assert [found.area.name for found in queries.named(typed)] == ["Priory"]
        assert [found.name for found in queries.found(typed)] == ["Priory"]
    assert queries.named("ZZ1 1AB") == []
    assert not queries.found("ZZ1 1AA", kind="ward").exists()


def test_a_file_is_kept_and_brought_in_again_changes_what_moved(bring):
    assert "2 postcodes are kept; 1 lie in areas that are not here." in bring(
        HEADING + "ZZ1 1AA,,X00\nZZ1 1AB,,X77\nZZ1 1AC,,E01000001\n"
    )
    assert dict(Postcode.objects.values_list("postcode", "area__name")) == {"ZZ1 1AA": "Priory", "ZZ1 1AB": "Quay"}
    bring(HEADING + "ZZ1 1AA,,X01\nZZ1 1AA,,X01\n")
    assert dict(Postcode.objects.values_list("postcode", "area__name")) == {"ZZ1 1AA": "Quay", "ZZ1 1AB": "Quay"}
    bring(HEADING + "ZZ1 1AD,,X00\n", "--whole")
    assert list(Postcode.objects.values_list("postcode", flat=True)) == ["ZZ1 1AD"]


def test_what_has_ended_is_left_out_where_the_column_is_named(bring):
    bring(HEADING + "ZZ1 1AA,201806,X00\nZZ1 1AB,,X00\n", "--ended", "doterm")
    assert list(Postcode.objects.values_list("postcode", flat=True)) == ["ZZ1 1AB"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADING + "ZZ1 1AA,,X00\nnowhere,,X00\n", "line 3: “nowhere” is not a postcode."),
        ("postcode,area\nZZ1 1AA,X00\n", "there is no column pcds."),
        ("", "there is no column pcds."),
    ],
)
def test_a_file_with_a_fault_changes_nothing_and_says_where(bring, text, said):
    bring(HEADING + "ZZ9 9ZZ,,X00\n")
    assert said in bring(text, "--whole")
    assert list(Postcode.objects.values_list("postcode", flat=True)) == ["ZZ9 9ZZ"]


@given(st.text(max_size=14))
def test_what_is_taken_for_a_postcode_is_written_in_one_way_only(typed):
    written = postcode(typed)
    assert postcode(written) == written
    if written:
        assert "".join(typed.split()).upper() == written.replace(" ", "")
