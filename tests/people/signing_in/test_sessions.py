"""Is a session worth something only to whom it was given, and only for as long as it should be?

*Source:* bar B5; ASVS 5.0, V7.
"""

import re
import time

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.adapters import signing_in_sessions as sessions
from commonground.people.models import Account, KnownDevice, Membership
from commonground.people.rules import conduct, signing_in
from commonground.people.rules import sessions as rules
from tests.conftest import SiteClient
from tests.figures import counts
from tests.people.signing_in.steps import PASSWORD, first_step, is_in, second_step, telephone_of

COOKIE = settings.SESSION_COOKIE_NAME
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0"
    " Mobile/15E148 Safari/604.1"
)


def signed_in(telephone, **headers):
    """Sign in through both steps, in a browser of its own."""
    browser = SiteClient(headers={"user-agent": FIREFOX, **headers})
    first_step(browser)
    assert second_step(browser, telephone.code()).status_code == 302
    return browser


def planted(browser):
    """Plant a session of an attacker's in somebody's browser, and give its id."""
    store = SessionStore()
    store["planted"] = True
    store.create()
    browser.cookies[COOKIE] = store.session_key
    return store.session_key


def other_browser(key):
    browser = SiteClient()
    browser.cookies[COOKIE] = key
    return browser


def test_a_planted_session_is_worth_nothing_after_any_step(cast, figure):
    telephone, stolen, tries = telephone_of(cast.person["whitlock"]), 0, counts(10, 100)
    for number in range(tries):
        victim = SiteClient(REMOTE_ADDR=f"192.0.2.{number}")  # one address may not sign in so often in a minute
        ids = [planted(victim)]
        first_step(victim)
        ids.append(victim.cookies[COOKIE].value)
        second_step(victim, telephone.code())
        assert is_in(victim)
        ids.append(victim.cookies[COOKIE].value)
        assert len(set(ids)) == 3, "the id changes at both steps"
        stolen += sum(is_in(other_browser(key)) or SessionStore().exists(key) for key in ids[:2])
    assert stolen == 0
    figure("planted sessions that came to life", stolen, bar=f"0 of {2 * tries}")


def test_the_id_changes_when_one_proves_again_switches_or_adds_a_factor(cast, client_of):
    telephone = telephone_of(cast.person["whitlock"])
    second = Membership.objects.create(
        person=cast.person["whitlock"],
        organisation=cast.organisation["Northgate Guarding"],
        starts=timezone.localdate(),
        conduct_version=conduct.VERSION,
    )
    browser = signed_in(telephone)
    deeds = [
        lambda: browser.post("/prove/?next=/you/", {"code": telephone.code()}),
        lambda: browser.post("/you/organisation/", {"membership": second.ref}),
    ]
    for deed in deeds:
        before = browser.cookies[COOKIE].value
        assert deed().status_code == 302
        assert browser.cookies[COOKIE].value != before
        assert not SessionStore().exists(before)
        assert is_in(browser)
        assert UserSession.objects.filter(session_key=browser.cookies[COOKIE].value).count() == 1


def test_cookies_go_nowhere_else(cast, client, settings):
    answer = first_step(client)
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["domain"]


