"""How does the whole site start, stay up and stop? One process that starts the others and watches them.

Web and worker that die start again; PostgreSQL's death stops everything, because what would run on could only fail.
Every child leads a process group of its own, so that nothing of it is left when it is replaced, and Linux ends it when
the watcher itself is killed.

*Source:* settled questions, "Running it".
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

from commonground.hosting import postgres, preparation, state
from commonground.hosting.preparation import Installation, Say
from commonground.hosting.state import CLONE, CannotRun

MOST_RESTARTS = 5
IN_SECONDS = 60.0
SECONDS_TO_ANSWER = 60.0
SECONDS_TO_STOP = 10.0
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
WEB_PROCESSES, WEB_THREADS = 2, 4


class Stopped(BaseException):
    """Somebody asked for the end: Ctrl-C, TERM, or a closed terminal."""


@dataclass(slots=True)
class Child:
    """A process that must run, and when it was started again."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    restarts: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        """Start it as the leader of its own group."""
        self.process = subprocess.Popen(
            self.command, env=self.environment, cwd=CLONE, stdin=subprocess.DEVNULL, start_new_session=True,
            preexec_fn=postgres.end_with_parent,  # noqa: PLW1509 - the watcher has one thread
        )  # fmt: skip

    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self.process is not None and self.process.poll() is not None

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the process and to whatever it has started."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def start_again(self) -> None:
        """Clear away what a dead process left behind and start anew.

        :raises CannotRun: when it has died too often within a minute.
        """
        self.signal_group(signal.SIGKILL)
        now = time.monotonic()
        while self.restarts and now - self.restarts[0] > IN_SECONDS:
            self.restarts.popleft()
        if len(self.restarts) >= MOST_RESTARTS:
            raise CannotRun(
                f"The {self.name} died more than {MOST_RESTARTS} times in a minute; everything was stopped."
            )
        self.restarts.append(now)
        self.start()


def _tell(words: str) -> None:
    """Print at once, also where somebody else's program reads it."""
    print(words, flush=True)


def run(home: Path, port: int, *, example: bool, say: Say = _tell) -> int:
    """Start everything, keep it up until somebody asks for the end, and stop everything.

    :raises CannotRun: with the one sentence that says why it cannot start or go on.
    """
    for number in ENDINGS:
        signal.signal(number, _stop)
    try:
        refuse_taken(port)
        address = os.environ.get("DATABASE_URL", "")
        with _alone(home), preparation.installation(home, address=address, dies_with_us=True) as here:
            preparation.prepare(here)
            _start_for_the_first_time(here, port, example, say)
            _watch(here, _children(here, port), port, say)
    except Stopped:
        say("Stopped.")
    return 0


def refuse_taken(port: int) -> None:
    """Refuse a port that somebody else listens on.

    :raises CannotRun: naming another to try.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotRun(
                f"Port {port} cannot be used ({(error.strerror or str(error)).lower()}); "
                f"choose another, as in “make run PORT={port + 1 if port < 65535 else 8001}”."
            ) from error


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Let one watcher at a time run on a state folder."""
    state.make(home)
    with (home / "running.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"Common Ground runs from {home} already (process {_read(lock)}).") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _read(file: TextIO) -> str:
    file.seek(0)
    return file.read().strip() or "unknown"


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    _hear_no_more()
    raise Stopped


def _hear_no_more() -> None:
    """See the stopping through: a second Ctrl-C must not cut it short."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)


def _start_for_the_first_time(here: Installation, port: int, example: bool, say: Say) -> None:
    if not preparation.first_start(here):
        return
    if example:
        say("Loading the worked example, once.")
        command = ("-m", "commonground.website.cli", "example", "load")
        if preparation.run_python(here.environment(PORT=str(port)), *command):
            raise CannotRun("The worked example could not be loaded; “make run EXAMPLE=no” starts without it.")
    else:
        say("Nobody can sign in yet; make the first administrator with")
        say("  .venv/bin/commonground people invite EMAIL --administrator")
    preparation.remember_start(here)


def _children(here: Installation, port: int) -> list[Child]:
    web = [sys.executable, "-m", "commonground.website.serving"]
    processes = {"WEB_PROCESSES": str(WEB_PROCESSES), "WEB_THREADS": str(WEB_THREADS)}
    worker = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "2"]
    sealer = [sys.executable, "-m", "commonground.website.cli", "audit", "seal"]
    return [
        Child("web", web, here.environment(PORT=str(port), COMMONGROUND_POOL=str(WEB_THREADS + 1), **processes)),
        Child("worker", worker, here.environment(PORT=str(port))),
        Child("sealer", sealer, here.environment(PORT=str(port))),
    ]


def _watch(here: Installation, children: list[Child], port: int, say: Say) -> None:
    """Start the children and keep them up; whatever ends this, none of them is left."""
    server = None if os.environ.get("DATABASE_URL") else postgres.Server(here.home).running()
    started, told = time.monotonic(), False
    try:
        for child in children:
            child.start()
        while True:
            for child in children:
                if child.has_ended():
                    child.start_again()
            if server is not None and not postgres.is_alive(server):
                _end(children, seconds=0)  # without a database they have nothing to finish
                raise CannotRun(
                    "PostgreSQL has died, so everything was stopped; what was saved is kept, "
                    "and “make run” starts again."
                )
            if not told and answers(port):
                told = True
                say(f"Common Ground is at {os.environ.get('PUBLIC_ADDRESS') or f'http://localhost:{port}'}")
                say("Ctrl-C stops it.")
            elif not told and time.monotonic() - started > SECONDS_TO_ANSWER:
                raise CannotRun(f"The site did not answer within {SECONDS_TO_ANSWER:.0f} seconds.")
            time.sleep(0.1)
    finally:
        _end(children)


def answers(port: int) -> bool:
    """Whether the site says that it is well."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": "localhost"})
    try:
        with urllib.request.urlopen(request, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _end(children: list[Child], seconds: float = SECONDS_TO_STOP) -> None:
    """Ask them to end, wait, and end what is left; once they are gone there is nothing to do."""
    _hear_no_more()
    for child in children:
        if not child.has_ended():
            child.signal_group(signal.SIGTERM)
    until = time.monotonic() + seconds
    while not all(child.has_ended() for child in children if child.process) and time.monotonic() < until:
        time.sleep(0.05)
    for child in children:
        child.signal_group(signal.SIGKILL)
        if child.process is not None:
            child.process.wait()
            child.process = None
