"""What can an outcomes test ask for? The real studies and crimes, an empty installation, and the shell.

*Source:* settled questions, "Running it".
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from commonground.outcomes.commands import COMMANDS


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on the output stream; NaN and infinity are not JSON."""

        def refuse(name: str) -> None:
            raise AssertionError(f"{name} is not JSON")

        return json.loads(self.out, parse_constant=refuse)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty state folder of this test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COMMONGROUND_HOME", str(folder))
    return folder


@pytest.fixture
def shell(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run an outcomes command in this process, through the table of commands."""

    def run(verb: str, *arguments: object) -> Said:
        command = next(one for one in COMMANDS if one.verb == verb)
        parser = ArgumentParser()
        command.add_arguments(parser)
        capsys.readouterr()
        status = command.run(parser.parse_args([str(argument) for argument in arguments]))
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


@pytest.fixture
def process(home: Path) -> Callable[..., Said]:
    """Run `commonground` as a whole process, as anybody would."""

    def run(*arguments: object) -> Said:
        program = Path(sys.executable).with_name("commonground")
        done = subprocess.run(
            [program, *(str(argument) for argument in arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "COMMONGROUND_HOME": str(home)},
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run
