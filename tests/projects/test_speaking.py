"""Who speaks for a side when those who lead it have left? Posts outlive memberships; a side never loses its voice.

*Source:* R21; settled questions, "Who speaks for a side".
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonground.groundwork.refusals import Refused
from commonground.groundwork.sides import Side
from commonground.projects.actions import life, posts
from commonground.projects.models import ConsensusRule
from commonground.projects.queries import peopled, visible
from commonground.website import your_day


def leave(membership):
    membership.until = timezone.localdate()
    membership.save()


def suspend(membership):
    membership.suspended_at = timezone.now()
    membership.save()


def lead_with_a_deputy(cast):
    collaboration = cast.alive()
    post = visible.posts_now(collaboration).get(side="police", role="governance")
    deputy = cast.membership["tranter"]
    posts.name_deputy(actor=cast.actor("thornbury"), collaboration=collaboration, post=post, deputy=deputy)
    return collaboration, post


@pytest.mark.parametrize("end", [leave, suspend])
def test_the_deputy_speaks_for_a_lead_who_is_no_longer_a_member(cast, end):
    collaboration, post = lead_with_a_deputy(cast)
    assert visible.speaker(collaboration, Side.POLICE) == cast.membership["thornbury"].pk
    end(cast.membership["thornbury"])
    assert visible.speaker(collaboration, Side.POLICE) == cast.membership["tranter"].pk
    posts.end_post(actor=cast.actor("tranter"), collaboration=collaboration, post=post)
    assert not visible.posts_now(collaboration).filter(side="police").exists()


def test_a_deputy_who_has_left_speaks_for_nobody(cast):
    collaboration, _post = lead_with_a_deputy(cast)
    leave(cast.membership["thornbury"])
    leave(cast.membership["tranter"])
    assert visible.speaker(collaboration, Side.POLICE) is None


def test_the_delivery_lead_speaks_where_there_is_no_deputy(cast):
    collaboration = cast.alive()
    ask = {"collaboration": collaboration, "side": Side.POLICE, "role": "delivery"}
    post = posts.ask_to_lead(actor=cast.actor("thornbury"), holder=cast.membership["tranter"], **ask)
    posts.answer(actor=cast.actor("tranter"), collaboration=collaboration, post=post, accept=True)
    assert visible.speaker(collaboration, Side.POLICE) == cast.membership["thornbury"].pk
    leave(cast.membership["thornbury"])
    assert visible.speaker(collaboration, Side.POLICE) == cast.membership["tranter"].pk


def test_the_post_of_somebody_who_has_left_is_given_to_another(cast):
    collaboration = cast.alive()
    ask = {"collaboration": collaboration, "side": Side.POLICE, "role": "governance"}
    with pytest.raises(Refused, match="This post is held"):
        posts.ask_to_lead(actor=cast.actor("thornbury"), holder=cast.membership["tranter"], **ask)
    leave(cast.membership["thornbury"])
    seat = peopled.seats_of(collaboration)[Side.POLICE][0]
    assert (seat.is_away, seat.speaks, seat.kind) == (True, False, "none")
    posts.ask_to_lead(actor=cast.actor("tranter"), holder=cast.membership["tranter"], **ask)
    assert visible.speaker(collaboration, Side.POLICE) == cast.membership["tranter"].pk
    assert peopled.seats_of(collaboration)[Side.POLICE][0].before.holder == cast.membership["thornbury"]


def test_the_other_side_may_ask_for_a_side_that_has_nobody_left_to_speak(cast):
    collaboration = cast.alive()
    suspend(cast.membership["thornbury"])
    ask = {"collaboration": collaboration, "side": Side.POLICE, "role": "governance"}
    posts.ask_to_lead(actor=cast.actor("whitlock"), holder=cast.membership["marchbank"], **ask)
    post = visible.posts_now(collaboration).get(side="police", role="governance")
    posts.answer(actor=cast.actor("marchbank"), collaboration=collaboration, post=post, accept=True)
    assert visible.speaker(collaboration, Side.POLICE) == cast.membership["marchbank"].pk


def queries_of_a_day(cast):
    with CaptureQueriesContext(connection) as asked:
        day = your_day.day_of(cast.actor("thornbury"), timezone.localdate())
    return len(asked), day


def test_a_day_is_gathered_in_the_same_number_of_queries_however_many_collaborations_there_are(cast):
    life.propose(actor=cast.actor("thornbury"), collaboration=cast.draft("Evenings"))
    one, _day = queries_of_a_day(cast)
    for number in range(5):
        life.propose(actor=cast.actor("thornbury"), collaboration=cast.draft(f"Evenings {number}"))
    six, day = queries_of_a_day(cast)
    assert len(day.waiting) == 6
    # Each kind of matter and of news is one query: seven about people, twenty about collaborations and proposals, nine
    # about the areas, ten about what is shared, agreed and asked.
    assert one == six <= 46


def test_collaborations_under_way_that_wait_for_a_rule_are_read_together(cast):
    for number in range(4):
        held = cast.alive(f"Evenings {number}")
        ConsensusRule.objects.create(collaboration=held, number=1, rule="all", days=14, by=cast.membership["whitlock"])
        if number == 0:
            one, _day = queries_of_a_day(cast)
    four, day = queries_of_a_day(cast)
    assert len([matter for matter in day.hoping if "rule for agreeing" in matter.title]) == 4
    # Five more than above: rounds, rules and views of the end, decisions, and ratings of a charter, in which only
    # what is under way can ask for something; and three that tell who speaks where a rule waits.
    assert one == four <= 54
