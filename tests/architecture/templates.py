"""Do templates know only those below, and is every word in them marked for translation?

*Source:* docs/decisions/0001-one-django-application-with-floors.md; D10.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from tests.architecture import house

BORROWING = re.compile(r"""^(?:extends|include)\s+(\S+)""")
NAME = re.compile(r"[a-z_]+(?:/[\w-]+)+\.(?:html|txt)")
LOADING = re.compile(r"^load\s+(?:.*\sfrom\s+)?(.+)$")
DJANGOS_OWN = frozenset({"i18n", "static", "l10n", "tz", "cache", "humanize", "account", "socialaccount"})
OTHER_PEOPLES = frozenset({"django", "allauth"})
# What is no language: names that stay as they are in every tongue, and what stands for itself.
NO_WORDS = frozenset(
    {"Common Ground", "GOV.UK", "OFFICIAL", "OFFICIAL-SENSITIVE", "TLP", "CSV", "PDF", "JSON", "GeoJSON"}
)
# A page that shows every component once, in invented words, to those who build pages.
SPECIMENS = frozenset({"pages/parts.html"})
SHOWN_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "placeholder", "aria-description"})
LITERAL = re.compile(r"""(_\()?(["'])((?:(?!\2).)*)\2""")
# Blocks whose strings are names, not words on the page.
SPEAKS_NAMES = frozenset(
    {"extends", "load", "url", "static", "if", "elif", "for", "block", "cache", "trans", "translate"}
)


def files(packages: Path) -> list[Path]:
    """List the templates of the product."""
    return sorted(path for path in packages.glob("*/templates/**/*") if path.suffix in {".html", ".txt", ".svg"})


def tokens(path: Path) -> list[Token]:
    """Cut a template into its tokens, as Django does."""
    return Lexer(path.read_text(encoding="utf-8")).tokenize()


def borrowed_from_above(packages: Path) -> list[str]:
    """Name every template that extends, includes or loads what a higher package owns, or what nobody has."""
    in_templates = [complaint for path in files(packages) for complaint in _borrowed(path, packages)]
    return in_templates + [complaint for path in house.modules(packages) for complaint in _rendered(path, packages)]


def _rendered(path: Path, packages: Path) -> Iterator[str]:
    """Find the templates that the code names and should not."""
    package = house.package_of(path, packages)
    for node in ast.walk(house.read(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
            yield from _taken(node.value, package, house.place(path, node.lineno, packages), packages)


def _taken(name: str, package: str, where: str, packages: Path) -> Iterator[str]:
    owners = {folder.name for folder in packages.iterdir() if (folder / "templates" / name).is_file()}
    if not owners and name.split("/", maxsplit=1)[0] not in OTHER_PEOPLES:
        yield f"{where} names {name}, which no package holds."
    elif owners and not any(house.may_know(package, owner) for owner in owners):
        yield f"{where} takes {name} from above."


def _borrowed(path: Path, packages: Path) -> Iterator[str]:
    package = house.package_of(path, packages)
    for token in tokens(path):
        if token.token_type != TokenType.BLOCK:
            continue
        where = house.place(path, token.lineno, packages)
        if (found := BORROWING.match(token.contents)) and found[1][0] in "\"'":
            yield from _taken(found[1].strip("\"'"), package, where, packages)
        elif found and package != "pages":
            yield f"{where} includes what a variable names; only pages may."
        elif found := LOADING.match(token.contents):
            for library in set(found[1].split()) - DJANGOS_OWN:
                yield from _loaded(library, package, where, packages)


def _loaded(library: str, package: str, where: str, packages: Path) -> Iterator[str]:
    owners = {path.parents[1].name for path in packages.glob(f"*/templatetags/{library}.py")}
    if not any(house.may_know(package, owner) for owner in owners):
        yield f"{where} loads the tags {library}, which no package at or below {package} has."


def unmarked_words(packages: Path) -> list[str]:
    """Name every word that a reader would see and no translator would."""
    return [
        complaint
        for path in files(packages)
        if path.as_posix().split("/templates/")[1] not in SPECIMENS
        for complaint in [*_unmarked_text(path, packages), *_raw(path, packages)]
    ]


def _unmarked_text(path: Path, packages: Path) -> list[str]:
    reader = _Visible()
    if path.suffix == ".txt":
        reader.handle_data(_outside_translation(path))
    else:
        reader.feed(_outside_translation(path))
        reader.close()
    return [f"{house.place(path, line, packages)} shows {words!r} unmarked." for line, words in reader.seen]


def _outside_translation(path: Path) -> str:
    """Keep what is neither a tag of Django's nor inside a translated block, on the same lines as before."""
    kept, translated, silent = [], False, False
    for token in tokens(path):
        breaks = "\n" * token.contents.count("\n")
        if token.token_type == TokenType.BLOCK:
            verb = token.contents.split()[0]
            translated = verb in {"blocktranslate", "blocktrans"} or (
                translated and not verb.startswith("endblocktrans")
            )
            silent = verb == "comment" or (silent and verb != "endcomment")
        elif token.token_type == TokenType.TEXT and not translated and not silent:
            kept.append(token.contents)
            continue
        kept.append(breaks)
    return "".join(kept)


def _raw(path: Path, packages: Path) -> Iterator[str]:
    """Find sentences that are handed to a tag as plain strings."""
    for token in tokens(path):
        if token.token_type == TokenType.TEXT or token.contents.split()[0] in SPEAKS_NAMES:
            continue
        for marked, _, words in LITERAL.findall(token.contents):
            if not marked and words not in NO_WORDS and re.match(r"[A-Z][a-z]*,? \w", words):
                yield f"{house.place(path, token.lineno, packages)} hands over {words!r} unmarked."


class _Visible(HTMLParser):
    """Collects the words that a page shows, in text and in the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[int, str]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"style", "script", "code"}
        for name, value in attrs:
            # A button shows what it holds, and its value to nobody; an input of the same kind shows its value.
            if name in SHOWN_ATTRIBUTES or (name == "value" and tag == "input" and ("type", "submit") in attrs):
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "script", "code"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._note(data)

    def _note(self, words: str) -> None:
        words = " ".join(words.split())
        if words not in NO_WORDS and re.search(r"[^\W\d_]{2}", words):
            self.seen.append((self.getpos()[0], words[:60]))
