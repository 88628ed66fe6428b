"""Does somebody get in who is who they say, and nobody who only says so?

*Source:* R89, R143, R232; D3, D12.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.actors import ANONYMOUS
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions import joining, joining_checking, joining_deciding, memberships
from commonground.people.models import Account, Application, Membership, Organisation, Profile, Sponsor
from commonground.people.queries import joining as queries
from commonground.people.rules import conduct
from commonground.people.rules.joining import Missing, missing

TYPED = {
    "organisation_name": "Bellwether Security",
    "kind": "provider",
    "area": "",
    "website": "https://www.bellwether.example.org",
    "switchboard": "01632 960300",
    "switchboard_source": "www.bellwether.example.org/contact",
    "name": "Nadia Corran",
    "email": "Nadia.Corran@bellwether.example.org",
    "post_title": "Contracts manager",
    "telephone": "07700 900300",
    "sponsors_named": "Samir Haddow of Northgate Guarding; Owen Tranter",
    "reason": "Guards of ours work on Castle Parade.",
    "controls": "yes",
    "active": "ask",
    "accepts_conduct": "on",
}
REGISTER = "Register of approved contractors, entry 4711"


@pytest.fixture
def verifiers(cast):
    """Ruth Penhallow and Helen Ashdown verify."""
    for key in ("penhallow", "ashdown"):
        cast.membership[key].roles = [*cast.membership[key].roles, "verifier"]
        cast.membership[key].save()
    return cast


def applied(**more):
    values = {
        key: value for key, value in TYPED.items() if key not in {"controls", "active", "area", "accepts_conduct"}
    }
    values |= {"capabilities": {"controls": "yes", "active": "ask"}, "accepts_conduct": True, **more}
    application = joining.apply(actor=ANONYMOUS, **values)
    return joining.confirm_address(actor=ANONYMOUS, application=application)


def called(cast, application, by="penhallow", **more):
    how = {"number": "01632 960301", "published_at": REGISTER, "outcome": "confirmed", "spoke_to": "The desk", **more}
    return joining_checking.record_call(actor=cast.actor(by), application=application, **how)


def vouched(cast, application, *keys, by="penhallow"):
    for key in keys:
        asked = joining_checking.ask_sponsor(
            actor=cast.actor(by), application=application, membership=cast.membership[key]
        )
        joining_checking.vouch(actor=cast.actor(key), sponsor=asked, known_how="We meet each month.")


def ready(cast, **more):
    application = applied(**more)
    called(cast, application)
    vouched(cast, application, "haddow", "tranter")
    return application


def admitted(cast, application, by="ashdown"):
    application.refresh_from_db()
    return joining_deciding.admit(actor=cast.actor(by), application=application, version=application.version)


def lacks(application, decider=None):
    return missing(queries.facts_of(Application.objects.get(pk=application.pk)), decider)


def link_in(message):
    return "/" + re.search(r"/join/\S+", message.body)[0].lstrip("/")


def test_somebody_applies_confirms_is_called_back_vouched_for_and_admitted(client, client_of, verifiers):
    assert client.post("/join/apply/", TYPED)["Location"] == "/join/sent/"
    (message,) = mail.outbox
    assert message.to == ["nadia.corran@bellwether.example.org"]
    own = link_in(message)
    page = client.get(own).content.decode()
    assert "Confirm that nadia.corran@bellwether.example.org is mine" in page
    assert Application.objects.get().state == "unconfirmed"
    client.post(f"{own}confirm/")
    application = Application.objects.get()
    ruth, helen = client_of(verifiers.person["penhallow"]), client_of(verifiers.person["ashdown"])
    assert "Nadia Corran" in ruth.get("/applications/").content.decode()
    here = f"/applications/{application.ref}/"
    call = {"number": "01632 960301", "published_at": REGISTER, "outcome": "confirmed", "spoke_to": "The desk"}
    assert ruth.post(f"{here}call/", call).status_code == 302
    for key in ("haddow", "tranter"):
        ruth.post(f"{here}sponsors/", {"membership": verifiers.membership[key].ref})
        sponsor = Sponsor.objects.get(membership=verifiers.membership[key])
        theirs = client_of(verifiers.person[key])
        assert "Nadia Corran" in theirs.get("/vouching/").content.decode()
        theirs.post(f"/vouching/{sponsor.ref}/", {"answer": "vouched", "known_how": "We meet each month."})
    application.refresh_from_db()
    assert "Another verifier decides" in ruth.get(f"{here}admit/").content.decode()
    mail.outbox.clear()
    answer = helen.post(f"{here}admit/", {"version": application.version}, follow=True)
    assert "Nadia Corran is admitted" in answer.content.decode()
    membership = Membership.objects.get(person__name="Nadia Corran")
    assert membership.organisation.name == "Bellwether Security"
    assert membership.organisation.telephone == "01632 960301"
    assert membership.roles == ["coordinator"]
    assert membership.verified_on == timezone.localdate()
    assert membership.conduct_version == conduct.VERSION
    assert Profile.objects.get(organisation=membership.organisation).controls_capability == "yes"
    assert any("/password/new/" in message.body for message in mail.outbox)


def test_an_email_alone_never_lets_anybody_in(client, cast):
    client.post("/join/apply/", TYPED)
    own = link_in(mail.outbox[0])
    client.post(f"{own}confirm/")
    assert not Account.objects.filter(email__iexact=TYPED["email"]).exists()
    assert not Organisation.objects.filter(name=TYPED["organisation_name"]).exists()
    mail.outbox.clear()
    client.post("/password/forgotten/", {"email": TYPED["email"]})
    assert "/password/new/" not in mail.outbox[0].body
    assert client.post("/sign-in/", {"login": TYPED["email"], "password": "four words of mine"}).status_code == 200


def test_nothing_but_ones_own_application_is_visible_before_admission(client, cast):
    collaboration = cast.alive()
    before = {path: client.get(path).content for path in ("/", "/organisations/", "/contacts/")}
    client.post("/join/apply/", TYPED)
    client.post(f"{link_in(mail.outbox[0])}confirm/", follow=True)
    for path in ("/applications/", "/collaborations/", f"/collaborations/{collaboration.ref}/", "/you/", "/vouching/"):
        assert client.get(path)["Location"] == f"/sign-in/?next={path}"
    for path, content in before.items():
        assert client.get(path).content == content
        assert "Bellwether" not in client.get(path).content.decode()


def test_the_answer_is_the_same_whether_or_not_address_and_organisation_are_known(client, cast):
    unknown = client.post("/join/apply/", TYPED, follow=True).content
    known = {**TYPED, "email": "dana.whitlock@marlgate.example.org", "organisation_name": "Marlgate Centre"}
    assert client.post("/join/apply/", known, follow=True).content == unknown
    first, second = (re.sub(r"/join/\S+|Nadia Corran", "", message.body) for message in mail.outbox)
    assert first == second


def test_one_address_gets_three_messages_a_day_and_the_fourth_answer_tells_nothing(client, cast):
    answers = {client.post("/join/apply/", TYPED, follow=True).content for _ in range(4)}
    assert len(answers) == 1
    assert len(mail.outbox) == 3


def test_one_machine_is_told_to_wait_after_ten_applications_in_an_hour(client, cast):
    answers = [client.post("/join/apply/", {**TYPED, "email": f"n{i}@bellwether.example.org"}) for i in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert Application.objects.count() == 10


def test_what_was_typed_is_kept_and_each_fault_stands_beside_its_field(client, cast):
    page = client.post("/join/apply/", {**TYPED, "switchboard": "", "accepts_conduct": ""}).content.decode()
    assert "Enter its switchboard number" in page
    assert "Tick the box" in page
    assert "Guards of ours work on Castle Parade." in page
    assert not Application.objects.exists()


def test_only_the_hash_of_the_secret_is_kept_and_a_wrong_one_opens_nothing(client, cast):
    client.post("/join/apply/", TYPED)
    secret = link_in(mail.outbox[0]).strip("/").removeprefix("join/")
    assert secret not in str(Application.objects.values().get())
    assert client.get(f"/join/{secret}/").status_code == 200
    assert client.get(f"/join/{secret}/")["Cache-Control"].count("no-store")
    wrong = secret[:-1] + ("B" if secret.endswith("A") else "A")
    assert client.get(f"/join/{wrong}/").status_code == 404


def test_a_number_that_the_applicant_gave_for_themselves_never_counts(verifiers):
    application = applied()
    with pytest.raises(Invalid, match="gave for themselves"):
        called(verifiers, application, number="+44 7700 900300")


@pytest.mark.parametrize("where", ["www.bellwether.example.org/contact", "https://bellwether.example.org/about"])
def test_a_switchboard_that_only_the_applicant_vouches_for_never_counts(verifiers, where):
    with pytest.raises(Invalid, match="Only the applicant says so"):
        called(verifiers, applied(), number="(01632) 960 300", published_at=where)
    assert called(verifiers, Application.objects.get(), number="01632 960300").outcome == "confirmed"


def test_an_applicant_cannot_turn_a_call_to_their_own_phone_into_one_that_counts(verifiers):
    application = applied()
    called(verifiers, application)
    assert Missing.CALL not in lacks(application)
    values = {**joining.values_of(application), "telephone": "07700 900999"}
    joining.correct(actor=ANONYMOUS, application=application, **values)
    assert Missing.CALL in lacks(application)


def test_a_correction_of_what_does_not_tell_who_applies_leaves_the_checks_standing(verifiers):
    application = ready(verifiers)
    application.refresh_from_db()
    values = {**joining.values_of(application), "reason": "More than before"}
    joining.correct(actor=ANONYMOUS, application=application, **values)
    assert lacks(application) == ()


def test_a_lost_correction_is_said(verifiers):
    application = applied()
    with pytest.raises(Stale):
        joining.correct(actor=ANONYMOUS, application=application, **{**joining.values_of(application), "version": 1})


def test_two_sponsors_of_one_organisation_are_not_enough(verifiers):
    application = applied()
    called(verifiers, application)
    vouched(verifiers, application, "whitlock", "ellerby")
    assert lacks(application) == (Missing.SPONSORS,)


def test_one_person_with_two_memberships_is_one_sponsor(verifiers):
    application = applied()
    called(verifiers, application)
    vouched(verifiers, application, "whitlock")
    second = Membership.objects.create(
        person=verifiers.person["whitlock"],
        organisation=verifiers.organisation["Tannery Stores"],
        starts=timezone.localdate(),
    )
    with pytest.raises(Refused, match="not been asked yet"):
        joining_checking.ask_sponsor(actor=verifiers.actor("penhallow"), application=application, membership=second)
    assert lacks(application) == (Missing.SPONSORS,)


def test_colleagues_of_the_applicant_and_the_verifier_do_not_vouch(verifiers):
    application = applied(organisation_name="northgate guarding")
    for key, by in (("haddow", "penhallow"), ("penhallow", "penhallow")):
        with pytest.raises(Refused):
            joining_checking.ask_sponsor(
                actor=verifiers.actor(by), application=application, membership=verifiers.membership[key]
            )


def test_a_sponsor_who_has_left_since_no_longer_counts(verifiers):
    application = ready(verifiers)
    verifiers.membership["tranter"].until = timezone.localdate()
    verifiers.membership["tranter"].save()
    assert lacks(application) == (Missing.SPONSORS,)


def test_a_sponsor_declines_and_only_those_who_check_are_told(verifiers, client_of):
    application = applied()
    sponsor = joining_checking.ask_sponsor(
        actor=verifiers.actor("penhallow"), application=application, membership=verifiers.membership["haddow"]
    )
    mail.outbox.clear()
    client_of(verifiers.person["haddow"]).post(f"/vouching/{sponsor.ref}/", {"answer": "declined"})
    sponsor.refresh_from_db()
    assert (sponsor.state, mail.outbox) == ("declined", [])
    with pytest.raises(Refused, match="answered already"):
        joining_checking.vouch(actor=verifiers.actor("haddow"), sponsor=sponsor, known_how="After all")


def test_nobody_answers_for_another_sponsor(verifiers, client_of):
    application = applied()
    sponsor = joining_checking.ask_sponsor(
        actor=verifiers.actor("penhallow"), application=application, membership=verifiers.membership["haddow"]
    )
    assert client_of(verifiers.person["tranter"]).get(f"/vouching/{sponsor.ref}/").status_code == 404
    with pytest.raises(NotAllowed):
        joining_checking.vouch(actor=verifiers.actor("tranter"), sponsor=sponsor, known_how="Yes")


def test_whoever_made_the_call_does_not_decide_alone_where_there_is_another_verifier(verifiers):
    application = ready(verifiers)
    with pytest.raises(Refused, match="Another verifier decides"):
        admitted(verifiers, application, by="penhallow")
    assert admitted(verifiers, application, by="ashdown")


def test_a_single_verifier_decides_and_the_record_says_that_they_were_alone(verifiers):
    for key in ("ashdown", "calder"):
        verifiers.person[key].is_active = False
        verifiers.person[key].save()
    admitted(verifiers, ready(verifiers), by="penhallow")
    assert Entry.objects.get(tag="people:application:admitted").details["alone"] is True


def test_whoever_declares_an_interest_does_not_check_or_decide(verifiers, client_of):
    application = ready(verifiers)
    joining_checking.declare_interest(
        actor=verifiers.actor("ashdown"), application=application, text="We worked together until last year."
    )
    with pytest.raises(NotAllowed, match="stand close"):
        admitted(verifiers, application, by="ashdown")
    page = client_of(verifiers.person["ashdown"]).get(f"/applications/{application.ref}/").content.decode()
    assert "somebody else checks it" in page
    assert admitted(verifiers, application, by="calder")


def test_a_member_of_the_same_organisation_does_not_check(verifiers):
    application = applied(organisation_name="Aldermouth Police")
    with pytest.raises(NotAllowed):
        called(verifiers, application, by="ashdown")


@pytest.mark.parametrize("key", ["thornbury", "haddow", "lindqvist"])
def test_who_does_not_verify_sees_no_application(verifiers, client_of, key):
    application = applied()
    browser = client_of(verifiers.person[key])
    assert browser.get("/applications/").status_code == 403
    assert browser.get(f"/applications/{application.ref}/").status_code == 404


def test_an_application_is_declined_with_reasons_that_the_applicant_reads(verifiers, client_of):
    application = applied()
    mail.outbox.clear()
    browser = client_of(verifiers.person["penhallow"])
    here = f"/applications/{application.ref}/decline/"
    assert "Enter why" in browser.post(here, {"because": ""}).content.decode() or not mail.outbox
    browser.post(here, {"because": "Your organisation does not know you."})
    (message,) = mail.outbox
    assert "Your organisation does not know you." in message.body
    application.refresh_from_db()
    assert application.state == "declined"
    with pytest.raises(Refused):
        admitted(verifiers, application)


def test_an_application_is_withdrawn_and_kept(client, verifiers):
    client.post("/join/apply/", TYPED)
    own = link_in(mail.outbox[0])
    client.post(f"{own}withdraw/")
    assert "You have withdrawn this application" in client.get(own).content.decode()
    assert client.post(f"{own}confirm/").status_code == 403
    assert Application.objects.get().state == "withdrawn"


def test_somebody_who_signs_in_already_gets_a_second_membership_under_their_own_name(verifiers):
    application = ready(verifiers, email="gwen.hartnoll@tannery.example.org", name="Somebody Else")
    mail.outbox.clear()
    membership = admitted(verifiers, application)
    assert membership.person == verifiers.person["hartnoll"]
    assert all("/password/new/" not in message.body for message in mail.outbox)


def test_the_coordinators_of_an_organisation_are_told_of_its_new_member(verifiers):
    application = ready(verifiers, organisation_name="Marlgate Centre")
    mail.outbox.clear()
    assert admitted(verifiers, application).roles == []
    assert "dana.whitlock@marlgate.example.org" in [to for message in mail.outbox for to in message.to]


def test_an_application_that_nobody_confirms_is_forgotten_after_a_week(cast):
    values = {
        key: value for key, value in TYPED.items() if key not in {"controls", "active", "area", "accepts_conduct"}
    }
    application = joining.apply(actor=ANONYMOUS, accepts_conduct=True, **values)
    assert joining.forget_unconfirmed(timezone.localdate()) == 0
    Application.objects.filter(pk=application.pk).update(sent_at=timezone.now() - timedelta(days=8))
    assert joining.forget_unconfirmed(timezone.localdate()) == 1
    assert not Application.objects.exists()


def test_a_new_organisation_gets_its_first_coordinator_who_can_invite_others(verifiers, client_of):
    membership = admitted(verifiers, ready(verifiers))
    browser = client_of(membership.person)
    assert browser.get(f"/organisations/{membership.organisation.ref}/invite/").status_code == 200
    assert memberships.needs_handover(membership) in (True, False)
