"""Where do the points of a chart and the edges of a map go? Geometry in plain Python, as in `drawing`.

A chart answers one question with at most three lines and starts at zero; charts side by side share one scale. A map
shows areas, never people. The table or list beside either says the same.

*Source:* the look, section 8; R41, R42.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from commonground.pages.drawing import Shape, circle, in_two_lines, number, path

# The chart's grid: 330 wide, 210 high; the lines live in this frame.
LEFT, RIGHT, TOP, BOTTOM = 34.0, 318.0, 14.0, 182.0
INSET = 14.0
MOST_LABELS = 6
MAP_WIDTH = 420.0
MARGIN = 6.0
LETTER, LINE_HEIGHT = 8.5, 16.0
KINDS = ("worked", "next", "compared", "else")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is called, its values in order (None leaves a gap), and its kind.

    Kinds: "before" is dashed with open dots; "worked", "next" and "compared" are solid with filled dots.
    """

    label: str
    values: Sequence[float | None]
    kind: str = "worked"


class Tick(NamedTuple):
    """A word at an axis, and where it stands."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A line chart laid out: the level lines, the words at both axes, and the shapes of the lines."""

    levels: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    shapes: tuple[Shape, ...]


def scale_of(charts: Iterable[Sequence[Line]]) -> float:
    """Find one top for charts that stand side by side: 1, 2 or 5 times a power of ten, at least as high as all."""
    highest = max((v for lines in charts for line in lines for v in line.values if v is not None), default=0)
    if highest <= 0:
        return 2.0
    power = 10.0 ** math.floor(math.log10(highest))
    return float(max(2.0, next(step * power for step in (1, 2, 5, 10) if step * power >= highest)))


def line_chart(lines: Sequence[Line], labels: Sequence[str], top: float) -> Chart:
    """Lay out lines over the same labels, from zero to `top`; refuses lines and labels of different lengths."""
    if any(len(line.values) != len(labels) for line in lines):
        raise ValueError("Every line needs one value, or a gap, for each label.")
    across = (RIGHT - LEFT - 2 * INSET) / max(1, len(labels) - 1)
    places = [LEFT + INSET + across * index for index in range(len(labels))]
    every = math.ceil(len(labels) / MOST_LABELS)
    return Chart(
        levels=tuple(Tick("28", number(_level(value, top)), f"{value:g}") for value in (0, top / 2, top)),
        labels=tuple(Tick(number(places[i]), "202", str(labels[i])) for i in range(0, len(labels), every or 1)),
        shapes=tuple(shape for line in lines for shape in _drawn(line, places, top)),
    )


def _level(value: float, top: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / top


def _drawn(line: Line, places: Sequence[float], top: float) -> Iterator[Shape]:
    points = [None if v is None else (x, _level(v, top)) for x, v in zip(places, line.values, strict=True)]
    pieces = [f"M{_point(a)}L{_point(b)}" for a, b in pairwise(points) if a and b]
    if pieces:
        yield path("".join(pieces), f"cg-line-{line.kind}")
    for x, y in filter(None, points):
        yield circle(x, y, 3.5 if line.kind == "before" else 4, f"cg-dot-{line.kind}")


def _point(point: tuple[float, float]) -> str:
    return f"{number(point[0])} {number(point[1])}"


Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its name, its rings of (longitude, latitude) in degrees, its kind, and a label where one is wanted.

    Kinds: "worked" where we worked, "next" next door, "compared" compared with, "else" the rest.
    """

    name: str
    rings: Sequence[Ring]
    kind: str = "else"
    label: str = ""


class Label(NamedTuple):
    """A word on a map; one in a dark area is white."""

    x: str
    y: str
    text: str
    css: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map laid out on a grid 420 wide: each area's line with its kind, and the labels over them."""

    height: str
    areas: tuple[tuple[str, str, str], ...]
    labels: tuple[Label, ...] = field(default=())


def area_map(areas: Sequence[Area]) -> Map:
    """Lay out areas, north up, in equal proportion at their middle latitude; refuses a kind that does not exist."""
    unknown = {area.kind for area in areas} - set(KINDS)
    if unknown:
        raise ValueError(f"An area is one of {', '.join(KINDS)}, not {', '.join(sorted(unknown))}.")
    corners = [corner for area in areas for ring in area.rings for corner in ring]
    if not corners:
        return Map(height="0", areas=())
    place, height = _projection(corners)
    # The pale areas first, so that no edge of theirs covers an edge that means something.
    order = sorted(areas, key=lambda area: KINDS[::-1].index(area.kind))
    outlines = tuple((_outline(area, place), area.kind, area.name) for area in order)
    labels = (label for area in order if area.label for label in _labels(area, place))
    return Map(number(height), outlines, tuple(labels))


def _projection(corners: Sequence[tuple[float, float]]):  # type: ignore[no-untyped-def]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = (MAP_WIDTH - 2 * MARGIN) / (((east - west) * narrow) or 1e-9)

    def place(corner: tuple[float, float]) -> tuple[float, float]:
        return MARGIN + (corner[0] - west) * narrow * scale, MARGIN + (north - corner[1]) * scale

    return place, (north - south) * scale + 2 * MARGIN


def _outline(area: Area, place) -> str:  # type: ignore[no-untyped-def]
    return "".join("M" + "L".join(_point(place(corner)) for corner in ring) + "Z" for ring in area.rings)


def _labels(area: Area, place) -> Iterator[Label]:  # type: ignore[no-untyped-def]
    """Set the label in the middle of the area's largest ring, in two lines where one is wider than the area; where it
    would hide the area, it is left to the list beside the map."""
    points = [place(corner) for corner in max(area.rings, key=len)]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    north, south = min(p[1] for p in points), max(p[1] for p in points)
    lines = in_two_lines(area.label) if _wide(area.label) > east - west else (area.label,)
    if max(map(_wide, lines)) * LINE_HEIGHT * len(lines) > (east - west) * (south - north) / 2:
        return
    middle = (north + south) / 2
    # White words stay inside a dark area; what is wider is written dark with a pale edge.
    dark = area.kind == "worked" and max(map(_wide, lines)) <= east - west
    half = max(map(_wide, lines)) / 2
    x = min(max((west + east) / 2, half), max(half, MAP_WIDTH - half))
    for index, line in enumerate(lines):
        y = middle + 4 + LINE_HEIGHT * (index - (len(lines) - 1) / 2)
        yield Label(number(x), number(y), line, "cg-label-in" if dark else "cg-label")


def _wide(text: str) -> float:
    return LETTER * len(text)
