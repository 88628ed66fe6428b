"""Who leads, who takes part, what is to be done, what was done? People, actions and history through pages.

*Source:* R21, R29-R31, R54; D1.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.projects.actions import posts
from commonground.projects.models import Collaboration, LeadershipPost, TeamMember
from commonground.projects.queries import recorded
from commonground.projects.views import choosing
from tests.projects.doing import victim
from tests.projects.pages import action, page, text

# People


def test_somebody_is_asked_to_lead_and_finds_the_two_choices(cast, client_of):
    alive = cast.alive()
    lead, asked = client_of(cast.person["thornbury"]), client_of(cast.person["tranter"])
    lead.post(page("people_ask", alive, "police", "delivery"), {"holder": cast.membership["tranter"].ref, "deputy": ""})
    post = LeadershipPost.objects.get(role="delivery")
    assert "You are asked to lead" in text(asked.get(page("collaboration", alive)))
    asked.post(page("people_answer", alive, post.public_id), {"answer": "accept"})
    post.refresh_from_db()
    assert post.accepted_at


def test_declining_a_post_takes_a_reason_which_the_team_reads(cast, client_of):
    alive = cast.alive()
    posts.ask_to_lead(
        actor=cast.actor("thornbury"), collaboration=alive, side=cast.actor("thornbury").side, role="delivery",
        holder=cast.membership["tranter"],
    )  # fmt: skip
    post = LeadershipPost.objects.get(role="delivery")
    asked = client_of(cast.person["tranter"])
    assert asked.get(page("people_answer", alive, post.public_id)).status_code == 200
    assert "Enter why you decline" in text(asked.post(page("people_answer", alive, post.public_id), {"answer": "no"}))
    asked.post(page("people_answer", alive, post.public_id), {"answer": "decline", "reason": "On leave until May"})
    assert "On leave until May" in text(client_of(cast.person["thornbury"]).get(page("people", alive)))


def test_nobody_else_answers_for_the_person_who_is_asked(cast, client_of):
    alive = cast.alive()
    posts.ask_to_lead(
        actor=cast.actor("thornbury"), collaboration=alive, side=cast.actor("thornbury").side, role="delivery",
        holder=cast.membership["tranter"],
    )  # fmt: skip
    post = LeadershipPost.objects.get(role="delivery")
    browser = client_of(cast.person["whitlock"])
    assert browser.post(page("people_answer", alive, post.public_id), {"answer": "accept"}).status_code == 403


def test_a_post_ends_once_a_deputy_is_named_and_stays_readable(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["whitlock"])
    post = LeadershipPost.objects.get(side="security")
    assert "Name a deputy first" in text(browser.post(page("people_end_post", alive, post.public_id)))
    browser.post(page("people_deputy", alive, post.public_id), {"deputy": cast.membership["penhallow"].ref})
    browser.post(page("people_end_post", alive, post.public_id))
    shown = text(browser.get(page("people", alive)))
    assert "Vacant" in shown
    assert "Dana Whitlock left it" in shown


def test_a_person_is_added_and_leaves_and_then_finds_nothing(cast, client_of):
    alive = cast.alive()
    lead, new = client_of(cast.person["thornbury"]), client_of(cast.person["calloway"])
    assert new.get(page("collaboration", alive)).status_code == 404
    lead.post(page("people_add", alive), {"membership": cast.membership["calloway"].ref, "part": "team"})
    assert new.get(page("collaboration", alive)).status_code == 200
    member = TeamMember.objects.get(membership=cast.membership["calloway"])
    lead.post(page("people_end", alive, member.public_id))
    assert new.get(page("collaboration", alive)).status_code == 404


def test_a_person_who_is_no_member_any_more_cannot_be_chosen(cast, client_of):
    typed = {"membership": cast.membership["reyes"].ref, "part": "team"}
    alive = cast.alive()
    assert client_of(cast.person["thornbury"]).post(page("people_add", alive), typed).status_code == 200
    assert not TeamMember.objects.filter(membership=cast.membership["reyes"]).exists()


@pytest.mark.parametrize(("side", "role"), [("oversight", "delivery"), ("police", "tea"), ("x", "y")])
def test_there_are_four_posts_and_no_other(cast, client_of, side, role):
    assert client_of(cast.person["thornbury"]).get(page("people_ask", cast.alive(), side, role)).status_code == 404


# Actions, and what was done


def test_an_action_is_marked_as_done_in_one_click_without_undoing_a_confirmation(cast, client_of):
    alive = cast.alive()
    found = action(cast, alive)
    before = recorded.standings_for(cast.actor("tranter"), alive)[5].content
    browser = client_of(cast.person["tranter"])
    browser.post(page("action_done", alive, found.public_id), {"version": "1"})
    found.refresh_from_db()
    assert found.done == timezone.localdate()
    assert recorded.standings_for(cast.actor("tranter"), alive)[5].content == before
    assert "1 of 1 done" in text(browser.get(page("actions", alive)))


@pytest.mark.parametrize("version", ["", "0", "7", "x", "²", "9" * 5000])
def test_an_action_that_was_changed_meanwhile_is_not_marked(cast, client_of, version):
    alive = cast.alive()
    found = action(cast, alive)
    response = client_of(cast.person["tranter"]).post(
        page("action_done", alive, found.public_id), {"version": version}, follow=True
    )
    found.refresh_from_db()
    assert found.done is None
    assert "Somebody saved this" in text(response)


def test_actions_are_narrowed_to_what_is_open_and_ones_own(cast, client_of):
    alive = cast.alive()
    action(cast, alive, what="Still to do", waiting_for="The council", look_again="2026-12-04")
    action(cast, alive, what="Finished already", done="2026-11-01")
    shown = text(client_of(cast.person["tranter"]).get(page("actions", alive), {"state": "open", "whose": "mine"}))
    assert "Still to do" in shown
    assert "Waiting for The council" in shown
    assert "Finished already" not in shown
    assert "Nothing fits" in text(client_of(cast.person["thornbury"]).get(page("actions", alive), {"whose": "mine"}))


def test_a_filter_that_is_not_understood_narrows_nothing(cast, client_of):
    alive = cast.alive()
    action(cast, alive, what="Still to do")
    assert "Still to do" in text(client_of(cast.person["tranter"]).get(page("actions", alive), {"state": "'"}))


def test_the_history_tells_who_did_what_in_pages(cast, client_of):
    alive = cast.alive()
    for number in range(30):
        victim(cast, alive, actor="tranter", group=f"Group {number}")
    browser = client_of(cast.person["penhallow"])
    first = text(browser.get(page("history", alive)))
    assert "group of people harmed recorded" in first
    assert "Owen Tranter" in first
    assert "Draft started" not in first
    assert "Draft started" in text(browser.get(page("history", alive), {"page": "2"}))
    assert browser.get(page("history", alive), {"page": "no number"}).status_code == 200


def test_signed_out_every_page_leads_to_the_same_sign_in(cast, client):
    alive = cast.alive()
    absent = Collaboration(name="never saved")
    for name, more in (("collaboration", ()), ("step", (1,)), ("actions", ())):
        for found in (alive, absent):
            response = client.get(page(name, found, *more))
            assert response.status_code == 302
            assert response.headers["Location"].startswith(reverse("account_login"))


def test_somebody_whose_membership_ended_sees_nothing_from_the_next_page_on(cast, client_of):
    alive = cast.alive()
    browser = client_of(cast.person["tranter"])
    assert browser.get(page("collaboration", alive)).status_code == 200
    membership = cast.membership["tranter"]
    membership.until = timezone.localdate() - timedelta(days=1)
    membership.save()
    assert browser.get(page("collaboration", alive)).status_code == 404


def test_a_list_of_people_too_long_to_read_is_searched_first(cast, client_of, monkeypatch):
    monkeypatch.setattr(choosing, "MOST", 2)
    address = page("people_add", cast.alive())
    browser = client_of(cast.person["thornbury"])
    assert "Lindqvist" not in text(browser.get(address))
    assert "Find a person" in text(browser.get(address))
    assert "Marit Lindqvist" in text(browser.get(address, {"find": "harbour view"}))
    typed = {"membership": cast.membership["lindqvist"].ref, "part": "team"}
    assert browser.post(f"{address}?find=harbour", typed).status_code == 302


def test_only_actions_and_milestones_are_marked_as_done(cast, client_of):
    alive = cast.alive()
    found = victim(cast, alive)
    browser = client_of(cast.person["tranter"])
    assert browser.post(page("action_done", alive, found.public_id), {"version": "1"}).status_code == 404
