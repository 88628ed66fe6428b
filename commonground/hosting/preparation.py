"""What must be so before the site starts? A secret key, the tables, the application's rights, the static files.

Each thing is remembered with what it was made from, so that a later start does only what has changed. Everything that
needs Django runs in a process of its own: as the owner to migrate, as the application for the rest.

*Source:* settled questions, "Running it"; reference on security, section 0.
"""

import base64
import hashlib
import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg

from commonground.hosting import assets, postgres, roles, state
from commonground.hosting.state import CLONE, CannotRun

PACKAGE = Path(__file__).resolve().parents[1]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Installation:
    """One state folder and the database that belongs to it; `owner` is empty when only the application may enter."""

    home: Path
    owner: str
    app: str

    @property
    def application_role(self) -> str:
        """The name of the role that the site runs as."""
        return unquote(urlsplit(self.app).username or "") or roles.APPLICATION

    def environment(self, *, as_owner: bool = False, **more: str) -> dict[str, str]:
        """The environment of a child process; only the one that migrates learns the owner's address."""
        kept = {
            name: value for name, value in os.environ.items() if name not in {"DATABASE_OWNER_URL", "COMMONGROUND_AS"}
        }
        kept |= {
            "DATABASE_URL": self.app,
            "COMMONGROUND_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "commonground.website.settings",
            "PYTHONUNBUFFERED": "1",
        }
        if as_owner:
            kept |= {"DATABASE_OWNER_URL": self.owner, "COMMONGROUND_AS": "owner"}
        return kept | more


@contextmanager
def installation(home: Path, *, address: str = "", dies_with_us: bool = False) -> Iterator[Installation]:
    """Find the database for a while: the one with this address, else the private server of the state folder.

    :raises CannotRun: when there is none.
    """
    state.make(home)
    if address:
        yield Installation(home, os.environ.get("DATABASE_OWNER_URL", ""), address)
        return
    with postgres.lent(postgres.Server(home), dies_with_us=dies_with_us) as addresses:
        yield Installation(home, addresses.owner, addresses.app)


def prepare(here: Installation, *, to_serve: bool = True) -> None:
    """Make everything so: secret key, tables, rights and, to serve pages, the static files; refuse a role that could
    step round the rules.

    :raises CannotRun: with the one sentence that says why it cannot be.
    """
    with state.locked(here.home / "prepare.lock"):
        make_secret_key(here.home)
        make_audit_key(here.home)
        migrate(here)
        with connected(here.app) as connection:
            roles.refuse_unless_safe(connection)
        if to_serve:
            _collect_static(here)


def make_secret_key(home: Path) -> Path:
    """Make the random key that signs sessions, for its owner's eyes only, unless it is there; close one left open."""
    return _secret(home / "secret-key", secrets.token_urlsafe(64))


def make_audit_key(home: Path) -> Path:
    """Make the random 32 bytes from which the record's signing key is made, in base64, unless they are there."""
    return _secret(home / "audit-key", base64.b64encode(secrets.token_bytes(32)).decode())


def _secret(path: Path, text: str) -> Path:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        path.chmod(0o600)
    else:
        with os.fdopen(handle, "w") as file:
            file.write(text)
    return path


def migrate(here: Installation) -> None:
    """Bring the tables up to date as the owner and grant the application its rights; without the owner's address,
    see that nothing is left to do.

    :raises CannotRun: when something is left and the owner's address is missing, or when a migration fails.
    """
    with connected(here.owner or here.app) as connection:
        wanted = _digest([*PACKAGE.glob("*/migrations/*.py"), CLONE / "requirements.lock", Path(roles.__file__)])
        wanted += f" {_identity(connection)}"
        if _remembered(here.home, "migrated") == f"{wanted} {_applied(connection)}":
            return
    if not here.owner:
        refuse_when_behind(here)
    else:
        for command in (["migrate", "--noinput", "--verbosity=0"], ["createcachetable", "--verbosity=0"]):
            if run_django(here.environment(as_owner=True), *command):
                raise CannotRun("The tables could not be brought up to date; the reason is in the lines above.")
        with connected(here.owner) as connection:
            roles.grant(connection, here.application_role)
    with connected(here.owner or here.app) as connection:
        _remember(here.home, "migrated", f"{wanted} {_applied(connection)}")


