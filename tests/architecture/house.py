"""Where is what? The folders, the floors and the files that the checks of the house read.

A check is a function of the folder that holds the packages, and returns its complaints, each with file and line;
so that the same check is run on the product and on scratch copies that break it.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

import ast
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "commonground"
FLOORS = "Floors: a package imports only from those below it"
ROOMS = "Rooms: pages ask, actions decide, rules know nothing"
WITHOUT_ROOMS = frozenset({"groundwork", "hosting", "audit", "pages", "website"})

Check = Callable[[Path], list[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def contract(name: str, root: Path = ROOT) -> dict[str, Any]:
    """Read one import contract from pyproject.toml."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return next(c for c in settings["tool"]["importlinter"]["contracts"] if c["name"] == name)


@cache
def heights() -> dict[str, int]:
    """Give each package the height of its floor, the lowest being 0; names on one line share it."""
    layers = list(reversed(contract(FLOORS)["layers"]))
    return {name.strip(" ()"): height for height, line in enumerate(layers) for name in line.split("|")}


def may_know(package: str, other: str) -> bool:
    """Whether a package may use what belongs to the other: its own, or a lower floor's."""
    height = heights()
    return package == other or height.get(other, len(height)) < height.get(package, -1)


def room_packages(packages: Path) -> list[str]:
    """List the folders that have rooms: every declared package that exists, without the ground and the roof."""
    found = {path.parent.name for path in packages.glob("*/__init__.py")}
    return sorted((found & set(heights())) - WITHOUT_ROOMS)


def modules(packages: Path) -> Iterator[Path]:
    """Walk the Python files of the product, without migrations, which are made."""
    yield from (path for path in sorted(packages.rglob("*.py")) if "migrations" not in path.parts)


def package_of(path: Path, packages: Path) -> str:
    """Name the package that a file belongs to; empty for a file beside the packages."""
    parts = path.relative_to(packages).parts
    return parts[0] if len(parts) > 1 else ""


def room_of(path: Path, packages: Path) -> str:
    """Name the room that a file is, or is in; empty where there is none."""
    parts = path.relative_to(packages).with_suffix("").parts
    return parts[1] if len(parts) > 1 else ""


def read(path: Path) -> ast.Module:
    """Parse one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int, packages: Path) -> str:
    """Write where something is, from the clone's root."""
    return f"{path.relative_to(packages.parent)}:{line}"


def tracked() -> list[Path]:
    """List the files that git keeps and that are there."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]
