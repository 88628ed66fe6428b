"""Does the site start as one, stay up when a part dies, and leave nothing behind when it stops?

*Source:* settled questions, "Running it".
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commonground.hosting import processes
from commonground.hosting.state import CLONE, CannotRun
from tests.hosting.conftest import made_folder, removed
from tests.hosting.test_postgres import processes_on

pytestmark = pytest.mark.slow


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def waited(condition: Callable[[], object], seconds: float = 30) -> float:
    """Wait until it is so, and give the seconds that it took."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < seconds, "it did not happen in time"
        time.sleep(0.02)
    return time.monotonic() - started


class Site:
    """A site that runs in a state folder, as `make run EXAMPLE=no` would start it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.words = folder / f"words-{self.port}.txt"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        environment.pop("COMMONGROUND_AS", None)
        with self.words.open("w") as output:
            self.watcher = subprocess.Popen(
                [sys.executable, "-m", "commonground.website.cli", "run", "--port", str(self.port), "--empty"],
                cwd=CLONE, env=environment | {"COMMONGROUND_HOME": str(folder)}, stdout=output, stderr=output,
            )  # fmt: skip

    def answers(self) -> bool:
        """Whether the site says that it is well; a site that has ended never will."""
        assert self.watcher.poll() is None, self.words.read_text()
        return processes.answers(self.port)

    def child(self, words: str) -> int | None:
        """The number of the watcher's child whose command line holds the words."""
        for entry in Path("/proc").iterdir():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (OSError, ValueError, IndexError):
                continue
            if parent == self.watcher.pid and words in line:
                return int(entry.name)
        return None

    def killed(self, words: str) -> float:
        """Kill the child and give the seconds until another runs in its place."""
        old = self.child(words)
        assert old is not None
        os.kill(old, signal.SIGKILL)
        return waited(lambda: self.child(words) not in {None, old})

    def ended(self) -> int:
        """Wait for the end and give the exit status."""
        return self.watcher.wait(30)


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A state folder in which a site has answered once and was ended: what a start makes is made."""
    made = made_folder()
    first = Site(made)
    waited(first.answers, 90)
    first.watcher.send_signal(signal.SIGTERM)
    assert first.ended() == 0
    yield made
    removed(made)


@pytest.fixture
def site(folder: Path, prepared: Path) -> Iterator[Site]:
    """A site that answers, in a copy of what was prepared; whatever is left of it is ended afterwards."""
    subprocess.run(["cp", "--archive", f"{prepared}/.", str(folder)], check=True)
    running = Site(folder)
    try:
        waited(running.answers, 90)
        yield running
    finally:
        if running.watcher.poll() is None:
            running.watcher.kill()
            running.watcher.wait()


def nothing_is_left(site: Site) -> bool:
    """Whether no process names the folder or listens on the port."""
    with socket.socket() as attempt:
        return not processes_on(site.folder) and attempt.connect_ex(("127.0.0.1", site.port)) != 0


def test_web_and_worker_that_are_killed_run_again_within_two_seconds_and_an_end_leaves_nothing(site: Site) -> None:
    waited(lambda: f"http://localhost:{site.port}" in site.words.read_text())
    assert site.killed("website.serving") < 2
    waited(site.answers)
    assert site.killed("procrastinate") < 2
    key = site.folder / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600

    site.watcher.send_signal(signal.SIGTERM)

    assert site.ended() == 0
    assert nothing_is_left(site)
    assert site.words.read_text().splitlines()[-1] == "Stopped."


def test_one_web_process_that_is_killed_is_replaced_without_a_new_start(site: Site) -> None:
    master = site.child("website.serving")
    children = Path(f"/proc/{master}/task/{master}/children")
    waited(lambda: len(children.read_text().split()) >= 2)
    one = int(children.read_text().split()[0])

    os.kill(one, signal.SIGKILL)

    waited(lambda: str(one) not in children.read_text().split() and len(children.read_text().split()) >= 2)
    waited(site.answers)
    assert site.child("website.serving") == master


def test_the_death_of_postgresql_stops_everything_with_one_sentence(site: Site) -> None:
    postgres = site.child("postgresql-")
    assert postgres is not None
    os.kill(postgres, signal.SIGKILL)

    assert site.ended() == 1
    assert re.fullmatch(r"PostgreSQL has died, .*\.", site.words.read_text().splitlines()[-1])
    waited(lambda: nothing_is_left(site), 10)


def test_a_killed_watcher_takes_everything_with_it(site: Site) -> None:
    site.watcher.kill()
    site.watcher.wait()
    waited(lambda: nothing_is_left(site), 15)


def test_a_worker_that_keeps_dying_stops_everything_after_five_restarts(site: Site) -> None:
    for _ in range(processes.MOST_RESTARTS):
        site.killed("procrastinate")
    worker = site.child("procrastinate")
    assert worker is not None
    os.kill(worker, signal.SIGKILL)

    assert site.ended() == 1
    assert site.words.read_text().splitlines()[-1] == (
        "The worker died more than 5 times in a minute; everything was stopped."
    )
    assert nothing_is_left(site)


def test_a_second_start_on_the_same_folder_is_refused_and_the_first_goes_on(site: Site) -> None:
    second = Site(site.folder)
    assert second.ended() == 1
    assert re.fullmatch(
        rf"Common Ground runs from {site.folder} already \(process {site.watcher.pid}\)\.\n", second.words.read_text()
    )
    assert site.answers()


def test_a_taken_port_is_one_sentence_and_nothing_starts(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(
            CannotRun, match=r"^Port \d+ cannot be used \(address already in use\); choose another, .*\.$"
        ):
            processes.run(folder, taken.getsockname()[1], example=False)
    assert processes_on(folder) == []
