"""Does a membership open what it should, to whom it should, for as long as it should; and does nobody raise themselves?

*Source:* R45, R140-R142, R247; D2, D3.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions import members, memberships, offers, posts
from commonground.people.actions import memberships_clearing as clearing
from commonground.people.actions import memberships_rounds as rounds
from commonground.people.models import Holding, Membership, Person
from commonground.people.queries import acting
from commonground.people.queries import memberships as queries
from commonground.people.rules import clearances, roles
from commonground.people.rules.clearances import Entered

TODAY = timezone.localdate()


def give(cast, key, *given_roles):
    held = cast.membership[key]
    held.roles = sorted({*held.roles, *given_roles})
    held.save()
    return held


def changed(cast, by, key, given_roles, **more):
    held = Membership.objects.get(pk=cast.membership[key].pk)
    values = {"version": held.version, "post_title": held.post_title, **more}
    return memberships.change_membership(actor=cast.actor(by), membership=held, roles=given_roles, **values)


def opens(cast, key):
    return acting.memberships_of(cast.person[key].pk).filter(pk=cast.membership[key].pk).exists()


# Roles


def test_a_coordinator_makes_another_coordinator_of_the_own_organisation(cast):
    assert changed(cast, "whitlock", "ellerby", ["coordinator"]).roles == ["coordinator"]
    with pytest.raises(NotAllowed):
        changed(cast, "thornbury", "lindqvist", ["coordinator"])


@pytest.mark.parametrize("role", ["verifier", "moderator", "privacy", "vetting"])
def test_a_role_for_everybody_is_given_by_an_administrator_alone(cast, role):
    with pytest.raises(NotAllowed):
        changed(cast, "thornbury", "tranter", [role])
    with pytest.raises(NotAllowed):
        members.invite_person(
            actor=cast.actor("thornbury"), organisation=cast.organisation["Aldermouth Police"], name="N",
            email="n@police.example.org", roles=[role],
        )  # fmt: skip
    assert changed(cast, "calder", "tranter", [role]).roles == [role]


def test_a_vetting_contact_belongs_to_the_police(cast):
    with pytest.raises(NotAllowed):
        changed(cast, "calder", "ellerby", ["vetting"])


def test_nobody_gives_a_role_to_themselves_not_even_an_administrator(cast):
    with pytest.raises(NotAllowed):
        changed(cast, "whitlock", "whitlock", ["coordinator", "guest"])
    cast.person["tranter"].is_administrator = True
    cast.person["tranter"].save()
    with pytest.raises(NotAllowed):
        changed(cast, "tranter", "tranter", ["verifier"])


def test_nobody_makes_themselves_a_member(cast):
    with pytest.raises(NotAllowed, match="Nobody makes themselves a member"):
        members.invite_person(
            actor=cast.actor("calder"), organisation=cast.organisation["Marlgate Centre"], name="Ines Calder",
            email="helpdesk@abcp.example.org",
        )  # fmt: skip


def test_a_word_that_is_no_role_opens_nothing(cast):
    held = cast.membership["ellerby"]
    held.roles = ["administrator"]
    held.save()
    assert not cast.actor("ellerby").is_administrator


def test_a_lost_change_of_a_membership_is_said(cast):
    held = cast.membership["ellerby"]
    changed(cast, "whitlock", "ellerby", ["guest"])
    with pytest.raises(Stale):
        memberships.change_membership(actor=cast.actor("whitlock"), membership=held, version=1, post_title="", roles=[])


def test_the_last_coordinator_neither_leaves_nor_loses_the_role(cast):
    dana = cast.membership["whitlock"]
    with pytest.raises(Invalid, match="last coordinator"):
        memberships.end(actor=cast.actor("whitlock"), membership=dana, leaves_on=TODAY)
    with pytest.raises(Invalid, match="last coordinator"):
        changed(cast, "calder", "whitlock", [])
    changed(cast, "whitlock", "ellerby", ["coordinator"])
    assert memberships.end(actor=cast.actor("whitlock"), membership=dana, leaves_on=TODAY).until == TODAY + timedelta(1)
    with pytest.raises(Invalid, match="last coordinator"):
        changed(cast, "calder", "ellerby", [])


# Suspending and leaving


def test_a_suspension_acts_at_the_next_request_and_is_lifted(cast, client_of):
    collaboration = cast.alive()
    address = f"/collaborations/{collaboration.ref}/"
    browser = client_of(cast.person["tranter"])
    assert browser.get(address).status_code == 200
    held = cast.membership["tranter"]
    memberships.suspend(actor=cast.actor("thornbury"), membership=held, reason="Under inquiry")
    assert browser.get(address).status_code == 404
    memberships.lift(actor=cast.actor("thornbury"), membership=held)
    assert opens(cast, "tranter")
    assert held.suspensions.get().until is not None


def test_a_coordinator_suspends_only_members_of_the_own_organisation_and_not_themselves(cast):
    for key in ("whitlock", "thornbury"):
        with pytest.raises(NotAllowed):
            memberships.suspend(actor=cast.actor("thornbury"), membership=cast.membership[key], reason="So")


def test_an_administrator_can_stop_the_last_coordinator(cast):
    memberships.suspend(actor=cast.actor("calder"), membership=cast.membership["whitlock"], reason="Account stolen")
    assert not opens(cast, "whitlock")


def post_of(cast):
    return posts.open_post(
        actor=cast.actor("thornbury"), organisation=cast.organisation["Aldermouth Police"],
        holder=cast.membership["tranter"], deputy=cast.membership["marchbank"], title="Shop theft, Minster Gate",
    )  # fmt: skip


def test_who_holds_a_post_leaves_by_a_handover_or_lets_it_pass_at_once(cast):
    post, owen = post_of(cast), cast.membership["tranter"]
    with pytest.raises(Refused, match="Begin a handover first"):
        memberships.end(actor=cast.actor("tranter"), membership=owen, leaves_on=TODAY + timedelta(14))
    memberships.end(actor=cast.actor("thornbury"), membership=owen, leaves_on=TODAY, at_once=True, reason="Gone")
    assert not opens(cast, "tranter")
    assert not Holding.objects.filter(membership=owen, until__isnull=True).exists()
    post.refresh_from_db()
    assert post.vacant_since == TODAY or post.holdings.filter(part="holder", until__isnull=True).exists()


def test_what_a_suspended_member_held_goes_to_the_deputy_with_the_alarm(cast):
    post, owen = post_of(cast), cast.membership["tranter"]
    mail.outbox.clear()
    memberships.suspend(actor=cast.actor("thornbury"), membership=owen, reason="Under inquiry")
    assert not Holding.objects.filter(post=post, membership=owen, until__isnull=True).exists()
    assert any("leila.marchbank@police.example.org" in message.to for message in mail.outbox)


def test_who_leaves_on_a_day_stays_until_it_is_over_and_can_stay_after_all(cast):
    held = memberships.end(
        actor=cast.actor("whitlock"), membership=cast.membership["ellerby"], leaves_on=TODAY + timedelta(3)
    )
    assert queries.standing_of(held, TODAY + timedelta(3)) == "present"
    assert queries.standing_of(held, TODAY + timedelta(4)) == "left"
    memberships.stay(actor=cast.actor("whitlock"), membership=held)
    assert queries.standing_of(Membership.objects.get(pk=held.pk), TODAY + timedelta(4)) == "present"


# Clearances


def enter(cast, by, key, level, starts=TODAY, until=TODAY + timedelta(365)):
    return clearing.enter_clearance(
        actor=cast.actor(by), membership=cast.membership[key], level=level, starts=starts, until=until,
        vetted_by="Force vetting unit", evidence="FV 1234",
    )  # fmt: skip


def test_an_administrator_or_a_vetting_contact_of_the_police_enters_a_clearance(cast):
    give(cast, "calloway", "vetting")
    enter(cast, "calloway", "ellerby", 2)
    assert queries.clearance_of(cast.membership["ellerby"]) == 2
    enter(cast, "calder", "ellerby", 3)
    assert queries.clearance_of(cast.membership["ellerby"]) == 3


@pytest.mark.parametrize("by", ["whitlock", "thornbury", "calloway"])
def test_nobody_else_enters_one_and_the_own_organisation_never(cast, by):
    give(cast, "calloway", "vetting")
    with pytest.raises(NotAllowed):
        enter(cast, by, "ellerby" if by != "calloway" else "tranter", 2)


def test_the_own_organisation_lowers_a_clearance_and_cannot_lengthen_or_raise_it(cast):
    entered = enter(cast, "calder", "ellerby", 3, until=TODAY + timedelta(30))
    lowered = clearing.lower_clearance(
        actor=cast.actor("whitlock"), membership=cast.membership["ellerby"], level=1, reason="Contract changed"
    )
    assert (lowered.level, lowered.until) == (1, entered.until)
    with pytest.raises(NotAllowed):
        clearing.lower_clearance(
            actor=cast.actor("whitlock"), membership=cast.membership["ellerby"], level=2, reason="Back"
        )
    assert queries.clearance_of(cast.membership["ellerby"], TODAY + timedelta(31)) == 0


def test_a_clearance_is_nobodys_own_to_enter(cast):
    cast.person["ellerby"].is_administrator = True
    cast.person["ellerby"].save()
    with pytest.raises(NotAllowed):
        enter(cast, "ellerby", "ellerby", 3)


def test_a_clearance_ends_by_itself(cast):
    enter(cast, "calder", "ellerby", 2, until=TODAY + timedelta(10))
    assert queries.clearance_of(cast.membership["ellerby"], TODAY + timedelta(9)) == 2
    assert queries.clearance_of(cast.membership["ellerby"], TODAY + timedelta(10)) == 0


days = st.integers(0, 40).map(lambda n: TODAY + timedelta(n))
entries = st.lists(
    st.builds(Entered, st.integers(0, 3), days, st.none() | days, st.integers(0, 99), st.booleans()),
    unique_by=lambda each: each.order,
)


@given(entries, days)
def test_the_level_is_that_of_one_entry_in_force_or_none(found, day):
    level = clearances.level_on(day, found)
    in_force = {e.level for e in found if not e.withdrawn and e.starts <= day and (e.until is None or day < e.until)}
    assert level in in_force if in_force else level == 0


# Once a year


def due(cast, key, by):
    held = cast.membership[key]
    held.verify_by, held.lapses_on = by, roles.lapses_on(by)
    held.save()
    return held


def test_whoever_can_confirm_is_reminded_thirty_and_seven_days_before_and_on_the_day(cast):
    due(cast, "ellerby", TODAY + timedelta(30))
    told = [day for day in range(61) if rounds.chase(TODAY + timedelta(day))]
    assert told == [0, 23, 30]
    assert {to for message in mail.outbox for to in message.to} == {"dana.whitlock@marlgate.example.org"}


def test_a_round_that_runs_twice_reminds_once(cast):
    due(cast, "ellerby", TODAY + timedelta(30))
    assert (rounds.chase(TODAY), rounds.chase(TODAY)) == (1, 0)


def test_the_keepers_are_asked_about_a_single_coordinator(cast):
    due(cast, "whitlock", TODAY)
    rounds.chase(TODAY)
    assert mail.outbox[0].to == ["helpdesk@abcp.example.org"]


def test_a_membership_lapses_after_thirty_days_and_one_confirmation_restores_it(cast, client_of):
    held = due(cast, "ellerby", TODAY - timedelta(30))
    assert not opens(cast, "ellerby")
    assert (rounds.lapse(TODAY), rounds.lapse(TODAY)) == (1, 0)
    assert "lateshift@marlgate.example.org" in [to for message in mail.outbox for to in message.to]
    here = f"/organisations/{held.organisation.ref}/members/{held.ref}/"
    browser = client_of(cast.person["whitlock"])
    assert "Restore: still works here" in browser.get(here).content.decode()
    assert "is confirmed for another year" in browser.post(f"{here}confirm/", follow=True).content.decode()
    assert opens(cast, "ellerby")


def test_nobody_confirms_themselves(cast):
    with pytest.raises(NotAllowed):
        memberships.verify(actor=cast.actor("whitlock"), membership=cast.membership["whitlock"])


def test_the_post_of_a_lapsed_member_goes_to_the_deputy(cast):
    post = post_of(cast)
    due(cast, "tranter", TODAY - timedelta(30))
    rounds.lapse(TODAY)
    assert not post.holdings.filter(membership=cast.membership["tranter"], until__isnull=True).exists()


def test_a_membership_without_a_date_gets_one_at_least_thirty_days_ahead(cast):
    rounds.begin_to_count(TODAY)
    held = Membership.objects.get(pk=cast.membership["ellerby"].pk)
    assert held.verify_by == TODAY + timedelta(30)
    assert held.lapses_on == TODAY + timedelta(60)


# Pages


@pytest.mark.parametrize(("key", "status"), [("whitlock", 200), ("calder", 200), ("thornbury", 404), ("ellerby", 404)])
def test_only_those_who_keep_the_members_see_their_page(cast, client_of, key, status):
    here = f"/organisations/{cast.organisation['Marlgate Centre'].ref}/members/"
    assert client_of(cast.person[key]).get(here).status_code == status


def test_a_member_sees_their_own_membership_and_no_other(cast, client_of):
    browser, here = (
        client_of(cast.person["ellerby"]),
        f"/organisations/{cast.organisation['Marlgate Centre'].ref}/members/",
    )
    assert browser.get(f"{here}{cast.membership['ellerby'].ref}/").status_code == 200
    assert browser.get(f"{here}{cast.membership['whitlock'].ref}/").status_code == 404


def test_a_membership_is_found_through_its_own_organisation_alone(cast, client_of):
    police = cast.organisation["Aldermouth Police"].ref
    address = f"/organisations/{police}/members/{cast.membership['ellerby'].ref}/"
    assert client_of(cast.person["calder"]).get(address).status_code == 404


def test_members_are_narrowed_by_name_standing_and_role(cast, client_of):
    browser, here = (
        client_of(cast.person["whitlock"]),
        f"/organisations/{cast.organisation['Marlgate Centre'].ref}/members/",
    )
    assert "Tomas Ellerby" not in browser.get(f"{here}?role=coordinator").content.decode()
    assert "Tomas Ellerby" in browser.get(f"{here}?q=tomas&standing=present").content.decode()
    assert "No member like this" in browser.get(f"{here}?standing=suspended").content.decode()


def test_a_page_saves_what_its_reader_may_give_and_leaves_the_rest(cast, client_of):
    held = give(cast, "ellerby", "moderator")
    here = f"/organisations/{held.organisation.ref}/members/{held.ref}/change/"
    client_of(cast.person["whitlock"]).post(here, {"version": 1, "post_title": "Nights", "roles": ["coordinator"]})
    held.refresh_from_db()
    assert held.roles == ["coordinator", "moderator"]
    client_of(cast.person["whitlock"]).post(here, {"version": 2, "post_title": "Nights", "roles": ["verifier"]})
    held.refresh_from_db()
    assert held.roles == ["coordinator", "moderator"]


def test_somebody_with_two_hats_acts_for_one_at_a_time(cast, client_of):
    person = members.invite_person(
        actor=cast.actor("hartnoll"), organisation=cast.organisation["Tannery Stores"], name="Dana Whitlock",
        email="dana.whitlock@marlgate.example.org",
    ).person  # fmt: skip
    second = offers.accept(actor=cast.actor("whitlock"), offer=person.offers.get())
    browser = client_of(cast.person["whitlock"])
    assert "change organisation" in browser.get("/you/").content.decode()
    browser.post("/you/organisation/", {"membership": second.ref})
    assert browser.get("/you/").wsgi_request.actor.organisation_name == "Tannery Stores"
    memberships.suspend(actor=cast.actor("hartnoll"), membership=second, reason="Not here any more")
    assert browser.get("/you/").wsgi_request.actor.organisation_name == "Marlgate Centre"


def test_a_member_ends_at_once_by_the_page(cast, client_of):
    held = cast.membership["ellerby"]
    here = f"/organisations/{held.organisation.ref}/members/{held.ref}/end/"
    browser = client_of(cast.person["whitlock"])
    assert "Enter the last day" in browser.post(here, {"how": "on"}).content.decode()
    assert browser.post(here, {"how": "at_once", "reason": "Left the firm"}).status_code == 302
    assert not opens(cast, "ellerby")
    assert Person.objects.get(name="Tomas Ellerby").is_active
