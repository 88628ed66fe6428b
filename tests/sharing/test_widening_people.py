"""Does nothing old open silently when people come, rise and come back? Its number is said, confirmed, and told.

*Source:* design/sharing.md 2.1 (no silent widening; levels and accreditations; a merger passes nothing); R15, R213; D2.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid
from commonground.groundwork.widening import Unconfirmed
from commonground.people.actions import members, memberships, merging, offers, organisations, profiles_brought
from commonground.people.actions import memberships_clearing as clearing
from commonground.people.actions import memberships_rounds as rounds
from commonground.people.models import Accreditation, Membership, MembershipOffer, Organisation, Person
from commonground.people.queries import acting
from commonground.sharing.actions.items import ReleaseDraft
from commonground.sharing.models import AgreementVersion
from commonground.sharing.queries import asking, visible
from tests.sharing.town import AMBER, GREEN, town_of

TODAY = timezone.localdate()
MARLGATE, NORTHGATE, TANNERY = "Marlgate Centre", "Northgate Guarding", "Tannery Stores"


@pytest.fixture
def town(cast):
    return town_of(cast)


def reads(town, person, membership):
    """How many items somebody reads through a membership, asked anew."""
    asking.forget()
    return visible.count(acting.actor_through(person, Membership.objects.get(pk=membership.pk)))


def told():
    return list(Entry.objects.filter(tag="sharing:widening:told").values_list("details__items", flat=True))


def refused_without(number, act):
    """The act is refused without the number, and with every other."""
    for wrong in (None, number - 1, number + 1):
        with pytest.raises(Unconfirmed) as refusal:
            act(confirmed=wrong)
        assert (refusal.value.number, refusal.value.field) == (number, "confirmed")
    assert told() == []
    return act(confirmed=number)


def warned(town, *names, count=3):
    """Open some alerts of the police to some organisations, without personal data."""
    for number in range(count):
        town.alert(f"Alert {number}", [town.to(name, agreed=False) for name in names], tlp=GREEN, personal=False)


def test_a_clearance_opens_old_items_once_their_number_is_confirmed(town):
    town.three_versions()
    town.alert("For the vetted", [town.to(MARLGATE)], tlp=AMBER, clearance=3)
    hat = town.cast.membership["whitlock"]
    values = {"level": 3, "starts": TODAY, "until": TODAY + timedelta(99), "vetted_by": "The force", "evidence": "V-1"}

    def enter(**more):
        return clearing.enter_clearance(actor=town.actor("calder"), membership=hat, **values, **more)

    before = reads(town, hat.person, hat)
    refused_without(1, enter)
    assert reads(town, hat.person, hat) == before + 1
    assert told() == [1]
    assert any("others can read items" in one.body for one in mail.outbox)


def test_a_clearance_that_begins_later_is_counted_as_it_will_be(town):
    town.alert("For the vetted", [town.to(MARLGATE)], tlp=AMBER, clearance=3)
    hat, later = town.cast.membership["whitlock"], TODAY + timedelta(30)
    asked = {"level": 3, "starts": later, "until": later + timedelta(9), "vetted_by": "The force", "evidence": "V-1"}
    made = refused_without(
        1, lambda **more: clearing.enter_clearance(actor=town.actor("calder"), membership=hat, **asked, **more)
    )
    made.refresh_from_db()
    assert made.starts == later
    assert reads(town, hat.person, hat) == 0


def test_a_clearance_that_is_lowered_or_opens_nothing_asks_nothing(town):
    town.three_versions()
    hat = town.cast.membership["whitlock"]
    clearing.lower_clearance(actor=town.actor("calder"), membership=hat, level=1, reason="The vetting ran out")
    assert reads(town, hat.person, hat) == 0
    assert told() == []


def test_whoever_is_invited_reads_what_was_shared_before_once_that_is_confirmed(town):
    warned(town, NORTHGATE)
    asked = {
        "organisation": town.cast.organisation[NORTHGATE],
        "name": "Nia Bowen",
        "email": "nia@guarding.example.org",
    }
    account = refused_without(3, lambda **more: members.invite_person(actor=town.actor("calder"), **asked, **more))
    assert reads(town, account.person, account.person.memberships.get()) == 3
    assert told() == [3]


def test_what_everybody_may_read_is_not_opened_by_an_invitation(town):
    town.alert("To all", [ReleaseDraft(to="public", purpose="To warn")], tlp=0, personal=False)
    asked = {
        "organisation": town.cast.organisation[NORTHGATE],
        "name": "Nia Bowen",
        "email": "nia@guarding.example.org",
    }
    account = members.invite_person(actor=town.actor("calder"), **asked)
    assert reads(town, account.person, account.person.memberships.get()) == 1
    assert told() == []


def test_an_offer_is_confirmed_by_whoever_makes_it_and_told_when_it_is_accepted(town):
    warned(town, NORTHGATE)
    person = town.cast.person["hartnoll"]
    email = person.account.email
    asked = {"organisation": town.cast.organisation[NORTHGATE], "name": person.name, "email": email}
    refused_without(3, lambda **more: members.invite_person(actor=town.actor("calder"), **asked, **more))
    assert told() == []
    assert not person.memberships.filter(organisation__name=NORTHGATE).exists()
    made = offers.accept(actor=town.actor("hartnoll"), offer=MembershipOffer.objects.get())
    assert reads(town, person, made) == 3
    assert told() == [3]


def test_a_suspension_is_lifted_once_what_that_opens_is_confirmed(town):
    town.three_versions()
    hat = town.cast.membership["whitlock"]
    memberships.suspend(actor=town.actor("calder"), membership=hat, reason="To be looked into")
    assert reads(town, hat.person, hat) == 0
    refused_without(1, lambda **more: memberships.lift(actor=town.actor("calder"), membership=hat, **more))
    assert reads(town, hat.person, hat) == 1


def test_who_had_lapsed_is_confirmed_once_what_that_opens_is(town):
    town.three_versions()
    hat = town.cast.membership["whitlock"]
    Membership.objects.filter(pk=hat.pk).update(verify_by=TODAY - timedelta(60), lapses_on=TODAY - timedelta(1))
    rounds.lapse(TODAY)
    refused_without(1, lambda **more: memberships.verify(actor=town.actor("calder"), membership=hat, **more))
    assert reads(town, hat.person, hat) == 1
    memberships.verify(actor=town.actor("calder"), membership=hat)


def test_an_organisation_begins_again_once_what_its_members_read_is_confirmed(town):
    warned(town, TANNERY, count=2)
    body = town.cast.organisation[TANNERY]
    organisations.end_organisation(actor=town.actor("calder"), organisation=body)
    refused_without(2, lambda **more: organisations.begin_again(actor=town.actor("calder"), organisation=body, **more))


def needing_bcrp(town):
    AgreementVersion.objects.update(accreditation_any_of=["bcrp"])
    town.three_versions()
    body = town.cast.organisation[MARLGATE]
    return profiles_brought.add_accreditation(
        actor=town.actor("whitlock"), organisation=body, standard="bcrp", starts=TODAY - timedelta(1)
    )


def verify(town, held, **more):
    held.refresh_from_db()
    return profiles_brought.verify_accreditation(
        actor=town.actor("calder"), accreditation=held, version=held.version, evidence="The register", **more
    )


def test_an_accreditation_opens_nothing_before_another_has_verified_it(town):
    held, hat = needing_bcrp(town), town.cast.membership["whitlock"]
    assert reads(town, hat.person, hat) == 0
    refused_without(1, lambda **more: verify(town, held, **more))
    assert reads(town, hat.person, hat) == 1


def test_an_organisation_can_only_shorten_what_it_is_accredited_for(town):
    held, hat = needing_bcrp(town), town.cast.membership["whitlock"]
    Accreditation.objects.filter(pk=held.pk).update(until=TODAY + timedelta(9))
    verify(town, held, confirmed=1)
    act = {"actor": town.actor("whitlock"), "accreditation": held}
    with pytest.raises(Invalid, match="verified again"):
        profiles_brought.end_accreditation(**act, until=TODAY + timedelta(99))
    held.refresh_from_db()
    profiles_brought.change_accreditation(**act, version=held.version, until=TODAY + timedelta(99))
    assert reads(town, hat.person, hat) == 0
    verify(town, held, confirmed=1)
    profiles_brought.end_accreditation(**act, until=TODAY)
    assert reads(town, hat.person, hat) == 0


def test_a_role_opens_nothing_to_read(town):
    town.three_versions()
    hat = town.cast.membership["ellerby"]
    before = reads(town, hat.person, hat)
    held = Membership.objects.get(pk=hat.pk)
    memberships.change_membership(
        actor=town.actor("calder"), membership=held, version=held.version, post_title="", roles=["custodian"]
    )
    assert reads(town, hat.person, hat) == before


def test_a_merger_passes_nothing_that_is_shared_and_what_new_members_read_is_confirmed(town):
    warned(town, TANNERY, count=2)
    gone = Organisation.objects.create(name="Tannery Shops", kind=town.cast.organisation[TANNERY].kind)
    person = Person.objects.create(name="Petra Lund")
    hat = Membership.objects.create(person=person, organisation=gone, starts=TODAY)
    town.cast.organisation["Tannery Shops"] = gone
    town.alert("Only for the other", [town.to("Tannery Shops", agreed=False)], tlp=GREEN, personal=False)
    kept = town.cast.organisation[TANNERY]
    done = refused_without(
        2,
        lambda **more: merging.merge(actor=town.actor("calder"), kept=kept, gone=gone, reason="Same door", **more),
    )
    assert reads(town, person, hat) == 2
    assert reads(town, town.cast.person["hartnoll"], town.cast.membership["hartnoll"]) == 2
    with pytest.raises(Unconfirmed):
        merging.undo(actor=town.actor("calder"), done=done)
    merging.undo(actor=town.actor("calder"), done=done, confirmed=1)
    assert reads(town, person, hat) == 1


def test_the_page_says_how_many_items_an_invitation_opens_and_keeps_what_was_typed(town, client_of):
    warned(town, MARLGATE)
    body = town.cast.organisation[MARLGATE]
    browser, address = client_of(town.cast.person["whitlock"]), f"/organisations/{body.ref}/invite/"
    typed = {"name": "Nia “<b>” Bowen", "email": "nia@marlgate.example.org", "post_title": "Night manager"}
    page = browser.post(address, typed)
    words = page.content.decode()
    assert "3 items can be read then by somebody who cannot read them now." in words
    assert 'value="Nia “&lt;b&gt;” Bowen"' in words
    assert not Person.objects.filter(name__startswith="Nia").exists()
    assert browser.post(address, {**typed, "confirmed": "2"}).status_code == 200
    assert browser.post(address, {**typed, "confirmed": "3"}).status_code == 302
    assert Person.objects.filter(name__startswith="Nia").exists()
