"""Do reviews, positions, stopping and publishing take both sides?

*Source:* R33-R35, R43, R46, R69.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.projects.actions import answers, consensus, finishing, life, posts, reviews
from commonground.projects.queries import cases, reading, recorded, visible
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.lifecycle import State
from tests.projects.special import agree_to_stop, ask_everybody, lasting, read_from_outside


def test_a_review_is_answered_by_both_sides_and_then_never_changes(cast):
    collaboration = cast.alive()
    today = timezone.localdate()
    with pytest.raises(Invalid):
        reviews.hold(
            actor=cast.actor("tranter"), collaboration=collaboration, held_on=today, next_on=today, present="All"
        )
    review = reviews.hold(
        actor=cast.actor("tranter"),
        collaboration=collaboration,
        held_on=today,
        next_on=today + timedelta(91),
        present="Both leads",
    )
    given = {"relevant": True, "on_course": True, "why": "Thefts are down"}
    reviews.answer(actor=cast.actor("thornbury"), review=review, answers=given)
    with pytest.raises(Refused):
        reviews.answer(actor=cast.actor("thornbury"), review=review, answers=given)
    with pytest.raises(Refused, match="waits for an answer"):
        reviews.hold(
            actor=cast.actor("tranter"),
            collaboration=collaboration,
            held_on=today,
            next_on=today + timedelta(91),
            present="All",
        )
    with pytest.raises(Invalid, match="whether the plan must change"):
        reviews.answer(
            actor=cast.actor("whitlock"),
            review=review,
            answers={"relevant": True, "on_course": False, "why": "Radios are late"},
        )


def test_a_stakeholder_says_where_they_stand_and_the_latest_counts(cast):
    collaboration = cast.alive()
    ask_everybody(cast, collaboration)
    for position in ("cannot", "stop"):
        consensus.take_position(
            actor=cast.actor("yarrow"), collaboration=collaboration, position=position, reason="Because"
        )
    assert [row.position for row in reading.positions_for(collaboration)] == ["stop"]
    assert collaboration.positions.count() == 2
    with pytest.raises(NotAllowed):
        consensus.take_position(
            actor=cast.actor("tranter"), collaboration=collaboration, position="stop", reason="Because"
        )


def test_a_collaboration_closes_only_when_its_ninth_step_is_complete(cast):
    collaboration = cast.alive()
    with pytest.raises(Refused, match="Step 9 is not complete"):
        life.stop(actor=cast.actor("thornbury"), collaboration=collaboration)
    collaboration.refresh_from_db()
    assert collaboration.state == State.ALIVE


def test_a_case_study_is_public_only_when_both_sides_approved_that_version(cast):
    collaboration = cast.alive()
    raw = {f.name: "words" for f in PARTS["case_study"].fields if f.required}
    answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["case_study"], raw=raw)
    lasting(cast, collaboration)
    first = finishing.draft_publication(actor=cast.actor("tranter"), collaboration=collaboration, kind="case")
    read_from_outside(cast, first)
    finishing.approve(actor=cast.actor("thornbury"), publication=first)
    assert not cases.published("case")
    second = finishing.draft_publication(actor=cast.actor("tranter"), collaboration=collaboration, kind="case")
    with pytest.raises(Refused, match="newer version"):
        finishing.approve(actor=cast.actor("whitlock"), publication=first)
    with pytest.raises(NotAllowed):
        finishing.approve(actor=cast.actor("tranter"), publication=second)
    for key in ("thornbury", "whitlock"):
        finishing.approve(actor=cast.actor(key), publication=second)
    assert [row.pk for row in cases.published("case")] == [second.pk]
    finishing.withdraw_publication(actor=cast.actor("whitlock"), publication=second, reason="A name stands in it")
    assert not cases.published("case")


def test_a_change_of_lead_leaves_each_side_one_position(cast):
    collaboration = cast.alive()
    ask_everybody(cast, collaboration)
    police = visible.posts_now(collaboration).get(side="police", role="governance")
    consensus.take_position(
        actor=cast.actor("thornbury"), collaboration=collaboration, position="stop", reason="It is done"
    )
    posts.name_deputy(
        actor=cast.actor("thornbury"), collaboration=collaboration, post=police, deputy=cast.membership["tranter"]
    )
    posts.end_post(actor=cast.actor("thornbury"), collaboration=collaboration, post=police)
    consensus.take_position(
        actor=cast.actor("tranter"), collaboration=collaboration, position="continue", reason="One more winter"
    )
    assert [row.position for row in reading.positions_for(collaboration)] == ["continue"]


def test_positions_and_the_decision_of_a_finished_challenge_do_not_close_the_next_one(cast):
    collaboration = cast.alive()
    agree_to_stop(cast, collaboration)
    type(collaboration).objects.filter(pk=collaboration.pk).update(state=State.STOPPED, stopped_at=timezone.now())
    collaboration.refresh_from_db()
    life.reopen(actor=cast.actor("thornbury"), collaboration=collaboration, reason="Thefts are back")
    found = recorded.record_of(collaboration)
    assert not found.positions
    assert not found.part("decision")
    assert collaboration.answers.get(part="decision").versions.first().values is None
