"""Where do the boxes of a benefit map stand? Four columns, from what is done to who gains, on a grid 1040 wide.

The same words in one column are one box, so that one activity that serves three people is seen once. A loss has a
dashed box, and the words say it too.

*Source:* R124; the look, section 8.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

COLUMNS = ("activity", "output", "outcome", "benefit")
WIDE, BOX, LETTERS, MOST_LINES = 1040, 230, 29, 4
LEADING, ABOVE, BELOW, BETWEEN, HEAD = 17, 20, 8, 14, 30


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its corner, its height, its lines of words with where each stands, and whether it is a loss."""

    x: int
    y: int
    height: int
    lines: tuple[tuple[int, str], ...]
    is_loss: bool

    @property
    def middle(self) -> int:
        """Half its height."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """The boxes, the paths between them, where each column begins, and how high it all is."""

    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    columns: tuple[int, ...]
    height: int


def drawing_of(lines: Sequence[Mapping[str, Any]]) -> Drawing:
    """Lay out the lines of a map in their order."""
    lefts = tuple(round(number * (WIDE - BOX) / (len(COLUMNS) - 1)) for number in range(len(COLUMNS)))
    boxes: dict[tuple[str, str], Box] = {}
    bottoms = []
    for left, name in zip(lefts, COLUMNS, strict=True):
        top = HEAD
        for values in lines:
            key = _key(name, values)
            if key not in boxes:
                boxes[key] = _box(left, top, key[1], is_loss=name == "benefit" and values["sign"] == "harm")
                top += boxes[key].height + BETWEEN
        bottoms.append(top)
    paths = {
        _path(boxes[_key(one, values)], boxes[_key(two, values)]) for values in lines for one, two in pairwise(COLUMNS)
    }
    return Drawing(tuple(boxes.values()), tuple(sorted(paths)), lefts, max(bottoms, default=HEAD))


def _key(name: str, values: Mapping[str, Any]) -> tuple[str, str]:
    words = str(values[name]).strip()
    return name, f"{words} ({values['beneficiary']})" if name == "benefit" else words


def _box(left: int, top: int, words: str, *, is_loss: bool) -> Box:
    lines = wrap(words, LETTERS)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: LETTERS - 1]}…"]
    placed = tuple((top + ABOVE + number * LEADING, line) for number, line in enumerate(lines))
    return Box(left, top, ABOVE + (len(lines) - 1) * LEADING + BELOW + 6, placed, is_loss)


def _path(one: Box, two: Box) -> str:
    begin, end = one.x + BOX, two.x
    half = (begin + end) // 2
    return f"M{begin} {one.middle}C{half} {one.middle} {half} {two.middle} {end} {two.middle}"
