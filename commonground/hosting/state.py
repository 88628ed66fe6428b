"""Where does this installation keep its state? One folder, named by `COMMONGROUND_HOME`.

*Source:* settled questions, "Running it".
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonground.groundwork.refusals import Refused

CLONE = Path(__file__).resolve().parents[2]


class CannotRun(Refused):
    """Something on this machine stops Common Ground from running; the words are one sentence that says what to do."""


def home() -> Path:
    """Name the state folder, without making it: `COMMONGROUND_HOME`, else `var/` of the clone, else (as root, because
    PostgreSQL must drop root and cannot enter a private home) a folder of this clone's own in /var/lib."""
    if chosen := os.environ.get("COMMONGROUND_HOME"):
        return Path(chosen).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/common-ground") / hashlib.sha256(str(CLONE).encode()).hexdigest()[:8]
    return CLONE / "var"


def make(folder: Path) -> Path:
    """Make a state folder that others may pass through but not list; an existing one stays as it is.

    :raises CannotRun: when it cannot be made or written to.
    """
    try:
        missing = [part for part in (folder, *folder.parents) if not part.exists()]
        for part in reversed(missing):
            part.mkdir(exist_ok=True)
            part.chmod(0o711)
    except OSError as error:
        raise CannotRun(f"The folder {folder} cannot be made ({error.strerror}).") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CannotRun(f"The folder {folder} cannot be written to; it belongs to another account.")
    return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file's lock alone; others wait. The system lets go of it when the process ends, however it ends."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
