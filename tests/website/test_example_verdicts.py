"""Does an honest engine say of Aldermouth what its truth lets it say?

The truth (`crimes.TRUTH`) is a fall by two fifths at Minster Gate and a small one at Castle Parade.

*Source:* design/outcomes.md sections 2 and 3; issue "The house and the first story", item 7.
"""

import pytest

from commonground.outcomes.adapters.evaluating import evaluate
from commonground.outcomes.rules.study import parse
from commonground.website.example import crimes, studies, town
from commonground.website.example.dates import TODAY_OF_THE_MOCK_UPS as TODAY
from commonground.website.example.places import CODES, MINSTER_GATE


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("aldermouth")
    crimes.write(place / "crimes")
    town.write_boundaries(place / "aldermouth.geojson")
    return place


def _evaluated(study, folder):
    return evaluate(parse(study | {"crimes": ["crimes"]}, folder))


def test_the_finished_collaboration_is_found_to_have_worked(folder):
    result = _evaluated(studies.minster_gate(TODAY), folder)
    assert result["verdict"]["code"] == "fewer"
    low, high = result["verdict"]["ci"]
    expected = result["counts"]["treated"]["after"] - result["verdict"]["estimate"]
    assert low <= -crimes.TRUTH.minster_gate_fall * expected <= high, "the truth lies in the interval"
    assert result["warnings"] == []


def test_the_one_in_mid_life_cannot_tell_yet(folder):
    result = _evaluated(studies.castle_parade(TODAY), folder)
    assert result["verdict"]["code"] == "cannot_tell"
    assert result["pooled"]["areas"] >= 19


def test_a_change_where_nothing_was_done_is_not_claimed(folder):
    result = _evaluated(studies.other_theft(TODAY), folder)
    assert result["verdict"]["code"] in {"cannot_tell", "no_clear_change"}


def test_the_engine_counts_what_the_story_tells(folder):
    study = studies.minster_gate(TODAY)
    result = _evaluated(study, folder)
    told = [crimes.total(MINSTER_GATE, crimes.SHOP_THEFT, tuple(study[w]), TODAY) for w in ("before", "after")]
    assert [result["counts"]["treated"][w] for w in ("before", "after")] == told
    assert result["left_out"]["outside_every_area"] == 0
    assert study["treated"] == [CODES[name] for name in MINSTER_GATE]
