"""Has every item a custodian able to keep it, also when people leave?

*Source:* design/sharing.md 2.1 ("Every item has a custodian able to keep it; the last one cannot leave"); R247; D2, D5.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork import matters
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.actions import handovers, handovers_passing, memberships
from commonground.people.actions import memberships_clearing as clearing
from commonground.people.actions import memberships_rounds as rounds
from commonground.people.models import Clearance, Membership
from commonground.people.queries import acting
from tests.people.handing import join
from tests.sharing.town import AMBER, town_of

TODAY = timezone.localdate()


@pytest.fixture
def town(cast):
    """Tranter alone is custodian of the police, whose coordinator is cleared as far as she is."""
    made = town_of(cast)
    made.three_versions()
    Membership.objects.filter(pk=cast.membership["thornbury"].pk).update(roles=["coordinator"])
    return made


def actor(town, key):
    """The Actor of somebody as they stand in the database now."""
    return acting.actor_through(town.cast.person[key], now(town, key))


def now(town, key):
    return Membership.objects.get(pk=town.cast.membership[key].pk)


def custody(town, key):
    return [one for one in matters.open_matters_of(town.cast.membership[key].pk) if one.key.startswith("custody:")]


def cleared(town, key, level):
    Clearance.objects.create(
        membership=town.cast.membership[key], level=level, starts=TODAY, until=None, vetted_by="The force"
    )


def test_what_one_custodian_alone_is_able_to_keep_hangs_on_them(town):
    (one,) = custody(town, "tranter")
    assert (one.title, one.must_have_owner, one.may_be_vacant) == ("Keeping what Aldermouth Police shares", True, False)
    assert custody(town, "thornbury") == []
    assert custody(town, "penhallow") == [], "Northgate has shared nothing"


def test_a_second_custodian_who_is_cleared_less_does_not_keep_all_of_it(town):
    join(town.cast, "Pat Lowe", "Aldermouth Police", "custodian")
    cleared(town, "Pat Lowe", 1)
    assert custody(town, "tranter")
    cleared(town, "Pat Lowe", 2)
    assert custody(town, "tranter") == []
    assert custody(town, "Pat Lowe") == []
    town.alert("Higher than they are", [town.to("Marlgate Centre")], tlp=AMBER, clearance=3)
    assert custody(town, "tranter") == [], "nobody here is able to keep that one, so it hangs on nobody"


def test_the_last_custodian_does_not_leave_on_a_day_without_a_handover(town):
    with pytest.raises(Refused, match="Begin a handover first"):
        memberships.end(actor=actor(town, "thornbury"), membership=now(town, "tranter"), leaves_on=TODAY)


def test_the_role_of_the_last_custodian_is_not_taken_away(town):
    held = now(town, "tranter")
    asked = {"actor": town.actor("calder"), "membership": held, "version": held.version, "post_title": held.post_title}
    with pytest.raises(Invalid, match="Keeping what Aldermouth Police shares") as refusal:
        memberships.change_membership(**asked, roles=["intelligence"])
    assert refusal.value.field == "roles"
    join(town.cast, "Pat Lowe", "Aldermouth Police", "custodian")
    cleared(town, "Pat Lowe", 2)
    memberships.change_membership(**asked, roles=["intelligence"])


@pytest.mark.parametrize("goes", ["suspend", "end"])
def test_who_is_gone_at_once_leaves_the_keeping_to_a_coordinator_who_is_cleared(town, goes):
    if goes == "suspend":
        memberships.suspend(actor=actor(town, "thornbury"), membership=now(town, "tranter"), reason="To be looked into")
    else:
        memberships.end(actor=actor(town, "thornbury"), membership=now(town, "tranter"), leaves_on=TODAY, at_once=True)
    assert now(town, "thornbury").roles == ["coordinator", "custodian"]
    assert Entry.objects.filter(tag="sharing:custody:handed_on").exists()
    assert custody(town, "thornbury")


@pytest.mark.parametrize("goes", ["suspend", "end"])
def test_nobody_suspends_or_ends_the_last_custodian_while_nobody_else_is_cleared(town, goes):
    cleared(town, "thornbury", 0)
    with pytest.raises(Refused, match="Name somebody who can first"):
        if goes == "suspend":
            memberships.suspend(actor=actor(town, "thornbury"), membership=now(town, "tranter"), reason="Looked into")
        else:
            memberships.end(
                actor=actor(town, "thornbury"), membership=now(town, "tranter"), leaves_on=TODAY, at_once=True
            )
    assert now(town, "tranter").suspended_at is None
    assert now(town, "tranter").until is None
    assert "custodian" not in now(town, "thornbury").roles


def test_whoever_keeps_the_installation_suspends_them_all_the_same_and_that_nobody_keeps_it_is_noted(town):
    cleared(town, "thornbury", 0)
    memberships.suspend(actor=town.actor("calder"), membership=now(town, "tranter"), reason="A false identity")
    vacant = Entry.objects.filter(tag="people:matter:vacant", details__package="sharing")
    assert vacant.exists()


def test_who_lapses_as_the_last_custodian_leaves_the_keeping_to_a_coordinator(town):
    held = town.cast.membership["tranter"]
    Membership.objects.filter(pk=held.pk).update(verify_by=TODAY - timedelta(60), lapses_on=TODAY)
    rounds.lapse(TODAY)
    assert "custodian" in now(town, "thornbury").roles


def test_a_handover_gives_the_keeping_to_a_successor_who_is_cleared_for_all_of_it(town):
    join(town.cast, "Pat Lowe", "Aldermouth Police")
    begun = handovers.begin(
        actor=actor(town, "thornbury"), membership=now(town, "tranter"), reason="moves", leaves_on=TODAY + timedelta(9)
    )
    row = begun.matters.get(key__startswith="custody:")
    assert row.choice == "successor"
    with pytest.raises(Invalid, match="cannot be left without anybody"):
        handovers.choose(actor=actor(town, "tranter"), handover=begun, matter=row, choice="closed")
    for level, keeps in ((1, False), (2, True)):
        cleared(town, "Pat Lowe", level)
        (one,) = custody(town, "tranter")
        passed = handovers_passing._try(
            actor(town, "thornbury"),
            one,
            town.cast.membership["tranter"].pk,
            town.cast.membership["Pat Lowe"].pk,
            TODAY,
        )
        assert passed is keeps
        assert ("custodian" in now(town, "Pat Lowe").roles) is keeps
    assert custody(town, "tranter") == []


def test_a_member_of_another_organisation_or_a_guest_never_keeps_it(town):
    join(town.cast, "Pat Lowe", "Aldermouth Police", "guest")
    cleared(town, "Pat Lowe", 3)
    (one,) = custody(town, "tranter")
    for key in ("Pat Lowe", "whitlock"):
        with pytest.raises(Refused, match="Choose somebody of Aldermouth Police"):
            matters.hand_over(
                actor=actor(town, "thornbury"), package="sharing", key=one.key,
                from_membership=town.cast.membership["tranter"].pk, to_membership=town.cast.membership[key].pk,
                ends=TODAY,
            )  # fmt: skip


def test_a_coordinator_does_not_lower_the_last_custodian_below_what_is_kept(town):
    held, reason = now(town, "tranter"), "Vetting is due"
    with pytest.raises(
        Invalid, match="Nobody else here is cleared for this: Keeping what Aldermouth Police"
    ) as refused:
        clearing.lower_clearance(actor=actor(town, "thornbury"), membership=held, level=1, reason=reason)
    assert refused.value.field == "level" and custody(town, "tranter")
    join(town.cast, "Pat Lowe", "Aldermouth Police", "custodian")
    cleared(town, "Pat Lowe", 2)
    clearing.lower_clearance(actor=actor(town, "thornbury"), membership=held, level=1, reason=reason)


def test_whoever_keeps_the_installation_lowers_the_last_custodian_all_the_same(town):
    clearing.lower_clearance(actor=town.actor("calder"), membership=now(town, "tranter"), level=0, reason="Withdrawn")
    assert Entry.objects.filter(tag="people:matter:vacant", details__package="sharing").exists()
