"""Who sees a collaboration, who leads it, and how does it begin?

*Source:* R6, R21; settled questions, "Who".
"""

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.places.models import Area
from commonground.projects.actions import answers, finishing, life, posts
from commonground.projects.models import Collaboration
from commonground.projects.queries import recorded, visible
from commonground.projects.rules.lifecycle import State
from tests.projects.doing import complete_step_two


def test_a_draft_is_seen_by_its_two_leads_and_by_nobody_else(cast):
    collaboration = cast.draft()
    sees = {key for key in cast.membership if collaboration in visible.collaborations_for(cast.actor(key))}
    assert sees == {"thornbury", "whitlock"}


def test_a_draft_asks_somebody_of_the_other_side_to_lead(cast):
    with pytest.raises(Invalid) as refusal:
        life.start(
            actor=cast.actor("thornbury"),
            name="x",
            about="y",
            area=cast.area,
            programme=cast.programme,
            other_lead=cast.membership["tranter"],
        )
    assert refusal.value.reason == "Choose a lead on the security side"


@pytest.mark.parametrize("key", ["osei", "yarrow", "calder"])
def test_only_members_of_the_two_sides_start_a_collaboration(cast, key):
    with pytest.raises(NotAllowed):
        life.start(
            actor=cast.actor(key),
            name="x",
            about="y",
            area=cast.area,
            programme=cast.programme,
            other_lead=cast.membership["whitlock"],
        )


def test_the_side_that_proposes_cannot_accept_for_the_other(cast):
    collaboration = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=collaboration)
    collaboration.refresh_from_db()
    with pytest.raises(Refused, match="Your side made the proposal"):
        life.accept(actor=cast.actor("thornbury"), collaboration=collaboration)
    life.accept(actor=cast.actor("whitlock"), collaboration=collaboration)
    collaboration.refresh_from_db()
    assert collaboration.state == State.ALIVE
    assert visible.speaker(collaboration, Side.SECURITY) == cast.membership["whitlock"].pk


def test_a_declined_proposal_keeps_its_reason_and_can_be_proposed_again(cast):
    collaboration = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=collaboration)
    collaboration.refresh_from_db()
    with pytest.raises(Invalid):
        life.decline(actor=cast.actor("whitlock"), collaboration=collaboration, reason=" ")
    life.decline(actor=cast.actor("whitlock"), collaboration=collaboration, reason="Not before the sales")
    collaboration.refresh_from_db()
    assert (collaboration.state, collaboration.state_reason) == (State.DECLINED, "Not before the sales")
    life.take_back(actor=cast.actor("thornbury"), collaboration=collaboration)
    collaboration.refresh_from_db()
    assert collaboration.state == State.DRAFT


def test_the_team_sees_all_of_it_a_stakeholder_only_what_is_theirs_and_the_platform_nothing(cast):
    collaboration = cast.alive()
    assert visible.taking(cast.actor("tranter"), collaboration).part == "team"
    assert visible.taking(cast.actor("yarrow"), collaboration).part == "stakeholder"
    with pytest.raises(Http404):
        visible.team_collaboration_for(cast.actor("yarrow"), collaboration.public_id)
    for key in ("lindqvist", "osei", "hartnoll"):
        with pytest.raises(Http404):
            visible.collaboration_for(cast.actor(key), collaboration.public_id)
    administrator = cast.actor("calder")
    assert administrator.is_administrator
    assert not visible.collaborations_for(administrator).exists()


def test_with_another_employer_it_is_not_that_person(cast):
    collaboration = cast.alive()
    moved = cast.membership["tranter"]
    other = moved.organisation.memberships.model.objects.create(
        person=moved.person, organisation=cast.organisation["Northgate Guarding"], starts=timezone.localdate()
    )
    cast.membership["tranter at Northgate"] = other
    cast.person["tranter at Northgate"] = moved.person
    assert visible.collaborations_for(cast.actor("tranter")).contains(collaboration)
    assert not visible.collaborations_for(cast.actor("tranter at Northgate")).contains(collaboration)


def test_who_leaves_the_team_sees_nothing_from_then_on(cast):
    collaboration = cast.alive()
    member = collaboration.team.get(membership=cast.membership["tranter"])
    posts.end_member(actor=cast.actor("thornbury"), collaboration=collaboration, member=member)
    assert not visible.collaborations_for(cast.actor("tranter")).exists()


