"""Do both sides say how far they trust each other, and does nobody ever learn who said what?

*Source:* R54, R78, R247.
"""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.db import connection
from django.forms.models import model_to_dict
from django.test import override_settings
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.audit.models import Entry
from commonground.groundwork.actors import SYSTEM
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.groundwork.sides import Side
from commonground.projects import tasks
from commonground.projects.actions import life, pulse
from commonground.projects.models import PulseMark, PulseRound, PulseSum, PulseTally
from commonground.projects.queries import due
from commonground.projects.queries import pulse as reading
from commonground.projects.rules import pulse as rules
from commonground.projects.rules.pulse import Group, Waiting
from tests.figures import counts
from tests.projects import asked
from tests.projects.pages import page, text
from tests.projects.special import review_of

FIVE = dict.fromkeys(asked.POLICE, 4) | dict.fromkeys(asked.SECURITY, 3)


def test_a_round_opens_when_work_begins_and_each_quarter_but_not_in_between(cast):
    held, today = cast.alive(), timezone.localdate()
    assert pulse.open_due(actor=SYSTEM, today=today) == 1
    assert pulse.open_due(actor=SYSTEM, today=today) == 0
    assert pulse.open_due(actor=SYSTEM, today=today + timedelta(days=90)) == 0
    assert pulse.open_due(actor=SYSTEM, today=today + timedelta(days=91)) == 1
    assert [r.because for r in held.pulse_rounds.all()] == ["quarter", "quarter"]


def test_a_review_asks_too_unless_the_team_was_asked_within_the_month(cast):
    held = cast.alive()
    review_of(cast, held)
    assert [r.because for r in held.pulse_rounds.all()] == ["review"]
    asked.some_time_ago(held, 25)
    held.reviews.update(police_answered_at=timezone.now(), security_answered_at=timezone.now())
    review_of(cast, held)
    assert held.pulse_rounds.count() == 1
    asked.some_time_ago(held, 10)
    held.reviews.update(police_answered_at=timezone.now(), security_answered_at=timezone.now())
    review_of(cast, held)
    assert held.pulse_rounds.count() == 2


def test_what_has_not_begun_or_is_over_is_not_asked(cast):
    cast.draft("A draft")
    held = cast.alive()
    held.state = "stopped"
    held.save()
    assert pulse.open_due(actor=SYSTEM, today=timezone.localdate()) == 0


def test_the_two_sides_are_asked_and_nobody_else(cast):
    held = cast.alive()
    round_ = asked.open_round(held)
    assert [one.collaboration for one in reading.asked_of(cast.actor("tranter"))] == [held]
    for key in ("yarrow", "lindqvist", "calder"):
        assert reading.asked_of(cast.actor(key)) == []
        with pytest.raises(NotAllowed):
            pulse.answer(actor=cast.actor(key), round_=round_, answers=asked.answers())
    asked.answered(cast, round_, tranter=4)
    assert reading.asked_of(cast.actor("tranter")) == []


def test_whoever_is_asked_finds_it_on_their_day_and_on_the_overview(cast, client_of):
    held = cast.alive()
    round_ = asked.open_round(held)
    title = f"Say how far you trust the other side in {held.name}"
    assert title in [matter.title for matter in due.due_for(cast.actor("tranter"), timezone.localdate())]
    assert "Answer the six statements" in text(client_of(cast.person["tranter"]).get(page("collaboration", held)))
    asked.answered(cast, round_, tranter=4)
    assert title not in [matter.title for matter in due.due_for(cast.actor("tranter"), timezone.localdate())]
    assert title not in [matter.title for matter in due.due_for(cast.actor("yarrow"), timezone.localdate())]


def test_everybody_asked_gets_one_message_and_one_reminder_if_they_have_not_answered(cast):
    held = cast.alive()
    round_, today = asked.open_round(held), timezone.localdate()
    assert tasks.ask_for_pulses(today) == 4
    assert tasks.ask_for_pulses(today) == 0
    assert sorted(to for m in mail.outbox for to in m.to)[0] == "dana.whitlock@marlgate.example.org"
    assert all("Minster" not in message.subject + message.body for message in mail.outbox)
    asked.answered(cast, round_, tranter=4)
    assert tasks.ask_for_pulses(today + timedelta(days=14)) == 3
    assert tasks.ask_for_pulses(today + timedelta(days=15)) == 0


