"""How often is a change called where nothing was done, on real burglary?

A rank within one set of areas is calibrated by construction, so this shows that the construction holds and records
the share; the proof out of sample belongs to the command `calibrate`.

*Source:* design/outcomes.md 3.1; reference/outcomes.md 1.9.
"""

import json

import numpy as np
import pytest

from commonground.outcomes.adapters.observing import observe
from commonground.outcomes.rules import placebo
from commonground.outcomes.rules.counts import Cells, Counts
from commonground.outcomes.rules.study import parse
from commonground.outcomes.rules.wdd import wdd

pytestmark = pytest.mark.shared
HALF_YEAR = 6


@pytest.fixture(scope="module")
def burglary(shared):
    """Burglaries of two half-years before the lockdown, by area and by borough, where nothing was done."""
    layer = shared / "data/boundaries/london_lsoa21_simplified10m.geojson"
    document = {
        "crimes": [str(shared / "data/police/metropolitan-burglary")],
        "crime_types": ["Burglary"],
        "areas": str(layer),
        "area_id": "lsoa21cd",
        "treated": ["E01004734"],
        "before": ["2018-12", "2019-05"],
        "after": ["2019-06", "2019-11"],
    }
    seen = observe(parse(document, shared))
    boroughs = {
        feature["properties"]["lsoa21cd"]: feature["properties"]["lad22cd"]
        for feature in json.loads(layer.read_text())["features"]
    }
    areas = np.array([boroughs[area] for area in seen.areas])
    halves = np.column_stack([seen.counts[:, :HALF_YEAR].sum(axis=1), seen.counts[:, HALF_YEAR:].sum(axis=1)])
    by_borough = np.array([halves[areas == borough].sum(axis=0) for borough in sorted(set(areas))])
    return {"area": halves, "borough": by_borough[by_borough[:, 0] > 100]}


def share_called(halves, chosen, *, fall=0.0, seed=1):
    """Treat each chosen area as if it had been worked in and count how often it is called changed."""
    rng, called = np.random.default_rng(seed), 0
    for at in chosen:
        others = np.delete(halves, at, axis=0)
        before, after = (int(number) for number in halves[at])
        after = int(rng.binomial(after, 1 - fall)) if fall else after
        pool = placebo.comparable(others[:, 0], others[:, 1], before)
        called += placebo.against_pool(Counts(before, after), pool, 0.05).p <= 0.05
    return called / len(chosen)


@pytest.mark.parametrize(("scale", "least"), [("area", 20), ("borough", 1)])
def test_no_more_than_6_per_cent_are_called_where_nothing_was_done(burglary, figure, scale, least):
    halves = burglary[scale]
    chosen = np.flatnonzero(halves[:, 0] >= least)

    share = share_called(halves, chosen)

    figure(f"false alarms of the pooled figure by {scale} (n = {len(chosen)})", share, bar="at most 0.06")
    figure(f"falls of 40% found by {scale}", share_called(halves, chosen, fall=0.4))
    assert share <= 0.06


def test_the_textbook_test_calls_far_too_many_on_the_same_boroughs(burglary, figure):
    halves = burglary["borough"]
    pairs = [(one, other) for one in range(len(halves)) for other in range(one)]

    called = [wdd(Cells(Counts(*map(int, halves[a])), Counts(*map(int, halves[b]))))["p"] <= 0.05 for a, b in pairs]

    figure("false alarms of the textbook test by borough", float(np.mean(called)))
    assert np.mean(called) > 0.3


def test_thinned_real_crimes_are_called_about_as_often_as_the_exact_sum_says(burglary):
    halves = burglary["borough"]
    pool = placebo.comparable(halves[:, 0], halves[:, 1], float(np.median(halves[:, 0])))
    found = placebo.against_pool(Counts(1000, 1000), pool, 0.05)
    rng = np.random.default_rng(1)
    thinned = rng.binomial(pool.after, 0.7, (400, pool.areas))
    shift = placebo.log_change(pool.before, pool.after) - found.others

    simulated = np.mean(placebo.log_change(pool.before, thinned) - shift < -found.threshold)

    assert placebo.share_of_falls_seen(pool, found, 0.3) == pytest.approx(simulated, abs=0.02)
