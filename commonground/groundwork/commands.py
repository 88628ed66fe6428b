"""What can be typed in a shell? The shape that every package's `commands.py` fills.

`commonground PACKAGE VERB …` finds `COMMANDS` in the package's `commands.py`; nothing else reads arguments.

*Source:* settled questions, "Running it".
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def no_arguments(parser: ArgumentParser) -> None:
    """Add nothing."""


@dataclass(frozen=True, slots=True)
class Command:
    """One verb: what it does in one sentence, an example line, and what each exit status means."""

    verb: str
    summary: str
    example: str
    run: Callable[[Namespace], int]
    add_arguments: Callable[[ArgumentParser], None] = no_arguments
    exit_codes: Mapping[int, str] = field(default_factory=lambda: {0: "done", 2: "wrong input, said in one line"})
    needs_database: bool = True
