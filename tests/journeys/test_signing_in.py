"""Can somebody sign in, in a real browser, in every way that there is, and with the keyboard alone?

*Source:* bar B7; issue "People who can be found, trusted and replaced", acceptance; the look, section 10.
"""

import re
import time
from contextlib import contextmanager

import pytest

from commonground.people.rules import signing_in as rules
from commonground.website.example.people import PEOPLE
from tests.journeys.entering import code_of
from tests.journeys.reader import Looked, sign_in, sit_down
from tests.people.signing_in.provider.running import provider, register
from tests.people.signing_in.provider.serve import CLIENT, SECRET
from tests.people.signing_in.provider.serve import PASSWORD as PASSWORD_THERE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
          "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


@contextmanager
def device(page):
    """A device that makes and uses passkeys, held by a person whose finger it knows."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    made = line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    yield lambda: line.send("WebAuthn.getCredentials", {"authenticatorId": made})["credentials"]
    line.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": made})


def signs_out(reader):
    reader.open("/sign-out/").press("Sign out")


def with_password(reader, key):
    """Take the first step."""
    return reader.open("/sign-in/").send(
        {"login": PEOPLE[key].email, "password": reader.site.passwords[key]}, "Sign in"
    )


def set_up_passkey(reader, name):
    """Set a first passkey up, and give the codes on paper that come with it."""
    reader.open("/you/").press("How you sign in").press("Set up a passkey")
    reader.fill({"name": name}).press("Make the passkey")
    assert "Your passkey is set up." in reader.words()
    codes = reader.page.locator("#codes li").all_inner_texts()
    assert len(codes) == rules.PAPER_CODES
    reader.press("I have kept them")
    assert name in reader.words()
    return codes


def lock_by_guessing(reader, key):
    """Guess until no more guesses are taken."""
    for _ in range(rules.TRIES + 1):
        reader.open("/sign-in/").fill({"login": PEOPLE[key].email, "password": "not this one"})
        reader.press("Sign in")
    assert "There were too many tries." in reader.words()


def test_a_passkey_signs_in_alone_and_as_second_factor_also_when_guessing_has_locked_the_rest(site, chromium):
    looked = Looked()
    owen = sit_down(chromium, site, looked)
    sign_in(owen, "tranter")
    with device(owen.page) as held:
        codes = set_up_passkey(owen, "work laptop")
        assert len(held()) == 1
        signs_out(owen)
        lock_by_guessing(owen, "tranter")
        owen.open("/sign-in/?next=/you/sign-in/").press("Sign in with a passkey")
        assert "How you sign in" in owen.words()
        signs_out(owen)
        let_try_again(site)
        with_password(owen, "tranter").press("Use a passkey")
        assert "Owen" in owen.page.locator("h1").inner_text()
        signs_out(owen)
        with_password(owen, "tranter").send({"code": codes[0]}, "Sign in with this code")
        assert "Owen" in owen.page.locator("h1").inner_text()
        owen.open("/you/sign-in/").press("Take it away").press("Take the passkey away")
        assert "does not sign you in any more" in owen.words()
        signs_out(owen)
        owen.open("/sign-in/").press("Sign in with a passkey")
        assert "The passkey did not work here." in owen.words()
    assert looked.faults == []


def let_try_again(site):
    with site.as_superuser() as database:
        database.execute("DELETE FROM people_signintry")


def test_a_newcomer_sets_up_a_telephone_before_anything_opens(site, chromium):
    looked = Looked()
    said = site.run("people", "invite", "nadia.ferrow@tannery.example.org", "--name", "Nadia Ferrow",
                    "--organisation", "Tannery Stores", "--confirmed", "2")  # fmt: skip
    nadia = sit_down(chromium, site, looked)
    nadia.open("/" + re.findall(r"http\S+/(password/new/\S+)", said)[0])
    nadia.send({"password1": "four words of mine"}, "Set this password").press("Go to sign in")
    nadia.send({"login": "nadia.ferrow@tannery.example.org", "password": "four words of mine"}, "Sign in")
    assert nadia.path == "/you/sign-in/first/"
    for path in ("/", "/organisations/", "/collaborations/", "/nowhere/"):
        assert nadia.open(path).path == "/you/sign-in/first/"
    nadia.press("Set up a telephone")
    seed = nadia.page.locator("#seed").text_content().replace(" ", "")
    assert nadia.page.locator("main img").get_attribute("src").startswith("data:image/svg+xml")
    nadia.send({"code": rules.code_at(seed, rules.period_of(time.time()))}, "Set up this telephone")
    assert "Codes on paper" in nadia.words()
    with nadia.page.expect_download() as saved:
        nadia.page.get_by_text("Save them as a file").click()
    assert len(saved.value.path().read_text().splitlines()) == rules.PAPER_CODES + 3
    nadia.press("I have kept them")
    assert "How you sign in" in nadia.words()
    assert looked.faults == []


def test_the_codes_of_the_examples_telephones_stand_in_the_outbox_and_in_the_shell(site, chromium):
    looked = Looked()
    reader = sit_down(chromium, site, looked)
    shown = reader.open("/outbox/").words()
    assert re.search(rf"Leila Marchbank .*{PEOPLE['marchbank'].email} .*\d{{6}}", shown)
    assert re.match(r"\d{6}  holds for \d+ seconds more", site.run("people", "code", PEOPLE["marchbank"].email))
    assert (site.home / "example-telephones.json").stat().st_mode & 0o777 == 0o600
    sign_in(reader, "marchbank")
    assert "Leila" in reader.page.locator("h1").inner_text()
    assert looked.faults == []


def test_a_member_comes_through_the_sign_in_of_their_organisation(site, chromium):
    looked = Looked()
    with provider() as server:
        keeper = sit_down(chromium, site, looked, "calder")
        keeper.open("/organisations/?q=Marlgate").press("Marlgate Centre")
        keeper.open(f"{keeper.path}single-sign-on/")
        values = {"name": "Marlgate account", "server": server, "client_id": CLIENT, "secret": SECRET,
                  "domains": "marlgate.example.org"}  # fmt: skip
        for box in ("is_on", "trusts_second_factor"):
            keeper.page.check(f"[name={box}]")
        keeper.send(values, "Save this sign-in")
        register(server, keeper.page.locator(".cg-sheet .cg-maths").first.inner_text())
        keeper.press("Try whether the server answers")
        assert "The server answers" in keeper.words()

        dana = sit_down(chromium, site, looked)
        dana.open("/sign-in/").press("Sign in with your organisation")
        dana.page.fill("[name=email]", PEOPLE["whitlock"].email)
        dana.page.click("main button")
        dana.page.wait_for_url(f"{server}/**")
        dana.page.fill("[name=login]", "danatwo")
        dana.page.fill("[name=password]", PASSWORD_THERE)
        dana.page.locator("form button").first.click()
        dana.page.wait_for_url(f"{site.address}/")
        assert "Dana" in dana.page.locator("h1").inner_text()
    assert looked.faults == []


def test_a_keyboard_is_enough_for_both_steps_without_any_script(site, chromium):
    looked = Looked()
    reader = sit_down(chromium, site, looked, scripts=False)
    reader.open("/sign-in/")
    keys = reader.page.keyboard
    to(reader.page, "login")
    keys.type(PEOPLE["haddow"].email)
    to(reader.page, "password")
    keys.type(site.passwords["haddow"])
    with reader.page.expect_navigation():
        keys.press("Enter")
    to(reader.page, "code")
    keys.type(code_of(site, "haddow"))
    with reader.page.expect_navigation():
        keys.press("Enter")
    assert "Samir" in reader.page.locator("h1").inner_text()
    assert looked.faults == []


def to(page, name):
    """Press the tab key until a field has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(f"[name={name}]:focus").count():
            return
    raise AssertionError(f"no number of tabs leads to {name}")
