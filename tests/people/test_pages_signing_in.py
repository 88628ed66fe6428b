"""Does signing in keep out whom it should, tell strangers nothing, and end when it must?

*Source:* D2, D3; settled questions, "Who" (anonymous) and "In Django" (allauth).
"""

import pytest
from django.contrib.auth.hashers import check_password
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.people.models import Account
from tests.cast import PASSWORD
from tests.people.signing_in.steps import CODE, DANA, SIGN_IN, first_step, second_step, telephone_of

UNKNOWN_TOGETHER = "We do not know this e-mail address together with this password."


signs_in = first_step


def test_the_right_password_and_code_lead_to_ones_day_and_that_is_recorded(client, cast):
    telephone = telephone_of(cast.person["whitlock"])
    assert signs_in(client)["Location"] == CODE
    answer = second_step(client, telephone.code())
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert "Good " in client.get("/").content.decode()
    assert Entry.objects.filter(tag="people:account:signed_in", actor_name="Dana Whitlock").count() == 1


def test_the_address_is_known_in_any_case(client, cast):
    assert signs_in(client, DANA.upper()).status_code == 302


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client, cast):
    wrong = signs_in(client, password="not the phrase")
    unknown = signs_in(client, "nobody@example.org", "not the phrase")
    assert wrong.status_code == unknown.status_code == 200
    assert UNKNOWN_TOGETHER in wrong.content.decode()
    assert UNKNOWN_TOGETHER in unknown.content.decode()
    assert Entry.objects.filter(tag="people:account:sign_in_failed").count() == 1


@pytest.mark.parametrize("what", ["account", "person"])
def test_a_closed_account_is_answered_like_a_wrong_password(client, cast, what):
    account = Account.objects.get(email=DANA)
    closed = account if what == "account" else account.person
    closed.is_active = False
    closed.save()
    assert UNKNOWN_TOGETHER in signs_in(client).content.decode()


def test_after_five_wrong_passwords_the_right_one_waits_too(client, cast):
    for _ in range(5):
        signs_in(client, password="not the phrase")
    assert "There were too many tries." in signs_in(client).content.decode()


def test_signing_in_gives_a_new_session_so_that_a_planted_one_is_worthless(client, cast):
    client.get(SIGN_IN)
    client.session["planted"] = True
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["commonground"] = session.session_key
    planted = session.session_key
    signs_in(client)
    assert client.session.session_key != planted


def test_after_signing_in_one_is_where_one_wanted_to_be_but_never_on_another_site(client, cast):
    telephone = telephone_of(cast.person["whitlock"])
    signs_in(client, next="/organisations/")
    assert second_step(client, telephone.code())["Location"] == "/organisations/"
    client.post("/sign-out/")
    signs_in(client, next="https://evil.example/")
    assert second_step(client, telephone.code())["Location"] == "/"


def test_signing_out_takes_a_post_and_is_recorded(client_of, cast):
    browser = client_of(cast.person["whitlock"])
    assert "Sign out of Common Ground?" in browser.get("/sign-out/").content.decode()
    assert browser.get("/you/").status_code == 200
    assert browser.post("/sign-out/").status_code == 302
    assert browser.get("/you/")["Location"] == f"{SIGN_IN}?next=/you/"
    assert Entry.objects.filter(tag="people:account:signed_out").count() == 1


def test_a_suspended_membership_opens_nothing_from_the_next_request_on(client_of, cast):
    collaboration = cast.alive()
    address = reverse("projects:history", args=[collaboration.public_id])
    browser = client_of(cast.person["tranter"])
    assert browser.get(address).status_code == 200
    cast.membership["tranter"].suspended_at = timezone.now()
    cast.membership["tranter"].save()
    assert browser.get(address).status_code == 404


def test_whoever_is_closed_is_signed_out_at_the_next_request(client_of, cast):
    browser = client_of(cast.person["tranter"])
    cast.person["tranter"].is_active = False
    cast.person["tranter"].save()
    assert browser.get("/you/")["Location"].startswith(SIGN_IN)


def test_a_forgotten_password_is_set_through_the_link_and_the_link_works_once(client, cast):
    assert client.post("/password/forgotten/", {"email": DANA}).status_code == 302
    (message,) = mail.outbox
    link = next(line for line in message.body.splitlines() if "/password/new/" in line)
    path = "/" + link.split("/", 3)[3]
    form = client.get(path, follow=True)
    assert "Choose your password" in form.content.decode()
    assert client.post(form.redirect_chain[-1][0], {"password1": "four words of mine"}).status_code == 302
    assert check_password("four words of mine", Account.objects.get(email=DANA).password)
    assert "does not work any more" in client.get(path, follow=True).content.decode()
    assert Entry.objects.filter(tag="people:account:password_set").count() == 1


def test_the_link_names_the_public_address_whatever_host_was_asked_for(client, cast, settings):
    settings.PUBLIC_ADDRESS = "https://cg.example.org"
    client.post("/password/forgotten/", {"email": DANA}, headers={"host": "127.0.0.1"})
    assert "https://cg.example.org/password/new/" in mail.outbox[0].body


def test_nobody_learns_from_the_page_whether_an_address_is_known(client, cast):
    known = client.post("/password/forgotten/", {"email": DANA}, follow=True)
    unknown = client.post("/password/forgotten/", {"email": "nobody@example.org"}, follow=True)
    assert known.content == unknown.content
    assert [message.subject for message in mail.outbox] == ["A message for you from Common Ground"] * 2
    assert "Nobody signs in there with nobody@example.org" in mail.outbox[1].body


def test_a_short_password_is_refused_beside_the_field(client_of, cast):
    answer = client_of(cast.person["whitlock"]).post(
        "/password/change/", {"oldpassword": PASSWORD, "password1": "short"}
    )
    assert 'href="#id_password1"' in answer.content.decode()
    assert check_password(PASSWORD, Account.objects.get(email=DANA).password)


def test_a_new_password_ends_every_other_session(client_of, cast):
    here, elsewhere = client_of(cast.person["whitlock"]), client_of(cast.person["whitlock"])
    changed = here.post("/password/change/", {"oldpassword": PASSWORD, "password1": "four words of mine"})
    assert changed["Location"] == "/you/"
    assert here.get("/you/").status_code == 200
    assert elsewhere.get("/you/")["Location"].startswith(SIGN_IN)


def test_an_account_without_a_password_is_sent_to_set_one_by_mail(client_of, cast):
    account = Account.objects.get(email=DANA)
    account.set_unusable_password()
    account.save()
    answer = client_of(cast.person["whitlock"]).get("/password/change/", follow=True)
    assert answer.request["PATH_INFO"] == "/password/forgotten/"


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reauthenticate", "account_inactive"])
def test_pages_of_the_library_that_we_do_not_style_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
