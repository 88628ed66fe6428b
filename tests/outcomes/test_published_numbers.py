"""Are published numbers reproduced?

*Source:* reference/outcomes.md 1.1, 1.2 and 1.4, where each number has its publication.
"""

import pytest

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.rules.counts import Cells, Counts
from commonground.outcomes.rules.displacement import displacement
from commonground.outcomes.rules.rates import rate_ratio
from commonground.outcomes.rules.wdd import Weights, wdd

PAPER = Cells(Counts(207, 110), Counts(308, 318), Counts(178, 157), Counts(150, 140))
PUBLISHED = {
    "W1": (Cells(Counts(20, 10), Counts(20, 20)), Weights(), 0.10, (-10, 8.3666, -1.195229, -23.761833, 3.761833)),
    "W2": (PAPER, Weights(), 0.05, (-118, 39.59798, -2.97995, -195.610614, -40.389386)),
    "W3": (
        Cells(Counts(80, 20), Counts(100, 50)),
        Weights(before=2),
        0.05,
        (-20, 10.723805, -1.86501, -41.018272, 1.018272),
    ),
    "W4": (
        PAPER,
        Weights(control=0.9, treated=1.2, displacement_control=1.6, displacement=1.5),
        0.05,
        (-99.69444444, 35.4280755, -2.813995483, -169.1321965, -30.25669241),
    ),
    "W6": (Cells(Counts(100, 80), Counts(100, 90)), Weights(), 0.05, (-10, 19.235384, None, -47.70066, 27.70066)),
    "W7": (
        Cells(Counts(500, 80), Counts(500, 90)),
        Weights(before=5),
        0.05,
        (-10, 14.491377, None, -38.402577, 18.402577),
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_weighted_displacement_difference_is_the_published_one(name):
    cells, weights, alpha, (estimate, se, z, low, high) = PUBLISHED[name]

    found = wdd(cells, weights, alpha)

    assert found["estimate"] == pytest.approx(estimate, abs=1e-7)
    assert found["se"] == pytest.approx(se, abs=1e-6)
    assert z is None or found["z"] == pytest.approx(z, abs=1e-6)
    assert found["ci"] == pytest.approx([low, high], abs=2e-6)


def test_the_local_and_displaced_parts_of_the_paper_add_up():
    found = wdd(PAPER)

    assert (found["local"]["estimate"], found["displaced"]["estimate"]) == (-107, -11)
    assert found["local"]["se"] == pytest.approx(30.708305, abs=1e-6)
    assert found["displaced"]["se"] == 25
    assert found["estimate"] == found["local"]["estimate"] + found["displaced"]["estimate"]


def test_area_weights_scale_the_local_part_as_in_the_extension():
    weights = Weights(control=0.9, treated=1.2, displacement_control=1.6, displacement=1.5)

    local = wdd(PAPER, weights)["local"]

    assert local["estimate"] == pytest.approx(-91.944444, abs=1e-6)
    assert local["se"] == pytest.approx(31.51156, abs=1e-6)


def test_the_lancashire_counts_give_their_published_effects_and_not_the_misprinted_quotient():
    found = displacement(PAPER)

    assert found["ge"] == 97
    assert found["ne"] == pytest.approx(0.326166, abs=1e-6)
    assert found["tne"] == pytest.approx(130.5)
    assert found["wdq"] == pytest.approx(0.2581857, abs=1e-7)
    assert abs(found["wdq"] - 0.411) > 0.1, "the guide prints .411, which its own counts do not give"


def test_the_lancashire_rate_ratio_is_the_one_of_its_four_counts():
    found = rate_ratio(PAPER, None, 0.05)

    assert found["ratio"] == pytest.approx(0.51469, abs=1e-5)
    assert found["ci_poisson"] == pytest.approx([0.38925, 0.680555], abs=1e-5)
    assert found["ci"] == [None, None]


@pytest.mark.parametrize(
    ("treated", "control", "next_door", "words"),
    [
        ((100, 80), (100, 100), (100, 70), "spread widely"),
        ((100, 80), (100, 100), (100, 90), "some of the benefit spread"),
        ((100, 80), (100, 100), (100, 100), "nothing moved"),
        ((100, 80), (100, 100), (100, 110), "a gain overall"),
        ((100, 80), (100, 100), (100, 120), "no gain overall"),
        ((100, 80), (100, 100), (100, 130), "the gain was lost"),
        ((100, 110), (100, 100), (100, 90), "did not fall where the work was done"),
        ((100, 100), (100, 100), (100, 90), "did not fall where the work was done"),
        ((100, 0), (100, 100), (100, 90), "is zero"),
        ((100, 80), (100, 0), (100, 90), "no crimes in the comparison areas"),
    ],
)
def test_each_quotient_is_read_in_words(treated, control, next_door, words):
    found = displacement(Cells(Counts(*treated), Counts(*control), Counts(*next_door)))

    assert words in found["reading"]
    assert (found["wdq"] is None) == ("cannot" in found["reading"] or "says nothing" in found["reading"])


def test_without_areas_next_door_displacement_was_not_measured():
    found = displacement(Cells(Counts(207, 110), Counts(308, 318)), measured=False)

    assert found["wdq"] is None and found["tne"] is None
    assert "not measured" in found["reading"]


def test_counts_of_nothing_give_no_z_and_no_interval():
    found = wdd(Cells(Counts(0, 0)))

    assert found["z"] is None and found["p"] is None and found["ci"] == [None, None]


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
def test_a_weight_that_is_not_above_zero_is_refused(weight):
    with pytest.raises(Invalid, match="above zero"):
        Weights(before=weight)


def test_a_negative_count_is_refused():
    with pytest.raises(Invalid, match="below zero"):
        wdd(Cells(Counts(-1, 3)))
