"""Is everything short enough to be read at once?

A function has at most 40 lines, a view 25, a file 400, the settings 200; `exceptions.py` names what may be longer.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import exceptions, house

FUNCTION, VIEW, FILE, SETTINGS = 40, 25, 400, 200


def measured(packages: Path) -> Iterator[tuple[str, int, int]]:
    """Measure each file and function: its name, its lines, the lines that it may have."""
    for path in [*house.modules(packages), *beside(packages)]:
        name = str(path.relative_to(packages.parent))
        yield name, len(path.read_text(encoding="utf-8").splitlines()), SETTINGS if path.stem == "settings" else FILE
        limit = VIEW if "views" in (path.stem, path.parent.name) and path.is_relative_to(packages) else FUNCTION
        for node in ast.walk(house.read(path)):
            if isinstance(node, house.Function) and node.end_lineno:
                yield f"{name}::{node.name}", node.end_lineno - node.lineno + 1, limit


def beside(packages: Path) -> list[Path]:
    """List the Python files of the tests and the measurements, which are read as often as the product."""
    return [path for folder in ("tests", "bench") for path in sorted((packages.parent / folder).rglob("*.py"))]


def too_long(packages: Path) -> list[str]:
    """Name every file and function that is longer than it may be."""
    return [
        f"{name} has {lines} lines; it may have {allowed}."
        for name, lines, limit in measured(packages)
        if lines > (allowed := exceptions.SIZES.get(name, (limit, ""))[0])
    ]


def idle_exceptions(packages: Path) -> list[str]:
    """Name every exception that is no longer needed."""
    needed = {name for name, lines, limit in measured(packages) if lines > limit}
    return sorted(set(exceptions.SIZES) - needed)