def test_with_https_every_cookie_is_bound_to_the_host():
    import subprocess
    import sys

    code = (
        "from commonground.website import settings as s; from commonground.people.rules import sessions;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME,"
        " s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"PUBLIC_ADDRESS": "https://cg.example.org", "COMMONGROUND_HOME": "/tmp/none", "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["__Host-commonground", "__Host-csrf", "__Host-language", "True", "True"]


def test_signing_out_ends_the_session_on_the_server(cast):
    browser = signed_in(telephone_of(cast.person["whitlock"]))
    key = browser.cookies[COOKIE].value
    assert browser.get("/sign-out/").status_code == 200
    assert is_in(browser)
    browser.post("/sign-out/")
    assert not is_in(other_browser(key))
    assert not SessionStore().exists(key)
    assert not UserSession.objects.exists()


def test_three_sessions_of_a_suspended_member_find_nothing_at_their_next_request(cast, figure):
    collaboration, telephone = cast.alive(), telephone_of(cast.person["tranter"])
    address = reverse("projects:history", args=[collaboration.public_id])
    browsers = []
    for _ in range(3):
        browser = SiteClient()
        first_step(browser, telephone.account.email)
        second_step(browser, telephone.code())
        browsers.append(browser)
    assert [browser.get(address).status_code for browser in browsers] == [200] * 3
    cast.membership["tranter"].suspended_at = timezone.now()
    cast.membership["tranter"].save()
    assert [browser.get(address).status_code for browser in browsers] == [404] * 3
    figure("sessions of a suspended member that open anything", 0, bar="0 of 3, at the next request")


@pytest.mark.parametrize("what", ["account", "person"])
def test_three_sessions_of_somebody_who_is_closed_are_dead_at_their_next_request(cast, what):
    telephone = telephone_of(cast.person["tranter"])
    browsers = []
    for _ in range(3):
        browser = SiteClient()
        first_step(browser, telephone.account.email)
        second_step(browser, telephone.code())
        browsers.append(browser)
    closed = telephone.account if what == "account" else cast.person["tranter"]
    closed.is_active = False
    closed.save()
    assert [is_in(browser) for browser in browsers] == [False] * 3


def test_one_sees_ones_sessions_in_words_and_ends_one_of_them(cast):
    telephone = telephone_of(cast.person["whitlock"])
    here, telephone_browser = signed_in(telephone), signed_in(telephone, **{"user-agent": IPHONE})
    page = here.get("/you/sessions/").content.decode()
    assert "Firefox on Windows" in page
    assert "Safari on an iPhone" in page
    assert page.count("This one") == 1
    (end,) = re.findall(r'action="(/you/sessions/[0-9A-Za-z]{22}/end/)"', page)
    assert here.post(end).status_code == 302
    assert is_in(here)
    assert not is_in(telephone_browser)
    assert here.post(end).status_code == 404


def test_signing_out_everywhere_else_leaves_the_one_in_hand(cast):
    telephone = telephone_of(cast.person["whitlock"])
    here, *others = (signed_in(telephone) for _ in range(4))
    answer = here.post("/you/sessions/others/end/", follow=True)
    assert "3 other sessions have ended." in answer.content.decode()
    assert is_in(here)
    assert [is_in(browser) for browser in others] == [False] * 3


def test_nobody_ends_a_session_of_somebody_else(cast, client_of):
    signed_in(telephone_of(cast.person["whitlock"]))
    from commonground.people.queries import signing_in as queries

    (theirs,) = queries.sessions_of(Account.objects.get(person=cast.person["whitlock"]), None)
    other = client_of(cast.person["lindqvist"])
    assert other.post(reverse("people:end_session", args=[theirs.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("key", "seconds", "lives"),
    [
        (sessions.SEEN, rules.IDLE_AT_MOST - 60, True),
        (sessions.SEEN, rules.IDLE_AT_MOST, False),
        (sessions.BEGAN, rules.LASTS_AT_MOST - 60, True),
        (sessions.BEGAN, rules.LASTS_AT_MOST, False),
    ],
)
def test_a_session_ends_when_idle_and_after_a_shift(cast, client_of, key, seconds, lives):
    browser = client_of(cast.person["whitlock"])
    assert is_in(browser)
    session = browser.session
    session[key] = time.time() - seconds
    session.save()
    assert is_in(browser) is lives
    assert is_in(browser) is lives


def test_a_new_device_is_told_by_mail_and_a_known_one_is_not(cast):
    telephone = telephone_of(cast.person["whitlock"])
    first = signed_in(telephone)
    assert mail.outbox == []
    first.post("/sign-out/")
    first_step(first)
    second_step(first, telephone.code())
    assert mail.outbox == []
    signed_in(telephone, **{"user-agent": IPHONE})
    (message,) = mail.outbox
    assert "Somebody signed in from a device that is new." in message.body
    assert "Safari on an iPhone" in message.body
    assert KnownDevice.objects.count() == 2
    assert first.cookies["device"].value not in str(KnownDevice.objects.values_list("mark", flat=True))


def test_the_mark_of_a_device_says_nothing_of_another_account(cast):
    one, two = telephone_of(cast.person["whitlock"]), telephone_of(cast.person["tranter"])
    browser = signed_in(one)
    browser.post("/sign-out/")
    first_step(browser, two.account.email)
    second_step(browser, two.code())
    assert KnownDevice.objects.filter(account=two.account).count() == 1


def test_who_changed_the_password_is_told_so_and_stays_in_alone(cast):
    telephone = telephone_of(cast.person["whitlock"])
    here, elsewhere = signed_in(telephone), signed_in(telephone)
    mail.outbox.clear()
    here.post("/password/change/", {"oldpassword": PASSWORD, "password1": "four words of mine"})
    assert is_in(here)
    assert not is_in(elsewhere)
    assert "Your password was changed." in mail.outbox[0].body
    assert "set a new password at once" in mail.outbox[0].body
    assert "Firefox on Windows" in here.get("/you/sessions/").content.decode()


def test_what_matters_is_asked_for_again_after_ten_minutes(cast):
    telephone = telephone_of(cast.person["whitlock"])
    browser = signed_in(telephone)
    assert browser.get("/you/sign-in/passkey/").status_code == 200
    age_proofs(browser, signing_in.PROOF_HOLDS)
    asked = browser.get("/you/sign-in/passkey/")
    assert asked["Location"] == "/prove/?next=%2Fyou%2Fsign-in%2Fpasskey%2F"
    wrong = browser.post(asked["Location"], {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    answer = browser.post(asked["Location"], {"code": telephone.code()})
    assert answer["Location"] == "/you/sign-in/passkey/"
    assert browser.get("/you/sign-in/passkey/").status_code == 200


def test_a_form_that_was_opened_in_time_may_be_sent_for_a_while(cast):
    browser = signed_in(telephone_of(cast.person["whitlock"]))
    age_proofs(browser, signing_in.PROOF_HOLDS + 60)
    assert browser.post("/you/sign-in/codes/")["Location"] == "/you/sign-in/codes/"
    age_proofs(browser, signing_in.PROOF_HOLDS_TO_SAVE)
    sent = browser.post("/you/sign-in/codes/", headers={"referer": "http://testserver/you/sign-in/codes/"})
    assert sent["Location"] == "/prove/?next=%2Fyou%2Fsign-in%2Fcodes%2F"


def test_proving_leads_to_no_other_site(cast):
    telephone = telephone_of(cast.person["whitlock"])
    browser = signed_in(telephone)
    assert browser.post("/prove/?next=https://evil.example/", {"code": telephone.code()})["Location"] == "/"


def age_proofs(browser, seconds):
    session = browser.session
    session[marks.PROOFS] = [{**each, "at": each["at"] - seconds} for each in session[marks.PROOFS]]
    session.save()


@pytest.mark.parametrize(
    ("key", "may"), [("calder", True), ("ellerby", False), ("thornbury", False), ("whitlock", False)]
)
def test_administrators_end_the_sessions_of_others_and_strangers_do_not(cast, client_of, key, may):
    theirs = signed_in(telephone_of(cast.person["whitlock"]))
    address = reverse("people:end_sessions_of", args=[cast.person["whitlock"].public_id])
    answer = client_of(cast.person[key]).post(address)
    assert answer.status_code == (302 if may else 404)
    assert is_in(theirs) is not may


def test_a_coordinator_ends_the_sessions_of_a_member_who_is_told_so(cast, client_of):
    theirs = signed_in(telephone_of(cast.person["whitlock"]))
    membership = cast.membership["ellerby"]
    membership.roles = ["coordinator"]
    membership.save()
    helper = client_of(cast.person["ellerby"])
    assert "Dana Whitlock" in helper.get("/sign-in-help/").content.decode()
    assert "Ines Calder" not in helper.get("/sign-in-help/").content.decode()
    page = helper.get(reverse("people:help_sign_in", args=[cast.person["whitlock"].public_id])).content.decode()
    assert "1 is open now" in page
    helper.post(reverse("people:end_sessions_of", args=[cast.person["whitlock"].public_id]))
    assert not is_in(theirs)
    assert "You were signed out everywhere." in mail.outbox[-1].body
    assert Entry.objects.filter(tag="people:sessions:ended", actor_name="Tomas Ellerby").count() == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36", "Chrome on an Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/19 Safari/605", "Safari on a Mac"),
        ("curl/8.1", "Another program"),
        ("", "Another program"),
        ("<script>alert(1)</script>" * 100, "Another program"),
    ],
)
def test_devices_have_names_in_words(agent, words):
    assert rules.device(agent).startswith(words)
