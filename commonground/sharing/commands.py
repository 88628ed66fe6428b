"""What can be asked in a shell about sharing? Who may see what in a world that a file describes; only the engine that
is the database needs one.

Exit status 0 when the world was answered; 2 for a malformed world or moment, with one line that names place and fault.

*Source:* design/sharing.md 4.
"""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from commonground.groundwork.commands import Command
from commonground.groundwork.refusals import Refused

WRONG_INPUT = 2
ENGINES = ("python", "literal", "sql")


def _moment(text: str) -> datetime:
    from commonground.sharing.adapters.places import moment_of, quoted

    found = moment_of(text)
    if found is None:
        raise ArgumentTypeError(f"{quoted(text)} is not a moment such as 2026-03-01T12:00:00Z")
    return found


def _replay_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("world", type=Path, metavar="WORLD.json", help="the file that describes the world")
    parser.add_argument(
        "--at", type=_moment, metavar="MOMENT", help="ask for this moment, such as 2026-03-01T12:00:00Z, not the file's"
    )
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="python",
        help="python: keys and openings (the default); literal: the policy as it is written, slow; sql: the database "
        "itself, under row level security, in a schema that is taken away again",
    )
    parser.add_argument("--only-allowed", action="store_true", help="leave out what may not be read")


def _replay(arguments: Namespace) -> int:
    from commonground.sharing.adapters.replaying import replay
    from commonground.sharing.adapters.world_files import read_world

    world = read_world(arguments.world)
    at = arguments.at or world.at
    if arguments.engine == "sql":
        _replay_in_database(world, at, only_allowed=arguments.only_allowed)
    else:
        for lines in replay(world, at, engine=arguments.engine, only_allowed=arguments.only_allowed):
            sys.stdout.write(lines)
    sys.stdout.flush()
    return 0


def _replay_in_database(world: Any, at: datetime, *, only_allowed: bool) -> None:
    """Ask the database of this installation; what it is told of the world is taken back, whatever happens."""
    from commonground.hosting import preparation, state
    from commonground.sharing.adapters.replaying import AskedOfDatabase
    from commonground.sharing.adapters.scratch import scratch

    with preparation.installation(state.home(), address=os.environ.get("DATABASE_URL", "")) as here:
        preparation.prepare(here, to_serve=False)
        if not here.owner:
            raise Refused("The owner's address is needed in DATABASE_OWNER_URL, to make a schema for the world.")
        with (
            preparation.connected(here.owner) as connection,
            connection.cursor() as cursor,
            scratch(cursor, world, at, here.application_role) as held,
        ):
            for lines in AskedOfDatabase(held).lines(only_allowed=only_allowed):
                sys.stdout.write(lines)


def _then_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("moment", type=_moment, metavar="MOMENT", help="a moment that is over: 2026-03-01T12:00:00Z")
    parser.add_argument(
        "--person", required=True, metavar="ID", help="the public id of a person, as their pages have it"
    )
    parser.add_argument("--purpose", required=True, metavar="WORDS", help="what for; it goes into the record")


def _then(arguments: Namespace) -> int:
    """Say it in the keys of rows: no word of what was shared comes out, because nobody reads by office."""
    from dataclasses import replace

    from commonground.sharing.actions.could_see import asked_in_a_shell
    from commonground.sharing.adapters.replaying import replay
    from commonground.sharing.adapters.world_then import then

    key = asked_in_a_shell(arguments.person, arguments.moment, arguments.purpose)
    known = then(arguments.moment).world
    person = {name: one for name, one in known.people.items() if name == key}
    for lines in replay(replace(known, people=person), arguments.moment, engine="python", only_allowed=True):
        sys.stdout.write("".join(f"{line}\n" for line in lines.splitlines() if '"person": null' not in line))
    sys.stdout.flush()
    return 0


COMMANDS: tuple[Command, ...] = (
    Command(
        verb="replay",
        summary="Say who may read what in a world from a file, and why: one JSON line for each person and rendition.",
        example="commonground sharing replay world.json --at 2026-03-01T12:00:00Z --only-allowed",
        run=_replay,
        add_arguments=_replay_arguments,
        exit_codes={0: "done", WRONG_INPUT: "a malformed world or moment, said in one line"},
        needs_database=False,
    ),
    Command(
        verb="then",
        summary="Say which renditions a person could read at a moment that is over, and why, in keys without a word of"
        " them: one JSON line for each.",
        example='commonground sharing then 2026-03-01T12:00:00Z --person 1tLnT5YpDTGNEpdU7vx8Qk --purpose "Inquiry 12"',
        run=_then,
        add_arguments=_then_arguments,
        exit_codes={0: "done", WRONG_INPUT: "a moment that is not over, or nobody of that id, said in one line"},
    ),
)
