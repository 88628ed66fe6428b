"""Is a collaboration summed up in words that are true for whoever reads? No database.

*Source:* R52; the look, sections 7 and 11.
"""

from dataclasses import replace
from datetime import date

import pytest

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.rules.glance import glance, status, where_you_are
from commonground.projects.rules.guide import PARTS, STEPS
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.lines import counted, line
from commonground.projects.rules.phrases import adding, this, told
from commonground.projects.rules.record import Record, Row
from commonground.projects.rules.standing import standings
from tests.projects.test_rules import TODAY, confirmed_by, whole_record

POLICE, SECURITY = TWO_SIDES


def seen(record, viewer=POLICE):
    return standings(record, viewer, TODAY)


def at_a_glance(record, viewer=POLICE, started_by=POLICE, on=None):
    return glance(record.state, started_by, viewer, seen(record, viewer), on)


def test_a_proposal_is_due_from_the_side_that_is_asked_and_awaited_by_the_other():
    proposed = Record(State.PROPOSED)
    asked, asking = (at_a_glance(proposed, viewer=side) for side in (SECURITY, POLICE))
    assert (asked.kind, asked.due) == ("due", 1)
    assert (asking.kind, asking.words, asking.due) == ("waiting", "Waiting for security", 0)


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_words_and_a_place_in_the_order(state):
    found = at_a_glance(Record(state), on=date(2026, 10, 3))
    assert found.words
    assert found.rank >= 0


def test_what_one_side_owes_is_said_before_what_is_in_hand():
    record = replace(confirmed_by(whole_record(), SECURITY), reviews=())
    found = at_a_glance(record, viewer=POLICE)
    assert found.kind == "due"
    assert found.due == sum(s.kind == "due" for s in seen(record))
    assert at_a_glance(record, viewer=SECURITY).kind != "due"


def test_all_ten_confirmed_is_on_course_and_said_as_all():
    record = confirmed_by(whole_record(), *TWO_SIDES)
    assert at_a_glance(record).words == "On course"
    assert where_you_are(State.ALIVE, seen(record)) == "Both sides have confirmed all ten steps."


def test_a_status_names_the_day_only_where_the_readers_side_owes_an_answer():
    record = confirmed_by(whole_record(), SECURITY)
    seventh = seen(record)[6]
    assert status(seventh) == f"Your side, by {seventh.due.day} {seventh.due:%B}"
    assert status(seen(record)[1]) == "Your side"


def test_a_draft_does_not_say_where_it_is():
    assert where_you_are(State.DRAFT, seen(Record(State.DRAFT))) == ""


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.number))
def test_a_step_says_what_it_is_for_until_something_is_recorded_and_then_what(step):
    assert line(Record(State.ALIVE), step.number) == step.what
    said = line(whole_record(), step.number)
    assert said != step.what
    assert said[0].isupper() or said[0].isdigit()


def test_a_line_counts_what_is_done():
    rows = tuple(Row(str(n), {"done": "2026-11-01" if n < 14 else None}) for n in range(16))
    assert line(Record(State.ALIVE, rows={"actions": rows}), 6) == "14 of 16 actions done"


def test_a_line_names_the_posts_that_are_vacant():
    record = whole_record()
    record = replace(record, leaders=[leader for leader in record.leaders if leader.side is POLICE])
    assert line(record, 4) == "Vacant: security, governance; security, delivery"


def test_numbers_up_to_ten_are_words():
    assert (counted(0, "outcome"), counted(1, "outcome"), counted(11, "outcome")) == (
        "no outcomes",
        "one outcome",
        "11 outcomes",
    )


@pytest.mark.parametrize("part", PARTS.values(), ids=list(PARTS))
def test_every_part_has_words_for_adding_changing_and_what_was_done(part):
    assert adding(part).startswith(("Add ", "Write down the "))
    assert this("Change", part).endswith(part.noun)
    assert told(part, "saved") == f"The {part.noun} is saved."


def test_a_side_is_never_named_for_somebody_who_stands_on_neither():
    assert at_a_glance(Record(State.PROPOSED), viewer=Side.COMMUNITY).kind == "waiting"
