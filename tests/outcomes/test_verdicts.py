"""Does a verdict claim only what the calibrated figures carry, in words whose direction is right?

*Source:* design/outcomes.md 2, `verdict` and `warnings`, and 3.1.
"""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.outcomes.rules import placebo
from commonground.outcomes.rules.counts import Cells, Counts
from commonground.outcomes.rules.design import design
from commonground.outcomes.rules.dispersion import dispersion
from commonground.outcomes.rules.evaluation import evaluate
from commonground.outcomes.rules.verdict import Figure, decide
from commonground.outcomes.rules.wdd import wdd
from tests.outcomes.made import observed, pool, study

CODES = {
    "few_snap_points", "small_counts", "period_crosses_lockdown", "unequal_periods", "different_season", "no_control",
    "control_touches_treated", "pool_touches_treated", "pool_too_small", "pool_not_alike", "crime_outside_force",
    "definition_changed",
}  # fmt: skip


def result(treated, compared=(100, 100), next_door=(100, 100), untreated=None, **changes):
    """Evaluate bare counts of T1, C1 and D1 beside a pool."""
    before, after = untreated if untreated is not None else pool(40)
    asked = study(**changes)
    named = {"T1": treated, "C1": compared, "D1": next_door}
    before = {**before, **{area: counts[0] for area, counts in named.items()}}
    after = {**after, **{area: counts[1] for area, counts in named.items()}}
    return evaluate(asked, observed(asked, before, after))


def codes(found):
    return {warning["code"] for warning in found["warnings"]}


def test_a_large_fall_is_called_fewer_and_said_so():
    verdict = result((100, 60))["verdict"]

    assert (verdict["code"], verdict["basis"]) == ("fewer", "pooled")
    assert verdict["ci"][0] <= verdict["estimate"] <= verdict["ci"][1] < 0
    assert "fewer recorded crimes where the work was done" in verdict["sentence"] and "40 fewer" in verdict["sentence"]


def test_a_large_rise_is_called_more_and_said_so():
    verdict = result((100, 160))["verdict"]

    assert verdict["code"] == "more"
    assert 0 < verdict["ci"][0] <= verdict["estimate"]
    assert "more recorded crimes where the work was done" in verdict["sentence"]


def test_no_clear_change_is_said_only_where_a_fall_of_30_per_cent_would_have_been_seen():
    steady, wild = pool(40, wobble=0.05), pool(40, wobble=0.6)

    assert result((100, 101), untreated=steady)["verdict"]["code"] == "no_clear_change"
    verdict = result((100, 101), untreated=wild)["verdict"]
    assert verdict["code"] == "cannot_tell"
    assert "30%" in verdict["sentence"] and "missed" in verdict["sentence"]


def test_a_textbook_significance_is_not_claimed_where_untreated_areas_change_as_much():
    found = result((400, 260), compared=(400, 400), untreated=pool(40, level=400, wobble=0.4))

    assert found["wdd"]["p"] < 0.001
    assert found["verdict"]["code"] == "cannot_tell"


@pytest.mark.parametrize("areas", [0, 1, 3, 18])
def test_a_pool_that_is_too_small_cannot_tell(areas):
    found = result((100, 10), untreated=pool(areas))

    assert found["verdict"]["code"] == "cannot_tell"
    assert found["verdict"]["basis"] is None
    assert "at least 19 are needed" in found["verdict"]["sentence"]
    assert "pool_too_small" in codes(found)


def test_nineteen_untreated_areas_are_enough_at_five_per_cent():
    found = result((100, 10), untreated=pool(19))

    assert found["verdict"]["code"] == "fewer"
    assert found["pooled"]["p"] == 0.05
    assert "pool_too_small" not in codes(found)


def test_without_a_pool_the_adjusted_figure_decides():
    verdict = result((400, 200), compared=(400, 400), untreated=({}, {}), placebo_pool=None)["verdict"]

    assert (verdict["code"], verdict["basis"]) == ("fewer", "adjusted")


