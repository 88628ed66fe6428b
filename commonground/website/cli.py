"""What can be typed in a shell? `commonground PACKAGE VERB`, found in each package's commands.py.

Only what a command needs is loaded: one that needs no database starts without one, and Django is set up only for
commands whose files ask for it. What goes wrong with the input is one line and an exit code, never a traceback.

*Source:* settled questions, "Running it"; R91.
"""

import argparse
import ast
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import django
from django.core.exceptions import AppRegistryNotReady, ImproperlyConfigured
from django.db import connections

from commonground.groundwork.commands import Command
from commonground.groundwork.refusals import Refused
from commonground.hosting import postgres, preparation, state
from commonground.hosting.commands import RUN
from commonground.hosting.state import CannotRun

PACKAGES = Path(__file__).resolve().parents[1]
DESCRIPTION = "Where police and private security run a collaboration together, and measure what it achieved."
OVERVIEW = f"""\
usage: commonground PACKAGE VERB …

{DESCRIPTION}

%s

“commonground PACKAGE VERB --help” tells more about one, with an example and its exit codes.
"""


class OneLine(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line and leave with 2."""
        self.exit(2, f"{self.prog}: {message} (--help tells more)\n")


def groups() -> dict[str, str]:
    """Name each group of commands and the module that holds it: the package's name, or what its `NAME` says."""
    found = {}
    for path in sorted([*PACKAGES.glob("*/commands.py"), *PACKAGES.glob("*/*/commands.py")]):
        if path.parent.name != "groundwork":
            module = ".".join(("commonground", *path.relative_to(PACKAGES).with_suffix("").parts))
            found[_name_in(path) or path.parent.name] = module
    return dict(sorted(found.items()))


def commands_in(module: str) -> Sequence[Command]:
    """Load the commands of a module, setting Django up first only when the module cannot be loaded without."""
    return tuple(_loaded(module).COMMANDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was typed and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    own_server = os.environ.get("DATABASE_URL", "")
    if not own_server:  # settings read it when they are loaded, whether or not anything connects
        os.environ["DATABASE_URL"] = postgres.Server(state.home()).addresses.app
    try:
        if words[0] in {"-h", "--help"}:
            print(overview(), end="")
            return 0
        options = _parser(words[0]).parse_args(words)
        return _done(options.command, options, own_server)
    except CannotRun as refusal:
        return _said(refusal.reason, 1)
    except Refused as refusal:
        return _said(refusal.reason, 2)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        return _said(f"{error.filename}: {error.strerror}", 2)
    except BrokenPipeError:  # whoever read the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    finally:
        if not own_server:
            os.environ.pop("DATABASE_URL", None)


def _done(command: Command, options: argparse.Namespace, own_server: str) -> int:
    if not command.needs_database:
        if not own_server:
            os.environ.pop("DATABASE_URL", None)
        return command.run(options)
    with preparation.installation(state.home(), address=own_server) as here:
        preparation.prepare(here, to_serve=False)
        _set_up_django()
        with _connections_closed():
            return command.run(options)


def overview() -> str:
    """Write what `commonground --help` says: every command with its sentence."""
    every = [("run", RUN.summary)]
    for name, module in groups().items():
        every += [(f"{name} {command.verb}", command.summary) for command in commands_in(module)]
    width = max(len(words) for words, _ in every)
    return OVERVIEW % "\n".join(f"  {words:<{width}}  {summary}" for words, summary in every)


def _parser(named: str) -> argparse.ArgumentParser:
    """Make the parser: of the packages, only the one that is named is loaded."""
    parser = OneLine(prog="commonground", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"Common Ground {version('common-ground')}")
    packages = parser.add_subparsers(metavar="PACKAGE", required=True)
    _add(packages, RUN, "commonground run")
    for name, module in groups().items():
        package = packages.add_parser(name, formatter_class=argparse.RawDescriptionHelpFormatter)
        verbs = package.add_subparsers(title="verbs", metavar="VERB", required=True)
        for command in commands_in(module) if name == named else ():
            _add(verbs, command, f"commonground {name} {command.verb}")
    return parser


def _add(where: "argparse._SubParsersAction[OneLine]", command: Command, prog: str) -> None:
    codes = "\n".join(f"  {code}  {meaning}" for code, meaning in command.exit_codes.items())
    parser = where.add_parser(
        command.verb,
        prog=prog,
        help=command.summary,
        description=command.summary,
        epilog=f"example:\n  {command.example}\n\nexit codes:\n{codes}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    parser.set_defaults(command=command)


def _said(reason: str, status: int) -> int:
    print(reason, file=sys.stderr)
    return status


def _name_in(path: Path) -> str | None:
    """Read `NAME = "…"` without running the file."""
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="NAME")], value=ast.Constant(value=str(name))):
                return name
    return None


def _loaded(module: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except (AppRegistryNotReady, ImproperlyConfigured):
        _set_up_django()
        return importlib.import_module(module)


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.website.settings")
    django.setup()


@contextmanager
def _connections_closed() -> Iterator[None]:
    """Leave no connection behind, so that a private server can stop at once."""
    try:
        yield
    finally:
        connections.close_all()


if __name__ == "__main__":
    sys.exit(main())
