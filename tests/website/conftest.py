"""What tests of the website can ask for: the worked example, loaded once for all tests of a file.

*Source:* settled questions, "In Django" (tests).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from commonground.groundwork.actors import Actor
from commonground.hosting import roles
from commonground.people.models import Person
from commonground.people.queries import acting
from commonground.website.example import loader
from commonground.website.example.dates import TODAY_OF_THE_MOCK_UPS
from commonground.website.example.people import PEOPLE
from commonground.website.example.stage import SignIn


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


@pytest.fixture(scope="module")
def example(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Example]:
    """The worked example, loaded as the application's role; each test works on top of it and is rolled back."""
    home, said = tmp_path_factory.mktemp("home"), []
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setenv("COMMONGROUND_HOME", str(home))
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {roles.APPLICATION}")
        sign_ins = loader.load(TODAY_OF_THE_MOCK_UPS, said.append)
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        yield Example(TODAY_OF_THE_MOCK_UPS, home, sign_ins, said)
        transaction.set_rollback(True)
