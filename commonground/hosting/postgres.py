"""How does PostgreSQL run when nobody has installed one? Privately: one data folder, one socket, no network.

The socket's folder is open to its owner only, which is why connections need no password. The data folder's name
carries the major version, because no version reads the data of another. Whoever uses the server holds a share in it
(`lent`), and the last to leave stops it.

*Source:* settled questions, "Running it"; reference on dependencies, section 2.
"""

import ctypes
import fcntl
import hashlib
import os
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

import psycopg

from commonground.hosting import programs, roles, state
from commonground.hosting.state import CannotRun

DATABASE = "common_ground"
SUPERUSER = "postgres"
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30
LIBC = ctypes.CDLL(None)
# A test may write many schemas in one transaction, each with its locks
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_locks_per_transaction=2048")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The two addresses of one database: `owner` migrates, `app` is what the site runs as."""

    owner: str
    app: str


@dataclass(frozen=True, slots=True)
class Server:
    """A private server in a state folder; `durable` is off only for tests, whose data may be lost."""

    home: Path
    durable: bool = True

    def address(self, role: str, database: str = DATABASE) -> str:
        """Write the address for a role, as `DATABASE_URL` takes it."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    @property
    def addresses(self) -> Addresses:
        """The addresses of the owner's and of the application's role."""
        return Addresses(self.address(roles.OWNER), self.address(roles.APPLICATION))

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: beside the data, or in the system's temporary folder when that name is too long."""
        beside = self.home / "socket"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        short = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"common-ground-{os.geteuid()}-{short}"

    def data_folder(self, major: int) -> Path:
        """Where the data of one major version lies."""
        return self.home / f"postgresql-{major}"

    def running(self) -> int | None:
        """The process id of the server when one runs on this folder, whoever started it."""
        for pidfile in self.home.glob("postgresql-*/postmaster.pid"):
            try:
                pid = int(pidfile.read_text().split("\n", 1)[0])
            except (OSError, ValueError):
                continue
            if is_alive(pid) and _serves(pid, pidfile.parent):
                return pid
        return None


def ensure_running(home: Path | None = None, *, durable: bool = True) -> Addresses:
    """Start the private server of a state folder unless it runs, make roles and database, and name its addresses.

    :raises CannotRun: with the one sentence that says why it cannot.
    """
    server = Server(home or state.home(), durable)
    start(server)
    return server.addresses


@contextmanager
def lent(server: Server, *, dies_with_us: bool = False) -> Iterator[Addresses]:
    """Use the server for a while: it is started when nobody uses it, and stopped when nobody does any longer.

    :raises CannotRun: when it cannot start.
    """
    state.make(server.home)
    with (server.home / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            start(server, dies_with_us=dies_with_us)
            yield server.addresses
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # somebody else uses it still, and will stop it
            else:
                stop(server)


def start(server: Server, *, dies_with_us: bool = False) -> None:
    """Start the server unless it runs already, and see that its roles and its database exist.

    :raises CannotRun: when it cannot start, or the folder belongs to somebody else or to another major version.
    """
    state.make(server.home)
    with state.locked(server.home / "start.lock"):
        if server.running() is None:
            found = programs.find(server.home)
            programs.refuse_unless_reachable(server.home)
            _refuse_other_versions(server, found)
            _make_socket_folder(server)
            _initialise(server, found)
            _clear_after_a_crash(server, server.data_folder(found.major))
            _launch(server, found, dies_with_us)
        try:
            with _as_superuser(server) as connection:
                for statement in roles.statements_for_private_server(connection, DATABASE):
                    connection.execute(statement)
        except psycopg.Error as error:
            raise CannotRun(f"PostgreSQL runs and cannot be prepared: {one_line(error)}.") from error


def stop(server: Server) -> None:
    """Stop the server, letting it finish what is committed; nothing happens when none runs.

    :raises CannotRun: when it does not end in half a minute.
    """
    pid = server.running()
    if pid is None:
        return
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)  # "fast": sessions are ended, everything committed is kept
    if not _waited(lambda: not is_alive(pid), SECONDS_TO_STOP):
        raise CannotRun(f"PostgreSQL (process {pid}) did not stop in {SECONDS_TO_STOP} seconds.")


def _refuse_other_versions(server: Server, found: programs.Programs) -> None:
    here = server.data_folder(found.major)
    for version_file in sorted(server.home.glob("postgresql-*/PG_VERSION")):
        written = version_file.read_text().strip()
        if written == str(found.major) and version_file.parent == here:
            return
    for version_file in sorted(server.home.glob("postgresql-*/PG_VERSION")):
        raise CannotRun(
            f"The data in {version_file.parent} was written by PostgreSQL {version_file.read_text().strip()}, and the "
            f"programs found here ({found.origin}) are PostgreSQL {found.major}: choose the other programs with "
            f"COMMONGROUND_PG, or move that folder away to start with an empty database."
        )


def _make_socket_folder(server: Server) -> None:
    folder, who = server.socket_folder, programs.account()
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, who.uid, who.gid)
    except FileExistsError:
        made = folder.lstat()
        if not stat.S_ISDIR(made.st_mode) or made.st_uid != who.uid:
            raise CannotRun(
                f"The socket folder {folder} belongs to somebody else; remove it, or set COMMONGROUND_HOME to "
                f"another folder."
            ) from None
        folder.chmod(0o700)