def test_without_pool_and_comparison_nothing_can_be_told():
    asked = {"control": [], "placebo_pool": None}

    verdict = result((400, 200), untreated=({}, {}), **asked)["verdict"]

    assert verdict["code"] == "cannot_tell" and "no comparison areas" in verdict["sentence"]


def test_untreated_areas_that_are_much_larger_do_not_judge_a_small_place():
    found = result((10, 2), untreated=pool(40, level=1000, wobble=0.05))

    assert found["verdict"]["code"] == "cannot_tell"
    assert "pool_not_alike" in codes(found)


def test_comparable_means_within_a_factor_of_two_and_at_least_nineteen():
    before = np.array([49] * 30 + [50] * 10 + [200] * 10 + [201] * 30)

    chosen = placebo.comparable(before, before, 100)

    assert chosen.alike and sorted(set(chosen.before.tolist())) == [50, 200]
    few = placebo.comparable(before[:45], before[:45], 100)
    assert not few.alike and few.areas == 45


def test_the_placebo_p_is_the_rank_over_one_more_than_the_areas():
    untreated = pool(39)
    found = result((100, 60), untreated=untreated)

    assert found["placebo"] == {
        "statistic": pytest.approx(math.log(60.5 / 100.5)),
        "p": 1 / 40,
        "areas": 39,
        "rank": 1,
    }


def test_an_interval_ends_where_its_rank_stops_being_extreme():
    before, after = pool(39)
    chosen = placebo.comparable(np.array(list(before.values())), np.array(list(after.values())), 100)
    found = placebo.against_pool(Counts(100, 60), chosen, 0.05)

    low, high = placebo.interval(60, 60 - 100, found)

    for effect in (low, high):
        shift = math.log(60.5 / (60.5 - effect))
        inside, outside = (found.statistic - shift * (1 + sign * 1e-3) for sign in (-1, 1))
        ps = sorted(placebo.rank(one, found.others, 0.05).p for one in (inside, outside))
        assert ps[0] <= 0.05 < ps[1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"control": []}, "no_control"),
        ({"after": ["2019-05", "2019-10"]}, "different_season"),
        ({"after": ["2019-06", "2019-10"]}, "unequal_periods"),
        ({"after": ["2019-11", "2020-03"]}, "period_crosses_lockdown"),
        ({"after": ["2022-06", "2022-11"]}, "period_crosses_lockdown"),
    ],
)
def test_a_weak_design_is_warned_of(change, code):
    assert code not in codes(result((100, 90)))
    assert code in codes(result((100, 90), **change))


def test_a_study_wholly_after_the_lockdowns_is_not_warned_of_them():
    found = result((100, 90), before=["2022-06", "2022-11"], after=["2023-06", "2023-11"])

    assert "period_crosses_lockdown" not in codes(found)


def test_small_counts_are_warned_of():
    assert "small_counts" in codes(result((100, 19)))
    assert "small_counts" not in codes(result((100, 20)))


def test_unequal_periods_are_compared_per_period_after():
    found = result((120, 60), compared=(120, 60), next_door=(120, 60), after=["2019-06", "2019-08"])

    assert found["wdd"]["estimate"] == 0
    assert found["displacement"]["ge"] == 0
    assert found["rate_ratio"]["ratio"] == 1


@pytest.mark.parametrize(
    ("level", "design_of"),
    [
        (1, {"has_before": False, "treated": 1, "control": 1}),
        (2, {"has_before": True, "treated": 3, "control": 0}),
        (3, {"has_before": True, "treated": 1, "control": 1}),
        (3, {"has_before": True, "treated": 3, "control": 1}),
        (4, {"has_before": True, "treated": 2, "control": 2}),
        (5, {"has_before": True, "treated": 2, "control": 2, "drawn_by_lot": True}),
    ],
)
def test_the_level_of_a_design_is_computed(level, design_of):
    found = design(**design_of)

    assert found.level == level and found.reasons
    assert found.firmness.startswith(f"Firmness {level} of 5: ")


