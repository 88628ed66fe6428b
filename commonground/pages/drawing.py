"""Where do the lines go? The geometry of every mark that is drawn on the server, in plain Python.

Nothing here knows a colour or a word: a shape carries the name of a class, and the style sheet and the caller bring the
rest. Lengths are in the units of the drawing's own grid, written as text so that no locale puts a comma into them.

*Source:* the look, sections 2, 7 and 8; R59.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple

Progress = Literal["none", "started", "confirmed"]
SIDES = ("police", "security")

# The mark stands on a grid of 40 x 26: a circle of radius 11, a square of 22, and what they share.
MARK_CENTRE = 30.5
PAIR_BOX = "2 1 40 26"
GROUPS = (("set-up", 1, 5), ("do", 6, 7), ("finish", 8, 10))

# The journey
FIRST, STRIDE, WIDTH = 53.0, 112.5, 1120
MEETING = {"police": 95, "security": 101}
APART = {"police": 70, "security": 126}

FIRMNESS_LAYERS = (38, 30, 22, 14, 6)


def number(value: float) -> str:
    """Write a length for an SVG attribute: at most two decimals, a point, no exponent."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Shape(NamedTuple):
    """One element of a small drawing: the tag, its attributes, its classes."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    css: str


def circle(x: float, y: float, radius: float, css: str) -> Shape:
    """Make a circle, the police side's shape."""
    return Shape("circle", (("cx", number(x)), ("cy", number(y)), ("r", number(radius))), css)


def square(x: float, y: float, size: float, css: str, rx: float = 0, height: float | None = None) -> Shape:
    """Make a square, the security side's shape, by its upper left corner; a height makes it a bar."""
    corner = (("rx", number(rx)),) if rx else ()
    tall = number(size if height is None else height)
    return Shape("rect", (("x", number(x)), ("y", number(y)), ("width", number(size)), ("height", tall), *corner), css)


def path(line: str, css: str) -> Shape:
    """Make a line or an area from SVG path data."""
    return Shape("path", (("d", line),), css)


def mark() -> tuple[Shape, ...]:
    """Draw the mark on its own grid: the square, the circle over it, and the ground that both share."""
    return (
        square(18, 3, 22, "cg-fill-security"),
        circle(15, 14, 11, "cg-fill-police"),
        path("M18 3.42A11 11 0 0 1 18 24.58Z", "cg-fill-ground cg-gap"),
    )


def fill_of(side: str, progress: Progress) -> str:
    """Name the class of a side's shape: filled when confirmed, hollow in its hue when started, grey before."""
    return {"confirmed": f"cg-fill-{side}", "started": f"cg-hollow-{side}"}.get(progress, "cg-hollow-later")


def pair(police: Progress, security: Progress) -> tuple[Shape, ...]:
    """Draw what each side has confirmed, on the mark's grid: apart before a start, the mark when both have."""
    if police == security == "confirmed":
        return mark()
    if police == security == "none":
        return circle(12, 14, 8.5, "cg-hollow-later"), square(24.5, 5.5, 17, "cg-hollow-later")
    round_one = circle(15, 14, 11, fill_of("police", police))
    square_one = square(18, 3, 22, fill_of("security", security))
    # What is confirmed lies on top, so that a hollow shape never hides a filled one.
    return (square_one, round_one) if police == "confirmed" else (round_one, square_one)


def between(nearness: str) -> tuple[str, tuple[Shape, ...]]:
    """Draw what lies between two answers (same, close, apart, or not yet compared): the grid and its shapes."""
    if nearness == "same":
        return PAIR_BOX, mark()
    if nearness == "close":
        return "2 1 48 26", (circle(15, 14, 11, "cg-hollow-police"), square(25, 3, 22, "cg-hollow-security"))
    if nearness == "apart":
        return "2 1 58 26", (circle(13, 14, 9, "cg-hollow-police"), square(40, 5, 18, "cg-hollow-security"))
    return "2 1 58 26", (circle(13, 14, 9, "cg-hollow-later"), square(40, 5, 18, "cg-hollow-later"))


def firmness(level: int) -> tuple[Shape, ...]:
    """Draw five layers of ground, the lowest `level` of them solid; refuses a level outside 1 to 5."""
    if not 1 <= level <= 5:
        raise ValueError(f"Firmness is from 1 to 5, not {level}.")
    return tuple(
        path(
            f"M2 {y}q6 -2.5 12 0t12 0t12 0t6 0v-6q-6 -2 -12 0t-12 0t-12 0t-6 0Z",
            "cg-firm__on" if layer <= level else "cg-firm__off",
        )
        for layer, y in enumerate(FIRMNESS_LAYERS, start=1)
    )


def both_confirmed(step: Any) -> bool:
    """Tell whether the two lines meet at this step."""
    return step.police == step.security == "confirmed"


