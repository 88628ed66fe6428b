"""Is a result told in counts of places, and is each way in which crime can move answered?

*Source:* design/outcomes.md 3.4; design/look/look.md 7.
"""

import pytest

from commonground.outcomes.rules.evaluation import evaluate
from commonground.outcomes.rules.telling import Kind, how_sure, six_ways
from tests.outcomes.made import observed, pool, study


def evaluated(treated, *, areas=40, **changes):
    before, after = pool(areas)
    named = {"T1": treated, "C1": (100, 100), "D1": (100, 95)}
    before |= {area: counts[0] for area, counts in named.items()}
    after |= {area: counts[1] for area, counts in named.items()}
    asked = study(**changes)
    return evaluate(asked, observed(asked, before, after))


def test_all_six_ways_are_answered_even_if_they_cannot_be_measured():
    ways = six_ways(evaluated((100, 60)))

    assert [way.kind for way in ways] == list(Kind)
    assert [way.kind for way in ways if way.measured] == [Kind.PLACE]
    assert all(way.sentence.startswith("Cannot be measured") and "because" in way.sentence for way in ways[1:])


@pytest.mark.parametrize(
    ("treated", "areas", "words"),
    [
        ((100, 60), 40, "on 40 places where nothing was done. None of them changed as much"),
        ((100, 100), 40, "on 40 places where nothing was done. 40 of them changed as much"),
        ((100, 60), 3, "on three places where nothing was done. None of them"),
        ((100, 60), 1, "on one place where nothing was done. None of them"),
    ],
)
def test_how_sure_we_are_is_a_count_of_places(treated, areas, words):
    assert words in how_sure(evaluated(treated, areas=areas))


def test_without_untreated_places_nothing_is_said_about_chance():
    assert how_sure(evaluated((100, 60), placebo_pool=None)) is None
