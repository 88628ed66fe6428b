"""Does somebody who is invited get a message, a password and a membership, and nobody else anything?

*Source:* D1, D3; settled questions, "Running it" (mail).
"""

import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.actions import members, offers
from commonground.people.commands import COMMANDS
from commonground.people.models import Account, Membership, MembershipOffer, Person
from commonground.people.rules import conduct
from commonground.website import cli

NEW = {"name": "Ravi Holt", "email": "ravi.holt@marlgate.example.org", "post_title": "Control room lead"}


class Postman:
    """Keeps what arrives at the door of the mail server."""

    def __init__(self):
        self.got = []

    async def handle_DATA(self, server, session, envelope):
        self.got.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Kept"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postman(settings):
    """A mail server that speaks real SMTP on this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    keeper = Postman()
    controller = Controller(keeper, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield keeper
    controller.stop()


def invited(cast, by="whitlock", organisation="Marlgate Centre", **more):
    return members.invite_person(actor=cast.actor(by), organisation=cast.organisation[organisation], **{**NEW, **more})


def test_the_invitation_arrives_and_its_link_sets_the_password(cast, client, client_of, postman):
    address = f"/organisations/{cast.organisation['Marlgate Centre'].ref}/invite/"
    answer = client_of(cast.person["whitlock"]).post(address, NEW, follow=True)
    assert "A message is on its way to ravi.holt@marlgate.example.org." in answer.content.decode()
    (message,) = postman.got
    assert message["To"] == NEW["email"]
    assert "Marlgate" not in message["Subject"]
    text = message.get_content()
    assert "Dana Whitlock has invited you" in text
    link = next(line for line in text.splitlines() if "/password/new/" in line)
    form = client.get("/" + link.split("/", 3)[3].strip(), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "four words of mine"})
    assert client.post("/sign-in/", {"login": NEW["email"], "password": "four words of mine"}).status_code == 302
    assert client.get("/you/")["Location"] == "/you/sign-in/first/"
    ravi = Person.objects.get(name="Ravi Holt")
    browser = client_of(ravi)
    ravi.memberships.update(conduct_version="")
    assert browser.get("/you/")["Location"] == "/conduct/"
    browser.post("/conduct/accept/", {"conduct": conduct.VERSION, "accepts": "on"})
    assert "Marlgate Centre" in browser.get("/you/").content.decode()


def test_before_the_link_is_used_nobody_signs_in(cast, client):
    account = invited(cast)
    assert not account.has_usable_password()
    assert client.post("/sign-in/", {"login": account.email, "password": "!"}).status_code == 200


def test_when_the_mail_server_is_away_nobody_is_invited_and_it_is_said(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(Refused, match="did not take the message"):
        invited(cast)
    assert not Account.objects.filter(email=NEW["email"]).exists()
    assert not Person.objects.filter(name=NEW["name"]).exists()


def test_somebody_who_signs_in_here_already_is_no_member_before_they_accept(cast, client_of):
    account = invited(cast, email="Ruth.Penhallow@abcp.example.org", name="Somebody Else", post_title="Adviser")
    assert account.person == cast.person["penhallow"]
    assert account.person.name == "Ruth Penhallow"
    assert Membership.objects.filter(person=account.person).count() == 1
    (message,) = mail.outbox
    assert "/password/" not in message.body and "Nothing changes before you accept" in message.body
    offer = MembershipOffer.objects.get()
    page = reverse("people:offer", args=[offer.public_id])
    assert page in message.body
    browser = client_of(account.person)
    assert page in browser.get("/you/").content.decode()
    assert "Dana Whitlock invites you" in browser.get(page).content.decode()
    assert Membership.objects.filter(person=account.person).count() == 1, "reading it accepts nothing"
    assert "You are a member of Marlgate Centre." in browser.post(page, {"answer": "yes"}, follow=True).content.decode()
    made = Membership.objects.get(person=account.person, organisation=offer.organisation)
    assert made.post_title == "Adviser"
    assert browser.get(page).status_code == 404
    with pytest.raises(Refused, match="answered already"):
        offers.accept(actor=cast.actor("penhallow"), offer=offer)


def test_what_is_declined_or_too_old_makes_nobody_a_member_and_nobody_answers_for_another(cast, client_of):
    invited(cast, email="ruth.penhallow@abcp.example.org")
    offer = MembershipOffer.objects.get()
    page = reverse("people:offer", args=[offer.public_id])
    for key in ("whitlock", "thornbury", "calder"):
        assert client_of(cast.person[key]).get(page).status_code == 404
        with pytest.raises(NotAllowed):
            offers.accept(actor=cast.actor(key), offer=offer)
    with time_machine.travel(timezone.now() + timedelta(days=31)), pytest.raises(Refused, match="time is over"):
        offers.accept(actor=cast.actor("penhallow"), offer=offer)
    client_of(cast.person["penhallow"]).post(page, {"answer": "no"})
    assert Membership.objects.filter(person=cast.person["penhallow"]).count() == 1
    with pytest.raises(Refused):
        offers.accept(actor=cast.actor("penhallow"), offer=offer)


def test_who_is_invited_again_has_one_invitation_to_answer(cast):
    for post in ("Adviser", "Trainer"):
        invited(cast, email="ruth.penhallow@abcp.example.org", post_title=post)
    assert MembershipOffer.objects.get().post_title == "Trainer"


def test_a_second_membership_does_not_take_the_place_of_the_first(cast, client_of):
    invited(cast, by="thornbury", organisation="Aldermouth Police", email="dana.whitlock@marlgate.example.org")
    offers.accept(actor=cast.actor("whitlock"), offer=MembershipOffer.objects.get())
    assert "Marlgate Centre" in client_of(cast.person["whitlock"]).get("/you/").content.decode()
    assert client_of(cast.person["whitlock"]).get("/").wsgi_request.actor.organisation_name == "Marlgate Centre"


def test_a_member_is_not_invited_twice(cast):
    with pytest.raises(Invalid, match="Tomas Ellerby is a member already"):
        invited(cast, email="lateshift@marlgate.example.org")


@pytest.mark.parametrize(("key", "may"), [("thornbury", False), ("ellerby", False), ("whitlock", True)])
def test_only_a_coordinator_of_the_organisation_invites(cast, key, may):
    if may:
        assert invited(cast, by=key)
    else:
        with pytest.raises(NotAllowed):
            invited(cast, by=key)


def test_a_coordinator_cannot_make_an_administrator_or_a_person_without_organisation(cast):
    with pytest.raises(NotAllowed):
        invited(cast, administrator=True)
    with pytest.raises(NotAllowed):
        members.invite_person(actor=cast.actor("whitlock"), organisation=None, name="N", email="n@example.org")


def test_the_deed_is_recorded_without_the_address(cast):
    invited(cast)
    entry = Entry.objects.get(tag="people:person:invited")
    assert entry.subject_name == NEW["name"]
    assert "@" not in str(entry.details)


def run(*words):
    options = cli._parser("people").parse_args(["people", *words])
    return options.command.run(options)


def test_the_first_administrator_is_made_in_the_shell_and_the_link_is_printed(db, capsys, client):
    assert run("invite", "helpdesk@example.org", "--name", "Ines Calder", "--administrator") == 0
    link = next(line for line in capsys.readouterr().out.splitlines() if "/password/new/" in line)
    assert Person.objects.get(name="Ines Calder").is_administrator
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    assert client.post(form.redirect_chain[-1][0], {"password1": "four words of mine"}).status_code == 302


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("invite", "helpdesk"), "“helpdesk” is not an e-mail address in full."),
        (
            ("invite", "a@example.org", "--organisation", "Nowhere Ltd"),
            "There is no organisation called “Nowhere Ltd”.",
        ),
    ],
)
def test_the_shell_says_in_one_line_what_is_wrong(cast, words, said):
    with pytest.raises(Invalid) as refusal:
        run(*words)
    assert refusal.value.reason == said


def test_the_list_names_everybody_who_signs_in(cast, capsys):
    assert run("list") == 0
    listed = capsys.readouterr().out
    assert "helpdesk@abcp.example.org  Ines Calder: administrator; has not signed in" in listed
    assert listed.count("\n") == Account.objects.count()


def test_every_command_says_what_it_does_and_how_it_ends():
    for command in COMMANDS:
        assert command.summary.endswith(".")
        assert command.example.startswith(f"commonground people {command.verb}")
        assert 0 in command.exit_codes
