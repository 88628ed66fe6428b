"""Does nothing open without the second factor, and does each code work once?

*Source:* bar B7; ASVS 5.0, V6.3.3, V6.5 and V6.6.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connections
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.people.actions import signing_in as actions
from commonground.people.adapters import signing_in_factors as factors
from commonground.people.adapters.signing_in import as_themselves
from commonground.people.adapters.signing_in_tries import TooMany
from commonground.people.models import Account, Membership, RecoveryCode, SignInTry
from commonground.people.rules import signing_in as rules
from commonground.people.rules.signing_in import Factor
from tests.cast import assemble
from tests.conftest import SiteClient
from tests.figures import counts
from tests.people.signing_in.steps import (
    CODE,
    DANA,
    FIRST,
    PASSWORD,
    Telephone,
    first_step,
    is_in,
    second_step,
    telephone_of,
)
from tests.website import addresses

ENROLLING = {FIRST, "/you/sign-in/telephone/", "/you/sign-in/passkey/", "/sign-out/"}


def account_of(cast, key="whitlock"):
    return Account.objects.get(person=cast.person[key])


def every_path():
    held = addresses.existing()
    return sorted({each.path for route in addresses.patterns() for each in addresses.filled(route, held)})


def test_after_the_password_alone_every_address_leads_to_setting_up_a_second_factor(client, cast):
    cast.alive()
    first_step(client)
    for path in [*every_path(), "/nowhere/", "/collaborations.csv"]:
        for method in ("get", "post"):
            if path not in ENROLLING:
                answer = getattr(client, method)(path)
                assert (answer.status_code, answer.headers.get("Location")) == (302, FIRST), (method, path)
    assert {client.get(path).status_code for path in ENROLLING} == {200}


def test_whoever_sets_up_the_first_factor_acts_as_nobody_meanwhile(client, cast):
    first_step(client)
    assert "Dana Whitlock" not in client.get(FIRST).content.decode()
    assert "Sign out" in client.get(FIRST).content.decode()


def test_between_the_two_steps_every_address_answers_as_to_a_stranger(client, cast, figure):
    cast.alive()
    telephone_of(cast.person["whitlock"])
    stranger, paths = SiteClient(), [path for path in every_path() if not path.startswith("/sign-in/")]
    first_step(client)
    opened = []
    for path in paths:
        here, outside = client.get(path), stranger.get(path)
        if (here.status_code, here.headers.get("Location")) != (outside.status_code, outside.headers.get("Location")):
            opened.append(path)
        assert (
            "Dana Whitlock" not in here.content.decode(errors="replace") or "Dana Whitlock" in outside.content.decode()
        )
    assert opened == []
    assert "_auth_user_id" not in client.session
    figure("pages that open between password and second factor", len(opened), bar=f"0 of {len(paths)}")


@pytest.mark.parametrize("key", ["whitlock", "lindqvist", "calder", "yarrow"])
def test_members_and_administrators_of_every_kind_must_have_a_second_factor(client, cast, key):
    first_step(client, account_of(cast, key).email)
    assert client.get("/")["Location"] == FIRST


def test_whoever_is_a_member_of_nothing_needs_none_until_they_become_one(client, cast):
    Membership.objects.filter(person=cast.person["lindqvist"]).update(until="2020-01-01", starts="2019-01-01")
    first_step(client, account_of(cast, "lindqvist").email)
    assert is_in(client)
    Membership.objects.filter(person=cast.person["lindqvist"]).update(until=None)
    assert client.get("/you/")["Location"] == FIRST


def test_a_session_from_before_the_second_factor_is_worth_nothing_afterwards(client, cast):
    here, elsewhere = client, SiteClient()
    first_step(here)
    first_step(elsewhere)
    telephone_of(cast.person["whitlock"])
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert elsewhere.get("/you/")["Location"].startswith("/sign-in/")


def test_a_telephone_is_set_up_with_the_code_it_shows_and_opens_everything(client, cast):
    first_step(client)
    page = client.get("/you/sign-in/telephone/").content.decode()
    seed = page.split('id="seed">')[1].split("<")[0].replace(" ", "")
    wrong = client.post("/you/sign-in/telephone/", {"code": "000000"})
    assert "This code is not right." in wrong.content.decode()
    answer = client.post("/you/sign-in/telephone/", {"code": rules.code_at(seed, rules.period_of(time.time()))})
    assert answer["Location"] == "/you/sign-in/codes/"
    assert is_in(client)
    kept = factors.telephone(account_of(cast))
    assert seed not in str(kept.data)
    assert seed not in str(client.session.items())
    assert factors.seed_of(kept) == seed
    assert Entry.objects.filter(tag="people:factor:added").count() == 1
    assert "telephone was set up" in mail.outbox[0].body


def test_the_seed_that_waits_in_the_session_is_sealed(client, cast):
    first_step(client)
    page = client.get("/you/sign-in/telephone/").content.decode()
    seed = page.split('id="seed">')[1].split("<")[0].replace(" ", "")
    assert seed not in str(dict(client.session.items()))


def test_a_code_works_once_however_often_it_is_sent_again(client, cast, figure):
    telephone, account = telephone_of(cast.person["whitlock"]), account_of(cast)
    code, again, taken = telephone.code(), counts(50, 1000), 0
    assert actions.prove_by_code(actor=as_themselves(account), account=account, typed=code) is Factor.TELEPHONE
    for _ in range(again):
        SignInTry.objects.all().delete()  # the limit against guessing would stop it sooner
        taken += bool(actions.prove_by_code(actor=as_themselves(account), account=account, typed=code))
    assert taken == 0
    figure("codes that were taken a second time", taken, bar=f"0 of {again}")


def test_an_earlier_code_is_not_taken_after_a_later_one(cast):
    account, seed, now = account_of(cast), rules.new_seed(), time.time()
    factors.add_telephone(account, seed, 0)
    period = rules.period_of(now)
    assert factors.use_telephone(account, rules.code_at(seed, period), now)
    assert not factors.use_telephone(account, rules.code_at(seed, period - 1), now)
    assert factors.use_telephone(account, rules.code_at(seed, period + 1), now)


def test_codes_of_further_away_are_not_taken():
    seed, now = rules.new_seed(), 1_800_000_000.0
    near = [step for step in range(-10, 11) if _matches(seed, now, step)]
    assert near == [-1, 0, 1]


def _matches(seed, now, step):
    return rules.period_that_matches(seed, rules.code_at(seed, rules.period_of(now) + step), now, after=0) is not None


def test_codes_are_those_of_the_standard():
    # RFC 6238, appendix B, the last six digits for SHA-1
    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    told = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {at: rules.code_at(seed, rules.period_of(at)) for at in told} == told


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_send_the_same_code_at_once_one_gets_in(figure):
    cast = assemble()
    telephone = Telephone(account_of(cast))
    factors.add_telephone(telephone.account, telephone.seed, 0)
    browsers = [SiteClient() for _ in range(20)]
    for browser in browsers:
        first_step(browser)
        SignInTry.objects.all().delete()
    code = rules.code_at(telephone.seed, rules.period_of(time.time()))

    def send(browser):
        try:
            return second_step(browser, code).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as threads:
        statuses = list(threads.map(send, browsers))
    assert statuses.count(302) == 1, statuses
    assert sum(is_in(browser) for browser in browsers) == 1
    figure("of 20 who send one code at once get in", statuses.count(302), bar="1")


def test_after_five_wrong_codes_the_right_one_waits_and_its_holder_is_told(client, cast):
    telephone = telephone_of(cast.person["whitlock"])
    first_step(client)
    for _ in range(rules.TRIES):
        assert "This code is not right" in second_step(client, "000000").content.decode()
    assert "There were too many tries." in second_step(client, telephone.code()).content.decode()
    assert "Somebody who knows your password" in mail.outbox[-1].body
    assert Entry.objects.filter(tag="people:factor:failed").count() == rules.TRIES


def test_beginning_again_gives_no_more_tries(client, cast):
    telephone = telephone_of(cast.person["whitlock"])
    for _ in range(rules.TRIES):
        browser = SiteClient()
        first_step(browser)
        second_step(browser, "000000")
    first_step(client)
    assert "There were too many tries." in second_step(client, telephone.code()).content.decode()


def test_codes_on_paper_are_kept_as_hashes_and_shown_once(client_of, cast):
    telephone_of(cast.person["whitlock"])
    browser = client_of(cast.person["whitlock"])
    browser.post("/you/sign-in/codes/")
    page = browser.get("/you/sign-in/codes/").content.decode()
    codes = [part.split("<")[0] for part in page.split('<li class="cg-maths">')[1:]]
    assert len(codes) == len(set(codes)) == rules.PAPER_CODES
    assert browser.get("/you/sign-in/codes/file/").content.decode().splitlines()[-10:] == codes
    kept = RecoveryCode.objects.filter(account=account_of(cast))
    assert {each.hash.split("$")[0] for each in kept} == {"argon2"}
    assert not any(rules.off_paper(code)[1] in each.hash for code, each in zip(codes, kept, strict=True))
    assert codes[0] not in str(dict(browser.session.items()))
    browser.post("/you/sign-in/codes/kept/")
    assert codes[0] not in browser.get("/you/sign-in/codes/").content.decode()
    assert browser.get("/you/sign-in/codes/file/").status_code == 302


def test_a_code_on_paper_signs_in_once_in_place_of_the_telephone(client, cast):
    telephone_of(cast.person["whitlock"])
    account = account_of(cast)
    codes = actions.make_paper_codes(actor=as_themselves(account), account=account)
    first_step(client)
    assert second_step(client, f" {codes[3].lower().replace('-', ' ')} ").status_code == 302
    assert is_in(client)
    again = SiteClient()
    first_step(again)
    assert "was used before" in second_step(again, codes[3]).content.decode()
    assert "9 are left" in mail.outbox[-1].body


def test_new_codes_on_paper_make_the_earlier_ones_void(cast):
    account = account_of(cast)
    actor = as_themselves(account)
    before = actions.make_paper_codes(actor=actor, account=account)
    actions.make_paper_codes(actor=actor, account=account)
    assert actions.prove_by_code(actor=actor, account=account, typed=before[0]) is None


@pytest.mark.parametrize(
    "typed", ["", "x", "11-AAAA-AAAA-AAAA", "1-BBBB", "٣-BCDF-BCDF-BCDF", "9" * 300, "\x00", "１２３４５６"]
)
def test_what_is_no_code_is_refused_without_a_fault(cast, typed):
    account = account_of(cast)
    factors.add_telephone(account, rules.new_seed(), 0)
    assert actions.prove_by_code(actor=as_themselves(account), account=account, typed=typed) is None


def test_a_new_password_by_mail_does_not_stand_in_for_the_second_factor(client, cast):
    telephone_of(cast.person["whitlock"])
    client.post("/password/forgotten/", {"email": DANA})
    link = next(line for line in mail.outbox[0].body.splitlines() if "/password/new/" in line)
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "four words of mine"})
    assert not is_in(client)
    assert first_step(client, password="four words of mine")["Location"] == CODE
    assert not is_in(client)


def test_the_last_way_to_prove_oneself_cannot_be_taken_away(cast, client_of):
    telephone_of(cast.person["whitlock"])
    account = account_of(cast)
    with pytest.raises(Refused, match="Set up another way first"):
        actions.remove_telephone(actor=as_themselves(account), account=account)
    page = client_of(cast.person["whitlock"]).post("/you/sign-in/telephone/remove/", follow=True)
    assert "Set up another way first" in page.content.decode()
    assert factors.telephone(account)


def test_nobody_changes_how_somebody_else_signs_in(cast):
    telephone_of(cast.person["whitlock"])
    account, other = account_of(cast), cast.actor("calder")
    for deed in (actions.remove_telephone, actions.make_paper_codes, actions.end_sessions):
        with pytest.raises(NotAllowed):
            deed(actor=other, account=account)


def test_the_second_step_is_nothing_without_the_first(client, cast):
    assert client.get(CODE)["Location"] == "/sign-in/"
    assert second_step(client, "123456")["Location"] == "/sign-in/"


def test_whoever_begins_again_leaves_nothing_behind(client, cast):
    telephone_of(cast.person["whitlock"])
    first_step(client)
    assert client.post(reverse("people:leave_sign_in"))["Location"] == "/sign-in/"
    assert client.get("/sign-in/").status_code == 200
    assert client.get(CODE)["Location"] == "/sign-in/"


def test_too_many_is_said_in_a_sentence(cast):
    assert issubclass(TooMany, Refused)
    assert first_step(SiteClient(), password=PASSWORD).status_code == 302
