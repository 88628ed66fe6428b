"""Can an account be guessed at more often by writing, sending or timing it otherwise? Every way that is known, by name.

What is counted are the passwords that are really looked at: each costs the one who guesses nothing and tells them
whether it was right.

*Source:* bar B6; Cyber Essentials; CVE-2018-12649, CVE-2020-8890, CVE-2020-8891, CVE-2020-8892.
"""

import json
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connections

from commonground.people.models import Account, SignInTry
from commonground.people.rules import signing_in as rules
from tests.cast import PASSWORD, assemble
from tests.conftest import SiteClient
from tests.figures import counts, full_counts
from tests.people.signing_in.steps import DANA, SIGN_IN, first_step

NAME, AT, DOMAIN = DANA.partition("@")
MOST = 10
GUESSES = 16


def numbered(number):
    return f"wrong words number {number}"


def plain(browser, number, email=DANA, **more):
    return browser.post(SIGN_IN, {"login": email, "password": numbered(number)}, **more)


def fresh(number, **more):
    return SiteClient(REMOTE_ADDR=f"198.51.100.{number % 250 + 1}", **more)


def as_form(data):
    return "&".join(f"{key}={value}" for key, value in data.items())


# Each way takes the number of the guess and sends one.
def one_browser(number, browser=None):
    plain(browser or SiteClient(), number)


def a_new_browser_each_time(number):
    plain(SiteClient(), number)


def from_a_hundred_addresses(number):
    plain(fresh(number), number)


def with_a_forged_forwarded_for(number):
    plain(SiteClient(headers={"x-forwarded-for": f"203.0.113.{number}", "x-real-ip": f"203.0.113.{number}"}), number)


def with_a_chain_of_forwarded_for(number):
    plain(SiteClient(headers={"x-forwarded-for": f"203.0.113.{number}, 10.0.0.{number}", "forwarded": "for=1"}), number)


def in_upper_case(number):
    plain(fresh(number), number, DANA.upper())


def in_every_mixture_of_case(number):
    drawn = random.Random(number)
    plain(fresh(number), number, "".join(drawn.choice((c.upper(), c)) for c in DANA))


def padded_with_spaces(number):
    plain(fresh(number), number, " " * (number + 1) + DANA + "\t" * number)


def padded_with_wide_spaces(number):
    plain(fresh(number), number, "\u3000" * number + DANA + "\u00a0")


def in_wide_letters(number):
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalpha() and n == number % 4 else c for n, c in enumerate(NAME))
    plain(fresh(number), number, wide + AT + DOMAIN)


def with_a_domain_in_wide_letters(number):
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalpha() and n <= number % 6 else c for n, c in enumerate(DOMAIN))
    plain(fresh(number), number, NAME + AT + wide)


def with_letters_that_fold_alike(number):
    plain(fresh(number), number, DANA.replace("k", "\u212a").replace("s", "\u017f" if number % 2 else "s"))


def with_a_combining_mark(number):
    plain(fresh(number), number, DANA.replace("a", "a\u0300" if number % 2 else "a\u200d", 1))


def with_a_trailing_nothing(number):
    plain(fresh(number), number, DANA + "\x00" * (number % 3) + "\u200b" * (number % 2))


def by_put(number):
    data = as_form({"login": DANA, "password": numbered(number)})
    fresh(number).put(SIGN_IN, data, content_type="application/x-www-form-urlencoded")


def by_patch_and_delete(number):
    data = as_form({"login": DANA, "password": numbered(number)})
    browser = fresh(number)
    for verb in (browser.patch, browser.delete):
        verb(SIGN_IN, data, content_type="application/x-www-form-urlencoded")


def by_another_method_in_a_header(number):
    plain(fresh(number, headers={"x-http-method-override": "GET"}), number)


def as_json(number):
    data = json.dumps({"login": DANA, "password": numbered(number)})
    fresh(number).post(SIGN_IN, data, content_type="application/json")