def _initialise(server: Server, found: programs.Programs) -> None:
    """Make the data folder unless it is there; a half-made one never gets the final name."""
    data, who = server.data_folder(found.major), programs.account()
    if (data / "PG_VERSION").exists():
        return
    unfinished = data.with_name(f"unfinished-{os.getpid()}")
    unfinished.mkdir(mode=0o700)
    os.chown(unfinished, who.uid, who.gid)
    provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if found.major >= 17 else []
    ran = subprocess.run(
        [
            str(found.folder / "initdb"), "-D", str(unfinished), "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8",
            *provider, "-A", "trust", "--data-checksums",
            *([] if server.durable else ["--no-sync"]),
        ],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd="/", env=_environment(),
        **who.as_options(),
    )  # fmt: skip
    if ran.returncode:
        said = (ran.stderr or ran.stdout).strip().splitlines()
        raise CannotRun(f"PostgreSQL could not make its data folder {data}: {said[-1] if said else 'no reason given'}.")
    unfinished.rename(data)


def _clear_after_a_crash(server: Server, data: Path) -> None:
    """Remove the notes of a server that was killed, once nothing of it is left. PostgreSQL itself would refuse to start
    while any process has the number in a note, be it a stranger's or one that nobody has collected yet.
    """
    notes = [data / "postmaster.pid", *server.socket_folder.glob(".s.PGSQL.*")]
    if not any(note.exists() for note in notes) or not Path("/proc/self").exists():
        return
    if not _waited(lambda: not _works_in(data), SECONDS_TO_STOP):
        raise CannotRun(f"Processes of a PostgreSQL that was killed still work in {data}; end them, and start again.")
    for note in notes:
        note.unlink(missing_ok=True)


def _works_in(folder: Path) -> bool:
    """Whether any process that we may look at has this as its working folder, as each of PostgreSQL's has."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and is_alive(int(entry.name)):
            with suppress(OSError):
                if os.readlink(entry / "cwd") == str(folder):
                    return True
    return False


def _launch(server: Server, found: programs.Programs, dies_with_us: bool) -> None:
    data, who = server.data_folder(found.major), programs.account()
    settings = [
        "listen_addresses=", f"unix_socket_directories={server.socket_folder}", "unix_socket_permissions=0700",
        "max_connections=80", "logging_collector=off", "timezone=UTC", "log_timezone=UTC",
        *(() if server.durable else CARELESS),
    ]  # fmt: skip
    log = data / "server.log"
    with _open_log(log, who) as output:
        process = subprocess.Popen(
            [str(found.folder / "postgres"), "-D", str(data), *(word for s in settings for word in ("-c", s))],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", env=_environment(),
            start_new_session=True, **who.as_options(),
            preexec_fn=partial(end_with_parent, signal.SIGINT) if dies_with_us else None,  # noqa: PLW1509
        )  # fmt: skip
    if not _waited(lambda: process.poll() is not None or _answers(server), SECONDS_TO_START):
        process.kill()
        raise CannotRun(f"PostgreSQL did not answer in {SECONDS_TO_START} seconds; its words are in {log}.")
    if process.poll() is not None:
        raise CannotRun(f"PostgreSQL stopped at once: {_reason_in(log)} (more in {log}).")


def _reason_in(log: Path) -> str:
    """What the server said was fatal, else the last thing it said."""
    said = log.read_text(errors="replace").strip().splitlines() or ["it gave no reason"]
    return next((line.partition("FATAL:")[2].strip() for line in said if "FATAL:" in line), said[-1])


def _open_log(path: Path, who: programs.Account) -> TextIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    os.fchown(handle, who.uid, who.gid)
    return os.fdopen(handle, "w")


def end_with_parent(number: signal.Signals = signal.SIGTERM) -> None:
    """Ask Linux to send this process a signal when the one that started it dies, so that nothing is left behind."""
    set_parent_death_signal = 1
    LIBC.prctl(set_parent_death_signal, number)


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"}


def _as_superuser(server: Server) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(server.address(SUPERUSER, "postgres"), autocommit=True, connect_timeout=10)


def _answers(server: Server) -> bool:
    try:
        _as_superuser(server).close()
    except psycopg.OperationalError:
        return False
    return True


def one_line(error: Exception) -> str:
    """The last thing that an error says, without a full stop: it never holds a password, as an address may."""
    said = [line.strip() for line in str(error).splitlines() if line.strip()]
    return said[-1].rstrip(".") if said else type(error).__name__


def _serves(pid: int, data: Path) -> bool:
    """Whether that process is this folder's server, and not another that got its number after a crash."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return True  # a system without /proc: the number is all there is
    return os.fsencode(data) in words


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and is not yet collected does not."""
    try:
        os.kill(pid, 0)
        state_letter = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except PermissionError:
        return True
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state_letter not in "ZX"


def _waited(condition: Callable[[], bool], seconds: float) -> bool:
    """Look twenty times a second until it is so, or the time is over."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
