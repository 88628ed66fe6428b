"""Where do journeys, pictures and figures of speed find a whole site? It is started here as `make run` starts it.

In a state folder of its own: private PostgreSQL, web processes that connect as the application's role, worker, and the
worked example with the passwords that the first start prints. It listens on loopback only and is stopped by its process
id, with everything that it started. Loading the example takes half a minute of processor, so that it is loaded once for
each state of the code and each day, kept in the state folder of the tests, and copied for every site.

*Source:* settled questions, "Running it" and "In Django" (tests against a live server).
"""

import fcntl
import hashlib
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
from datetime import date
from pathlib import Path

import psycopg

from commonground.hosting import assets, postgres, processes, state
from commonground.website.example.people import PEOPLE

CLONE = Path(__file__).resolve().parents[2]
NAMED_OUTSIDE = {"DATABASE_URL", "DATABASE_OWNER_URL", "COMMONGROUND_AS", "COMMONGROUND_POOL", "PORT", "PUBLIC_ADDRESS"}
SECONDS_TO_START = 600
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
    home = _new_home()
    if example:
        _copy_of_the_example(home)
    try:
        with _started(home, example=example) as site:
            yield site
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _new_home() -> Path:
    home = Path(tempfile.mkdtemp(prefix="cg-journey-", dir="/tmp"))
    home.chmod(0o711)  # the account that runs PostgreSQL for root must pass through
    return home


def _copy_of_the_example(home: Path) -> None:
    """Fill a new state folder with the one that has had its first start, after making it where there is none; whoever
    comes meanwhile waits."""
    sites = state.home() / "sites"
    sites.mkdir(parents=True, exist_ok=True)
    with (sites / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = sites / _state()
        if not kept.exists():
            for old in sites.glob("*/"):
                shutil.rmtree(old)
            made = _new_home()
            try:
                with _started(made, example=True):
                    pass
                subprocess.run(["cp", "-a", str(made), f"{kept}.half"], check=True)
            finally:
                shutil.rmtree(made, ignore_errors=True)
            Path(f"{kept}.half").rename(kept)
        # As `cp` does it: the owner of PostgreSQL's files, and their modes, stay what they are
        subprocess.run(["cp", "-a", "--reflink=auto", f"{kept}/.", str(home)], check=True)


def _state() -> str:
    """The state of the code and of what it is made from, and the day, in twelve letters."""
    folders = (CLONE / "commonground", assets.folder())
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    sums = hashlib.sha256(f"{date.today()} {sys.version}".encode())
    for file in sorted([*files, CLONE / "requirements.lock"]):
        sums.update(hashlib.sha256(os.fsencode(file) + file.read_bytes()).digest())
    return sums.hexdigest()[:12]


@contextmanager
def _started(home: Path, *, example: bool) -> Iterator[Site]:
    """Start a site on a state folder as `make run` does, and stop it with everything that it started."""
    port, said = free_port(), home / "said.txt"
    command = [sys.executable, "-m", "commonground.website.cli", "run", "--port", str(port)]
    with said.open("ab") as output:  # what the first start says is kept: the passwords are told once
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
