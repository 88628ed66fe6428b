"""Is the environment there, and does it fit? Made from the hashed list, once, by the Python that make was given.

The one file that runs before anything is installed: it imports nothing but the standard library, and an older
Python can read it, so that it is told so. Called by the Makefile as
`python3 commonground/hosting/environment.py [--any]`; with `--any` an environment of another Python is kept.

*Source:* settled questions, "Running it".
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
ENVIRONMENT = CLONE / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
MARK = ENVIRONMENT / ".made-from"
OLDEST = (3, 11)
ASK = "import sys; print('%d.%d' % sys.version_info[:2])"


class Unfit(Exception):
    """The environment cannot be made; the words are one sentence."""


def ensure(keep_any_version: bool) -> bool:
    """Make the environment unless it is current; tell whether there was anything to do."""
    has = version_of(PYTHON)
    mine = "{}.{}".format(*sys.version_info[:2])
    wanted = has if keep_any_version and has else mine
    if MARK.is_file() and has == wanted and MARK.read_text() == fingerprint(wanted):
        return False
    if sys.version_info < OLDEST:
        raise Unfit(
            f"Common Ground needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is {mine}; "
            f"name another, as in “make setup PY=python3.13”."
        )
    if has != wanted or not MARK.is_file() or MARK.read_text().split()[0] != place():
        print(f"Making the environment with Python {mine}.", flush=True)
        make()
    print("Installing what requirements.lock lists; the first time takes a minute or two.", flush=True)
    install()
    MARK.write_text(fingerprint(version_of(PYTHON)))
    return True


def version_of(python: Path) -> str:
    """The version of an interpreter as 3.11, or nothing when it does not run."""
    try:
        asked = subprocess.run([str(python), "-c", ASK], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return ""
    return asked.stdout.decode().strip()


def place() -> str:
    """A number for where the clone lies: an environment that was moved or copied does not work."""
    return hashlib.sha256(os.fsencode(str(CLONE))).hexdigest()[:16]


def fingerprint(version: str) -> str:
    """Where the environment lies, its Python, and what it was made from."""
    product = (CLONE / "pyproject.toml").read_bytes().partition(b"\n[tool.")[0]  # not how its tests and tools are set
    listed = hashlib.sha256((CLONE / "requirements.lock").read_bytes() + product)
    return f"{place()} {version} {listed.hexdigest()}"


def make() -> None:
    """Make an empty environment with this Python, clearing what was there."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise Unfit(f"Python's venv is missing here; install it with “apt-get install {package}”.") from None
    MARK.unlink(missing_ok=True)
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(str(ENVIRONMENT))
    MARK.write_text(f"{place()} unfinished")


def install() -> None:
    """Install exactly what the list says, each file checked against its hash, then the product itself, in place."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    quiet = dict(os.environ, PIP_ROOT_USER_ACTION="ignore", PIP_NO_WARN_SCRIPT_LOCATION="1")
    for what in (
        ["--require-hashes", "--only-binary=:all:", "-r", str(CLONE / "requirements.lock")],
        ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(CLONE)],
    ):
        if subprocess.run(pip + what, env=quiet, cwd=str(CLONE), check=False).returncode:
            raise Unfit("The environment could not be installed; the reason is in the lines above.")


if __name__ == "__main__":
    try:
        ensure(keep_any_version="--any" in sys.argv[1:])
    except Unfit as refusal:
        sys.exit(str(refusal))
