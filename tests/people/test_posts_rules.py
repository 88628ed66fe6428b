"""Are the hours of a post, its cells and its topics understood as people type them?

*Source:* R115; R94-R97.
"""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.groundwork.refusals import Invalid
from commonground.people.rules import posts, posts_hours, topics
from commonground.people.rules.posts_hours import Duty
from tests.figures import counts

MONDAY = datetime(2026, 11, 16)
CLOCKS = st.builds(lambda h, m: f"{h:02d}:{m:02d}", st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
TURNS = st.lists(st.tuples(st.integers(0, 6), CLOCKS, CLOCKS), max_size=12, unique=True)


@pytest.mark.parametrize(
    ("typed", "turns"),
    [
        ("Monday to Friday 9am to 5pm", [(d, "09:00", "17:00") for d in range(5)]),
        ("Mon-Fri 09:00-17:00", [(d, "09:00", "17:00") for d in range(5)]),
        ("weekdays 8.30am – 6pm", [(d, "08:30", "18:00") for d in range(5)]),
        ("Sat, Sun 22:00 to 06:00", [(5, "22:00", "06:00"), (6, "22:00", "06:00")]),
        ("Saturdays and Sundays: noon to midnight", [(5, "12:00", "00:00"), (6, "12:00", "00:00")]),
        ("Fri to Mon 10pm until 6am", [(d, "22:00", "06:00") for d in (0, 4, 5, 6)]),
        ("always", [(d, "00:00", "00:00") for d in range(7)]),
        ("Tues 9 to 17\n\nThurs 9 to 17", [(1, "09:00", "17:00"), (3, "09:00", "17:00")]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_write_them(typed, turns):
    assert posts_hours.read(typed) == turns


@pytest.mark.parametrize(
    "typed", ["office hours", "Monday 9 to 25", "Monday", "9am to 5pm", "Moonday 9am to 5pm", "T 9-5"]
)
def test_hours_that_are_none_are_refused_with_their_line(typed):
    with pytest.raises(Invalid, match="Line 2"):
        posts_hours.read(f"Sunday 9am to 10am\n{typed}")


@settings(max_examples=counts(200, 5000))
@given(TURNS)
def test_hours_that_are_written_are_read_back_unchanged(turns):
    assert posts_hours.read(posts_hours.write(turns)) == sorted(turns)


@settings(max_examples=counts(300, 5000))
@given(TURNS, st.integers(0, 7 * 24 * 60 - 1))
def test_on_duty_is_what_a_walk_through_the_minutes_says(turns, minute):
    """The plain reading: a minute is on duty when some turn covers it, turns going round the end of the week."""
    covered = set()
    for day, begins, ends in turns:
        first = day * 1440 + posts_hours._minutes(begins)
        length = (posts_hours._minutes(ends) - posts_hours._minutes(begins) - 1) % 1440 + 1
        covered |= {(first + step) % 10080 for step in range(length)}
    found = posts_hours.duty(turns, MONDAY + timedelta(minutes=minute))
    if not turns:
        assert found is None
        return
    assert found.is_on == (minute in covered)
    if len(covered) == 10080:
        assert found.changes_at is None
        return
    step = next(step for step in range(10080) if ((minute + step) % 10080 in covered) != found.is_on)
    assert found.changes_at == MONDAY + timedelta(minutes=minute + step)


def test_a_turn_that_ends_on_the_next_day_holds_until_then():
    night = posts_hours.read("Saturday 10pm to 6am\nSunday 6am to 8am")
    assert posts_hours.duty(night, datetime(2026, 11, 21, 23)) == Duty(True, datetime(2026, 11, 22, 8))
    assert posts_hours.duty(night, datetime(2026, 11, 22, 9)) == Duty(False, datetime(2026, 11, 28, 22))


def test_the_cells_of_the_matrix_come_back_as_the_levels_that_span_them():
    cells = posts.cells_of(["criminal"], [], ["active", "sharing"])
    assert len(cells) == 6
    assert posts.levels_of(cells) == (["criminal"], ["immediate", "project", "ongoing"], ["active", "sharing"])
    assert posts.cells_of([], [], []) == []
    assert len(posts.cells_of(posts.RISKS, posts.TIMELINESS, posts.PARTICIPATION)) == 27


TOPICS = (
    topics.Named(1, ("Theft from shops", "shop theft", "shoplifting")),
    topics.Named(2, ("Violence to staff", "assault")),
    topics.Named(3, ("Terrorism concerns", "suspicious package")),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Theft from shops", [1]),
        ("theft", [1]),
        ("Shop thefts", [1]),
        ("shoplifiting", [1]),
        ("shop teft", [1]),
        ("asault", [2]),
        ("violance staff", [2]),
        ("suspicous pakage", [3]),
        ("terorism", [3]),
        ("gardening", []),
        ("the", []),
        ("", []),
    ],
)
def test_a_topic_is_meant_by_other_words_and_with_slips_of_the_pen(typed, meant):
    assert topics.matching(typed, TOPICS) == meant


@given(st.text(max_size=300))
def test_a_name_in_a_message_is_one_line_of_printable_signs(text):
    line = posts.one_line(text)
    assert len(line) <= 200
    assert "\n" not in line
    assert all(sign.isprintable() or sign == "\u200d" for sign in line)
