"""Do the plain values that every floor speaks keep their promises?

*Source:* settled questions, "Who"; the sharing policy, section 1; D2.
"""

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.groundwork import ids, jobs, permissions
from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.groundwork.periods import Period
from commonground.groundwork.permissions import Rule
from commonground.groundwork.refusals import NotAllowed
from commonground.groundwork.sides import KIND_LABELS, KIND_MEANINGS, SIDE_OF_KIND, TWO_SIDES, Kind, Side

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.uuids())
def test_a_public_id_is_22_characters_and_reads_back(value):
    text = ids.to_text(value)
    assert len(text) == 22
    assert ids.from_text(text) == value


@pytest.mark.parametrize("text", ["", "short", "z" * 22, "!" * 22, "0" * 23])
def test_what_no_id_is_written_as_is_refused(text):
    with pytest.raises(ValueError):
        ids.from_text(text)


def test_ids_of_two_things_differ():
    assert len({ids.to_text(uuid.uuid4()) for _ in range(1000)}) == 1000


@given(DAYS, DAYS, DAYS)
def test_a_period_holds_its_first_day_and_not_its_last(starts, until, day):
    period = Period(starts, until)
    assert period.holds(day) == (starts <= day < until)
    assert not Period(starts, starts).holds(starts)
    assert Period(None, until).holds(until - timedelta(days=1))


def test_both_sides_have_another_side_and_every_kind_of_organisation_a_side_and_a_meaning():
    assert [side.other for side in TWO_SIDES] == [Side.SECURITY, Side.POLICE]
    assert set(SIDE_OF_KIND) == set(KIND_LABELS) == set(KIND_MEANINGS) == set(Kind)


def is_police(actor: Actor, subject: object) -> bool:
    """the person is with the police"""
    return actor.side is Side.POLICE


def is_named(actor: Actor, subject: object) -> bool:
    """the person has a name"""
    return bool(actor.name)


TABLE = {"look": Rule([is_police, is_named], otherwise="Only the police may look.")}


def test_a_permission_needs_every_predicate_of_one_alternative():
    officer = Actor(person_id=1, name="Owen", side=Side.POLICE)
    assert permissions.may(TABLE, "look", officer, None)
    assert not permissions.may(TABLE, "look", Actor(person_id=1, side=Side.POLICE), None)
    with pytest.raises(NotAllowed, match=r"Only the police may look\."):
        permissions.require(TABLE, "look", ANONYMOUS, None)
    assert TABLE["look"].in_words() == "the person is with the police and the person has a name"


def test_an_action_without_a_row_is_refused_to_everybody():
    with pytest.raises(NotAllowed):
        permissions.require(TABLE, "paint", Actor(person_id=1, name="Owen", side=Side.POLICE), None)


def test_nobody_acts_without_a_person_or_a_membership():
    with pytest.raises(LookupError):
        _ = ANONYMOUS.through
    with pytest.raises(LookupError):
        _ = ANONYMOUS.myself


def test_a_job_is_deferred_by_name_to_whatever_is_bound(monkeypatch):
    asked = []
    monkeypatch.setattr(jobs, "_bound", [lambda name, **arguments: asked.append((name, arguments))])
    jobs.defer(jobs.EVALUATE_STUDY, study="x")
    assert asked == [("outcomes:evaluate_study", {"study": "x"})]
    monkeypatch.setattr(jobs, "_bound", [])
    with pytest.raises(LookupError):
        jobs.defer(jobs.EVALUATE_STUDY, study="x")
