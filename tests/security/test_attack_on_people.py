"""Can somebody who belongs here become more than they are, or read more of others than is theirs?

*Source:* R45, R89, R115, R232, R247; D2, D3, D5; settled questions, "Who".
"""

import time

import pytest
from django.core import mail
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.groundwork.actors import SYSTEM
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.actions import (
    handovers,
    handovers_passing,
    joining,
    members,
    memberships,
    memberships_clearing,
    organisations,
    own_data,
    posts,
    profiles_brought,
)
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.models import Handover, Membership
from commonground.people.permissions import TABLE
from commonground.people.queries import signing_in
from commonground.people.queries.own_data import version_of
from commonground.people.rules import conduct
from commonground.people.rules.finding import LIMITS_OF_A_PERSON
from commonground.people.rules.signing_in import PROOF_HOLDS_TO_SAVE
from commonground.projects.queries import visible
from tests.people.handing import actor, days_later, join, offered, today
from tests.people.posting import opened

MARLGATE, NORTHGATE, POLICE = "Marlgate Centre", "Northgate Guarding", "Aldermouth Police"
APPLICATION = {
    "email": "kit.osborne@example.org", "organisation_name": "Kestrel Watch", "kind": "provider", "name": "Kit Osborne",
    "post_title": "Manager", "switchboard": "01632 960500", "switchboard_source": "A directory", "telephone": "",
    "website": "", "area": None, "reason": "", "sponsors_named": "Two", "capabilities": {},
}  # fmt: skip


def also(cast, key, organisation, *roles):
    """Let somebody of the cast wear a second hat."""
    return Membership.objects.create(
        person=cast.person[key],
        organisation=cast.organisation[organisation],
        roles=list(roles),
        starts=today(),
        conduct_version=conduct.VERSION,
    )


def through(cast, key, membership):
    """Give the Actor of somebody who acts through a certain membership."""
    cast.membership[key] = membership
    return actor(cast, key)


def of_members(name, cast, key):
    held = cast.membership[key]
    return reverse(f"people:{name}", args=[held.organisation.public_id, held.public_id])


def applied(cast):
    """Let somebody apply; give the secret that only their message holds."""
    joining.apply(actor=cast.actor("calder"), accepts_conduct=True, **APPLICATION)
    line = next(line for line in mail.outbox[-1].body.splitlines() if "/join/" in line)
    return line.rstrip("/").rpartition("/")[2]


def test_the_record_keeps_no_secret_of_an_address_at_which_something_was_refused(cast, client):
    secret = applied(cast)
    address = reverse("people:withdraw_application", args=[secret])
    client.post(address)
    assert client.post(address).status_code == 403
    (refusal,) = Entry.objects.filter(outcome="refused")
    assert refusal.subject_id == "/join/.../withdraw/"
    assert secret[:8] not in refusal.subject_id


def test_an_applicant_sends_no_words_of_their_own_to_an_address_that_may_be_anybodys(cast):
    lure = "Your account is locked.\nSign in at https://evil.example"
    joining.apply(
        actor=cast.actor("calder"), accepts_conduct=True, **APPLICATION | {"name": lure, "organisation_name": lure}
    )
    assert "evil.example" not in mail.outbox[-1].body


def test_nobody_writes_a_message_of_their_own_through_a_name(cast):
    lure = "Ada\n\nYour account is locked. Sign in at https://evil.example"
    members.invite_person(
        actor=cast.actor("thornbury"), organisation=cast.organisation[POLICE], name=lure, email="ada@example.org"
    )
    assert not any(line.startswith("Your account is locked") for line in mail.outbox[-1].body.splitlines())


def test_a_coordinator_does_not_hand_the_work_of_a_member_to_themselves(cast):
    here = cast.alive()
    boss = join(cast, "Nell Archer", POLICE, "coordinator")
    reader = actor(cast, "Nell Archer")
    begun = handovers.begin(actor=reader, membership=cast.membership["tranter"], reason="moves", leaves_on=today())
    with pytest.raises(Invalid):
        handovers.prepare(
            actor=reader, handover=begun, version=begun.version, successor=boss, starts_on=today(), leaves_on=today()
        )
    matter = begun.matters.get(key__startswith="team:")
    with pytest.raises(Invalid):
        handovers.choose(actor=reader, handover=begun, matter=matter, choice="other", to=boss)
    assert not visible.collaborations_for(reader).filter(pk=here.pk).exists()


def test_a_member_hears_when_somebody_else_begins_to_hand_over_what_is_theirs(cast):
    handovers.begin(
        actor=cast.actor("thornbury"), membership=cast.membership["tranter"], reason="moves", leaves_on=today()
    )
    (message,) = mail.outbox
    assert message.to == ["owen.tranter@police.example.org"]
    assert "Maya Thornbury has begun to hand over what you hold" in message.body


