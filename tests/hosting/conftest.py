"""Where do the tests of hosting run servers? In state folders of their own, under the system's temporary folder.

*Source:* settled questions, "Running it".
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from commonground.hosting import postgres


@pytest.fixture(autouse=True)
def nobody_else_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no database or folder named outside change what these tests see."""
    for name in (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "COMMONGROUND_HOME",
        "COMMONGROUND_PG",
        "COMMONGROUND_AS",
        "PORT",
    ):
        monkeypatch.delenv(name, raising=False)


def made_folder() -> Path:
    """Make a state folder that PostgreSQL's account can enter."""
    folder = Path(tempfile.mkdtemp(prefix="cg-test-", dir="/tmp"))
    folder.chmod(0o711)  # the account that runs PostgreSQL for root must pass through
    return folder


def removed(folder: Path) -> None:
    """Stop the server of a state folder and take the folder away."""
    postgres.stop(postgres.Server(folder))
    shutil.rmtree(folder)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A new state folder that PostgreSQL's account can enter; its server is stopped afterwards."""
    made = made_folder()
    yield made
    removed(made)


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """One private server for the tests of a file."""
    made = made_folder()
    running = postgres.Server(made, durable=False)
    postgres.start(running)
    yield running
    removed(made)


@pytest.fixture
def administrator(server: postgres.Server) -> Iterator[psycopg.Connection]:
    """A superuser's connection to the shared server's database."""
    with psycopg.connect(server.address(postgres.SUPERUSER), autocommit=True) as connection:
        yield connection
