"""Is a result laid out in the engine's own words and figures, and nothing made of them that they do not say?

*Source:* the look, sections 7 ("Verdict") and 11; design/outcomes.md 3.3-3.5.
"""

import pytest

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.rules import presenting
from commonground.outcomes.rules.asking import in_a_sentence, specification
from commonground.outcomes.rules.evaluation import evaluate
from commonground.outcomes.rules.months import Months
from commonground.outcomes.rules.repeating import Run, compared
from tests.outcomes import made

BEFORE, AFTER = Months("2018-06", "2018-11"), Months("2019-06", "2019-11")


def result_of(left, *, displaced=50, **changes):
    """Evaluate a study whose treated area had 100 crimes before, beside forty untreated areas."""
    asked = made.study(**changes)
    before, later = made.pool(40)
    before |= {"T1": 100, "C1": 100, "D1": 50}
    later |= {"T1": left, "C1": 100, "D1": displaced}
    return evaluate(asked, made.observed(asked, before, later))


@pytest.mark.parametrize("after", [40, 98, 180])
def test_every_verdict_is_what_is_so_and_then_how_large_it_is(after):
    result = result_of(after)
    so, size = presenting.in_two(result["verdict"]["sentence"])

    assert so.endswith(".")
    assert size[0].isupper()
    assert f"{so[:-1]}: {size[0].lower()}{size[1:]}" == result["verdict"]["sentence"]


def test_crimes_that_appeared_next_door_ask_for_a_closer_look():
    assert presenting.movements(result_of(40, displaced=90))[0][1:] == ("care", "Look closer")


def test_that_nothing_moved_is_only_said_where_something_was_gained():
    assert presenting.movements(result_of(40, displaced=48))[0][2] == "No sign in the counts"
    assert presenting.movements(result_of(99, displaced=49))[0][2] == "Cannot be said"
    assert presenting.movements(result_of(40, displacement=[]))[0][2] == "Not measured"


def test_all_six_ways_are_asked_of_every_study():
    assert len(presenting.movements(result_of(40))) == 6


def test_periods_of_the_same_months_share_their_heading():
    assert presenting.headings(BEFORE, AFTER) == ("June to November", "2018", "2019")
    assert presenting.headings(Months("2018-12", "2019-02"), Months("2019-12", "2020-02")) == (
        "", "December 2018 to February 2019", "December 2019 to February 2020",
    )  # fmt: skip


def test_periods_of_different_lengths_are_compared_by_the_month():
    result = result_of(40, after=["2019-06", "2019-08"])
    row = presenting.rows(result, BEFORE, Months("2019-06", "2019-08"))[0]

    assert row.change == "from 16.7 to 13.3 a month"


def test_the_mathematics_shows_the_numbers_that_it_is_made_of():
    lines = presenting.mathematics(result_of(40), BEFORE, AFTER, 0.05)

    assert lines[0].startswith(
        "Weighted displacement difference = ((40 − 100) − (100 − 100)) + ((50 − 50) − (0 − 0)) = −60"
    )
    assert all("nan" not in line and "None" not in line for line in lines)


@pytest.mark.parametrize(
    ("value", "written"), [(None, "not known"), (-0.0004, "0"), (377.0, "377"), (-1234.56, "−1,234.56"), (100, "100")]
)
def test_figures_are_written_without_needless_decimals(value, written):
    assert presenting.figure(value) == written


def test_a_small_p_is_never_written_as_nothing():
    assert presenting.probability(0.0004) == "p < 0.001"
    assert presenting.probability(0.029) == "p = 0.029"


def test_an_honest_study_says_what_would_let_it_tell():
    assert presenting.help_for(result_of(40)) == []
    assert presenting.help_for(result_of(40, placebo_pool=["P0000", "P0001"]))[0] == presenting.HELP["pool_too_small"]


def test_a_second_run_with_another_text_and_no_other_data_is_called_a_fault():
    first, again = (Run(text, "f", "1", {"verdict": {"code": "fewer"}}) for text in ("a", "b"))
    same, sentences = compared(first, again)

    assert not same
    assert "this is a fault of the software" in " ".join(sentences)


def test_a_second_run_by_another_version_names_both():
    same, sentences = compared(Run("a", "f", "1.0", {}), Run("a", "f", "1.1", {}))

    assert same
    assert "(1.0 the first time, 1.1 now)" in sentences[1]


def test_more_areas_than_a_page_can_show_are_refused():
    areas = [f"A{number}" for number in range(300)]
    with pytest.raises(Invalid, match="at most 200"):
        specification(
            within="X", areas=areas, crime_types=["Burglary"], treated=["A0"], before=("2018-06", "2018-07"),
            after=("2019-06", "2019-07"), parts=dict.fromkeys(areas[1:], "control"),
        )  # fmt: skip


def test_a_fault_of_the_engine_loses_the_name_of_its_field_where_it_stands_beside_it():
    assert in_a_sentence(Invalid("before: no crimes of 2018-08 were read", field="before")) == (
        "No crimes of 2018-08 were read."
    )


def test_whose_data_is_shown_follows_the_source_of_the_areas():
    assert presenting.attribution("Invented for the worked example") == (
        "Invented for the worked example: the places and the crimes are not real."
    )
    assert presenting.attribution("") == presenting.ATTRIBUTION
    assert presenting.attribution("Wards of 2013, CC BY 4.0.") == f"{presenting.ATTRIBUTION} Wards of 2013, CC BY 4.0."