def test_nobody_answers_twice_or_leaves_a_statement_open_or_comes_late(cast):
    round_ = asked.open_round(cast.alive())
    with pytest.raises(Invalid) as fault:
        pulse.answer(actor=cast.actor("tranter"), round_=round_, answers=asked.answers(word=None))
    assert fault.value.field == "word"
    with pytest.raises(Invalid):
        pulse.answer(actor=cast.actor("tranter"), round_=round_, answers=asked.answers(word=6))
    asked.answered(cast, round_, tranter=4)
    with pytest.raises(Refused):
        asked.answered(cast, round_, tranter=5)
    PulseRound.objects.update(closes_on=timezone.localdate() - timedelta(days=1), opens_on="2020-01-01")
    with pytest.raises(Refused):
        asked.answered(cast, round_, whitlock=5)


def test_nothing_that_is_kept_says_who_answered_what_or_when(cast):
    held = asked.big_team(cast, cast.alive())
    round_ = asked.open_round(held)
    written = Entry.objects.count()
    asked.answered(cast, round_, thornbury=1, tranter=5, whitlock=2)
    assert Entry.objects.count() == written
    everything = [model_to_dict(row) for table in (PulseMark, PulseTally, PulseSum) for row in table.objects.all()]
    said = json.dumps(everything, default=str)
    assert not any(f'"{field}"' in said for field in ("membership", "person", "by", "at", "created_at"))
    assert PulseTally.objects.get(round=round_, side="police").counts["word"] == [0, 1, 0, 0, 0, 1]
    assert {field.name for field in PulseMark._meta.get_fields()} == {"id", "round", "side", "seal"}
    assert {field.name for field in PulseTally._meta.get_fields()} == {"id", "round", "side", "counts"}


def test_no_row_of_answers_is_added_when_somebody_answers_and_no_key_tells_an_order(cast):
    round_ = asked.open_round(asked.big_team(cast, cast.alive()))
    before = set(PulseTally.objects.values_list("pk", flat=True))
    asked.answered(cast, round_, **FIVE)
    assert set(PulseTally.objects.values_list("pk", flat=True)) == before
    assert all(type(row.pk).__name__ == "UUID" and row.pk.version == 4 for row in PulseMark.objects.all())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.columns"
            " WHERE table_name IN ('projects_pulsemark', 'projects_pulsetally', 'projects_pulsesum')"
            " AND (data_type LIKE 'timestamp%' OR column_default LIKE 'nextval%' OR is_identity = 'YES')"
        )
        assert cursor.fetchone() == (0,)


def test_a_seal_cannot_be_made_without_the_key_of_the_site(cast):
    person = cast.person["tranter"].pk
    seal = reading.seal_of(person)
    with override_settings(SECRET_KEY="another key"):
        assert reading.seal_of(person) != seal


def test_once_counted_nothing_is_left_of_the_round_but_sums_of_five_people_without_seals(cast):
    held = asked.big_team(cast, cast.alive())
    asked.whole_round(cast, held, **FIVE)
    assert not PulseMark.objects.exists()
    assert not PulseTally.objects.exists()
    assert [(s.side, s.people, s.seals, s.is_shown) for s in held.pulse_sums.order_by("side")] == [
        ("police", 5, [], True),
        ("security", 5, [], True),
    ]


def test_a_side_of_fewer_than_five_is_not_shown_until_five_different_people_have_answered(cast):
    held = asked.big_team(cast, cast.alive())
    four = dict.fromkeys(asked.SECURITY[:4], 4)
    asked.whole_round(cast, held, **dict.fromkeys(asked.POLICE, 4), **four)
    assert [group.side for group in reading.result_of(held)] == [Side.POLICE]
    asked.whole_round(cast, held, **four)
    assert [group.side for group in reading.result_of(held)] == [Side.POLICE]
    asked.whole_round(cast, held, hartnoll=5)
    shown = {group.side: group for group in reading.result_of(held)}
    assert shown[Side.SECURITY].people == 5
    assert sum(shown[Side.SECURITY].counts["word"]) == 9


