"""Where in a file is the fault? A value of a JSON document that knows its path, and refuses what it should not be.

*Source:* design/sharing.md 4.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

from commonground.groundwork.refusals import Invalid

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
SHOWN = 60


class Twice(dict[str, Any]):
    """A JSON object in which a field stood twice; `name` is the first such field."""

    name: str


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its fields as the decoder found them, and remember one that stood twice."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    twice, seen = Twice(made), set()
    for name, _ in pairs:
        if name in seen:
            twice.name = name
            break
        seen.add(name)
    return twice


def quoted(value: Any) -> str:
    """Write a value on one line, in ASCII, cut short where it is long."""
    try:
        text = json.dumps(value)
    except (RecursionError, ValueError):
        text = f"a {type(value).__name__}"
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@lru_cache(10_000)
def moment_of(text: str) -> datetime | None:
    """Read YYYY-MM-DDTHH:MM:SSZ, whole seconds of a real date; None for anything else."""
    if not MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """A value and the path that leads to it."""

    value: Any
    path: str = "$"

    def fail(self, fault: str) -> NoReturn:
        """Refuse the value.

        :raises Invalid: always, with `path: fault`.
        """
        raise Invalid(f"{self.path}: {fault}", field=self.path)

    def of(self, name: str) -> "Place":
        """Step into a field of the format that is known to be there."""
        return Place(self.value[name], f"{self.path}.{name}")

    def _step(self, name: str) -> str:
        return f"{self.path}.{name}" if PLAIN.fullmatch(name) else f"{self.path}[{quoted(name)}]"

    def record(self, *names: str) -> "Place":
        """Refuse all but an object with exactly these fields, each once."""
        value = self.value
        if not isinstance(value, dict):
            self.fail(f"must be an object, not {quoted(value)}")
        if isinstance(value, Twice):
            Place(None, self._step(value.name)).fail("stands twice")
        if value.keys() != set(names):
            for name in value:
                if name not in names:
                    Place(None, self._step(name)).fail("unknown field")
            for name in names:
                if name not in value:
                    Place(None, self._step(name)).fail("missing")
        return self

    def each(self) -> Iterator["Place"]:
        """Walk a list."""
        if not isinstance(self.value, list):
            self.fail(f"must be a list, not {quoted(self.value)}")
        for number, value in enumerate(self.value):
            yield Place(value, f"{self.path}[{number}]")

    def text(self) -> str:
        """Read a text that is not empty."""
        if type(self.value) is not str:
            self.fail(f"must be a text, not {quoted(self.value)}")
        if not self.value:
            self.fail("must not be empty")
        return self.value

    def known(self, ids: Mapping[str, Any], kind: str) -> str:
        """Read the id of something that the file has."""
        if self.text() not in ids:
            self.fail(f"there is no {kind} {quoted(self.value)}")
        return str(self.value)

    def truth(self) -> bool:
        """Read true or false."""
        if type(self.value) is not bool:
            self.fail(f"must be true or false, not {quoted(self.value)}")
        return self.value

    def level(self) -> int:
        """Read a clearance, 0 to 3."""
        if type(self.value) is not int or not 0 <= self.value <= 3:
            self.fail(f"must be 0, 1, 2 or 3, not {quoted(self.value)}")
        return self.value

    def word(self, words: type[E]) -> E:
        """Read one of the words of a vocabulary."""
        if type(self.value) is str:
            for one in words:
                if one.value == self.value:
                    return one
        choices = ", ".join(str(one.value) for one in words)
        self.fail(f"must be one of {choices}, not {quoted(self.value)}")

    def moment(self) -> datetime:
        """Read a moment."""
        found = moment_of(self.value) if type(self.value) is str else None
        if found is None:
            self.fail(f"must be a moment such as 2026-03-01T12:00:00Z, not {quoted(self.value)}")
        return found

    def or_null(self, read: Callable[["Place"], T]) -> T | None:
        """Read null, or what the reader reads."""
        return None if self.value is None else read(self)
