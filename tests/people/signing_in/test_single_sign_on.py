"""Does an organisation's own sign-in let in its members, whom it means, and nobody else?

*Source:* issue "People who can be found, trusted and replaced", acceptance; OpenID Connect Core 1.0; RFC 7636.
"""

import base64
import html
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Stale
from commonground.people.actions import signing_in_sso as actions
from commonground.people.adapters import signing_in_sso as adapter
from commonground.people.models import Account, Person, SignOnLink, SingleSignOn
from commonground.people.views.signing_in_sso import ASKED
from tests.conftest import SiteClient
from tests.people.signing_in.provider.running import provider, register, sign_in_there
from tests.people.signing_in.provider.serve import CLIENT, SECRET
from tests.people.signing_in.steps import CODE, FIRST, is_in, second_step, telephone_of

MARLGATE = "Marlgate Centre"
pytestmark = [pytest.mark.slow]


@pytest.fixture(scope="module")
def server():
    """The address of a provider that runs."""
    with provider() as address:
        yield address


@pytest.fixture
def sign_on(cast, server):
    """Marlgate's own sign-in, connected and known to the provider."""
    made = set_up(cast, server)
    register(server, back_of(made))
    return made


def set_up(cast, at, **values):
    typed = {"name": "Marlgate account", "server": at, "client_id": CLIENT, "secret": SECRET, "is_on": True,
             "domains": ["marlgate.example.org"], "trusts_second_factor": False, "version": 0}  # fmt: skip
    organisation = cast.organisation[MARLGATE]
    return actions.set_up(actor=cast.actor("calder"), organisation=organisation, **{**typed, **values})


def back_of(made):
    return f"http://localhost:8000{reverse('people:come_back', args=[made.public_id])}"


def begun(client, made):
    """Begin at our site, and give the address at the provider."""
    page = client.post(reverse("people:begin_sign_on", args=[made.public_id]))
    (address,) = re.findall(r'href="(http[^"]+authorize[^"]+)"', page.content.decode())
    assert page["Refresh"].startswith("0; url=http")
    return html.unescape(address)


def comes(client, made, name, change=lambda address: address):
    """Sign in at the provider under a name, and come back with the answer."""
    back = change(sign_in_there(begun(client, made), name, back_of(made)))
    return client.get(back.removeprefix("http://localhost:8000"))


def test_a_member_comes_through_and_our_second_factor_is_asked_for(client, cast, sign_on):
    telephone = telephone_of(cast.person["whitlock"])
    assert comes(client, sign_on, "dana")["Location"] == CODE
    assert not is_in(client)
    second_step(client, telephone.code())
    assert is_in(client)
    assert SignOnLink.objects.get().account == telephone.account
    assert Entry.objects.filter(tag="people:single_sign_on:used", subject_name="Dana Whitlock").count() == 1


def test_who_was_asked_there_for_two_factors_is_not_asked_again_where_that_is_trusted(client, cast, sign_on):
    telephone_of(cast.person["ellerby"])
    assert comes(client, sign_on, "tomastwo")["Location"] == CODE
    SingleSignOn.objects.update(trusts_second_factor=True)
    other = SiteClient()
    assert comes(other, sign_on, "tomastwo")["Location"] == "/"
    assert is_in(other)
    third = SiteClient()
    telephone_of(cast.person["whitlock"])
    assert comes(third, sign_on, "dana")["Location"] == CODE, "one factor there is one factor here"


def test_who_comes_without_any_second_factor_sets_one_up_first(client, cast, sign_on):
    comes(client, sign_on, "dana")
    assert client.get("/you/")["Location"] == FIRST


@pytest.mark.parametrize("name", ["unverified", "stranger", "elsewhere"])
def test_nobody_else_comes_through_and_no_account_is_made(client, cast, sign_on, name):
    before = Account.objects.count(), Person.objects.count()
    answer = comes(client, sign_on, name)
    assert answer.status_code == 403
    assert "We do not know you by this sign-in" in answer.content.decode()
    assert not is_in(client)
    assert (Account.objects.count(), Person.objects.count()) == before
    assert not SignOnLink.objects.exists()


