"""Is every deed done the same way? Actions take the actor first, by name, and one transaction; queries write nothing.

*Source:* docs/decisions/0008-pure-rules-with-actions-and-queries-around-them.md.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import house

WRITING = frozenset(
    {"create", "save", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
)


def actions_out_of_form(packages: Path) -> list[str]:
    """Name every action that is atomic without naming its actor, or names its actor without being atomic."""
    return [
        f"{house.place(path, node.lineno, packages)} {node.name} is not one transaction with its actor named first."
        for path, tree in _rooms("actions", packages)
        for node in tree.body
        if isinstance(node, house.Function) and not node.name.startswith("_") and _is_atomic(node) != _names_actor(node)
    ]


def queries_that_write(packages: Path) -> list[str]:
    """Name every call in a query that looks like a write to the database."""
    return [
        f"{house.place(path, node.lineno, packages)} writes: {node.func.attr}."
        for path, tree in _rooms("queries", packages)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING
    ]


def _rooms(room: str, packages: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in house.modules(packages):
        if house.room_of(path, packages) == room and house.package_of(path, packages) not in house.WITHOUT_ROOMS:
            yield path, house.read(path)


def _is_atomic(node: house.Function) -> bool:
    return any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)


def _names_actor(node: house.Function) -> bool:
    wanted = node.args
    return not wanted.args and bool(wanted.kwonlyargs) and wanted.kwonlyargs[0].arg == "actor"
