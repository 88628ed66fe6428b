"""Do charts start at zero and share a scale, and do maps keep their proportions?"""

import re

import pytest

from commonground.pages import charts
from commonground.pages.charts import Area, Line

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep")
SQUARE = ((-1.4, 54.0), (-1.3, 54.0), (-1.3, 54.1), (-1.4, 54.1))


def test_a_line_lies_where_the_mock_up_drew_it() -> None:
    drawn = charts.line_chart([Line("2025", (66, 71, 68, 70, 69, 68), "before")], MONTHS, 100)
    dots = [(dict(s.attributes)["cx"], dict(s.attributes)["cy"]) for s in drawn.shapes if s.tag == "circle"]
    assert dots[0] == ("48", "71.12")
    assert dots[-1] == ("304", "67.76")
    assert [tick.text for tick in drawn.levels] == ["0", "50", "100"]
    assert drawn.levels[0].y == "182"


@pytest.mark.parametrize(("highest", "top"), [(0, 2), (1, 2), (3, 5), (49, 50), (90, 100), (101, 200), (412, 500)])
def test_charts_side_by_side_share_one_round_top_that_holds_every_value(highest: float, top: float) -> None:
    assert charts.scale_of([[Line("a", (0, highest))], [Line("b", (None, highest / 2))]]) == top


def test_a_month_without_a_number_is_a_gap_and_not_a_zero() -> None:
    drawn = charts.line_chart([Line("a", (1, None, 3, 4, None, 6))], MONTHS, 10)
    line = next(s for s in drawn.shapes if s.tag == "path")
    assert dict(line.attributes)["d"].count("M") == 1
    assert sum(s.tag == "circle" for s in drawn.shapes) == 4


def test_many_months_are_not_all_named() -> None:
    labels = [str(n) for n in range(36)]
    drawn = charts.line_chart([Line("a", [1] * 36)], labels, 2)
    assert [tick.text for tick in drawn.labels] == ["0", "6", "12", "18", "24", "30"]


def test_a_line_that_does_not_fit_its_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="one value"):
        charts.line_chart([Line("a", (1, 2))], MONTHS, 10)


def test_a_map_keeps_the_proportions_of_the_ground_and_north_is_up() -> None:
    drawn = charts.area_map([Area("Minster Gate", (SQUARE,), "worked")])
    corners = [tuple(map(float, pair.split())) for pair in re.findall(r"[\d.]+ [\d.]+", drawn.areas[0][0])]
    width = max(x for x, _ in corners) - min(x for x, _ in corners)
    height = max(y for _, y in corners) - min(y for _, y in corners)
    # A degree of longitude at 54.05 degrees north is 0.587 of a degree of latitude.
    assert width / height == pytest.approx(0.587, abs=0.001)
    assert corners[0][1] > corners[2][1]


def test_what_matters_is_drawn_over_what_does_not_and_a_hole_stays_a_hole() -> None:
    inner = tuple((x / 10 - 1.215, 54.05 + (y - 54.0) / 10) for x, y in SQUARE)
    drawn = charts.area_map([Area("In", (SQUARE, inner), "worked"), Area("Out", (SQUARE,), "else")])
    assert [kind for _, kind, _ in drawn.areas] == ["else", "worked"]
    assert drawn.areas[1][0].count("M") == 2


def test_a_label_that_is_wider_than_its_dark_area_is_written_dark() -> None:
    narrow = tuple((x / 20 - 1.3, y) for x, y in SQUARE)
    areas = [Area("a", (narrow,), "worked", "Minster Gate"), Area("b", (SQUARE,), "worked", "Quayside")]
    labels = {label.text: label.css for label in charts.area_map(areas).labels}
    assert labels == {"Minster": "cg-label", "Gate": "cg-label", "Quayside": "cg-label-in"}


def test_a_label_that_would_hide_its_area_is_left_to_the_list() -> None:
    small = tuple((x / 8 - 1.2, y / 8 + 47.2) for x, y in SQUARE)
    areas = [Area("a", (small,), "worked", "Minster Gate North"), Area("b", (SQUARE,), "else")]
    assert charts.area_map(areas).labels == ()


def test_an_unknown_kind_of_area_is_refused() -> None:
    with pytest.raises(ValueError, match="not treated"):
        charts.area_map([Area("a", (SQUARE,), "treated")])