@pytest.mark.parametrize("how", ["suspended", "left", "closed", "moved", "switched_off"])
def test_whoever_is_no_member_any_more_comes_through_no_more(client, cast, sign_on, how):
    telephone_of(cast.person["whitlock"])
    assert comes(client, sign_on, "dana")["Location"] == CODE
    membership, account = cast.membership["whitlock"], Account.objects.get(person=cast.person["whitlock"])
    if how == "suspended":
        membership.suspended_at = timezone.now()
    elif how == "left":
        membership.until = timezone.localdate()
    elif how == "closed":
        account.is_active = False
    elif how == "moved":
        account.email = "dana@another.example.org"
    membership.save()
    account.save()
    if how == "switched_off":
        SingleSignOn.objects.update(is_on=False)
        assert SiteClient().get(reverse("people:begin_sign_on", args=[sign_on.public_id])).status_code == 404
    else:
        assert comes(SiteClient(), sign_on, "dana").status_code == 403


def test_another_name_there_with_the_same_address_is_not_the_same_person(client, cast, sign_on):
    telephone_of(cast.person["whitlock"])
    comes(client, sign_on, "dana")
    assert comes(SiteClient(), sign_on, "danatwo").status_code == 403


def test_an_answer_is_worth_something_once_and_only_to_the_browser_that_asked(client, cast, sign_on):
    telephone_of(cast.person["whitlock"])
    back = sign_in_there(begun(client, sign_on), "dana", back_of(sign_on)).removeprefix("http://localhost:8000")
    assert SiteClient().get(back)["Location"] == "/sign-in/"
    other = SiteClient()
    begun(other, sign_on)
    assert other.get(back)["Location"] == "/sign-in/"
    assert client.get(back)["Location"] == CODE
    assert client.get(back)["Location"] == "/sign-in/"


@pytest.mark.parametrize("part", ["nonce", "verifier", "state", "of", "until"])
def test_an_answer_to_another_question_is_refused(client, cast, sign_on, part):
    back = sign_in_there(begun(client, sign_on), "dana", back_of(sign_on)).removeprefix("http://localhost:8000")
    session = client.session
    session[ASKED] = {**session[ASKED], part: 0 if part == "until" else "another-one-that-is-long-enough-to-be-one-000"}
    session.save()
    assert client.get(back)["Location"] == "/sign-in/"
    assert not SignOnLink.objects.exists()


