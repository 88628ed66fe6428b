"""Where do journeys, pictures and figures of speed find a whole site? It is started here as `make run` starts it.

In a state folder of its own: private PostgreSQL, web processes that connect as the application's role, worker, and the
worked example with the passwords that the first start prints. It listens on loopback only and is stopped by its process
id, with everything that it started.

*Source:* settled questions, "Running it" and "In Django" (tests against a live server).
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from commonground.hosting import postgres, processes
from commonground.website.example.people import PEOPLE

CLONE = Path(__file__).resolve().parents[2]
NAMED_OUTSIDE = {"DATABASE_URL", "DATABASE_OWNER_URL", "COMMONGROUND_AS", "COMMONGROUND_POOL", "PORT", "PUBLIC_ADDRESS"}
SECONDS_TO_START = 180
SECONDS_TO_STOP = 60


@dataclass(frozen=True)
class Site:
    """A site that runs: its state folder, where it is, the process that watches over it, and who signs in with what."""

    home: Path
    port: int
    pid: int
    passwords: dict[str, str] = field(default_factory=dict)
    periods: dict[str, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address as people type it, without a slash at the end."""
        return f"http://localhost:{self.port}"

    def run(self, *words: str) -> str:
        """Type a command of `commonground` beside the running site, and give what it prints; fails where it fails."""
        ran = subprocess.run(
            [sys.executable, "-m", "commonground.website.cli", *words],
            cwd=CLONE, env=environment(self.home), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, f"commonground {' '.join(words)} ends with {ran.returncode}: {ran.stderr}"
        return ran.stdout

    def as_superuser(self) -> psycopg.Connection:
        """Look into the database past every rule."""
        return psycopg.connect(postgres.Server(self.home).address(postgres.SUPERUSER), autocommit=True)


def environment(home: Path) -> dict[str, str]:
    """The environment of a site of its own, whatever the tests' own database is."""
    kept = {name: value for name, value in os.environ.items() if name not in NAMED_OUTSIDE}
    return kept | {"COMMONGROUND_HOME": str(home), "PYTHONUNBUFFERED": "1"}


@contextmanager
def running(*, example: bool = True) -> Iterator[Site]:
    """Start a site, wait until it answers, and leave nothing of it behind."""
    home = Path(tempfile.mkdtemp(prefix="cg-journey-", dir="/tmp"))
    home.chmod(0o711)  # the account that runs PostgreSQL for root must pass through
    port, said = free_port(), home / "said.txt"
    command = [sys.executable, "-m", "commonground.website.cli", "run", "--port", str(port)]
    with said.open("wb") as output:
        process = subprocess.Popen(
            command + ([] if example else ["--empty"]), cwd=CLONE, env=environment(home), stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, start_new_session=True,
            preexec_fn=postgres.end_with_parent,  # noqa: PLW1509 - whoever is killed leaves no site behind
        )  # fmt: skip
    try:
        _wait(process, port, said)
        yield Site(home, port, process.pid, _passwords(said.read_text()))
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
        postgres.stop(postgres.Server(home))
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    """Find a port on loopback that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int, said: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while not processes.answers(port):
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError(f"The site does not start:\n{said.read_text()}")
        time.sleep(0.1)


def _passwords(said: str) -> dict[str, str]:
    """Read each person's password, by their key, from what the first start printed."""
    found = {}
    for key, member in PEOPLE.items():
        if match := re.search(rf"{re.escape(member.email)}\s+(\S+)", said):
            found[key] = match[1]
    return found
