"""Was everything written on a day on which it could be known, by somebody who was there?

*Source:* R52, R58; settled questions ("a later edit … keeps history").
"""

from datetime import date
from itertools import pairwise

import pytest
from django.utils import timezone

from commonground.projects.rules import guide
from commonground.projects.rules.guide import Kind
from commonground.website.example.clock import story_clock
from commonground.website.example.commands import sign_in_table
from commonground.website.example.dates import TODAY_OF_THE_MOCK_UPS
from commonground.website.example.people import PEOPLE
from commonground.website.example.stage import SignIn, new_password
from commonground.website.example.story import story
from commonground.website.example.wordings import joined, wordings

TODAYS = [TODAY_OF_THE_MOCK_UPS, date(2027, 1, 1), date(2027, 5, 17), date(2028, 2, 29)]


@pytest.fixture(params=TODAYS, ids=str)
def worded(request):
    """Each collaboration with its wordings by row."""
    told = story(request.param)
    found = {}
    for one in told.collaborations:
        rows = found.setdefault(one.key, (one, {}))[1]
        for wording in wordings(one):
            rows.setdefault((wording.part, wording.row), []).append(wording)
    return told.today, found


def test_every_row_ends_as_the_story_tells_it(worded):
    _, found = worded
    for one, rows in found.values():
        told = {
            (key, number): row
            for parts in one.answers.values()
            for key, written in parts.items()
            for number, row in enumerate(written)
        }
        assert {place: history[-1].values for place, history in rows.items()} == told


def test_each_row_is_written_once_and_changed_later_and_in_order(worded):
    today, found = worded
    for one, rows in found.values():
        for history in rows.values():
            assert [wording.is_first for wording in history] == [True] + [False] * (len(history) - 1)
            assert all(earlier.day < later.day for earlier, later in pairwise(history))
            assert all(earlier.values != later.values for earlier, later in pairwise(history))
            assert one.made < history[0].day <= history[-1].day < today


def test_nothing_is_noted_before_it_has_happened(worded):
    _, found = worded
    for _, rows in found.values():
        for wording in (one for history in rows.values() for one in history):
            happened = ("done", "told", "last_contacted", "agreed", *(() if wording.part == "engagement" else ("on",)))
            for name in happened:
                assert not wording.values.get(name) or wording.values[name] <= wording.day, wording


def test_only_people_on_the_team_are_named(worded):
    _, found = worded
    for one, rows in found.values():
        on_team = joined(one)
        left = {mate.person: mate.until for mate in one.team}
        for wording in (each for history in rows.values() for each in history):
            for field in guide.PARTS[wording.part].fields:
                if field.kind is Kind.MEMBER and (key := wording.values.get(field.name)):
                    assert on_team[key] <= wording.day, wording
                    assert left[key] is None or wording.day < left[key], wording


def test_what_both_sides_confirmed_is_not_changed_afterwards_except_in_what_tells_of_progress(worded):
    _, found = worded
    for one, rows in found.values():
        for (part, _), history in rows.items():
            step = guide.QUESTION_OF_PART[part].step
            if step not in one.confirmed:
                continue
            agreed = [field.name for field in guide.PARTS[part].fields if not field.progress]
            confirmed = min(one.confirmed[step])
            assert history[0].day <= confirmed
            for earlier, later in pairwise(history):
                if later.day > confirmed:
                    assert [earlier.values.get(n) for n in agreed] == [later.values.get(n) for n in agreed], later


def test_the_clock_of_the_story_goes_forward_only_and_gives_way_to_the_real_one():
    real = timezone.now
    with story_clock(date(2026, 3, 2)) as clock:
        first = clock.go_to(date(2026, 3, 2))
        assert timezone.localdate() == date(2026, 3, 2)
        assert clock.go_to(date(2026, 3, 2)) == timezone.now() > first
        assert timezone.localtime(clock.go_to(date(2026, 7, 1))).hour == 9
        with pytest.raises(ValueError, match="does not go back"):
            clock.go_to(date(2026, 6, 30))
    assert timezone.now is real


def test_a_day_has_room_for_a_day_of_deeds_and_no_more():
    with story_clock(date(2026, 3, 2)) as clock, pytest.raises(ValueError, match="has room for"):
        for _ in range(1000):
            assert clock.go_to(date(2026, 3, 2)).date() == date(2026, 3, 2)


def test_the_clock_is_put_right_when_the_loading_fails():
    real = timezone.now
    with pytest.raises(ZeroDivisionError), story_clock(date(2026, 3, 2)):
        raise ZeroDivisionError
    assert timezone.now is real


def test_the_table_gives_each_person_a_line_to_sign_in_and_a_sentence():
    signing_in = [SignIn(member, "Police", new_password()) for member in PEOPLE.values() if member.signs_in]
    lines = list(sign_in_table(signing_in))
    for one in signing_in:
        at = next(number for number, line in enumerate(lines) if line.startswith(one.member.name))
        assert {one.member.email, one.password} <= set(lines[at].split())
        assert lines[at + 1].strip() == one.member.why
        assert one.member.why.endswith(".")
