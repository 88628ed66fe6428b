"""Is one idea decided after the other, in its time, by both sides, with what was not decided?

*Source:* R90-R91.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.projects.actions import decisions as doing
from commonground.projects.models import DecisionItem
from commonground.projects.queries import decisions, recorded
from commonground.projects.rules import decisions as rules
from commonground.projects.rules.decisions import Stage, is_agreed, may_begin, more_than_one_idea, pace, stage
from commonground.projects.rules.explicitness import gaps
from commonground.projects.rules.record import Row
from tests.figures import counts
from tests.projects.pages import action, page, text

ONE = {
    "proposal": "Two officers walk Minster Gate on Friday evenings",
    "because": "Most thefts are on Fridays",
    "not_decided": "Who pays for it after March",
    "comment_days": 7,
    "cooling_days": 3,
}


def put_up(cast, collaboration, who="tranter", **more):
    """Put one idea up for decision."""
    return doing.put_up(actor=cast.actor(who), collaboration=collaboration, **(ONE | more))


def ripe(item):
    """Let the time of a proposal be over, as if it had been put up two weeks before."""
    back = timedelta(days=14)
    item.refresh_from_db()
    item.started_on, item.comment_until = item.started_on - back, item.comment_until - back
    item.earliest_on -= back
    item.save()
    return item


def say(cast, item, who, agrees=True, because="", version=1):
    """Let somebody say where their side stands."""
    return doing.say(actor=cast.actor(who), item=item, version=version, agrees=agrees, because=because)


def test_a_proposal_has_a_week_for_comments_and_three_days_to_think_before_it_may_be_decided(cast):
    item, today = put_up(cast, cast.alive(), comment_days=0, cooling_days=0), timezone.localdate()

    assert (item.comment_until, item.earliest_on) == (today + timedelta(days=7), today + timedelta(days=10))
    with pytest.raises(Refused, match="Nothing is decided before"):
        say(cast, item, "thornbury")


def test_it_is_decided_when_both_sides_have_said_yes_and_not_by_one_of_them_or_by_time(cast):
    collaboration = cast.alive()
    item = ripe(put_up(cast, collaboration))
    assert decisions.item_of(collaboration, item.public_id).stage is Stage.READY

    say(cast, item, "thornbury")
    item.refresh_from_db()
    assert item.decided_on is None

    say(cast, item, "whitlock")
    item.refresh_from_db()
    assert item.decided_on == timezone.localdate()
    assert Entry.objects.filter(tag="projects:decision:decided").count() == 1


def test_not_now_needs_a_reason_and_can_become_yes(cast):
    item = ripe(put_up(cast, cast.alive()))
    with pytest.raises(Invalid):
        say(cast, item, "whitlock", agrees=False)
    say(cast, item, "whitlock", agrees=False, because="Not before Christmas")
    say(cast, item, "thornbury")
    item.refresh_from_db()
    assert item.decided_on is None
    say(cast, item, "whitlock")
    item.refresh_from_db()
    assert item.decided_on


def test_new_words_begin_the_time_anew_and_earlier_voices_no_longer_count(cast):
    collaboration = cast.alive()
    item = ripe(put_up(cast, collaboration))
    say(cast, item, "thornbury")

    doing.reword(actor=cast.actor("penhallow"), item=item, version=1, **(ONE | {"proposal": "One officer walks"}))

    found = decisions.item_of(collaboration, item.public_id)
    assert (found.stage, found.voices, found.item.version) == (Stage.COMMENTING, {}, 2)
    with pytest.raises(Refused, match="worded anew"):
        say(cast, ripe(found.item), "thornbury", version=1)
    with pytest.raises(Stale):
        doing.reword(actor=cast.actor("penhallow"), item=item, version=1, **ONE)


def test_what_it_does_not_decide_is_always_said(cast):
    with pytest.raises(Invalid) as fault:
        put_up(cast, cast.alive(), not_decided=" ")
    assert fault.value.field == "not_decided"


@pytest.mark.parametrize(
    "proposal",
    [
        "We patrol on Friday. We also patrol on Saturday.",
        "- patrol on Friday\n- patrol on Saturday",
        "Patrol on Friday; close the car park",
        "Patrol on Friday and also close the car park",
        "1. Patrol on Friday",
    ],
)
def test_more_than_one_idea_is_sent_back_with_what_to_do(cast, proposal):
    assert more_than_one_idea(proposal).endswith(".")
    with pytest.raises(Invalid):
        put_up(cast, cast.alive(), proposal=proposal)


@pytest.mark.parametrize(
    "proposal",
    [ONE["proposal"], "Meet at 5:30pm at the Marl.", "Give radios to guards and officers on St. Mary’s Street"],
)
def test_one_idea_in_one_sentence_is_taken(proposal):
    assert (more_than_one_idea(proposal) == "") == ("St. Mary" not in proposal)


def test_a_roll_out_goes_stage_by_stage_and_not_before_the_decision(cast):
    collaboration = cast.alive()
    item = put_up(cast, collaboration, stages=["One street for a month", "The whole quarter"])
    first, second = decisions.stages_of(item)
    today = timezone.localdate()
    with pytest.raises(Refused, match="Nothing is rolled out before it is decided"):
        doing.stage_done(actor=cast.actor("tranter"), stage=first, on=today)

    ripe(item)
    for key in ("thornbury", "whitlock"):
        say(cast, item, key)
    with pytest.raises(Refused, match="One after the other"):
        doing.stage_done(actor=cast.actor("tranter"), stage=second, on=today)
    doing.stage_done(actor=cast.actor("tranter"), stage=first, on=today, note="Nine fewer thefts")
    doing.stage_done(actor=cast.actor("tranter"), stage=second, on=today)
    assert all(one.done for one in decisions.stages_of(item))


def test_stakeholders_and_members_beside_the_leads_do_not_decide(cast):
    item = ripe(put_up(cast, cast.alive()))
    for key in ("tranter", "yarrow"):
        with pytest.raises(NotAllowed):
            say(cast, item, key)
    with pytest.raises(NotAllowed):
        doing.comment(actor=cast.actor("yarrow"), item=item, words="No")


def test_what_is_decided_or_laid_aside_is_not_spoken_of_any_more(cast):
    collaboration = cast.alive()
    item = put_up(cast, collaboration)
    doing.comment(actor=cast.actor("penhallow"), item=item, words="Thursdays too?")
    doing.lay_aside(actor=cast.actor("whitlock"), item=item, because="The council decides it")

    with pytest.raises(Refused, match="was laid aside"):
        doing.comment(actor=cast.actor("penhallow"), item=item, words="And now?")
    assert [one.words for one in decisions.comments_of(item)] == ["Thursdays too?"]


def test_the_database_itself_keeps_a_decision_from_coming_early(cast):
    item = put_up(cast, cast.alive())
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionItem.objects.filter(pk=item.pk).update(decided_on=timezone.localdate())


def test_one_proposal_goes_through_its_pages_from_the_idea_to_the_first_stage(cast, client_of):
    collaboration = cast.alive()
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    typed = {name: str(value) for name, value in ONE.items()} | {"stages": "One street"}
    refused = police.post(page("decision_new", collaboration), typed | {"not_decided": ""})
    assert "Answer the question: What does this not decide?" in text(refused)
    made = police.post(page("decision_new", collaboration), typed)
    item = DecisionItem.objects.get()
    assert made.headers["Location"] == page("decision", collaboration, item.public_id)

    security.post(page("decision", collaboration, item.public_id), {"words": "Who walks when it rains?"})
    read = text(police.get(page("decision", collaboration, item.public_id)))
    assert "Who walks when it rains?" in read and "Time to comment" in read and "Who pays for it after March" in read
    assert "Say where your side stands" not in read

    early = police.post(page("decision_decide", collaboration, item.public_id), {"agrees": "yes", "version": "1"})
    assert "Nothing is decided before" in text(early)
    ripe(item)
    for browser in (police, security):
        browser.post(page("decision_decide", collaboration, item.public_id), {"agrees": "yes", "version": "1"})
    stage = decisions.stages_of(item)[0]
    done = {"on_day": "1", "on_month": "1", "on_year": "2020", "note": "Fine"}
    security.post(page("decision_stage", collaboration, item.public_id, stage.public_id), done)
    listed = text(police.get(page("decisions", collaboration)))
    assert "Decided on" in listed
    stage.refresh_from_db()
    assert stage.done == date(2020, 1, 1)


def test_a_second_idea_is_asked_whether_it_can_wait(cast, client_of):
    collaboration = cast.alive()
    put_up(cast, collaboration)
    assert "One idea at a time: can this wait" in text(
        client_of(cast.person["thornbury"]).get(page("decision_new", collaboration))
    )


DAYS = st.integers(-40, 400)


@settings(max_examples=counts(200, 5000))
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), DAYS, DAYS, st.integers(0, 500))
def test_no_proposal_is_ready_before_its_time_and_each_day_has_exactly_one_stage(started, comments, cooling, later):
    days = pace(started, comments, cooling)
    day = started + timedelta(days=later)
    now = stage(day, days.comment_until, days.earliest, None, None)

    assert days.comment_until - started >= timedelta(days=7)
    assert days.earliest - days.comment_until >= timedelta(days=3)
    assert (now is Stage.READY) == (day >= days.earliest)
    assert (now is Stage.COMMENTING) == (day <= days.comment_until)


def test_silence_is_not_agreement():
    assert not is_agreed({Side.POLICE: True})
    assert not is_agreed({Side.POLICE: True, Side.SECURITY: False})
    assert is_agreed({Side.POLICE: True, Side.SECURITY: True})
    assert may_begin(0, [False, False]) and not may_begin(1, [False, False]) and may_begin(1, [True, False])
    assert "ours, not the strategy's" in rules.PACE_IS


def test_what_nobody_answers_for_and_what_was_not_decided_is_listed_as_not_explicit(cast, client_of):
    collaboration = cast.alive()
    action(cast, collaboration)
    decision = Row("r", {"decision": "continue", "rule": "Nobody objects", "on": "2026-11-20"})

    record = replace(recorded.record_of(collaboration), rows={"decision": [decision]})
    assert [(gap.step, gap.part, gap.sentences) for gap in gaps(record)] == [
        (9, "decision", ("It does not say what is not decided.",))
    ]
    assert gaps(recorded.record_of(collaboration)) == ()

    member = collaboration.team.get(membership=cast.membership["tranter"])
    member.until = timezone.localdate()
    member.save()
    words = text(client_of(cast.person["thornbury"]).get(page("explicit", collaboration)))
    assert "Nobody is accountable." in words and "Check the radios" in words
    assert "One thing is not explicit yet." in words
