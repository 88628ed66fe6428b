"""Which PostgreSQL do the tests use? A private one of their own, unless an owner's address is given.

Loaded by pytest before Django's settings are read. Tests connect as the owner, so that factories can write; what a
person may see is looked at through the application's role (see `conftest.as_application`).

*Source:* settled questions, "In Django" (tests).
"""

import atexit
import os
from contextlib import ExitStack

import psycopg

from commonground.hosting import postgres, state


def prepare() -> None:
    """Name the database in the environment, starting the private server where none is given; the last run that uses it
    stops it."""
    os.environ["COMMONGROUND_AS"] = "owner"
    began = "TEST_DATABASE_NAME" not in os.environ
    os.environ.setdefault("TEST_DATABASE_NAME", f"test_common_ground_{os.getpid()}")
    lease = ExitStack()
    atexit.register(lease.close)
    if "DATABASE_OWNER_URL" not in os.environ:
        _begin(lease)
    if began:
        lease.callback(_forget)


def _begin(lease: ExitStack) -> None:
    """Start the private server of the tests, or hold it where it runs."""
    home = state.home() / "test"
    addresses = lease.enter_context(postgres.lent(postgres.Server(home, durable=False)))
    os.environ["DATABASE_OWNER_URL"] = addresses.owner
    os.environ["DATABASE_URL"] = addresses.app
    os.environ["COMMONGROUND_HOME"] = str(home)


def _forget() -> None:
    """Take away what this run, and its processes, may have left of its databases."""
    ours = os.environ["TEST_DATABASE_NAME"]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as server:
        for (name,) in server.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [ours]
        ).fetchall():
            drop(server, name)


def drop(server: psycopg.Connection, name: str) -> None:
    """Take a database away with whoever of us still holds it.

    `WITH (FORCE)` would refuse while the server's own clearing up (autovacuum) looks at the database, since it may not
    be ended by an owner who is no superuser; without it the server ends that itself.
    """
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
        [name],
    )
    server.execute(f'DROP DATABASE IF EXISTS "{name}"')


prepare()
