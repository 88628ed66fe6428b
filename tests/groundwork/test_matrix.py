"""Does each of the 27 cells set its defaults, and does a terrorist threat always go to the police first?

*Source:* R94-R97; D8.
"""

from datetime import timedelta

import pytest

from commonground.groundwork import matrix
from commonground.groundwork.matrix import (
    CELLS,
    DEFAULTS,
    GUIDANCE,
    Agreement,
    Cell,
    Channel,
    Participation,
    Risk,
    Timeliness,
    Urgency,
)
from commonground.groundwork.refusals import Invalid
from commonground.people.rules import posts


def test_three_axes_have_three_levels_each_with_guidance_for_choosing():
    axes = (Risk, Timeliness, Participation)

    assert [len(axis) for axis in axes] == [3, 3, 3]
    assert set(GUIDANCE) == {level for axis in axes for level in axis}
    assert all(label and guidance.endswith(".") for label, guidance in GUIDANCE.values())
    assert set(matrix.QUESTIONS) == set(axes)


def test_the_cells_are_those_that_points_of_contact_name():
    assert [str(cell) for cell in CELLS] == posts.cells_of(posts.RISKS, posts.TIMELINESS, posts.PARTICIPATION)


def test_every_one_of_27_cells_has_defaults_and_reads_back():
    table = matrix.defaults()

    assert len(CELLS) == len(table) == 27
    assert all(matrix.read_cell(str(cell)) is cell for cell in CELLS)
    assert all(
        word in matrix.WORDS for kind in (Channel, matrix.TakingPart, Agreement, matrix.Contact) for word in kind
    )


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell.risk is Risk.TERRORIST], ids=str)
def test_a_terrorist_threat_always_goes_to_the_police_first_and_never_to_the_platform_alone(cell):
    own = matrix.read_table(DEFAULTS.replace("| call ", "| bulletin "))
    for table in (None, own):
        ways = matrix.routes(cell, table)
        assert ways[:3] == (matrix.EMERGENCY, matrix.HOTLINE, matrix.ONLINE)
        assert isinstance(ways[-1], Channel)


def test_wherever_it_is_somebody_in_danger_calls_999_first():
    assert all(matrix.routes(cell)[0] is matrix.EMERGENCY for cell in CELLS)


def test_urgency_follows_how_soon_it_must_work_as_alerts_write_it():
    wanted = {
        Timeliness.IMMEDIATE: Urgency.IMMEDIATE,
        Timeliness.PROJECT: Urgency.EXPECTED,
        Timeliness.ONGOING: Urgency.UNKNOWN,
    }

    assert all(profile.urgency is wanted[cell.timeliness] for cell, profile in matrix.defaults().items())


def test_being_told_what_to_look_out_for_needs_neither_clearance_nor_agreement():
    for cell, profile in matrix.defaults().items():
        if cell.participation is Participation.AWARENESS:
            assert (profile.clearance, profile.agreement) == (0, Agreement.NOT_NEEDED)


def test_more_risk_never_asks_for_less():
    table, order = matrix.defaults(), [Risk.LOW, Risk.CRIMINAL, Risk.TERRORIST]
    for time in Timeliness:
        for part in Participation:
            profiles = [table[Cell(risk, time, part)] for risk in order]
            assert [p.clearance for p in profiles] == sorted(p.clearance for p in profiles)
            assert [p.review for p in profiles] == sorted((p.review for p in profiles), reverse=True)


def test_an_installation_can_have_a_table_of_its_own():
    changed = DEFAULTS.replace("low/project/active            | collaboration", "low/project/active | item")
    cell = matrix.read_cell("low/project/active")

    assert matrix.read_table(changed)[cell].channel is Channel.ITEM
    assert matrix.defaults()[cell].channel is Channel.COLLABORATION
    assert matrix.read_table(changed)[cell].review == timedelta(days=30)


FIRST = DEFAULTS.strip().splitlines()[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (FIRST.replace("| 2 |", "| 4 |"), "Line 1 of the table does not fit"),
        (FIRST.replace("| 2 |", "| -1 |"), "Line 1 of the table does not fit"),
        (FIRST.replace("| 1   | 1 ", "| 0   | 1 "), "Line 1 of the table does not fit"),
        (FIRST.replace("| 1   | 1 ", "| 1.5 | 1 "), "Line 1 of the table does not fit"),
        (FIRST.replace("call ", "pigeon"), "Line 1 of the table does not fit"),
        (FIRST.replace("terrorist/", "martian/"), "Line 1 of the table does not fit"),
        (FIRST.replace("terrorist/immediate/active", "terrorist/immediate"), "Line 1 of the table does not fit"),
        (FIRST + " | more", "Line 1 of the table does not fit"),
        (FIRST + "\n" + FIRST, "Line 2 of the table gives terrorist/immediate/active a second time."),
        ("", "The table has no line for terrorist/immediate/active."),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_its_line(line, said):
    with pytest.raises(Invalid, match=said):
        matrix.read_table(DEFAULTS.replace(FIRST, line))


@pytest.mark.parametrize(
    "text", ["", "criminal", "criminal/project", "criminal/project/sharing/x", "Criminal/project/sharing"]
)
def test_what_is_no_cell_is_refused(text):
    with pytest.raises(Invalid, match="A cell is one level of each axis"):
        matrix.read_cell(text)
