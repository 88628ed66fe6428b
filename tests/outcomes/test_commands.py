"""Is the command line what the contract says, and does it read well?

*Source:* design/outcomes.md 2, "Calculators"; settled questions, "Running it".
"""

import pytest

from commonground.outcomes.commands import COMMANDS
from tests.outcomes.made import row, street_file

LANCASHIRE = ("--treated", 207, 110, "--control", 308, 318)
NEXT_DOOR = ("--displacement", 178, 157)
PUBLISHED = {
    "W1": (("--control", 20, 20, "--treated", 20, 10, "--alpha", 0.1), (-10, 8.3666, -1.195229)),
    "W2": ((*LANCASHIRE, *NEXT_DOOR, "--displacement-control", 150, 140), (-118, 39.59798, -2.97995)),
    "W3": (("--control", 100, 50, "--treated", 80, 20, "--time-weights", 2, 1), (-20, 10.723805, -1.86501)),
    "W4": (
        (*LANCASHIRE, *NEXT_DOOR, "--displacement-control", 150, 140, "--area-weights", 0.9, 1.2, 1.6, 1.5),
        (-99.694444, 35.428076, -2.813995),
    ),
    "W6": (("--control", 100, 90, "--treated", 100, 80), (-10, 19.235384, -0.519875)),
    "W7": (("--control", 500, 90, "--treated", 500, 80, "--time-weights", 5, 1), (-10, 14.491377, -0.690066)),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_calculator_reproduces_published_numbers(shell, name):
    arguments, (estimate, se, z) = PUBLISHED[name]

    said = shell("wdd", *arguments, "--json")

    assert said.status == 0
    assert set(said.json) - {"displacement"} == {"estimate", "se", "z", "p", "ci", "local", "displaced"}
    assert (said.json["estimate"], said.json["se"], said.json["z"]) == pytest.approx((estimate, se, z), abs=1e-5)


def test_displacement_is_told_where_next_door_is_given_and_only_there(shell):
    assert "displacement" not in shell("wdd", *LANCASHIRE, "--json").json
    moved = shell("wdd", *LANCASHIRE, *NEXT_DOOR, "--json").json["displacement"]

    assert set(moved) == {"ge", "ne", "tne", "wdq", "reading"}
    assert (moved["ge"], moved["tne"]) == (97, 130.5)
    assert (moved["ne"], moved["wdq"]) == pytest.approx((0.3262, 0.2582), abs=5e-5)


def test_words_come_first_and_say_the_direction(shell):
    said = shell("wdd", *LANCASHIRE, *NEXT_DOOR)

    assert said.out.splitlines()[0].startswith("Against the comparison: 128 fewer, from ")
    assert "some of the benefit spread" in said.out


@pytest.mark.slow
def test_counts_of_zero_are_numbers_or_null_and_never_nan(process):
    said = process("outcomes", "wdd", "--control", 0, 0, "--treated", 0, 0, "--displacement", 0, 0, "--json")

    assert said.status == 0
    assert said.json["z"] is None and said.json["displacement"]["wdq"] is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [
        ("--control", "1", "-2", "--treated", "1", "2"),
        ("--control", "1", "2"),
        ("--control", "1", "2", "--treated", "one", "2"),
        ("--control", "1", "2", "--treated", "1", "2", "--time-weights", "0", "1"),
        ("--control", "1", "2", "--treated", "1", "2", "--area-weights", "1", "1", "1"),
        ("--control", "1", "2", "--treated", "1", "2", "--alpha", "nan"),
        ("--control", "1", "2", "--treated", "1", "2", "--alpha", "1"),
    ],
)
def test_wrong_input_is_one_line_and_status_2(process, wrong):
    said = process("outcomes", "wdd", *wrong)

    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_import_tells_its_progress_beside_its_result(shell, tmp_path):
    path = street_file(tmp_path, row(), row(month="2018"))

    said = shell("import", path)

    assert said.err == f"1 of 1: {path.name}\n"
    assert "2 read = 1 kept + 1 set aside" in said.out
    assert f'{path.name}, line 3: "2018" is not a month' in said.out


def test_every_command_starts_without_a_database_and_explains_itself():
    for command in COMMANDS:
        assert not command.needs_database
        assert command.summary.endswith(".") and command.example.startswith("commonground outcomes ")
        assert 0 in command.exit_codes


def test_the_verbs_of_this_release_are_there():
    assert {"import", "data", "evaluate", "wdd"} <= {command.verb for command in COMMANDS}