def refuse_when_behind(here: Installation) -> None:
    """Refuse tables that are older than the code, looking as the application and changing nothing.

    :raises CannotRun: saying what to run.
    """
    if run_django(here.environment(), "migrate", "--check", quiet=True):
        raise CannotRun(
            "The tables are not up to date; run “commonground database migrate” with the owner's address "
            "in DATABASE_OWNER_URL."
        )


def first_start(here: Installation) -> bool:
    """Whether this database has never been started before."""
    with connected(here.app) as connection:
        return _remembered(here.home, "started") != _identity(connection)


def remember_start(here: Installation) -> None:
    """Remember that this database has had its first start."""
    with connected(here.app) as connection:
        _remember(here.home, "started", _identity(connection))


@contextmanager
def connected(address: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect, commit at the end.

    :raises CannotRun: when the server does not let the role in.
    """
    try:
        connection = psycopg.connect(address, connect_timeout=10)
    except psycopg.Error as error:
        raise CannotRun(f"The database cannot be entered: {postgres.one_line(error)}.") from error
    with connection:
        yield connection


def run_django(environment: dict[str, str], *command: str, quiet: bool = False) -> int:
    """Run one of Django's commands in a process that ends with this one; its exit status, 0 when it went well."""
    return run_python(environment, "-m", "django", *command, quiet=quiet)


def run_python(environment: dict[str, str], *arguments: str, quiet: bool = False) -> int:
    """Run Python with these arguments in a process that ends with this one, and wait for its exit status."""
    words = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environment, cwd=CLONE, stdin=subprocess.DEVNULL, stdout=words, stderr=words,
        preexec_fn=postgres.end_with_parent,  # noqa: PLW1509 - who starts it has one thread
    )  # fmt: skip
    try:
        return process.wait()
    except BaseException:
        process.send_signal(signal.SIGTERM)
        process.wait()
        raise


def _collect_static(here: Installation) -> None:
    sources = [path for path in (*PACKAGE.glob("*/static/**/*"), *assets.folder().rglob("*")) if path.is_file()]
    wanted = _digest([*sources, PACKAGE / "website" / "settings.py", CLONE / "requirements.lock"])
    if _remembered(here.home, "static") == wanted and (here.home / "static" / "staticfiles.json").is_file():
        return
    if not (assets.folder() / "vendor").is_dir():
        raise CannotRun("The styles and scripts have not been fetched; “make setup” does it.")
    if run_django(here.environment(), "collectstatic", "--noinput", "--clear", "--verbosity=0"):
        raise CannotRun("The static files could not be collected; the reason is in the lines above.")
    _remember(here.home, "static", wanted)


def _digest(paths: Iterable[Path]) -> str:
    """One number for the names and contents of some files; a missing one counts as empty."""
    digest = hashlib.sha256()
    for path in sorted(set(paths)):
        digest.update(os.fsencode(path) + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()


def _identity(connection: psycopg.Connection[tuple[Any, ...]]) -> str:
    """A name for this very database, other than that of one made later in its place."""
    row = connection.execute("SELECT oid, (SELECT system_identifier FROM pg_control_system()) FROM pg_database "
                             "WHERE datname = current_database()").fetchone()  # fmt: skip
    return "-".join(map(str, row or ()))


def _applied(connection: psycopg.Connection[tuple[Any, ...]]) -> str:
    """How many migrations the database says it has had, and the last one's number."""
    known = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
    if not known or known[0] is None:
        return "none"
    row = connection.execute("SELECT count(*), max(id) FROM django_migrations").fetchone()
    return "-".join(map(str, row or ()))


def _memory(home: Path) -> dict[str, str]:
    try:
        return dict(json.loads((home / "prepared.json").read_text()))
    except (OSError, ValueError):
        return {}


def _remembered(home: Path, what: str) -> str:
    return _memory(home).get(what, "")


def _remember(home: Path, what: str, value: str) -> None:
    unfinished = home / "prepared.json.new"
    unfinished.write_text(json.dumps(_memory(home) | {what: value}, indent=1))
    unfinished.rename(home / "prepared.json")
