"""What tests of the website can ask for: the worked example, loaded once for all tests of a run.

*Source:* settled questions, "In Django" (tests).
"""

import fcntl
import os
import pickle
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from commonground.groundwork.actors import Actor
from commonground.hosting import roles
from commonground.people.models import Person
from commonground.people.queries import acting
from commonground.website.example import loader
from commonground.website.example.dates import TODAY_OF_THE_MOCK_UPS
from commonground.website.example.people import PEOPLE
from commonground.website.example.stage import SignIn
from tests import template


@dataclass(frozen=True)
class Example:
    """The loaded example: the day as of which it is told, how its people sign in, and what the loader said."""

    today: date
    home: Path
    sign_ins: list[SignIn]
    said: list[str]

    def actor(self, key: str) -> Actor:
        """Give the Actor that a person of the story is on the day as of which it is told."""
        person = Person.objects.get(name=PEOPLE[key].name)
        return acting.actor_through(person, acting.memberships_of(person.pk).first())

    def sign_in(self, key: str) -> SignIn:
        """Give how a person of the story signs in."""
        return next(one for one in self.sign_ins if one.member.key == key)


@pytest.fixture(scope="session")
def told(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Example]:
    """The worked example, loaded as the application's role into a database of its own by whichever process of this run
    comes first; the others wait for it."""
    ours = tmp_path_factory.getbasetemp()
    home = (ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours) / "example"
    home.mkdir(exist_ok=True)
    name, kept = os.environ["TEST_DATABASE_NAME"] + "_example", home / "told.pickle"
    with (home / "lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            with template.moved_to(name, like=template.migrated()):
                kept.write_bytes(pickle.dumps(_load(home)))
        return name, pickle.loads(kept.read_bytes())


def _load(home: Path) -> Example:
    """Load the example as `make run` does, and let the database know what it holds."""
    said: list[str] = []
    call_command("createcachetable")
    roles.grant(connection)
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setenv("COMMONGROUND_HOME", str(home))
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {roles.APPLICATION}")
        sign_ins = loader.load(TODAY_OF_THE_MOCK_UPS, said.append)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Example(TODAY_OF_THE_MOCK_UPS, home, sign_ins, said)


@pytest.fixture(scope="module")
def example(told: tuple[str, Example], django_db_blocker: Any) -> Iterator[Example]:
    """The worked example in a database that only this process uses; each test works on top of it and is rolled back."""
    name, loaded = told
    ours = f"{name}_{secrets.token_hex(4)}"
    with django_db_blocker.unblock(), template.moved_to(ours, like=name):
        yield loaded
    template.forgotten(ours)
