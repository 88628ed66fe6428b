"""Who may do what, what can become of what, what can be typed and set? Pages of docs/reference, made from the code.

Nobody writes these pages by hand, so they cannot be out of date: `commonground website reference --check` compares
them with what the code says now, and the tests run it.

*Source:* R56; D2; docs/decisions/0001-one-django-application-with-floors.md.
"""

import ast
import importlib
import importlib.util
import pkgutil
import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import commonground
from commonground.groundwork.commands import Command
from commonground.groundwork.permissions import Rule
from commonground.hosting.commands import RUN
from commonground.hosting.state import CLONE
from commonground.website import cli
from commonground.website.variables import NOT_OURS, VARIABLES

FOLDER = CLONE / "docs" / "reference"
MADE = "<!-- Made by `commonground website reference`; change the code, not this page. -->\n\n"


def packages() -> list[str]:
    """List the packages that exist, the highest floor first, as pyproject.toml orders them."""
    contracts = tomllib.loads((CLONE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    names = [name.strip(" ()") for line in contracts[0]["layers"] for name in line.split("|")]
    existing = {module.name for module in pkgutil.iter_modules(commonground.__path__)}
    return [name for name in names if name in existing]


def rooms(room: str) -> Iterator[tuple[str, ModuleType]]:
    """Load the file of one name from every package that has it, with the package's name."""
    for package in packages():
        name = f"commonground.{package}.{room}"
        if importlib.util.find_spec(name):
            yield package, importlib.import_module(name)


def permissions_page() -> str:
    """Write who may do what, and the sentence for everybody else."""
    lines = ["# Who may do what", "", "An action that stands in no table is refused to everybody.", ""]
    for package, module in rooms("permissions"):
        if not hasattr(module, "TABLE"):
            continue
        lines += [f"## {package}", "", "| action | who may | what everybody else is told |", "|---|---|---|"]
        lines += [_permission(action, rule) for action, rule in module.TABLE.items()]
        lines.append("")
    return "\n".join(lines)


def _permission(action: str, rule: Rule) -> str:
    who = rule.in_words()
    return f"| {str(action).replace('_', ' ')} | {who[:1].upper()}{who[1:]} | {rule.otherwise} |"


def states_page() -> str:
    """Draw every table of states and of what leads from one to another."""
    lines = ["# What can become of what", "", "Each diagram is drawn from the table that the code decides with.", ""]
    for title, table in _tables_of_states():
        lines += [f"## {title}", "", "```mermaid", "stateDiagram-v2"]
        states = dict.fromkeys([*table, *(new for verbs in table.values() for new in verbs.values())])
        lines += [f'  state "{_label(state)}" as {_word(state)}' for state in states]
        lines += [
            f"  {_word(old)} --> {_word(new)}: {_label(verb)}"
            for old, verbs in table.items()
            for verb, new in verbs.items()
        ]
        lines += [f"  [*] --> {_word(state)}" for state in list(table)[:1]]
        lines += [f"  {_word(state)} --> [*]" for state in states if not table.get(state)]
        lines += ["```", ""]
    return "\n".join(lines)


def _tables_of_states() -> Iterator[tuple[str, Mapping[Any, Mapping[Any, Any]]]]:
    for package, module in rooms("rules"):
        inside = [importlib.import_module(f"{module.__name__}.{m.name}") for m in _modules_in(module)]
        for holder in [module, *inside]:
            for name, table in vars(holder).items():
                if name.endswith("TRANSITIONS") and isinstance(table, Mapping):
                    subject = name.removesuffix("TRANSITIONS").strip("_").lower().replace("_", " ")
                    yield f"{package}: {subject or holder.__name__.rsplit('.', 1)[-1]}", table


def _modules_in(module: ModuleType) -> list[pkgutil.ModuleInfo]:
    return [m for m in pkgutil.iter_modules(getattr(module, "__path__", [])) if not m.ispkg]


def _word(state: object) -> str:
    return str(state).replace(" ", "_").replace("-", "_")


def _label(thing: object) -> str:
    return str(getattr(thing, "label", thing)).replace("_", " ")


def commands_page() -> str:
    """Write what can be typed in a shell: one sentence, an example and the exit codes of each command."""
    lines = ["# Commands", "", "`commonground --help` says the same.", ""]
    lines += _command("commonground run", RUN)
    for name, module in cli.groups().items():
        for command in cli.commands_in(module):
            lines += _command(f"commonground {name} {command.verb}", command)
    return "\n".join(lines)


def _command(words: str, command: Command) -> list[str]:
    codes = "; ".join(f"{code}: {meaning}" for code, meaning in command.exit_codes.items())
    return [f"## {words}", "", command.summary, "", f"    {command.example}", "", f"Exit codes: {codes}.", ""]


def settings_page() -> str:
    """Write which variables of the environment are read, and where.

    :raises LookupError: when the code reads a variable that website/variables.py does not explain, or it explains one
        that nobody reads.
    """
    read = _variables_read()
    if strangers := set(read) ^ set(VARIABLES):
        raise LookupError(
            f"Keep website/variables.py and what the code reads the same: {', '.join(sorted(strangers))}."
        )
    lines = ["# Settings", "", "All of them are variables of the environment; none must be set.", ""]
    lines += ["| variable | what it does | read in |", "|---|---|---|"]
    for name in sorted(VARIABLES):
        lines.append(f"| `{name}` | {VARIABLES[name]} | {', '.join(f'`{place}`' for place in sorted(read[name]))} |")
    return "\n".join([*lines, ""])


def _variables_read() -> dict[str, set[str]]:
    """Find every name that the code asks the environment for."""
    found: dict[str, set[str]] = {}
    for path in sorted((CLONE / "commonground").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _asked(node):
                if name not in NOT_OURS:
                    found.setdefault(name, set()).add(str(path.relative_to(CLONE)))
    return found


def _asked(node: ast.AST) -> list[str]:
    """Give the names in `os.environ["NAME"]`, `os.environ.get("NAME")` and `os.getenv("NAME")`."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and _is_environment(node.value):
        wanted: ast.expr = node.slice
    elif isinstance(node, ast.Call) and node.args and _asks(node.func):
        wanted = node.args[0]
    else:
        return []
    return [n.value for n in ast.walk(wanted) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _asks(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute):
        return False
    return function.attr == "getenv" or (function.attr in {"get", "pop"} and _is_environment(function.value))


def _is_environment(value: ast.expr) -> bool:
    return isinstance(value, ast.Attribute) and value.attr == "environ"


def packages_page() -> str:
    """Write which packages there are, the highest floor first, each with its question."""
    lines = ["# Packages", "", "A package imports only from those below it.", ""]
    for package in packages():
        module = importlib.import_module(f"commonground.{package}")
        question = " ".join((module.__doc__ or "").split("\n\n")[0].split())
        lines += [f"## {package}", "", question, ""]
    return "\n".join(lines)


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "packages.md": packages_page,
    "permissions.md": permissions_page,
    "settings.md": settings_page,
    "states.md": states_page,
}


def written(folder: Path = FOLDER) -> list[str]:
    """Write every page whose words have changed, and name those."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = outdated(folder)
    for name in changed:
        (folder / name).write_text(_page(name), encoding="utf-8")
    return changed


def outdated(folder: Path = FOLDER) -> list[str]:
    """Name the pages that say something else than the code."""
    return [
        name
        for name in PAGES
        if not (page := folder / name).is_file() or page.read_text(encoding="utf-8") != _page(name)
    ]


def _page(name: str) -> str:
    return MADE + PAGES[name]().rstrip("\n") + "\n"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; say which pages are out of date")


def _run(options: Namespace) -> int:
    names = outdated() if options.check else written()
    for name in names:
        print(f"docs/reference/{name} {'is out of date' if options.check else 'written'}", file=sys.stderr)
    return 1 if options.check and names else 0


REFERENCE_COMMANDS = (
    Command(
        verb="reference",
        summary="Write the pages of docs/reference from the code.",
        example="commonground website reference --check",
        run=_run,
        add_arguments=_arguments,
        needs_database=False,
        exit_codes={0: "every page is current", 1: "with --check, a page is out of date"},
    ),
)
