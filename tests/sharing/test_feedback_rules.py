"""What is owed next, until when, and what of it is shown of two organisations?

*Source:* design/sharing.md 2.2, 5; R78, R248; the look, section 7 ("Giving and getting").
"""

from datetime import UTC, datetime, timedelta

import pytest

from commonground.sharing.rules import feedback
from commonground.sharing.rules.feedback import Said
from commonground.sharing.rules.reciprocity import Direction, Relationship, total

SENT = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "at_once", "owed", "days"),
    [
        (set(), False, Said.ACKNOWLEDGED, 3),
        (set(), True, Said.ACKNOWLEDGED, 1),
        ({Said.TOO}, False, Said.ACKNOWLEDGED, 3),
        ({Said.ACKNOWLEDGED}, False, Said.OUTCOME, 28),
        ({Said.ACKNOWLEDGED, Said.USEFUL}, True, Said.OUTCOME, 28),
    ],
)
def test_first_an_answer_is_owed_and_then_what_came_of_it(said, at_once, owed, days):
    found = feedback.owed(SENT, said, at_once=at_once)
    assert (found.said, found.until) == (owed, SENT + timedelta(days=days))


@pytest.mark.parametrize("said", [Said.USED, Said.OUTCOME])
def test_whoever_said_what_came_of_it_owes_nothing_more(said):
    assert feedback.owed(SENT, {said}) is None


def test_it_is_late_from_the_moment_itself():
    owed = feedback.owed(SENT, set())
    assert not feedback.is_late(owed, owed.until - timedelta(seconds=1))
    assert feedback.is_late(owed, owed.until)
    assert not feedback.is_late(None, owed.until)


def test_both_directions_stand_in_one_sentence():
    row = Relationship("Northgate", Direction(7, 6), Direction(5, 3))
    assert row.in_words() == "They sent 7 and heard back on 6; you sent 5 and heard back on 3."


def test_what_rests_on_fewer_than_five_is_not_shown_nor_how_many_it_is():
    row = Relationship("Northgate", Direction(4, 1), Direction(9, 2))
    assert row.in_words() == "They sent fewer than 5; you sent 9 and heard back on 2."
    assert Relationship("Northgate", Direction(4), Direction(0)).in_words().startswith("Fewer than 5 went either way")


def test_directions_add_up():
    assert total([Direction(1, 1, 0), Direction(4, 2, 1)]) == Direction(5, 3, 1)