def asking_for_json(number):
    plain(fresh(number, headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"}), number)


def in_the_address(number):
    fresh(number).get(SIGN_IN, {"login": DANA, "password": numbered(number)})
    fresh(number).post(f"{SIGN_IN}?login={DANA}&password=x", {"login": DANA, "password": numbered(number)})


def with_each_field_twice(number):
    fresh(number).post(SIGN_IN, {"login": ["nobody@example.org", DANA], "password": ["x", numbered(number)]})


def with_the_clock_ten_minutes_ahead(number):
    with time_machine.travel(time.time() + 600 * (number % 2), tick=True):
        plain(fresh(number), number)


def with_the_clock_ten_minutes_behind(number):
    with time_machine.travel(time.time() - 600 * (number % 2), tick=True):
        plain(fresh(number), number)


def with_the_cache_emptied(number):
    cache.clear()
    plain(fresh(number), number)


def with_a_right_one_of_another_account_between(number):
    browser = fresh(number)
    first_step(browser, "maya.thornbury@police.example.org")
    plain(fresh(number), number)


VARIANTS = (
    one_browser,
    a_new_browser_each_time,
    from_a_hundred_addresses,
    with_a_forged_forwarded_for,
    with_a_chain_of_forwarded_for,
    in_upper_case,
    in_every_mixture_of_case,
    padded_with_spaces,
    padded_with_wide_spaces,
    in_wide_letters,
    with_a_domain_in_wide_letters,
    with_letters_that_fold_alike,
    with_a_combining_mark,
    with_a_trailing_nothing,
    by_put,
    by_patch_and_delete,
    by_another_method_in_a_header,
    as_json,
    asking_for_json,
    in_the_address,
    with_each_field_twice,
    with_the_clock_ten_minutes_ahead,
    with_the_clock_ten_minutes_behind,
    with_the_cache_emptied,
    with_a_right_one_of_another_account_between,
)


@pytest.fixture
def looked_at(monkeypatch):
    """Count the passwords that are looked at for one account: the hash that each is compared with says whose it is."""
    seen, verify = [], Argon2PasswordHasher.verify

    def counted(self, password, encoded):
        seen.append(password)
        return verify(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "verify", counted)
    return seen


@pytest.mark.parametrize("way", VARIANTS, ids=lambda each: each.__name__)
def test_no_way_of_guessing_gets_more_tries(cast, looked_at, way, figure):
    for number in range(counts(GUESSES, 100)):
        way(number)
    guessed = [password for password in looked_at if password.startswith("wrong words")]
    assert len(guessed) <= MOST
    assert "_auth_user_id" not in SiteClient().session
    right = first_step(SiteClient(REMOTE_ADDR="192.0.2.200"))
    if len(guessed) >= rules.TRIES:
        assert right.status_code == 200, "the right password has to wait as well"
    figure(f"passwords looked at: {way.__name__.replace('_', ' ')}", len(guessed), bar=f"at most {MOST}")


def test_ways_that_are_mixed_share_one_count(cast, looked_at):
    for number in range(counts(2, 10)):
        for way in VARIANTS:
            way(number)
    assert len([password for password in looked_at if password.startswith("wrong words")]) <= MOST


@pytest.mark.django_db(transaction=True)
def test_fifty_guesses_at_once_are_looked_at_one_by_one(looked_at, figure):
    assemble()
    browsers = [fresh(number) for number in range(50)]

    def guess(number):
        try:
            return plain(browsers[number], number).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(counts(12, 50)) as threads:
        assert set(threads.map(guess, range(50))) == {200}
    guessed = [password for password in looked_at if password.startswith("wrong words")]
    assert len(guessed) <= MOST
    figure("of 50 guesses at once were looked at", len(guessed), bar=f"at most {MOST}")


def test_guesses_at_the_present_password_of_a_signed_in_account_count_too(cast, client_of, looked_at):
    browser = client_of(cast.person["whitlock"])
    for number in range(GUESSES):
        browser.post("/password/change/", {"oldpassword": numbered(number), "password1": "four words of mine"})
        browser.post("/prove/", {"password": numbered(number)})
        plain(fresh(number), number)
    assert len([password for password in looked_at if password.startswith("wrong words")]) <= MOST


def test_after_five_minutes_there_are_tries_again(cast, looked_at):
    for number in range(GUESSES):
        plain(fresh(number), number)
    for each in SignInTry.objects.all():
        each.at -= timedelta(seconds=rules.TRIES_WITHIN)
        each.save()
    assert first_step(SiteClient()).status_code == 302


def test_a_new_password_by_mail_lets_its_holder_in_at_once(cast, mailoutbox):
    for number in range(GUESSES):
        plain(fresh(number), number)
    browser = SiteClient(REMOTE_ADDR="192.0.2.77")
    browser.post("/password/forgotten/", {"email": DANA})
    link = next(line for line in mailoutbox[-1].body.splitlines() if "/password/new/" in line)
    form = browser.get("/" + link.split("/", 3)[3], follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "four words of mine"})
    assert first_step(browser, password="four words of mine").status_code == 302


def test_an_unknown_address_is_counted_and_answered_like_a_known_one(cast):
    def told(email):
        pages = [plain(fresh(number), number, email).content.decode() for number in range(rules.TRIES + 1)]
        return [page.split("<main")[1].replace(email, "")[:1500].split("csrfmiddlewaretoken")[0] for page in pages]

    assert told(DANA) == told("nobody.at.all@example.org")


def median_ms(emails):
    """Ask for each address in turn, so that what slows the machine slows both, and give the medians in ms."""
    taken = {email: [] for email in emails}
    for number in range(counts(8, 200)):
        for email in emails:
            SignInTry.objects.all().delete()
            cache.clear()
            browser = fresh(number)
            browser.get(SIGN_IN)
            started = time.perf_counter()
            plain(browser, number, email)
            taken[email].append(time.perf_counter() - started)
    return [statistics.median(each) * 1000 for each in taken.values()]


def test_an_unknown_address_takes_as_long_as_a_known_one(cast, figure):
    Account.objects.filter(email=DANA).update(password=Account.objects.get(email=DANA).password)
    known, unknown = median_ms([DANA, "nobody.at.all@example.org"])
    gap = abs(known - unknown) / known
    figure("median gap between a known and an unknown address", f"{gap:.1%}", bar="under 5%")
    if full_counts():
        assert gap < 0.05, (known, unknown)
    else:
        assert gap < 0.5, "a hash that is not looked at would take far less"
    assert PASSWORD
