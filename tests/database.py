"""Which PostgreSQL do the tests use? A private one of their own, unless an owner's address is given.

Loaded by pytest before Django's settings are read. Tests connect as the owner, so that factories can write; what a
person may see is looked at through the application's role (see `conftest.as_application`).

*Source:* settled questions, "In Django" (tests).
"""

import atexit
import os
from contextlib import ExitStack

from commonground.hosting import postgres, state


def prepare() -> None:
    """Name the database in the environment, starting the private server where none is given; the last run that uses it
    stops it."""
    os.environ["COMMONGROUND_AS"] = "owner"
    os.environ.setdefault("TEST_DATABASE_NAME", f"test_common_ground_{os.getpid()}")
    if "DATABASE_OWNER_URL" in os.environ:
        return
    home = state.home() / "test"
    lease = ExitStack()
    atexit.register(lease.close)
    addresses = lease.enter_context(postgres.lent(postgres.Server(home, durable=False)))
    os.environ["DATABASE_OWNER_URL"] = addresses.owner
    os.environ["DATABASE_URL"] = addresses.app
    os.environ["COMMONGROUND_HOME"] = str(home)


prepare()