@dataclass(frozen=True, slots=True)
class Station:
    """One step on the long drawing: its shapes, and where its number, title and note stand."""

    x: str
    number: int
    lines: tuple[str, ...]
    transform: str
    shapes: tuple[Shape, ...]
    band: str
    note: str
    note_css: str
    note_y: int


@dataclass(frozen=True, slots=True)
class Span:
    """One group of steps: its key and where its rules begin and end."""

    key: str
    x1: str
    x2: str


@dataclass(frozen=True, slots=True)
class Journey:
    """The long drawing: lines first, stations over them, groups above and below."""

    lines: tuple[Shape, ...]
    stations: tuple[Station, ...]
    groups: tuple[Span, ...]


def journey(steps: Sequence[Any]) -> Journey:
    """Lay out the two lines through the steps, each with number, title, police, security, here and note.

    The lines meet where both sides have confirmed, part where one has not, and are dotted wherever one of the two ends
    has not been started; steps may be taken in any order, so a dotted piece can lie between two solid ones.
    """
    places = [FIRST + STRIDE * index for index in range(len(steps))]
    lines = tuple(
        _line(side, x, step, after, next_step)
        for side in SIDES
        for (x, step), (after, next_step) in pairwise(zip(places, steps, strict=True))
    )
    stations = tuple(_station(x, step) for x, step in zip(places, steps, strict=True))
    return Journey(lines, stations, tuple(_spans(steps)))


def _height(side: str, step: Any) -> int:
    return (MEETING if both_confirmed(step) else APART)[side]


def _line(side: str, x: float, step: Any, after: float, next_step: Any) -> Shape:
    here, there, middle = _height(side, step), _height(side, next_step), number(round((x + after) / 2))
    known = "none" not in (getattr(step, side), getattr(next_step, side))
    return path(
        f"M{number(x)} {here}C{middle} {here} {middle} {there} {number(after)} {there}",
        f"cg-journey__{side}" if known else "cg-journey__later",
    )


def _station(x: float, step: Any) -> Station:
    here = bool(getattr(step, "here", False))
    note = str(getattr(step, "note", "") or "")
    apart = (
        circle(x, APART["police"], 11, fill_of("police", step.police)),
        square(x - 10, APART["security"] - 10, 20, fill_of("security", step.security)),
    )
    return Station(
        x=number(x),
        number=step.number,
        lines=in_two_lines(str(step.title)),
        transform=f"translate({number(x - MARK_CENTRE)} 77) scale(1.5)" if both_confirmed(step) else "",
        shapes=mark() if both_confirmed(step) else apart,
        band=number(x - 52) if here else "",
        note=note,
        note_css="cg-journey__due" if here else "cg-journey__wait",
        note_y=44 if here else 40,
    )


def in_two_lines(title: str) -> tuple[str, ...]:
    """Break a title after its first word, so that it fits the width of one step."""
    first, _, rest = title.partition(" ")
    if rest.startswith("and "):
        rest = f"& {rest[4:]}"
    return (first, rest) if rest else (first,)


def _spans(steps: Sequence[Any]) -> Iterable[Span]:
    numbers = {step.number: FIRST + STRIDE * index for index, step in enumerate(steps)}
    for key, start, end in GROUPS:
        if start in numbers and end in numbers:
            yield Span(key, number(numbers[start] - 50), number(numbers[end] + 50))


def mini(steps: Sequence[Any]) -> tuple[Shape, ...]:
    """Draw the short form: a column a step, a solid bar where both have confirmed, a frame around the step in hand."""
    shapes: list[Shape] = []
    for index, step in enumerate(steps):
        centre = 8 + 16 * index
        if getattr(step, "here", False):
            shapes.insert(0, square(centre - 7.5, 1, 15, "cg-mini__here", rx=3, height=32))
        if both_confirmed(step):
            shapes.append(square(centre - 5, 5, 10, "cg-fill-ground", rx=5, height=24))
        else:
            shapes.append(circle(centre, 10, 4.5, fill_of("police", step.police)))
            shapes.append(square(centre - 4.5, 20, 9, fill_of("security", step.security)))
    return tuple(shapes)


def mini_box(steps: Sequence[Any]) -> str:
    """Give the grid of the short form: sixteen units a step."""
    return f"0 0 {16 * len(steps) + 8} 34"


def bar(value: float, largest: float, css: str = "cg-bar__fill") -> tuple[Shape, ...]:
    """Draw one bar of a table row on a grid of 100 x 10, from zero to the largest value of its column."""
    share = 0.0 if largest <= 0 else max(0.0, min(1.0, value / largest))
    track = square(0, 0, 100, "cg-bar__track", height=10)
    return track, square(0, 0, 100 * share, css, height=10)
