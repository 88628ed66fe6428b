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
HEAD, BEND, APART = 9.0, 26.0, 20.0
UP = (0.0, -1.0)
Point = tuple[float, float]
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
    boxes: dict[str, Box] = {}
    top = EDGE
    for row in _rows(structure):
        named = [(body, _in_lines(body.name)) for body in row]
        height = ABOVE_TEXT + LEADING * max(len(lines) for _body, lines in named) + BELOW_TEXT
        left = (WIDE - len(row) * BOX - (len(row) - 1) * GAP) / 2
        for place, (body, lines) in enumerate(named):
            boxes[body.ref] = Box(body, left + place * (BOX + GAP), top, height, lines)
        top += height + BETWEEN_ROWS
    arrows = tuple(_arrows(structure.links, boxes))
    lowest = max((box.y + box.height for box in boxes.values()), default=EDGE)
    bend = max((arrow.tip[1] + BEND for arrow in arrows if arrow.towards == UP), default=0.0)
    return Drawing(tuple(boxes.values()), arrows, max(lowest, bend) + EDGE)


def ranks(structure: Structure) -> Mapping[str, int]:
    """Give how far down each body stands; who only advises stands beside those whom it advises. A circle of links ends
    after as many turns as there are bodies."""
    rank = {body.ref: 0 for body in structure.bodies}
    over = [_upper_and_lower(link) for link in structure.links if link.how != "advises"]
    for _turn in structure.bodies:
        for upper, lower in over:
            if upper != lower and rank[lower] <= rank[upper] < len(rank) - 1:
                rank[lower] = rank[upper] + 1
    bound = {ref for pair in over for ref in pair}
    for ref in rank.keys() - bound:
        advised = [rank[link.second] for link in structure.links if link.first == ref and link.second in bound]
        rank[ref] = min(advised, default=0)
    return rank


def _upper_and_lower(link: Link) -> tuple[str, str]:
    return (link.first, link.second) if link.how == "decides" else (link.second, link.first)


def _rows(structure: Structure) -> Iterator[Sequence[Body]]:
    """Give the bodies row by row, at most three in each."""
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


def _arrows(links: Sequence[Link], boxes: Mapping[str, Box]) -> Iterator[Arrow]:
    """Give the arrows; where several meet one edge of a box, they stand side by side, in the order of where they go."""
    drawn = [link for link in links if link.first != link.second]
    ends = [
        (boxes[one], _edge(boxes[one], boxes[other]), boxes[other], number)
        for number, link in enumerate(drawn)
        for one, other in ((link.first, link.second), (link.second, link.first))
    ]
    for number, link in enumerate(drawn):
        first, second = boxes[link.first], boxes[link.second]
        begin, end = (_port(one, other, number, ends) for one, other in ((first, second), (second, first)))
        if _edge(first, second) == "below" == _edge(second, first):
            yield _bent(link.how, begin, end)
        else:
            yield _straight(link.how, begin, end)


def _edge(box: Box, other: Box) -> str:
    """Tell at which edge of a box a line to another leaves it: two far apart in a row are joined below it."""
    if box.y != other.y:
        return "below" if other.y > box.y else "above"
    if abs(box.x - other.x) > BOX + GAP:
        return "below"
    return "right" if other.x > box.x else "left"


def _port(box: Box, other: Box, number: int, ends: Sequence[tuple[Box, str, Box, int]]) -> Point:
    """Give where one line meets a box."""
    edge = _edge(box, other)
    here = sorted((to.middle, index) for one, at, to, index in ends if one is box and at == edge)
    aside = (here.index((other.middle, number)) - (len(here) - 1) / 2) * min(APART, (BOX - APART) / len(here))
    if edge in ("above", "below"):
        return box.middle + aside, box.y if edge == "above" else box.y + box.height
    height = box.y + min(box.height, other.height) / 2 + aside
    return (box.x if edge == "left" else box.x + BOX), height


def _bent(how: str, begin: Point, end: Point) -> Arrow:
    """Draw below a row, from one box to another that is not its neighbour."""
    deep = max(begin[1], end[1]) + BEND
    line = f"M{begin[0]:.4g} {begin[1]:.4g}V{deep:.4g}H{end[0]:.4g}V{end[1] + HEAD:.4g}"
    return Arrow(how, line, end, UP)


def _straight(how: str, begin: Point, end: Point) -> Arrow:
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
