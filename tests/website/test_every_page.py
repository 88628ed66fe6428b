"""Is every page answered, to everybody, without a fault and without changing anything?

The walk goes through the URL configuration itself, so that no page is forgotten, on top of the worked example.

*Source:* issue "The house and the first story", acceptance ("Every URL as …"); bars A3, B12; settled questions, "Who".
"""

import pytest
from django.conf import settings
from django.db import connection, transaction

from commonground.people.models import Account
from commonground.website.example.people import PEOPLE
from tests.figures import share
from tests.website import addresses

READERS = ("thornbury", "whitlock", "yarrow", "lindqvist", "calder")
# What reading may add to: the record, sessions, the counters of the sign-in limits, kept lines, which hold nothing of
# their own (they are worked out from the rest, when something or the day has changed), and who has read what is shared.
MAY_GROW = frozenset({"audit_entry", "django_session", "website_cache", "projects_portfolioline", "sharing_reading"})
PUBLIC = frozenset({200, 301, 302, 403, 404})


def content():
    """Give a fingerprint of every table that reading may not touch."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = sorted({name for (name,) in cursor.fetchall()} - MAY_GROW)
        found = {}
        for table in tables:
            cursor.execute(f'SELECT count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t')
            found[table] = cursor.fetchone()
    return found


def every_address():
    held = addresses.existing()
    return [address for route in addresses.patterns() for address in addresses.filled(route, held)]


def walk(browser, wanted, method="get"):
    """Ask for each address and give what was answered; a fault names its address."""
    statuses = {}
    for address in wanted:
        try:
            statuses[address.path] = getattr(browser, method)(address.path).status_code
        except Exception as fault:
            raise AssertionError(f"{address.path} ({address.pattern}) fails: {fault!r}") from fault
    return statuses


@pytest.mark.django_db
def test_the_walk_knows_every_page(example):
    routes = list(addresses.patterns())
    assert len(routes) > 60
    assert {address.pattern for address in every_address()} == set(routes)


@pytest.mark.django_db
@pytest.mark.parametrize("key", READERS)
def test_every_page_is_answered_and_reading_changes_nothing(example, client_of, key):
    """The two leads meet every page together, and so do the others, unless under full counts, when each does."""
    browser = client_of(Account.objects.get(email=PEOPLE[key].email).person)
    before, turn = content(), READERS.index(key)
    statuses = walk(browser, share(every_address(), turn, 2 if turn < 2 else 6))
    # A program that asks for nothing is told that it was not understood
    odd = {p: s for p, s in statuses.items() if s not in PUBLIC | ({422} if p.startswith("/api/") else {405})}
    assert odd == {}
    assert list(statuses.values()).count(200) > 20
    assert content() == before


@pytest.mark.django_db
def test_signed_out_only_public_pages_answer_and_the_rest_lead_to_sign_in_alike(example, client):
    before = content()
    for address in every_address():
        answer = client.get(address.path)
        if answer.status_code == 302 and "/sign-in/" in answer["Location"]:
            # Whoever is on the way in begins anew; everybody else comes back to where they wanted to be
            back = "" if address.path.startswith("/sign-in/") else f"?next={address.path}"
            assert answer["Location"] == f"/sign-in/{back}"
        else:
            # A program that brings no secret is told so, and led nowhere
            refused = 401 if address.path.startswith("/api/") else 405
            assert answer.status_code in PUBLIC | {405, refused}, address
        assert not address.path.startswith("/collaborations") or answer.status_code == 302, address
    assert content() == before


@pytest.mark.django_db
def test_a_stranger_and_the_administrator_find_nothing_of_any_collaboration(example, client_of):
    for turn, key in enumerate(("lindqvist", "calder")):
        browser = client_of(Account.objects.get(email=PEOPLE[key].email).person)
        inside = share([a for a in every_address() if a.pattern.startswith("collaborations/<")], turn, 2)
        answers = [browser.get(address.path) for address in inside]
        assert {answer.status_code for answer in answers} <= {404, 405}
        assert len({answer.content for answer in answers if answer.status_code == 404}) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", READERS[:3])
def test_an_empty_form_sent_anywhere_is_answered_too(example, client_of, key):
    """The three meet every second address together, the walk with what nobody should type the rest; under full counts
    each of the three meets every one."""
    browser = client_of(Account.objects.get(email=PEOPLE[key].email).person)
    signed_in = browser.cookies[settings.SESSION_COOKIE_NAME].value
    for address in share(every_address(), READERS.index(key) * 2, 6):
        browser.cookies[settings.SESSION_COOKIE_NAME] = signed_in  # one of the forms signs out
        with transaction.atomic():
            statuses = walk(browser, [address], "post")
            transaction.set_rollback(True)
        assert max(statuses.values()) < 500, address
