"""Does a connection forget who was acting before it serves somebody else?

Connections come from a real pool, as the application's role, and threads share them as in the site.

*Source:* bar A3; settled questions, "In Django" (one context middleware).
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.test import Client

from commonground.hosting import roles
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.models import Account, Membership
from commonground.people.rules import conduct
from commonground.people.rules.signing_in import Factor
from tests.cast import assemble

READERS = ("thornbury", "whitlock", "yarrow", "lindqvist", "calder")


@contextmanager
def pooled(size):
    """Let new threads take their connections from a pool, as the application's role, as the site does."""
    chosen = connections.settings["default"]
    kept = {key: chosen[key] for key in ("USER", "OPTIONS")}
    chosen.update(
        USER=roles.APPLICATION,
        OPTIONS={**chosen["OPTIONS"], "pool": {"min_size": size, "max_size": size, "timeout": 10}},
    )
    try:
        yield
    finally:
        connection.close_pool()
        chosen.update(kept)


def session_of(account):
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.update(marks.proof_of(account, Factor.TELEPHONE))
    Membership.objects.filter(person=account.person).update(conduct_version=conduct.VERSION)
    session.save()
    return session.session_key


def asked_for(paths, key):
    """Ask for pages in a thread of its own, on a connection of the pool, which goes back after each."""
    browser, said = Client(raise_request_exception=True), []
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    for path in paths:
        try:
            said.append(browser.get(path).status_code)
        finally:
            connection.close()
    return said


def context_left(size):
    """Take every connection of the pool at once, and tell who each thinks is acting."""
    pool = connection.pool
    taken = [pool.getconn() for _ in range(size)]
    try:
        asked = "SELECT current_user, current_setting('cg.person', true), current_setting('cg.side', true)"
        return [one.execute(asked).fetchone() for one in taken]
    finally:
        for one in taken:
            pool.putconn(one)


@pytest.mark.django_db(transaction=True)
def test_after_many_readers_no_pooled_connection_knows_anybody():
    cast = assemble()
    path = f"/collaborations/{cast.alive().ref}/"
    sessions = [session_of(Account.objects.get(person=cast.person[key])) for key in READERS]
    paths = ["/", path, "/organisations/", f"{path}history/", "/nowhere/", "/organisations/new/"] * 3
    with pooled(3), ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(lambda key: asked_for(paths, key), sessions))
        left = threads.submit(context_left, 3).result()
    assert answers[0][:4] == [200, 200, 200, 200]
    assert answers[READERS.index("lindqvist")][:4] == [200, 404, 200, 404]
    assert len(left) == 3
    assert {(user, person or "", side or "") for user, person, side in left} == {(roles.APPLICATION, "", "")}
