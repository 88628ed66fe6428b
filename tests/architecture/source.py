"""Does the code keep its promises to those who read it? Docstrings, no signals, addresses gathered in one place.

*Source:* docs/decisions/0001-one-django-application-with-floors.md; CONTRIBUTING.md.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import exceptions, house

# A view is described by its page; the methods of these are Django's to name, and say what Django says of them.
WITHOUT_DOCSTRINGS = frozenset({"views", "urls", "apps"})
METHODS_TOO = frozenset({"rules", "permissions", "queries", "actions"})


def undescribed(packages: Path) -> list[str]:
    """Name every module without its paragraph and source, and every public function without its sentence."""
    return [complaint for path in house.modules(packages) for complaint in _undescribed_in(path, packages)]


def _undescribed_in(path: Path, packages: Path) -> Iterator[str]:
    tree, where = house.read(path), path.relative_to(packages.parent)
    if tree.body or path.parent.parent == packages:
        words = ast.get_docstring(tree) or ""
        if not words:
            yield f"{where} does not say which question it answers."
        elif "*Source:*" not in words and path.parent != packages:
            yield f"{where} does not name its *Source:*."
    room = house.room_of(path, packages)
    if room in WITHOUT_DOCSTRINGS:
        return
    for node in _public(tree, with_methods=room in METHODS_TOO or house.package_of(path, packages) == "groundwork"):
        if not ast.get_docstring(node):
            yield f"{where}:{node.lineno} {node.name} does not say what it does."


def _public(tree: ast.Module, *, with_methods: bool) -> Iterator[house.Function | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, house.Function) and not node.name.startswith("_"):
            yield node
        if with_methods and isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from (n for n in node.body if isinstance(n, house.Function) and not n.name.startswith("_"))


def signals(packages: Path) -> list[str]:
    """Name every import of a signal or of what hears one."""
    return [
        f"{house.place(path, node.lineno, packages)} hears or sends a signal."
        for path in house.modules(packages)
        if str(path.relative_to(packages.parent)) not in exceptions.SIGNALS
        for node in ast.walk(house.read(path))
        if any(_is_signal(name) for name in _imported(node))
    ]


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def _is_signal(name: str) -> bool:
    return name.startswith("django.dispatch") or "signals" in name.split(".")


def scattered_urls(packages: Path) -> list[str]:
    """Name every place but the website that includes another module's addresses; a list of its own may be named."""
    return [
        f"{house.place(path, node.lineno, packages)} includes another module's addresses; only the website does."
        for path in house.modules(packages)
        if house.package_of(path, packages) != "website"
        for node in ast.walk(house.read(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "include"
        if node.args and any(_is_elsewhere(part) for part in ast.walk(node.args[0]))
    ]


def _is_elsewhere(part: ast.AST) -> bool:
    return isinstance(part, ast.Attribute) or (
        isinstance(part, ast.Constant) and isinstance(part.value, str) and "." in part.value
    )
