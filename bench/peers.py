"""How fast is another system at a page like ours? pretalx, a call for proposals with reviews, is run beside the site.

`python -m bench.peers` fetches it once, into an environment of its own under build/peers; without it nothing else of
the bench is changed, and one line says so. It has a database of its own in the site's private PostgreSQL, as many web
processes as the site, and is stopped by its process id.

*Source:* reference on peers, sections 1.4 and 5; issue "The ten steps in depth", acceptance (portfolio).
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from commonground.hosting import postgres
from tests.journeys.site import CLONE, Site, free_port

FOLDER = CLONE / "build" / "peers" / "pretalx"
VERSION = "2025.2.2"
NEEDED = (f"pretalx=={VERSION}", "psycopg[binary]", "gunicorn")
DATABASE = "pretalx"
MISSING = "pretalx is not there, so ours stands alone; `python -m bench.peers` fetches it once."
SECONDS_TO_START, SECONDS_TO_STOP = 60, 20


@dataclass(frozen=True)
class Peer:
    """A pretalx that runs: its port, the process that watches over the others, the cookie of the organiser who is
    signed in, and the address of each page by its name."""

    port: int
    pid: int
    cookie: str
    pages: dict[str, str]


def main() -> int:
    """Make the environment, unless it is whole."""
    if is_there():
        print(f"pretalx {VERSION} is in {FOLDER.relative_to(CLONE)} already.")
        return 0
    if not _python().exists():
        venv.create(FOLDER, with_pip=True)
    _typed([str(_python()), "-m", "pip", "install", "--quiet", *NEEDED], None)
    with tempfile.TemporaryDirectory() as home:
        _typed(_django("collectstatic", "--noinput", "--verbosity", "0"), _environment(Path(home), {}))
    print(f"pretalx {VERSION} is in {FOLDER.relative_to(CLONE)}.")
    return 0


def is_there() -> bool:
    """Tell whether the environment is whole: the programs, and the styles that they name."""
    return (FOLDER / "bin" / "gunicorn").exists() and (_styles() / "staticfiles.json").exists()


@contextmanager
def running(site: Site, count: int) -> Iterator[Peer | None]:
    """Start pretalx with `count` submissions beside a site; None where it was not fetched. Nothing of it is left."""
    if not is_there():
        yield None
        return
    server = postgres.Server(site.home)
    with tempfile.TemporaryDirectory(prefix="cg-pretalx-", dir="/tmp") as folder:
        home, port = Path(folder), free_port()
        environment = _environment(home, in_postgres(server)) | {"PRETALX_SITE_URL": f"http://localhost:{port}"}
        with psycopg.connect(server.address(postgres.SUPERUSER, "postgres"), autocommit=True) as database:
            database.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
            database.execute(f"CREATE DATABASE {DATABASE}")
            try:
                made = filled(environment, count)
                with _served(environment, home, port) as pid:
                    yield Peer(port, pid, made["cookie"], made["pages"])
            finally:
                database.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def in_postgres(server: postgres.Server) -> dict[str, str]:
    """Say to pretalx where its database is: in the private server, as the superuser."""
    return {
        "PRETALX_DB_TYPE": "postgresql",
        "PRETALX_DB_NAME": DATABASE,
        "PRETALX_DB_USER": postgres.SUPERUSER,
        "PRETALX_DB_HOST": str(server.socket_folder),
    }


def filled(environment: dict[str, str], count: int) -> dict[str, object]:
    """Make its tables and write `count` submissions; gives `cookie` of its organiser, and `pages` by their names."""
    _typed(_django("migrate", "--noinput", "--verbosity", "0"), environment)
    script = str(Path(__file__).with_name("peers_filling.py"))
    said = _typed([str(_python()), script, str(count)], environment)
    return dict(json.loads(said.splitlines()[-1]))  # before it stands what pretalx says of itself


@contextmanager
def _served(environment: dict[str, str], home: Path, port: int) -> Iterator[int]:
    """Serve it by as many processes as the site has, and give the id of the one that watches over them."""
    workers, said = os.environ.get("WEB_PROCESSES", "2"), home / "said.txt"
    words = ["-m", "gunicorn", "pretalx.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", workers, "--timeout", "120"]
    with said.open("wb") as output:
        process = subprocess.Popen(
            [str(_python()), *words], env=environment, cwd=home, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            preexec_fn=postgres.end_with_parent,  # noqa: PLW1509 - whoever is killed leaves no server behind
        )  # fmt: skip
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"pretalx does not start:\n{said.read_text()}")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def _python() -> Path:
    return FOLDER / "bin" / "python"


def _styles() -> Path:
    return FOLDER / "static"


def _django(*words: str) -> list[str]:
    return [str(_python()), "-m", "pretalx", *words]


def _environment(home: Path, database: dict[str, str]) -> dict[str, str]:
    """What pretalx is told: nothing of the site's own, and a folder for what it writes."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    files = {"PRETALX_DATA_DIR": str(home), "PRETALX_FILESYSTEM_STATIC": str(_styles())}
    return kept | files | {"DJANGO_SETTINGS_MODULE": "pretalx.settings", "PRETALX_DEBUG": "False"} | database


def _typed(command: list[str], environment: dict[str, str] | None) -> str:
    """Type a command and give what it prints; fails with what it said where it fails."""
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{' '.join(command)} ends with {ran.returncode}:\n{ran.stdout}{ran.stderr}"
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main())
