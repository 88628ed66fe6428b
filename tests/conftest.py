"""What every test can ask for: the cast, requests in a person's name, and the application's view of the database.

*Source:* settled questions, "In Django" (tests).
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from commonground.groundwork.actors import Actor
from commonground.hosting import roles
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.context import set_context
from commonground.people.models import Account, Membership
from commonground.people.rules import conduct
from commonground.people.rules.signing_in import Factor
from commonground.sharing.rules import harvest
from tests import template
from tests.browser import chromium
from tests.cast import Cast, assemble

# One browser for every folder: two of them in one process refuse each other.
__all__ = ["chromium"]

SHARED = Path(os.environ.get("COMMONGROUND_SHARED", Path(__file__).resolve().parents[2] / "shared"))
IN_CI = bool(os.environ.get("CI"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: Any) -> None:
    """Leave the name of the test database as the environment says; workers of one run add their own number. All copy
    the one that is migrated already."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    asked = settings.DATABASES["default"]["TEST"]
    asked["NAME"] = os.environ["TEST_DATABASE_NAME"] + (f"_{worker}" if worker else "")
    with django_db_blocker.unblock():
        asked["TEMPLATE"] = template.migrated()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Add to the migrated test database what hosting adds to a real one."""
    with django_db_blocker.unblock():
        call_command("createcachetable")
        roles.grant(connection)


@pytest.fixture(scope="session", autouse=True)
def readers_in_haste() -> None:
    """Let tests open more items in a minute than people do in a year; tests/sharing/test_harvest.py asks for the real
    limits."""
    harvest.LIMITS = ((harvest.HOUR, 10**9),)


@pytest.fixture(scope="session", autouse=True)
def styles_as_they_lie() -> None:
    """Let pages name styles and scripts as they lie in the packages; hosting collects and stamps them, tests do not."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def nobody_is_written_down(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> None:
    """Let error pages name nobody of another test: whom to call lies in a file, which no test leaves to the next."""
    name = hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:16]
    settings.HELP_DESK = tmp_path_factory.getbasetemp() / f"{name}.json"


@pytest.fixture
def cast(db: None) -> Cast:
    """The invented people and organisations that play in every test and in the worked example."""
    return assemble()


@contextmanager
def through_the_application(actor: Actor) -> Iterator[None]:
    """Look at the database as the site does: with the application's role, in the actor's name."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.APPLICATION}")
    try:
        set_context(actor)
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")


@pytest.fixture
def as_application() -> Callable[[Actor], Any]:
    """A context in which queries run with the application's role, in an actor's name."""
    return through_the_application


class SiteClient(Client):
    """A browser without a screen whose requests the database answers as it answers the site: with the application's
    role, which owns nothing and is bound by row level security."""

    def request(self, **request: Any) -> Any:
        """Send one request as the application's role."""
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {roles.APPLICATION}")
        try:
            return super().request(**request)
        finally:
            if not connection.needs_rollback:
                with connection.cursor() as cursor:
                    cursor.execute("RESET ROLE")


@pytest.fixture
def client(db: None) -> SiteClient:
    """A browser that nobody has signed in with."""
    return SiteClient(raise_request_exception=True)


@pytest.fixture
def client_of(db: None) -> Callable[[Any], SiteClient]:
    """Make a browser in which a person of the cast is signed in, as after both factors and the code of conduct."""

    def signed_in(person: Any) -> SiteClient:
        browser, account = SiteClient(raise_request_exception=True), Account.objects.get(person=person)
        browser.force_login(account)
        Membership.objects.filter(person=person, conduct_version="").update(conduct_version=conduct.VERSION)
        session = browser.session
        session.update(marks.proof_of(account, Factor.TELEPHONE))
        session.save()
        return browser

    return signed_in


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real data; without it the test is left out, except in CI, where that is a failure."""
    if not (SHARED / "data").is_dir():
        (pytest.fail if IN_CI else pytest.skip)(f"the real data is not there: {SHARED / 'data'}")
    return SHARED
