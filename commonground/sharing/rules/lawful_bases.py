"""On which lawful basis may personal data pass? A dated table, each line with where it was read.

The table is data (`lawful_bases.json`), because the law moves: a line has the day from which it holds and, once it no
longer does, the day on which it ended. What was read second-hand, or in no source at all, is marked so, and a page that
shows it says so: nothing here is given as law from memory.

*Source:* R212; design/sharing.md 5; reference on the domain, 0 (3), 2.5, 7(A); each line's own source.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("lawful_bases.json")


class Kind(StrEnum):
    """What a line answers: the basis itself, a condition for some data, a power to disclose, or an exemption."""

    BASIS = "basis"
    SPECIAL = "special"
    CRIMINAL = "criminal"
    POWER = "power"
    EXEMPTION = "exemption"


class Standing(StrEnum):
    """How sure the line is: read where it is made or explained by the regulator, read second-hand, or not read."""

    READ = "read"
    SECOND_HAND = "second_hand"
    NOT_READ = "not_read"


STANDINGS = {
    Standing.READ: "Read with the regulator.",
    Standing.SECOND_HAND: "Read second-hand. Check it against the law as it stands before you rely on it.",
    Standing.NOT_READ: "Not read in a source. Check it with your data protection lead before you rely on it.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `asks` says what else has to be there; `source` and `url` where it was read."""

    key: str
    kind: Kind
    words: str
    where: str = ""
    asks: str = ""
    regime: str = "uk_gdpr"
    since: date | None = None
    until: date | None = None
    source: str = ""
    url: str = ""
    standing: Standing = Standing.NOT_READ

    @property
    def needs_no_source(self) -> bool:
        """Whether the line says that something is not the case, or leaves the words to a note."""
        return not self.where

    @property
    def said(self) -> str:
        """How sure the line is, in a sentence; empty for a line that needs no source."""
        return "" if self.needs_no_source else STANDINGS[self.standing]

    @property
    def in_full(self) -> str:
        """The line with the place where the law says so."""
        return f"{self.words} ({self.where})" if self.where else self.words


@cache
def lines() -> tuple[Line, ...]:
    """Give every line of the table, in its order."""
    held = json.loads(TABLE.read_text(encoding="utf-8"))
    return tuple(_read(held["sources"], row) for row in held["entries"])


@cache
def checked_on() -> date:
    """Give the day on which the table was last held against its sources."""
    return date.fromisoformat(json.loads(TABLE.read_text(encoding="utf-8"))["checked_on"])


def _read(sources: dict[str, dict[str, str]], row: dict[str, object]) -> Line:
    named = sources.get(str(row.get("source") or ""), {})
    standing = Standing.NOT_READ
    if named:
        standing = Standing.SECOND_HAND if row.get("second_hand") else Standing.READ
    days = {name: date.fromisoformat(str(row[name])) for name in ("since", "until") if row.get(name)}
    words = {name: str(row[name]) for name in ("key", "words", "where", "asks", "regime") if row.get(name)}
    found = {"source": named.get("name", ""), "url": named.get("url", ""), "standing": standing}
    return Line(kind=Kind(str(row["kind"])), **words, **days, **found)  # type: ignore[arg-type]


def holding(kind: Kind, on: date) -> Iterator[Line]:
    """Give the lines of one kind that hold on a day."""
    for line in lines():
        if line.kind is kind and (line.since is None or line.since <= on) and (line.until is None or on < line.until):
            yield line


def line(key: str) -> Line | None:
    """Give the line of a key, whether or not it still holds; None for a key that there is not."""
    return next((each for each in lines() if each.key == key), None)
