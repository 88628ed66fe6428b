"""Does the product speak as it should? Calm and plain: no "please", no "sorry", no exclamation marks.

Heard are the words of templates and the sentences that the code marks for translation or refuses with.

*Source:* docs/glossary.md; R57, R126.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import TokenType

from tests.architecture import house, templates

UNSAID = re.compile(
    r"\b(please|sorry|oops|asap|overdue|click here|unfortunately|successfully|users?)\b|[a-z]!(?![=\w])", re.I
)
SPEAKING = frozenset(
    {
        "_",
        "gettext",
        "gettext_lazy",
        "pgettext",
        "ngettext",
        "Refused",
        "NotAllowed",
        "Invalid",
        "Stale",
        "ValidationError",
    }
)


def out_of_voice(packages: Path) -> list[str]:
    """Name every sentence shown to people that uses a word which the product does not use."""
    spoken = [*_in_templates(packages), *_in_code(packages)]
    return [f"{where} says {found[0]!r}." for where, words in spoken if (found := UNSAID.search(words))]


def _in_templates(packages: Path) -> Iterator[tuple[str, str]]:
    for path in templates.files(packages):
        for token in templates.tokens(path):
            where = house.place(path, token.lineno, packages)
            if token.token_type == TokenType.TEXT:
                yield where, re.sub(r"<[^>]*>", " ", token.contents)
            elif token.token_type == TokenType.BLOCK and token.contents.split()[0] in {"translate", "trans"}:
                yield where, token.contents


def _in_code(packages: Path) -> Iterator[tuple[str, str]]:
    for path in house.modules(packages):
        for node in ast.walk(house.read(path)):
            if isinstance(node, ast.Call) and _name(node.func) in SPEAKING:
                for part in ast.walk(node):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield house.place(path, part.lineno, packages), part.value


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")
