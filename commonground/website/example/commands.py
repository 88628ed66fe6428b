"""What can be typed about the worked example? Load it, once, into an empty installation.

*Source:* settled questions, "Running it" (example accounts get random passwords, printed once).
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from commonground.groundwork.commands import Command

if TYPE_CHECKING:
    from commonground.website.example.stage import SignIn


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day written as YYYY-MM-DD") from None


def _load_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="the day as of which the story is told")


def _load(options: Namespace) -> int:
    from django.utils import timezone

    from commonground.website.example.loader import load

    sign_ins = load(options.today or timezone.localdate(), lambda words: print(words, flush=True))
    print("\n".join(sign_in_table(sign_ins)), flush=True)
    return 0


def sign_in_table(sign_ins: "list[SignIn]") -> Iterator[str]:
    """Write who signs in with what, one line each, and below it what their pages are good for to look at."""
    rows = [("Name", "Side", "E-mail address", "Password")]
    rows += [(one.member.name, one.side, one.member.email, one.password) for one in sign_ins]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    yield ""
    yield "Aldermouth is loaded. These people sign in; the passwords are shown this once and kept nowhere:"
    yield ""
    yield lines[0]
    for one, line in zip(sign_ins, lines[1:], strict=True):
        yield line
        yield f"  {one.member.why}"
    yield ""
    yield "Each also needs the code that their telephone shows: see /outbox/, or type commonground people code EMAIL."
    yield ""


COMMANDS = (
    Command(
        verb="load",
        summary="Load the worked example into an empty installation, and print how its people sign in.",
        example="commonground example load",
        run=_load,
        add_arguments=_load_arguments,
        exit_codes={
            0: "loaded",
            1: "cannot be loaded, said in one line",
            2: "wrong input, said in one line",
        },
    ),
)