def test_nobody_takes_another_name_without_those_knowing_who_vouch_for_them(cast):
    own_data.change_details(
        actor=cast.actor("tranter"), name="Chief Constable Vale", telephone="",
        version=version_of(cast.person["tranter"]),
    )  # fmt: skip
    (message,) = mail.outbox
    assert message.to == ["maya.thornbury@police.example.org"]
    assert "Owen Tranter of Aldermouth Police goes by the name Chief Constable Vale" in message.body


def test_a_leaver_may_still_hand_their_own_work_to_a_coordinator(cast):
    made = offered(cast, "tranter", "thornbury", starts_in=0)
    assert handovers.accept(actor=cast.actor("thornbury"), handover=made).state == "done"


def test_a_handover_that_was_cancelled_while_the_day_came_passes_nothing(cast):
    opened(cast)
    made = offered(cast, "tranter", "thornbury")
    handovers.accept(actor=cast.actor("thornbury"), handover=made)
    with days_later(8):
        read_before = Handover.objects.get(pk=made.pk)
        handovers.cancel(actor=cast.actor("tranter"), handover=made)
        assert not handovers_passing.pass_accepted(actor=SYSTEM, handover=read_before)
    made.refresh_from_db()
    assert made.state == "cancelled"
    assert not made.matters.filter(passed_at__isnull=False).exists()


def test_a_handover_that_was_accepted_while_the_last_day_ended_is_not_passed_to_stand_ins(cast):
    opened(cast)
    made = offered(cast, "tranter", "thornbury")
    read_before = Handover.objects.get(pk=made.pk)
    handovers.accept(actor=cast.actor("thornbury"), handover=made)
    assert not handovers_passing.pass_unaccepted(actor=SYSTEM, handover=read_before)
    made.refresh_from_db()
    assert made.state == "accepted"


def test_whoever_adds_somebody_of_another_organisation_does_not_get_their_sign_in_into_hand(cast, client_of):
    coordinator, whitlock = cast.actor("haddow"), cast.person["whitlock"]
    also(cast, "whitlock", NORTHGATE)
    for action in ("help_with_sign_in", "take_away_second_factor"):
        assert not TABLE[action].allows(coordinator, signing_in.whose(whitlock))
    assert whitlock.pk not in signing_in.those_helped_by(coordinator).values_list("person_id", flat=True)
    page = reverse("people:help_sign_in", args=[whitlock.public_id])
    assert client_of(cast.person["haddow"]).get(page).status_code == 404
    assert TABLE["help_with_sign_in"].allows(cast.actor("calder"), signing_in.whose(whitlock)), "an administrator does"


def test_a_second_hat_does_not_verify_what_the_first_one_claims(cast):
    held = profiles_brought.add_accreditation(
        actor=cast.actor("whitlock"), organisation=cast.organisation[MARLGATE], scheme="ACS", number="1",
        standard="BS 7958", certified_by="A body", starts=today(), until=None,
    )  # fmt: skip
    verifier = through(cast, "whitlock", also(cast, "whitlock", NORTHGATE, "verifier"))
    with pytest.raises(NotAllowed):
        profiles_brought.verify_accreditation(actor=verifier, accreditation=held, version=1, evidence="I know it")


def test_the_evidence_for_an_accreditation_is_not_copied_into_the_record(cast):
    held = profiles_brought.add_accreditation(
        actor=cast.actor("whitlock"), organisation=cast.organisation[MARLGATE], scheme="ACS", number="1",
        standard="BS 7958", certified_by="A body", starts=today(), until=None,
    )  # fmt: skip
    profiles_brought.verify_accreditation(
        actor=cast.actor("calder"), accreditation=held, version=1, evidence="quetzalcoatl"
    )
    assert not any("quetzalcoatl" in str(row.details) + row.summary for row in Entry.objects.all())


def test_a_vetting_contact_with_a_second_hat_does_not_raise_the_clearance_of_colleagues_there(cast):
    cast.membership["thornbury"].roles = ["vetting"]
    cast.membership["thornbury"].save()
    clearance = {"level": 2, "starts": today(), "until": today().replace(year=today().year + 1), "vetted_by": "Us"}
    memberships_clearing.enter_clearance(
        actor=actor(cast, "thornbury"), membership=cast.membership["ellerby"], **clearance
    )
    also(cast, "thornbury", NORTHGATE)
    with pytest.raises(NotAllowed):
        memberships_clearing.enter_clearance(
            actor=actor(cast, "thornbury"), membership=cast.membership["haddow"], **clearance
        )