def test_dispersion_sees_monthly_wobble_and_drift_between_periods():
    rng = np.random.default_rng(1)
    calm = rng.poisson(20, (200, 12))
    drifting = np.hstack([rng.poisson(20, (200, 6)), rng.poisson(rng.gamma(10, 2, (200, 1)), (200, 6))])

    assert dispersion(calm[:, :6], calm[:, 6:]) == pytest.approx(1, abs=0.2)
    assert dispersion(drifting[:, :6], drifting[:, 6:]) > 4
    assert dispersion(np.zeros((0, 6), dtype=int), np.zeros((0, 6), dtype=int)) is None


counts = st.integers(0, 3000)
pairs = st.tuples(counts, counts)
pools = st.lists(pairs, max_size=40)


@settings(deadline=None)
@given(treated=pairs, control=pairs, next_door=pairs, untreated=pools)
def test_no_counts_whatever_give_nan_or_an_interval_without_its_estimate(treated, control, next_door, untreated):
    before = {f"P{number:04}": pair[0] for number, pair in enumerate(untreated)}
    after = {f"P{number:04}": pair[1] for number, pair in enumerate(untreated)}

    found = result(treated, control, next_door, (before, after))

    json.dumps(found, allow_nan=False)
    figures = [found["wdd"], found["adjusted"] | {"estimate": found["wdd"]["estimate"]}, found["verdict"]]
    for figure in [*figures, found["pooled"]]:
        if figure and figure["ci"][0] is not None:
            low, high = figure["ci"]
            assert low - 1e-6 <= figure["estimate"] <= high + 1e-6
    for key in ("placebo", "pooled"):
        if found[key]:
            assert 1 / (1 + found[key]["areas"]) - 1e-9 <= found[key]["p"] <= 1
    assert codes(found) <= CODES


@settings(deadline=None)
@given(treated=pairs, control=pairs, next_door=pairs)
def test_swapping_treated_and_comparison_turns_the_sign_and_nothing_else(treated, control, next_door):
    one = wdd(Cells(Counts(*treated), Counts(*control), Counts(*next_door), Counts(*next_door)))
    other = wdd(Cells(Counts(*control), Counts(*treated), Counts(*next_door), Counts(*next_door)))

    assert one["estimate"] == -other["estimate"]
    assert (one["se"], one["p"]) == (other["se"], other["p"])
    if one["ci"][0] is not None:
        assert one["ci"] == pytest.approx([-other["ci"][1], -other["ci"][0]])


@settings(deadline=None)
@given(estimate=st.floats(-500, 500), half=st.floats(0, 500), p=st.floats(0, 1), seen=st.booleans())
def test_a_verdict_never_speaks_against_its_interval(estimate, half, p, seen):
    ci = [estimate - half, estimate + half]

    verdict = decide(Figure("pooled", estimate, ci, p, "others", "here", seen), 0.05)

    if verdict["code"] == "fewer":
        assert ci[1] < 0 and p <= 0.05 + 1e-9
    elif verdict["code"] == "more":
        assert ci[0] > 0 and p <= 0.05 + 1e-9
    else:
        assert (verdict["code"] == "no_clear_change") == seen


@settings(deadline=None)
@given(
    falls=st.lists(st.floats(0.01, 0.95), min_size=2, max_size=2).map(sorted),
    untreated=st.lists(st.tuples(st.integers(1, 200), st.integers(0, 200)), min_size=19, max_size=30),
)
def test_a_larger_fall_is_never_seen_less_often(falls, untreated):
    before, after = (np.array(column) for column in zip(*untreated, strict=True))
    chosen = placebo.comparable(before, after, float(before.mean()))
    found = placebo.against_pool(Counts(100, 100), chosen, 0.05)

    small, large = (placebo.share_of_falls_seen(chosen, found, fall) for fall in falls)

    assert 0 <= small <= large + 1e-9 <= 1 + 1e-9
