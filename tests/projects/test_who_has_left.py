"""What becomes of a collaboration when somebody on it leaves their organisation?

*Source:* R21, R247; settled questions, "Who speaks for a side" ("a change of lead does not undo a confirmation").
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.groundwork.refusals import NotAllowed
from commonground.groundwork.sides import Side
from commonground.people.models import Membership
from commonground.projects.actions import life, posts
from commonground.projects.actions.answers import known_references
from commonground.projects.queries import answering, cases, peopled, recorded, visible
from commonground.projects.rules.guide import PARTS, Kind
from commonground.projects.rules.record import fingerprint
from tests.projects.pages import page, text


def leaves(cast, key):
    """End somebody's membership as of today."""
    Membership.objects.filter(pk=cast.membership[key].pk).update(until=timezone.localdate())


def led_by_four(cast):
    """Give a collaboration whose four posts are held."""
    held = cast.alive()
    for key, side in (("tranter", Side.POLICE), ("penhallow", Side.SECURITY)):
        lead = "thornbury" if side is Side.POLICE else "whitlock"
        posts.ask_to_lead(
            actor=cast.actor(lead), collaboration=held, side=side, role="delivery", holder=cast.membership[key]
        )
        post = visible.posts_now(held).get(holder=cast.membership[key])
        posts.answer(actor=cast.actor(key), collaboration=held, post=post, accept=True)
    return held


def test_somebody_who_has_left_cannot_be_made_answerable_any_more(cast, client_of):
    held = cast.alive()
    member = held.team.get(membership=cast.membership["tranter"])
    leaves(cast, "tranter")
    assert member.ref not in known_references(held, PARTS["actions"])[Kind.MEMBER]
    assert member.ref not in dict(answering.referred(held)[Kind.MEMBER])
    people = text(client_of(cast.person["thornbury"]).get(page("people", held)))
    assert "Owen Tranter" in people
    assert "No longer a member. End their part" in people


def test_who_took_part_stays_told_after_they_have_left(cast):
    held = cast.alive()
    leaves(cast, "penhallow")
    names = [one["name"] for one in cases.snapshot_of(held)["organisations"]]
    assert cast.organisation["Aldermouth Business Crime Partnership"].name in names


def test_a_lead_who_has_left_no_longer_counts_in_the_fourth_step(cast):
    held = led_by_four(cast)
    assert not any("Governance" in said or "governance" in said for said in _missing(held))
    leaves(cast, "whitlock")
    assert "Security, governance: Dana Whitlock can no longer act here." in _missing(held)


def test_of_a_finished_collaboration_who_led_it_is_history(cast):
    held = led_by_four(cast)
    held.state = "stopped"
    held.save()
    leaves(cast, "whitlock")
    assert not any("can no longer act" in said for said in _missing(held))


def _missing(held):
    return (
        recorded.record_of(held) and recorded.standings(recorded.record_of(held), None, timezone.localdate())[3].missing
    )


def test_a_change_of_lead_does_not_undo_what_is_confirmed(cast):
    held = led_by_four(cast)
    before = fingerprint(recorded.record_of(held), 4)
    post = visible.posts_now(held).get(holder=cast.membership["tranter"])
    posts.end_post(actor=cast.actor("thornbury"), collaboration=held, post=post)
    assert fingerprint(recorded.record_of(held), 4) != before
    posts.ask_to_lead(
        actor=cast.actor("thornbury"),
        collaboration=held,
        side=Side.POLICE,
        role="delivery",
        holder=cast.membership["marchbank"],
    )
    again = visible.posts_now(held).get(holder=cast.membership["marchbank"])
    posts.answer(actor=cast.actor("marchbank"), collaboration=held, post=again, accept=True)
    assert fingerprint(recorded.record_of(held), 4) == before


def test_the_delivery_lead_speaks_when_the_lead_has_left_without_a_deputy(cast):
    held = led_by_four(cast)
    leaves(cast, "whitlock")
    assert visible.speaker(held, Side.SECURITY) == cast.membership["penhallow"].pk
    assert peopled.seats_of(held)[Side.SECURITY][0].is_away


def test_where_nobody_is_left_to_speak_the_team_of_that_side_asks_somebody(cast):
    held = cast.alive()
    leaves(cast, "whitlock")
    assert visible.speaker(held, Side.SECURITY) is None
    posts.ask_to_lead(
        actor=cast.actor("penhallow"),
        collaboration=held,
        side=Side.SECURITY,
        role="governance",
        holder=cast.membership["penhallow"],
    )
    assert visible.speaker(held, Side.SECURITY) == cast.membership["penhallow"].pk


def test_where_a_whole_side_has_left_the_other_side_asks_somebody_new(cast):
    held = cast.alive()
    for key in ("whitlock", "penhallow"):
        leaves(cast, key)
    posts.ask_to_lead(
        actor=cast.actor("thornbury"),
        collaboration=held,
        side=Side.SECURITY,
        role="governance",
        holder=cast.membership["ellerby"],
    )
    post = visible.posts_now(held).get(holder=cast.membership["ellerby"])
    posts.answer(actor=cast.actor("ellerby"), collaboration=held, post=post, accept=True)
    assert visible.speaker(held, Side.SECURITY) == cast.membership["ellerby"].pk


def test_whoever_was_asked_to_lead_and_left_before_answering_is_replaced_and_the_proposal_accepted(cast):
    held = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=held)
    leaves(cast, "whitlock")
    posts.ask_to_lead(
        actor=cast.actor("thornbury"),
        collaboration=held,
        side=Side.SECURITY,
        role="governance",
        holder=cast.membership["ellerby"],
    )
    held.refresh_from_db()
    assert life.accept(actor=cast.actor("ellerby"), collaboration=held).state == "alive"


def test_a_side_with_a_voice_names_its_own(cast):
    held = cast.alive()
    with pytest.raises(NotAllowed):
        posts.ask_to_lead(
            actor=cast.actor("thornbury"),
            collaboration=held,
            side=Side.SECURITY,
            role="delivery",
            holder=cast.membership["ellerby"],
        )


def test_a_membership_that_is_yet_to_begin_opens_nothing(cast):
    held = cast.alive()
    later = timezone.localdate() + timedelta(days=3)
    Membership.objects.filter(pk=cast.membership["tranter"].pk).update(starts=later)
    assert cast.membership["tranter"].pk not in visible.team_of(held).values_list("membership_id", flat=True)
