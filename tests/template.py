"""Which database do the tests copy theirs from? One that was migrated once, and again only when a migration changes.

Migrating takes half a minute, copying takes a second, and whoever writes code starts a few tests at a time. In the same
way the worked example is loaded once for all tests of a run.
"""

import hashlib
import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from commonground.hosting import roles
from commonground.hosting.state import CLONE
from tests import database

PREFIX = "template_common_ground_"
TOLD_FROM_ELSEWHERE = re.compile(r"^from (commonground\.\S+) import", re.MULTILINE)


def migrated() -> str:
    """Name the database to copy, after making it where this state of the migrations has none yet."""
    name = PREFIX + _state()
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(hashtext('common ground templates'))")
        held = {
            one for (one,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [PREFIX + "%"])
        }
        if name not in held:
            for old in held:
                database.drop(server, old)
            _make(f"{name}_half")
            server.execute(f'ALTER DATABASE "{name}_half" RENAME TO "{name}"')
    return name


@contextmanager
def moved_to(name: str, *, like: str) -> Iterator[None]:
    """Work for a while in a new database that begins as a copy of another, which nobody uses meanwhile; it stays
    until it is taken away."""
    before = connection.settings_dict["NAME"]
    connection.close()
    with _server() as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def forgotten(name: str) -> None:
    """Take a database away."""
    with _server() as server:
        database.drop(server, name)


def _server() -> psycopg.Connection:
    """Connect to the server of the tests, beside all databases of tests."""
    said, names = connection.settings_dict, {"USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return psycopg.connect(dbname="postgres", autocommit=True, **{names[one]: said[one] for one in names if said[one]})


def _make(name: str) -> None:
    """Migrate a new database, leave it, and let the settings name what they named before."""
    asked, before = connection.settings_dict["TEST"], connection.settings_dict["NAME"]
    wanted, asked["NAME"] = asked["NAME"], name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"], asked["NAME"] = before, wanted


def _state() -> str:
    """The state of all migrations, and of what they take from elsewhere, in twelve letters."""
    files = {Path(str(roles.__file__)), *CLONE.glob("commonground/*/migrations/*.py")}
    files |= set(CLONE.glob("commonground/*/sql/*.sql"))
    for file in list(files):
        for module in TOLD_FROM_ELSEWHERE.findall(file.read_text(encoding="utf-8")):
            files.add(Path(str(importlib.import_module(module).__file__)))
    sums = [hashlib.sha256(file.read_bytes()).digest() for file in sorted(files)]
    return hashlib.sha256(b"".join(sums)).hexdigest()[:12]