def test_answers_that_wait_for_a_year_count_with_those_of_other_collaborations(cast):
    first, second = asked.big_team(cast, cast.alive("One")), asked.big_team(cast, cast.alive("Two"))
    for key, held in (("thornbury", first), ("tranter", second)):
        for round_ in (asked.open_round(held),):
            asked.answered(cast, round_, **{key: 2})
    third = asked.big_team(cast, cast.alive("Three"))
    asked.answered(cast, asked.open_round(third), marchbank=2, calloway=2, ashdown=2)
    PulseRound.objects.update(
        opens_on=timezone.localdate() - timedelta(400), closes_on=timezone.localdate() - timedelta(379)
    )
    pulse.count_due(actor=SYSTEM, today=timezone.localdate())
    assert [reading.result_of(one) for one in (first, second, third)] == [[], [], []]
    police, security = cast.organisation["Aldermouth Police"], cast.organisation["Marlgate Centre"]
    (group,) = reading.result_between(cast.actor("whitlock"), police, security)
    assert (group.side, group.people) == (Side.POLICE, 5)
    assert reading.result_between(cast.actor("lindqvist"), police, security) == []
    assert reading.result_in(cast.actor("lindqvist"), cast.programme, cast.area) == [group]
    assert reading.result_in(cast.actor("calder"), cast.programme) == []


PEOPLE = st.frozensets(st.integers(0, 7), max_size=7)


@settings(max_examples=counts(200, 5000), deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=12))
def test_no_subtraction_over_rounds_or_sums_finds_fewer_than_five_people(cells):
    waiting, shown = None, []
    for place, people in enumerate(cells):
        day = timezone.localdate() + timedelta(days=place)
        one = rules.empty()
        one["word"][4] = len(people)
        more = Waiting(day, day, frozenset(map(str, people)), one)
        waiting = more if waiting is None else waiting.with_more(more)
        if waiting.may_be_shown:
            shown.append(waiting)
            waiting = None
    assert all(len(one.seals) >= 5 for one in shown)
    assert sum(one.counts["word"][4] for one in shown) + (waiting.counts["word"][4] if waiting else 0) == sum(
        map(len, cells)
    )
    # Disjoint: a difference of two sums of what is shown is itself a sum of what is shown.
    assert all(a.ends < b.starts for a, b in pairwise(shown))


def group(side, people, day, **levels):
    """Make a group in which everybody says the same of each statement that is named, and 4 of the others."""
    given = rules.empty()
    for key in rules.KEYS:
        given[key][levels.get(key, 4)] = people
    return Group(side, day, day, people, given)


def test_a_statement_that_applies_to_fewer_than_five_is_not_shown():
    one = group(Side.POLICE, 7, timezone.localdate())
    one.counts["word"][:] = [3, 0, 0, 0, 4, 0]
    assert rules.level_of(one, "word").value is None
    assert rules.level_of(one, "told").value == 4


def test_a_statement_that_was_asked_later_says_nothing_from_those_who_answered_before():
    before = group(Side.POLICE, 4, timezone.localdate())
    before = replace(before, counts={key: counts for key, counts in before.counts.items() if key != "clear"})
    both = rules.together([before, group(Side.POLICE, 3, timezone.localdate())])
    assert rules.level_of(before, "clear").value is None
    assert rules.level_of(both, "clear").value is None
    assert rules.level_of(both, "told").value == 4
    more = rules.together([before, group(Side.POLICE, 5, timezone.localdate(), clear=2)])
    assert rules.level_of(more, "clear").value == 2


def test_an_average_at_the_end_of_the_scale_does_not_tell_what_each_person_said():
    assert rules.level_of(group(Side.POLICE, 5, timezone.localdate(), word=5), "word").figure == "4.5 or more"
    assert rules.level_of(group(Side.POLICE, 5, timezone.localdate(), word=1), "word").figure == "1.5 or less"