def test_a_change_of_lead_does_not_undo_a_confirmation_and_the_deputy_speaks_meanwhile(cast):
    collaboration = cast.alive()
    complete_step_two(cast, collaboration)
    content = recorded.standings_for(cast.actor("thornbury"), collaboration)[1].content
    answers.confirm(actor=cast.actor("thornbury"), collaboration=collaboration, step=2, content=content)
    post = visible.posts_now(collaboration).get(side="police", role="governance")
    with pytest.raises(Refused, match="Name a deputy first"):
        posts.end_post(actor=cast.actor("thornbury"), collaboration=collaboration, post=post)
    posts.name_deputy(
        actor=cast.actor("thornbury"), collaboration=collaboration, post=post, deputy=cast.membership["tranter"]
    )
    posts.end_post(actor=cast.actor("thornbury"), collaboration=collaboration, post=post)
    assert visible.taking(cast.actor("tranter"), collaboration).speaks_for_side
    assert recorded.standings_for(cast.actor("tranter"), collaboration)[1].police == "confirmed"


def test_a_lead_is_named_by_their_own_side_and_accepts_it_themselves(cast):
    collaboration = cast.alive()
    ask = {"collaboration": collaboration, "role": "delivery"}
    with pytest.raises(NotAllowed, match="names its own leads"):
        posts.ask_to_lead(actor=cast.actor("thornbury"), side=Side.SECURITY, holder=cast.membership["haddow"], **ask)
    post = posts.ask_to_lead(actor=cast.actor("whitlock"), side=Side.SECURITY, holder=cast.membership["haddow"], **ask)
    with pytest.raises(NotAllowed):
        posts.answer(actor=cast.actor("whitlock"), collaboration=collaboration, post=post, accept=True)
    with pytest.raises(Invalid):
        posts.answer(actor=cast.actor("haddow"), collaboration=collaboration, post=post, accept=False)
    posts.answer(actor=cast.actor("haddow"), collaboration=collaboration, post=post, accept=False, reason="On leave")
    assert not visible.posts_now(collaboration).filter(role="delivery").exists()
    again = posts.ask_to_lead(actor=cast.actor("whitlock"), side=Side.SECURITY, holder=cast.membership["haddow"], **ask)
    posts.answer(actor=cast.actor("haddow"), collaboration=collaboration, post=again, accept=True)
    assert visible.posts_now(collaboration).get(role="delivery", side="security").accepted_at


def test_a_lead_renames_a_collaboration_and_a_lost_race_shows_both_texts(cast):
    collaboration = cast.draft()
    given = {"collaboration": collaboration, "about": "Calmer evenings", "area": cast.area, "version": 1}
    with pytest.raises(NotAllowed):
        life.change_basics(actor=cast.actor("whitlock"), name="Gate evenings", **given)
    life.change_basics(actor=cast.actor("thornbury"), name="Gate evenings", **given)
    collaboration.refresh_from_db()
    assert (collaboration.name, collaboration.about, collaboration.version) == ("Gate evenings", "Calmer evenings", 2)
    with pytest.raises(Stale) as refusal:
        life.change_basics(actor=cast.actor("thornbury"), name="Other", **given)
    assert refusal.value.theirs["name"] == "Gate evenings"


def test_the_page_that_renames_offers_the_small_area_where_a_collaboration_is(cast, client_of):
    collaboration = cast.draft()
    small = Area.objects.create(name="Castle Parade", code="X01000099", kind="lsoa", within=cast.area)
    Collaboration.objects.filter(pk=collaboration.pk).update(area=small)
    page = client_of(cast.person["thornbury"]).get(reverse("projects:basics", args=[collaboration.public_id]))
    assert f'<option value="{small.ref}" selected>Castle Parade</option>' in page.content.decode()


def test_the_page_that_renames_keeps_what_was_typed_and_shows_what_was_saved_first(cast, client_of):
    collaboration = cast.draft()
    browser = client_of(cast.person["thornbury"])
    page = reverse("projects:basics", args=[collaboration.public_id])
    typed = {"name": "Gate evenings", "about": "Calmer evenings", "area": cast.area.ref, "version": 1}
    assert "Enter" in browser.post(page, typed | {"name": ""}).content.decode()
    assert browser.post(page, typed).status_code == 302
    late = browser.post(page, typed | {"name": "Gate nights"}).content.decode()
    assert "Gate evenings" in late
    assert "Gate nights" in late
    assert client_of(cast.person["lindqvist"]).get(page).status_code == 404


def test_a_name_that_everybody_reads_is_not_changed_behind_the_other_sides_back(cast):
    collaboration = cast.alive()
    values = {"purpose": "Calm evenings", "doing": "Patrols", "reach": "The help desk"}
    page_ = finishing.draft_publication(
        actor=cast.actor("thornbury"), collaboration=collaboration, kind="page", values=values
    )
    for key in ("thornbury", "whitlock"):
        finishing.approve(actor=cast.actor(key), publication=page_)
    collaboration.refresh_from_db()
    given = {"about": "Calmer", "area": cast.area, "version": collaboration.version}
    with pytest.raises(Refused, match="Withdraw that page first"):
        life.change_basics(actor=cast.actor("thornbury"), collaboration=collaboration, name="Other", **given)
    life.change_basics(actor=cast.actor("thornbury"), collaboration=collaboration, name=collaboration.name, **given)
