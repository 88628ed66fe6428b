"""What else is there about a place? Those who know more than places do say so here, without being known here.

Organisations and collaborations stand above places, so the website binds one function that gives what a place's page
shows of them to one reader.

*Source:* R187; docs/start-here.md ("A package imports only from those below it").
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonground.groundwork.actors import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that has to do with a place: its name, address, a line of it, a second voice, its side or none, and the
    day that counts."""

    title: str
    url: str
    line: str = ""
    note: str = ""
    side: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a place's page: its heading, the first rows of `count`, what is said where there is none, and a link
    that leads on."""

    title: str
    rows: tuple[Row, ...]
    count: int
    empty: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What a place's page shows beside the place: blocks, and links (icon, words, address)."""

    blocks: tuple[Block, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()

    @property
    def filled(self) -> list[Block]:
        """The blocks that hold something."""
        return [block for block in self.blocks if block.rows]

    @property
    def empty(self) -> list[Block]:
        """The blocks that hold nothing yet."""
        return [block for block in self.blocks if not block.rows]


Teller = Callable[[Actor, Any], Around]
_bound: list[Teller] = []


def bind(teller: Teller) -> None:
    """Say who tells what is around a place; called once, when the site starts."""
    _bound[:] = [teller]


def around(actor: Actor, place: Any) -> Around:
    """Give what one reader is shown around a place; nothing where nobody tells."""
    return _bound[0](actor, place) if _bound else Around()