@pytest.mark.parametrize(("before", "after", "change"), [(3, 4, 1), (4, 3, -1), (4, 4, 0)])
def test_a_change_is_said_from_half_a_step_up(before, after, change):
    today = timezone.localdate()
    first = group(Side.POLICE, 6, today - timedelta(91), **dict.fromkeys(rules.KEYS, before))
    last = group(Side.POLICE, 6, today, **dict.fromkeys(rules.KEYS, after))
    found = rules.trend([first, last])
    assert found.changes == {Side.POLICE: change, Side.SECURITY: None}
    assert found.since == {Side.POLICE: today - timedelta(91), Side.SECURITY: None}


def test_the_page_says_in_words_how_it_changed_for_both_sides(cast, client_of):
    held = asked.big_team(cast, cast.alive())
    asked.whole_round(cast, held, **dict.fromkeys((*asked.POLICE, *asked.SECURITY), 3))
    asked.whole_round(cast, held, **dict.fromkeys((*asked.POLICE, *asked.SECURITY), 4))
    words = text(client_of(cast.person["tranter"]).get(page("pulse", held)))
    assert "Both sides trust each other more than in " in words
    assert "Police, n = 5" in words
    assert "Agree (4.0)" in words
    assert "<svg" in client_of(cast.person["tranter"]).get(page("pulse", held)).content.decode()


def test_while_a_round_is_open_its_answers_are_shown_to_nobody(cast, client_of):
    held = asked.big_team(cast, cast.alive())
    asked.answered(cast, asked.open_round(held), **FIVE)
    words = text(client_of(cast.person["tranter"]).get(page("pulse", held)))
    assert "Nothing can be shown yet" in words
    assert "being asked until" in words


def test_somebody_answers_on_the_page_and_is_not_asked_again(cast, client_of):
    held = cast.alive()
    asked.open_round(held)
    browser = client_of(cast.person["penhallow"])
    assert "Answer the six statements" in text(browser.get(page("pulse", held)))
    said = text(browser.post(page("pulse_answer", held), {"told": "4"}))
    assert "Choose how far you agree" in said
    browser.post(page("pulse_answer", held), dict.fromkeys(rules.KEYS, "0"))
    assert PulseTally.objects.get(side="security").counts["word"] == [1, 0, 0, 0, 0, 0]
    assert not Entry.objects.filter(actor_id=cast.person["penhallow"].pk, tag__contains="pulse").exists()
    assert "Answer the six statements" not in text(browser.get(page("pulse", held)))
    assert browser.get(page("pulse_answer", held)).status_code == 302


@pytest.mark.parametrize("key", ["yarrow", "lindqvist", "calder"])
def test_the_result_of_a_collaboration_is_for_its_team(cast, client_of, key):
    held = cast.alive()
    assert client_of(cast.person[key]).get(page("pulse", held)).status_code == 404


def test_two_organisations_see_what_they_share_and_a_third_does_not(cast, client_of):
    held = cast.alive()
    police = f"/partners/{cast.organisation['Aldermouth Police'].ref}/"
    words = text(client_of(cast.person["whitlock"]).get(police))
    assert held.name in words
    assert "Aldermouth Police" in text(client_of(cast.person["whitlock"]).get("/partners/"))
    assert client_of(cast.person["lindqvist"]).get(police).status_code == 404
    assert client_of(cast.person["yarrow"]).get(police).status_code == 404
    assert client_of(cast.person["thornbury"]).get(police).status_code == 404


def test_the_programme_is_for_members(cast, client_of):
    cast.alive()
    assert client_of(cast.person["lindqvist"]).get("/trust/").status_code == 200
    assert client_of(cast.person["calder"]).get("/trust/").status_code == 404


def test_a_collaboration_that_is_opened_again_is_asked_again(cast):
    held = cast.alive()
    asked.open_round(held)
    asked.some_time_ago(held)
    held.state = "stopped"
    held.save()
    assert pulse.open_due(actor=SYSTEM, today=timezone.localdate()) == 0
    life.reopen(actor=cast.actor("thornbury"), collaboration=held, reason="A new challenge")
    assert pulse.open_due(actor=SYSTEM, today=timezone.localdate()) == 1
