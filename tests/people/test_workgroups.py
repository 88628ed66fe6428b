"""Who may do what in a workgroup, and what does everybody read of it?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Stale
from commonground.people.actions import supporting
from commonground.people.actions import workgroups as actions
from commonground.people.actions import workgroups_steps as steps
from commonground.people.models import Workgroup
from commonground.people.queries import workgroups as queries
from commonground.people.rules.workgroups import Part
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignsIn = Callable[[Any], Client]
NEXT_YEAR = timezone.localdate() + timedelta(days=365)


@pytest.fixture
def group(cast: Cast) -> Workgroup:
    """A workgroup led by Maya Thornbury (police), with Dana Whitlock (security) in it."""
    keeper = cast.actor(_keeper(cast))
    made = actions.found_workgroup(
        actor=keeper, programme=cast.programme, name="Effective collaboration", about="Keeps the guide", terms="Meets."
    )
    for who, part in (("thornbury", Part.LEAD), ("whitlock", Part.MEMBER)):
        organisation = cast.membership[who].organisation
        seat = actions.seat(actor=keeper, workgroup=made, organisation=organisation, part=part.value)
        actions.take_seat(actor=keeper, seat=seat, membership=cast.membership[who], is_public=part is Part.LEAD)
    return made


def _keeper(cast: Cast) -> str:
    return next(key for key, person in cast.person.items() if person.is_administrator)


def test_a_lead_says_what_the_group_answers_for_and_a_member_does_not(cast: Cast, group: Workgroup) -> None:
    charge = {"workgroup": group, "name": "The guide", "kind": "guidance", "review_on": NEXT_YEAR}
    with pytest.raises(NotAllowed):
        actions.give_charge(actor=cast.actor("whitlock"), **charge)
    actions.give_charge(actor=cast.actor("thornbury"), **charge)
    assert [each.name for each in queries.charges_of(group)] == ["The guide"]


def test_whoever_sits_in_it_notes_that_it_looked_again_and_nobody_else(cast: Cast, group: Workgroup) -> None:
    lead, member, other = cast.actor("thornbury"), cast.actor("whitlock"), cast.actor("penhallow")
    charge = actions.give_charge(actor=lead, workgroup=group, name="The guide", kind="guidance", review_on=NEXT_YEAR)
    with pytest.raises(NotAllowed):
        actions.look_again(actor=other, charge=charge, version=1, review_on=NEXT_YEAR)
    with pytest.raises(Invalid):
        actions.look_again(actor=member, charge=charge, version=1, review_on=timezone.localdate())
    held = actions.look_again(actor=member, charge=charge, version=1, review_on=NEXT_YEAR)
    assert held.reviewed_on == timezone.localdate()
    with pytest.raises(Stale):
        actions.look_again(actor=lead, charge=charge, version=1, review_on=NEXT_YEAR)


def test_only_an_administrator_names_a_lead_and_a_lead_seats_members(cast: Cast, group: Workgroup) -> None:
    lead, organisation = cast.actor("thornbury"), cast.membership["penhallow"].organisation
    with pytest.raises(NotAllowed):
        actions.seat(actor=lead, workgroup=group, organisation=organisation, part="lead")
    seat = actions.seat(actor=lead, workgroup=group, organisation=organisation, part="member")
    with pytest.raises(Invalid):
        actions.take_seat(actor=lead, seat=seat, membership=cast.membership["whitlock"], is_public=False)
    actions.take_seat(actor=lead, seat=seat, membership=cast.membership["penhallow"], is_public=False)
    assert queries.standing_of(group).holds(cast.membership["penhallow"].pk)


def test_a_lead_whose_membership_has_ended_leads_nothing(cast: Cast, group: Workgroup) -> None:
    membership = cast.membership["thornbury"]
    membership.until = timezone.localdate()
    membership.save()
    assert not queries.standing_of(group).leads
    assert not queries.leads_of(group).exists()


def test_nobody_acts_in_a_closed_group(cast: Cast, group: Workgroup) -> None:
    closed = actions.close_workgroup(actor=cast.actor(_keeper(cast)), workgroup=group, because="Its work is done")
    for who in ("thornbury", _keeper(cast)):
        with pytest.raises(NotAllowed):
            actions.change_workgroup(actor=cast.actor(who), workgroup=closed, version=closed.version, name="Other")


def test_two_who_change_the_terms_at_once_lose_nothing(cast: Cast, group: Workgroup) -> None:
    lead = cast.actor("thornbury")
    actions.change_workgroup(actor=lead, workgroup=group, version=1, terms="Meets monthly.")
    with pytest.raises(Stale) as lost:
        actions.change_workgroup(actor=lead, workgroup=group, version=1, terms="Meets weekly.")
    assert lost.value.theirs["terms"] == "Meets monthly."


def test_the_public_reads_the_lead_who_agreed_to_it_and_no_other_name(
    cast: Cast, group: Workgroup, client: Client, client_of: SignsIn
) -> None:
    follows = [steps.Step("Canary of the step", cast.membership["whitlock"], NEXT_YEAR)]
    today, member = timezone.localdate(), cast.actor("whitlock")
    steps.note_meeting(actor=member, workgroup=group, on=today, note="Canary of the meeting", steps=follows)
    page = reverse("people:workgroup", args=[group.public_id])
    shown = client.get(page).content.decode()
    assert cast.person["thornbury"].name in shown
    assert cast.person["whitlock"].name not in shown
    assert "Canary" not in shown
    assert "Canary" not in client_of(cast.person["penhallow"]).get(page).content.decode()
    assert "Canary" in client_of(cast.person["whitlock"]).get(page).content.decode()


def test_an_organisation_is_named_as_a_supporter_by_its_own_coordinator_only(cast: Cast, client: Client) -> None:
    coordinator = next(key for key, each in cast.membership.items() if "coordinator" in each.roles)
    organisation = cast.membership[coordinator].organisation
    asked = {"programme": cast.programme, "organisation": organisation, "what": "guide", "words": "It helps."}
    for other in ("whitlock", _keeper(cast)):
        if cast.actor(other).organisation_id != organisation.pk:
            with pytest.raises(NotAllowed):
                supporting.support_publicly(actor=cast.actor(other), **asked)
    named = supporting.support_publicly(actor=cast.actor(coordinator), **asked)
    assert organisation.name in client.get(reverse("people:workgroups")).content.decode()
    with pytest.raises(Invalid):
        supporting.support_publicly(actor=cast.actor(coordinator), **asked)
    supporting.end_support(actor=cast.actor(coordinator), supporter=named)
    assert "It helps." not in client.get(reverse("people:workgroups")).content.decode()


def test_an_administrator_sets_up_a_group_seats_somebody_and_ends_the_seat_on_the_pages(
    cast: Cast, client_of: SignsIn
) -> None:
    client = client_of(cast.person[_keeper(cast)])
    organisation = cast.membership["thornbury"].organisation
    client.post(reverse("people:found_workgroup"), {"name": "Standards", "about": "Keeps the register"})
    made = Workgroup.objects.get(name="Standards")
    ids = [made.public_id]
    client.post(reverse("people:new_seat", args=ids), {"organisation": organisation.ref, "part": "lead"})
    seat = made.seats.get()
    chosen = {"membership": cast.membership["thornbury"].ref, "is_public": "on"}
    client.post(reverse("people:seat", args=[*ids, seat.public_id]), chosen)
    assert queries.leads_of(made).get() == cast.membership["thornbury"]
    answer = client.post(reverse("people:new_charge", args=ids), {"name": "", "kind": "register"})
    assert "Enter what it answers for" in answer.content.decode()
    client.post(reverse("people:end_seat", args=[*ids, seat.public_id]))
    assert not queries.leads_of(made).exists()