def test_a_vetting_contact_reads_nothing_of_why_somebody_elsewhere_was_suspended(cast, client_of):
    cast.membership["thornbury"].roles = ["vetting"]
    cast.membership["thornbury"].save()
    memberships.suspend(actor=cast.actor("whitlock"), membership=cast.membership["ellerby"], reason="Quetzal trouble")
    page = of_members("member", cast, "ellerby")
    assert "Quetzal trouble" in client_of(cast.person["whitlock"]).get(page).content.decode()
    seen = client_of(cast.person["thornbury"]).get(page)
    assert seen.status_code == 200
    assert "Quetzal trouble" not in seen.content.decode()


@pytest.mark.parametrize(
    ("key", "of", "special", "is_taken"),
    [
        ("haddow", NORTHGATE, "national_lead", False),
        ("haddow", NORTHGATE, "business_crime_lead", False),
        ("haddow", NORTHGATE, "workgroup_lead", False),
        ("thornbury", POLICE, "national_lead", False),
        ("thornbury", POLICE, "business_crime_lead", True),
    ],
)
def test_nobody_poses_as_a_lead(cast, key, of, special, is_taken):
    holders = {"holder": None, "deputy": None}
    card = {"title": "Lead", "visibility": "named", "named": [], "special": special}
    ask = {"actor": cast.actor(key), "organisation": cast.organisation[of], **holders}
    if is_taken:
        assert posts.open_post(**ask, **card).special == special
        return
    with pytest.raises(Refused):
        posts.open_post(**ask, **card)
    plain = posts.open_post(**ask, **card | {"special": ""})
    with pytest.raises(Refused):
        posts.change_post(actor=cast.actor(key), post=plain, version=plain.version, special=special)


def test_whoever_was_privacy_contact_hears_of_no_request_any_more(cast):
    cast.membership["ellerby"].roles = ["privacy"]
    cast.membership["ellerby"].save()
    own_data.ask(actor=cast.actor("tranter"), kind="correction", text="My name")
    assert [message.to for message in mail.outbox] == [["lateshift@marlgate.example.org"]]
    memberships.suspend(actor=cast.actor("whitlock"), membership=cast.membership["ellerby"], reason="Misuse")
    mail.outbox.clear()
    own_data.ask(actor=cast.actor("yarrow"), kind="correction", text="My name")
    assert [message.to for message in mail.outbox] == [["helpdesk@abcp.example.org"]]


def test_a_member_who_walks_through_every_organisation_is_stopped_like_in_the_finder(cast, client_of):
    browser = client_of(cast.person["lindqvist"])
    page = reverse("people:organisation", args=[cast.organisation[MARLGATE].public_id])
    answers = {browser.get(page).status_code for _again in range(LIMITS_OF_A_PERSON[0][1])}
    # An hour may turn in between, which begins the count anew.
    answers |= {browser.get(page).status_code for _again in range(LIMITS_OF_A_PERSON[0][1])}
    assert answers == {200, 429}


SENSITIVE = {
    "change_member": "thornbury", "suspend_member": "thornbury", "lift_suspension": "thornbury",
    "end_membership": "thornbury", "enter_clearance": "calder", "invite": "thornbury", "own_data_download": "tranter",
    "own_data_ask": "tranter", "merge": "calder", "end_organisation": "calder",
}  # fmt: skip
POSTED = {"lift_suspension"}


@pytest.mark.parametrize("name", sorted(SENSITIVE))
def test_what_makes_or_ends_power_asks_first_whether_it_is_still_they(cast, client_of, name):
    browser = client_of(cast.person[SENSITIVE[name]])
    session = browser.session
    long_ago = time.time() - PROOF_HOLDS_TO_SAVE - 60
    session[marks.PROOFS] = [{**each, "at": long_ago} for each in session[marks.PROOFS]]
    session.save()
    held = cast.membership["tranter"]
    args = {
        "invite": [held.organisation.public_id],
        "end_organisation": [held.organisation.public_id],
        "merge": [cast.organisation[MARLGATE].public_id, cast.organisation[NORTHGATE].public_id],
        "own_data_download": [],
        "own_data_ask": [],
    }.get(name, [held.organisation.public_id, held.public_id])
    address = reverse(f"people:{name}", args=args)
    for ask in (browser.post,) if name in POSTED else (browser.get, browser.post):
        answer = ask(address)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("people:prove"))


def test_an_organisation_does_not_take_anothers_name_after_it_was_checked(cast):
    held = cast.organisation["Marlgate Centre"]
    card = organisations.card_of(held)
    for typed, field in (
        ({"name": "Aldermouth Police Fraud Desk"}, "name"),
        ({"aliases": ["aldermouth police"]}, "aliases"),
    ):
        with pytest.raises(Invalid) as refusal:
            organisations.change_card(actor=cast.actor("whitlock"), organisation=held, **(card | typed))
        assert field in refusal.value.faults
    renamed = organisations.change_card(actor=cast.actor("calder"), organisation=held, **(card | {"name": "Marlgate"}))
    assert renamed.name == "Marlgate"
