"""What is a book? Something that is kept beside the ten steps, made of the same parts, which no side has to confirm.

*Source:* R101, R116, R120, R124-R125, R150.
"""

from dataclasses import dataclass

from commonground.projects.rules.guide.shapes import Part


@dataclass(frozen=True, slots=True)
class Book:
    """One page of records beside the steps: its name, what it is for, the step that leads to it, and its parts."""

    key: str
    title: str
    what: str
    step: int
    parts: tuple[Part, ...]
