"""Are dates and counts written in the house's way?"""

from datetime import UTC, date, datetime

import pytest

from commonground.pages import words

DAY = date(2026, 11, 20)


def test_a_day_is_written_out_with_its_weekday_where_people_plan_by_it() -> None:
    assert words.day(DAY) == "20 November 2026"
    assert words.day(DAY, weekday=True) == "Friday 20 November 2026"
    assert words.day(DAY, year=False) == "20 November"
    assert words.day(None) == ""


def test_an_instant_is_told_in_the_readers_own_time() -> None:
    assert words.moment(datetime(2026, 7, 1, 16, 30, tzinfo=UTC)) == "1 July 2026, 5:30pm"
    assert words.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(9, 0, "9am"), (0, 0, "midnight"), (12, 0, "noon"), (12, 5, "12:05pm"), (0, 30, "12:30am"), (17, 30, "5:30pm")],
)
def test_a_time_is_written_as_it_is_said(hour, minute, said) -> None:
    assert words.clock(datetime(2026, 11, 20, hour, minute, tzinfo=UTC)) == said


def test_a_range_says_month_and_year_once_where_they_are_the_same() -> None:
    assert words.span(date(2026, 10, 5), date(2026, 10, 31)) == "5 to 31 October 2026"
    assert words.span(date(2026, 10, 5), date(2026, 11, 3)) == "5 October to 3 November 2026"
    assert words.span(date(2026, 12, 5), date(2027, 1, 3)) == "5 December 2026 to 3 January 2027"


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 8), "12 days ago"),
        (date(2026, 12, 2), "in 12 days"),
        (date(2026, 8, 20), "3 months ago"),
        (date(2023, 11, 1), "3 years ago"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_unit_that_helps(then, said) -> None:
    assert words.ago(then, today=DAY) == said


def test_counts_are_words_up_to_ten_and_figures_above() -> None:
    assert [words.in_words(n) for n in (1, 10, 11, 3034)] == ["one", "ten", "11", "3,034"]


def test_a_list_ends_with_and() -> None:
    assert [words.listed(items) for items in ([], [1], [1, 2], [1, 2, 3])] == ["", "1", "1 and 2", "1, 2 and 3"]
