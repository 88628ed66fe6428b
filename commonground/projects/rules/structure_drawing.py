"""Where do the bodies stand, and where do the lines between them go? Geometry alone, on a grid 420 wide.

Who decides stands above whom it decides for; who reports stands below whom it reports to. A box carries its side as a
shape, and a line says what it is by its dashes and its head, so that nothing rests on colour.

*Source:* R12; the look, sections 3 and 8.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from commonground.projects.rules.structure import Body, Link, Structure

WIDE = 420.0
BOX, GAP, LEADING, ABOVE_TEXT, BELOW_TEXT = 122.0, 24.0, 16.0, 34.0, 8.0
BETWEEN_ROWS, EDGE = 52.0, 8.0
A_ROW, LETTERS, LINES = 3, 16, 3
HEAD = 9.0
DASHES = {"decides": "", "reports": "9 5", "advises": "2 5"}


@dataclass(frozen=True, slots=True)
class Box:
    """One body on the grid: the corner and size of its box, and its name in lines."""

    body: Body
    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Where its middle stands."""
        return self.x + BOX / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """One link on the grid: its path, the tip of its head, and the direction in which that points."""

    how: str
    line: str
    tip: tuple[float, float]
    towards: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture: boxes over arrows, and how high the grid is."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    height: float


def drawing_of(structure: Structure) -> Drawing:
    """Lay out a structure."""
    rows = list(_rows(structure))
    boxes: dict[str, Box] = {}
    top = EDGE
    for row in rows:
        named = [(body, _in_lines(body.name)) for body in row]
        height = ABOVE_TEXT + LEADING * max(len(lines) for _body, lines in named) + BELOW_TEXT
        left = (WIDE - len(row) * BOX - (len(row) - 1) * GAP) / 2
        for place, (body, lines) in enumerate(named):
            boxes[body.ref] = Box(body, left + place * (BOX + GAP), top, height, lines)
        top += height + BETWEEN_ROWS
    return Drawing(tuple(boxes.values()), tuple(_arrows(structure, boxes)), max(top - BETWEEN_ROWS + EDGE, 2 * EDGE))


def ranks(structure: Structure) -> Mapping[str, int]:
    """Give how far down each body stands; a circle of links ends after as many turns as there are bodies."""
    rank = {body.ref: 0 for body in structure.bodies}
    over = [_upper_and_lower(link) for link in structure.links if link.how != "advises"]
    for _turn in structure.bodies:
        for upper, lower in over:
            if upper != lower and rank[lower] <= rank[upper] < len(rank) - 1:
                rank[lower] = rank[upper] + 1
    return rank


def _upper_and_lower(link: Link) -> tuple[str, str]:
    return (link.first, link.second) if link.how == "decides" else (link.second, link.first)


def _rows(structure: Structure) -> Iterator[Sequence[Body]]:
    """Give the bodies row by row, at most three in each; who only advises stands one row above, where there is one."""
    rank = ranks(structure)
    for wanted in sorted(set(rank.values())):
        here = [body for body in structure.bodies if rank[body.ref] == wanted]
        for start in range(0, len(here), A_ROW):
            yield here[start : start + A_ROW]


def _in_lines(name: str) -> tuple[str, ...]:
    """Break a name into lines that fit a box; the last is cut short where it does not end."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LETTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    lines = [line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…" for line in lines]
    return tuple(lines[:LINES] if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1][:14]}…"])


def _arrows(structure: Structure, boxes: Mapping[str, Box]) -> Iterator[Arrow]:
    """Give the arrows; those between the same two boxes stand side by side."""
    pairs = [frozenset({link.first, link.second}) for link in structure.links]
    seen: dict[frozenset[str], int] = {}
    for link, pair in zip(structure.links, pairs, strict=True):
        if len(pair) == 1:
            continue
        number, all_of_it = seen.get(pair, 0), pairs.count(pair)
        seen[pair] = number + 1
        yield _arrow(link.how, boxes[link.first], boxes[link.second], (number - (all_of_it - 1) / 2) * 20)


def _arrow(how: str, first: Box, second: Box, aside: float) -> Arrow:
    if first.y == second.y:
        return _beside(how, first, second, aside)
    down = second.y > first.y
    begin = (first.middle + aside, first.y + first.height if down else first.y)
    end = (second.middle + aside, second.y if down else second.y + second.height)
    return _straight(how, begin, end)


def _beside(how: str, first: Box, second: Box, aside: float) -> Arrow:
    """Draw between two boxes of a row: straight where they are neighbours, else in an arc below."""
    right = second.x > first.x
    height = first.y + min(first.height, second.height) / 2 + aside
    if abs(second.x - first.x) <= BOX + GAP:
        begin = first.x + BOX if right else first.x
        return _straight(how, (begin, height), (second.x if right else second.x + BOX, height))
    low, deep = first.y + first.height, first.y + first.height + 30
    end = (second.middle + aside, second.y + second.height)
    line = f"M{first.middle + aside:g} {low:g}V{deep:g}H{end[0]:g}V{end[1] + HEAD:g}"
    return Arrow(how, line, end, (0.0, -1.0))


def _straight(how: str, begin: tuple[float, float], end: tuple[float, float]) -> Arrow:
    across, along = end[0] - begin[0], end[1] - begin[1]
    long = hypot(across, along) or 1.0
    towards = (across / long, along / long)
    stop = (end[0] - towards[0] * HEAD, end[1] - towards[1] * HEAD)
    line = f"M{begin[0]:.4g} {begin[1]:.4g}L{stop[0]:.4g} {stop[1]:.4g}"
    return Arrow(how, line, end, towards)


def head_of(arrow: Arrow) -> str:
    """Give the three corners of an arrow's head, as SVG wants them; who only advises has a dot instead."""
    (x, y), (across, along) = arrow.tip, arrow.towards
    back = (x - across * HEAD, y - along * HEAD)
    wide = HEAD / 2
    corners = (
        (x, y),
        (back[0] - along * wide, back[1] + across * wide),
        (back[0] + along * wide, back[1] - across * wide),
    )
    return " ".join(f"{one:.4g},{two:.4g}" for one, two in corners)
