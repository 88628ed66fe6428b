"""Does nothing that is shown point at fewer than five people, whatever is subtracted from what?

*Source:* R54, R78; the look, section 8.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.groundwork.small_numbers import LEAST, enough, hold_back, merged
from tests.figures import counts

SIZES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 30), max_size=9)
MANY = settings(max_examples=counts(200, 10_000), deadline=None)


def test_a_group_is_shown_from_five_people_up():
    assert [enough(number) for number in (0, 4, 5)] == [False, False, True]


@MANY
@given(SIZES)
def test_what_is_left_of_a_known_total_is_never_one_group_and_never_fewer_than_five(groups):
    held = hold_back(groups)
    assert all(groups[name] >= LEAST for name in groups if name not in held)
    left = [groups[name] for name in held]
    if held and len(held) < len(groups):
        assert len(held) >= 2
        assert sum(left) >= LEAST


@MANY
@given(SIZES)
def test_no_group_is_held_back_without_need(groups):
    if all(size >= LEAST for size in groups.values()):
        assert hold_back(groups) == frozenset()


def test_one_more_group_is_held_back_where_subtraction_would_tell():
    assert hold_back({"police": 12, "guards": 3, "shops": 8}) == {"guards", "shops"}
    assert hold_back({"police": 12, "guards": 3, "shops": 1, "council": 9}) == {"guards", "shops", "council"}
    with pytest.raises(ValueError, match="no fewer"):
        hold_back({"police": -1})


@MANY
@given(st.lists(st.integers(0, 12), max_size=7))
def test_counts_that_are_merged_are_nought_or_five_up_and_nobody_is_lost(cells):
    found = merged(cells)
    assert sum(count for _over, count in found) == sum(cells)
    assert [place for over, _count in found for place in over] == list(range(len(cells)))
    if len(found) > 1:
        assert all(count == 0 or count >= LEAST for _over, count in found)


def test_a_small_count_goes_to_its_smaller_neighbour():
    assert merged([6, 2, 5, 9]) == ((range(0, 1), 6), (range(1, 3), 7), (range(3, 4), 9))
    with pytest.raises(ValueError, match="not below"):
        merged([-1])