def test_the_question_has_state_nonce_and_a_challenge(client, cast, sign_on):
    asked = parse_qs(urlsplit(begun(client, sign_on)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len({*asked["state"], *asked["nonce"], *asked["code_challenge"]}) == 3
    assert asked["redirect_uri"] == [back_of(sign_on)]
    assert client.session[ASKED]["verifier"] not in json.dumps(asked)


def test_a_token_that_is_not_signed_by_the_server_is_refused(cast, server, sign_on, monkeypatch):
    claims = {"iss": server, "aud": CLIENT, "sub": "1", "exp": 9999999999, "iat": 1, "nonce": "n"}
    described = adapter.described(server)
    for head in ({"alg": "none"}, {"alg": "HS256"}, {"alg": "RS256", "kid": "another"}):
        parts = [base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=").decode() for each in (head, claims)]
        with pytest.raises(adapter.SignOnFailed, match="cannot be checked"):
            adapter._checked(".".join([*parts, "AAAA"]), described, sign_on)
    for token in (None, "", "x", 5):
        with pytest.raises(adapter.SignOnFailed):
            adapter._checked(token, described, sign_on)


def test_the_sign_in_of_an_organisation_is_found_by_the_end_of_an_address(client, cast, sign_on):
    page = client.post("/sign-in/organisation/", {"email": "Anybody@MARLGATE.example.org"})
    assert "On to Marlgate account" in page.content.decode()
    none = client.post("/sign-in/organisation/", {"email": "maya.thornbury@police.example.org"})
    assert "No organisation signs in here for this address." in none.content.decode()


def test_who_is_asked_again_who_they_are_is_led_to_the_sign_in_of_their_organisation(client_of, cast, sign_on):
    there = reverse("people:begin_sign_on", args=[sign_on.public_id])
    dana, ines = (client_of(cast.person[key]).get("/prove/?next=/you/") for key in ("whitlock", "calder"))
    assert f'href="{there}?next=/you/"' in dana.content.decode()
    assert there not in ines.content.decode(), "another address, and no such sign-in"


def test_a_server_that_is_away_is_said_in_a_sentence(client, cast, server, sign_on):
    SingleSignOn.objects.update(server="http://localhost:9")
    page = client.post(reverse("people:begin_sign_on", args=[sign_on.public_id]))
    assert "does not answer as it should" in page.content.decode()
    assert "does not answer as it should" in client.post(
        "/sign-in/organisation/", {"email": "x@marlgate.example.org"}
    ).content.decode()  # fmt: skip


def test_the_secret_is_sealed_and_never_shown_again(client_of, cast, sign_on):
    assert SECRET not in SingleSignOn.objects.get().secret
    page = client_of(cast.person["calder"]).get(address_of(cast)).content.decode()
    assert SECRET not in page
    assert SingleSignOn.objects.get().secret not in page


def address_of(cast):
    return reverse("people:single_sign_on", args=[cast.organisation[MARLGATE].public_id])


def test_an_administrator_connects_it_on_a_page_and_tries_it_out(client_of, cast, server):
    keeper = client_of(cast.person["calder"])
    typed = {"name": "Marlgate account", "server": server, "client_id": CLIENT, "secret": SECRET,
             "domains": "marlgate.example.org\n@MARLGATE.example.net", "is_on": "on", "version": 0}  # fmt: skip
    page = keeper.post(address_of(cast), typed, follow=True).content.decode()
    assert back_of(SingleSignOn.objects.get()) in page
    assert SingleSignOn.objects.get().domains == ["marlgate.example.org", "marlgate.example.net"]
    tried = keeper.post(reverse("people:try_sign_on", args=[cast.organisation[MARLGATE].public_id]), follow=True)
    assert "The server answers as one for single sign-on." in tried.content.decode()
    kept = SingleSignOn.objects.get().secret
    keeper.post(address_of(cast), {**typed, "secret": "", "name": "Marlgate", "version": 1})
    assert (SingleSignOn.objects.get().secret, SingleSignOn.objects.get().name) == (kept, "Marlgate")


@pytest.mark.parametrize("key", ["thornbury", "whitlock", "lindqvist"])
def test_nobody_but_an_administrator_connects_it(client_of, cast, server, key):
    assert client_of(cast.person[key]).get(address_of(cast)).status_code == 403
    with pytest.raises(NotAllowed):
        actions.set_up(actor=cast.actor(key), organisation=cast.organisation[MARLGATE], version=0)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"server": "http://login.example.org"}, "server"),
        ({"server": "http://localhost:9"}, "server"),
        ({"server": "https://localhost.evil.example"}, "server"),
        ({"server": "ftp://localhost"}, "server"),
        ({"domains": ["not a domain"]}, "domains"),
        ({"domains": ["org"]}, "domains"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, server, values, field):
    with pytest.raises(Invalid) as refused:
        set_up(cast, server, **values)
    assert refused.value.field == field


def test_no_two_organisations_have_the_same_end_of_addresses(cast, server, sign_on):
    with pytest.raises(Invalid, match="another organisation"):
        actions.set_up(
            actor=cast.actor("calder"), organisation=cast.organisation["Northgate Guarding"], version=0, name="x",
            server=server, client_id="x", domains=["marlgate.example.org"], is_on=False, trusts_second_factor=False,
        )  # fmt: skip


def test_who_saved_second_is_shown_what_was_saved_first(cast, server, sign_on):
    with pytest.raises(Stale):
        set_up(cast, server, version=0)


def test_another_server_knows_nobody_by_the_names_of_the_first(client, cast, server, sign_on):
    telephone_of(cast.person["whitlock"])
    comes(client, sign_on, "dana")
    set_up(cast, server, client_id="another", version=1)
    assert not SignOnLink.objects.exists()
