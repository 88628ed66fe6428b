"""Which months? Calendar months written "2018-06", and inclusive runs of them.

*Source:* design/outcomes.md 2, "Periods are inclusive months".
"""

import re
from dataclasses import dataclass
from typing import Self

PATTERN = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def is_month(text: object) -> bool:
    """Tell whether the text is a month such as "2018-06"."""
    return isinstance(text, str) and PATTERN.fullmatch(text) is not None


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _text(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def in_words(month: str) -> str:
    """Write a month for a reader: "June 2018"."""
    return f"{NAMES[int(month[5:]) - 1]} {month[:4]}"


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """A run of months, both ends included."""

    first: str
    last: str

    @classmethod
    def of(cls, first: object, last: object) -> Self:
        """Make a run.

        :raises ValueError: with the fault, when an end is not a month or the run ends before it starts.
        """
        for end in (first, last):
            if not is_month(end):
                raise ValueError(f"{end!r} is not a month such as 2018-06")
        if str(last) < str(first):
            raise ValueError(f"it ends in {last}, before it starts in {first}")
        return cls(str(first), str(last))

    def each(self) -> tuple[str, ...]:
        """Every month of the run, in order."""
        return tuple(_text(n) for n in range(_number(self.first), _number(self.last) + 1))

    def __len__(self) -> int:
        """How many months."""
        return _number(self.last) - _number(self.first) + 1

    def seasons(self) -> frozenset[str]:
        """The months of the year that the run holds, "01" to "12"."""
        return frozenset(month[5:] for month in self.each())

    def in_words(self) -> str:
        """The run for a reader: "June 2018 to November 2018"."""
        if self.first == self.last:
            return in_words(self.first)
        return f"{in_words(self.first)} to {in_words(self.last)}"
