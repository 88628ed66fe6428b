"""Does the first step say plainly what the machine lacks, and know when it has nothing to do?

Each test runs a copy of the file in a folder of its own, with the Python that runs the tests.

*Source:* settled questions, "Running it".
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commonground.hosting import environment
from commonground.hosting.state import CLONE


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder that holds just what the first step reads."""
    (tmp_path / "commonground" / "hosting").mkdir(parents=True)
    shutil.copy(environment.__file__, tmp_path / "commonground" / "hosting" / "environment.py")
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(CLONE / name, tmp_path / name)
    return tmp_path


def run(clone: Path, before: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the first step after some other words of Python."""
    script = str(clone / "commonground" / "hosting" / "environment.py")
    code = f"import runpy, sys; {before or 'pass'}; sys.argv[1:] = []; runpy.run_path({script!r}, run_name='__main__')"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_a_machine_without_venv_is_told_the_package_in_one_sentence(clone: Path) -> None:
    ran = run(clone, "sys.modules['ensurepip'] = None")
    assert ran.returncode == 1
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert ran.stderr.splitlines() == [
        f"Python's venv is missing here; install it with “apt-get install python{version}-venv”."
    ]


def test_a_python_that_is_too_old_is_told_so_in_one_sentence(clone: Path) -> None:
    ran = run(clone, "sys.version_info = (3, 10, 0)")
    assert ran.returncode == 1
    assert ran.stderr.splitlines() == [
        "Common Ground needs Python 3.11 or newer, and this is 3.10; name another, as in “make setup PY=python3.13”."
    ]


def test_an_environment_that_was_made_from_the_same_lists_is_left_alone(clone: Path) -> None:
    ready(clone)
    ran = run(clone)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_changed_list_is_installed_again(clone: Path) -> None:
    ready(clone)
    (clone / "requirements.lock").write_text("nothing-that-exists==1.0 --hash=sha256:" + "0" * 64 + "\n")
    ran = run(clone, "import os; os.environ['PIP_NO_INDEX'] = '1'")
    assert ran.returncode == 1
    assert "Installing" in ran.stdout
    assert ran.stderr.splitlines()[-1].startswith("The environment could not be installed")


def ready(clone: Path) -> None:
    """Make an empty environment that says it was made from the lists."""
    made = "import sys; sys.path.insert(0, 'commonground/hosting'); import environment as e, venv; "
    made += "venv.create(e.ENVIRONMENT, symlinks=True); e.MARK.write_text(e.fingerprint(e.version_of(e.PYTHON)))"
    subprocess.run([sys.executable, "-c", made], cwd=clone, check=True)
