"""Do the drawings say what is so?"""

import re
from dataclasses import replace

import pytest

from commonground.pages import drawing, words
from commonground.pages.sample import STEPS


def test_the_lines_of_the_sample_lie_where_the_mock_up_drew_them() -> None:
    drawn = [shape.attributes[0][1] for shape in drawing.journey(STEPS).lines]
    assert drawn[0] == "M53 95C109 95 109 95 165.5 95"
    assert drawn[2] == "M278 95C334 95 334 70 390.5 70"
    assert drawn[11] == "M278 101C334 101 334 126 390.5 126"


def test_lines_are_solid_up_to_what_both_sides_have_started_and_dotted_beyond() -> None:
    classes = [shape.css for shape in drawing.journey(STEPS).lines]
    assert classes[:6] == ["cg-journey__police"] * 6
    assert classes[6:9] == ["cg-journey__later"] * 3
    assert classes[9:15] == ["cg-journey__security"] * 6


def test_a_step_taken_out_of_order_stands_between_dotted_lines() -> None:
    steps = [replace(s, police="none", security="none") for s in STEPS]
    steps[4] = replace(steps[4], police="confirmed", security="confirmed")
    drawn = drawing.journey(steps)
    assert {line.css for line in drawn.lines} == {"cg-journey__later"}
    assert [bool(station.transform) for station in drawn.stations] == [False] * 4 + [True] + [False] * 5


def test_the_lines_meet_at_the_mark_only_where_both_have_confirmed() -> None:
    stations = drawing.journey(STEPS).stations
    assert [s.number for s in stations if s.transform] == [1, 2, 3, 5, 6]
    assert stations[0].transform == "translate(22.5 77) scale(1.5)"


def test_the_step_in_hand_has_the_band_and_its_note_is_due_while_another_note_waits() -> None:
    stations = drawing.journey(STEPS).stations
    assert [s.number for s in stations if s.band] == [7]
    assert (stations[6].band, stations[6].note_css) == ("676", "cg-journey__due")
    assert stations[3].note_css == "cg-journey__wait"


def test_groups_span_their_steps() -> None:
    assert [(g.key, g.x1, g.x2) for g in drawing.journey(STEPS).groups] == [
        ("set-up", "3", "553"),
        ("do", "565.5", "778"),
        ("finish", "790.5", "1115.5"),
    ]


def test_a_long_title_breaks_after_its_first_word() -> None:
    assert drawing.in_two_lines("Ownership and leadership") == ("Ownership", "& leadership")
    assert drawing.in_two_lines("Knowing when to stop") == ("Knowing", "when to stop")
    assert drawing.in_two_lines("Legacy") == ("Legacy",)


def test_the_short_form_has_a_bar_where_both_confirmed_and_a_frame_around_the_step_in_hand() -> None:
    shapes = drawing.mini(STEPS)
    assert sum(s.css == "cg-fill-ground" for s in shapes) == 5
    assert shapes[0].css == "cg-mini__here"
    assert dict(shapes[0].attributes)["x"] == "96.5"
    assert drawing.mini_box(STEPS) == "0 0 168 34"


@pytest.mark.parametrize(
    ("police", "security", "expected"),
    [
        ("none", "none", ["cg-hollow-later", "cg-hollow-later"]),
        ("started", "none", ["cg-hollow-police", "cg-hollow-later"]),
        ("started", "started", ["cg-hollow-police", "cg-hollow-security"]),
        ("confirmed", "started", ["cg-hollow-security", "cg-fill-police"]),
        ("started", "confirmed", ["cg-hollow-police", "cg-fill-security"]),
        ("confirmed", "confirmed", ["cg-fill-security", "cg-fill-police", "cg-fill-ground cg-gap"]),
    ],
)
def test_a_pair_shows_each_side_and_never_hides_what_is_confirmed(police, security, expected) -> None:
    assert [shape.css for shape in drawing.pair(police, security)] == expected


def test_firmness_fills_layers_from_the_ground_up_and_refuses_a_sixth() -> None:
    layers = [shape.css for shape in drawing.firmness(3)]
    assert layers == ["cg-firm__on"] * 3 + ["cg-firm__off"] * 2
    for level in (0, 6):
        with pytest.raises(ValueError, match="from 1 to 5"):
            drawing.firmness(level)


def test_a_bar_starts_at_zero_and_never_leaves_its_track() -> None:
    def width(value: float, largest: float) -> str:
        return dict(drawing.bar(value, largest)[1].attributes)["width"]

    assert (width(5, 20), width(30, 20), width(-3, 20), width(5, 0)) == ("25", "100", "0", "0")


def test_no_number_in_a_drawing_has_a_comma_or_an_exponent() -> None:
    assert [drawing.number(v) for v in (0.0, 1 / 3, 1e-9, 1120.0, 53.5)] == ["0", "0.33", "0", "1120", "53.5"]
    for shape in (*drawing.journey(STEPS).lines, *drawing.mini(STEPS), *drawing.mark()):
        assert not re.search(r"[,]|\de[+-]", " ".join(value for _, value in shape.attributes))


def test_the_sentence_tells_everything_that_the_drawing_shows() -> None:
    assert words.journey(STEPS) == (
        "The ten steps. Both sides have confirmed steps 1, 2, 3, 5 and 6. "
        "On steps 4 and 7 the police side has confirmed and the security side has not. "
        "Not started: steps 8, 9 and 10. Step 4: waiting. Step 7 is in hand: due 3 Dec. The lists below say the same."
    )
