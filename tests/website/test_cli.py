"""Does the console say what there is, load only what is needed, and answer wrong input in one line?

*Source:* settled questions, "Running it"; R91.
"""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from commonground.groundwork.commands import Command
from commonground.hosting.commands import RUN
from commonground.website import cli


def typed(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Type the words in a shell of their own, with no database named."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "COMMONGROUND_"))}
    return subprocess.run(
        [sys.executable, "-m", "commonground.website.cli", *words],
        env=kept | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def every_command() -> Iterator[tuple[str, Command]]:
    """Every command with what is typed for it."""
    yield "run", RUN
    for name, module in cli.groups().items():
        for command in cli.commands_in(module):
            yield f"{name} {command.verb}", command


def test_the_overview_has_every_command_with_its_sentence() -> None:
    said = typed("--help")
    assert said.returncode == 0
    for words, command in every_command():
        assert any(line.split() == [*words.split(), *command.summary.split()] for line in said.stdout.splitlines())
    assert typed().stdout == said.stdout


@pytest.mark.parametrize(("words", "command"), list(every_command()), ids=[words for words, _ in every_command()])
def test_each_command_has_one_sentence_an_example_and_its_exit_codes(words: str, command: Command) -> None:
    assert command.summary.endswith(".")
    assert command.summary.count(". ") == 0
    assert f"commonground {words}" in command.example
    assert 0 in command.exit_codes

    said = cli._parser(words.split(maxsplit=1)[0])
    with pytest.raises(SystemExit) as end:
        said.parse_args([*words.split(), "--help"])
    assert end.value.code == 0


def test_help_shows_the_sentence_the_example_and_the_exit_codes() -> None:
    said = typed("database", "check", "--help").stdout
    assert "Tell whether the tables are up to date" in said
    assert "example:\n  commonground database check" in said
    assert "exit codes:\n  0  done" in said


@pytest.mark.parametrize("words", [["nonsense"], ["database"], ["database", "nonsense"], ["run", "--port", "many"]])
def test_words_that_mean_nothing_are_one_line_and_exit_2(words: list[str]) -> None:
    said = typed(*words)
    assert said.returncode == 2
    assert len(said.stderr.splitlines()) == 1
    assert said.stdout == ""


def test_a_port_that_is_none_is_one_line() -> None:
    said = typed("run", PORT="eighty")
    assert said.returncode == 1
    assert said.stderr == "The port is “eighty”, and must be a number from 1 to 65535.\n"


def test_a_folder_that_cannot_be_made_is_one_line() -> None:
    said = typed("database", "start", COMMONGROUND_HOME="/proc/nowhere")
    assert said.returncode == 1
    assert said.stderr.startswith("The folder /proc/nowhere cannot be made")
    assert len(said.stderr.splitlines()) == 1


def test_a_command_that_needs_no_database_starts_none_and_leaves_django_alone() -> None:
    code = (
        "import sys; from commonground.website import cli; cli.main(['database', 'roles']);"
        "from django.apps import apps; sys.exit(apps.ready)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert said.returncode == 0
    assert said.stdout.startswith("-- Run once")


def test_the_version_is_told() -> None:
    assert typed("--version").stdout == "Common Ground 0.1.0\n"
