"""What can be typed about running? Start the site, look after its database, print what an administrator needs.

*Source:* settled questions, "Running it".
"""

import os
from argparse import ArgumentParser, Namespace

from commonground.groundwork.commands import Command
from commonground.hosting import postgres, preparation, processes, roles, state
from commonground.hosting.state import CannotRun

NAME = "database"
ENDS = {0: "done", 1: "cannot be done on this machine, said in one line", 2: "wrong input, said in one line"}


def _run_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=None, help="where to listen (default: PORT, else 8000)")
    parser.add_argument("--empty", action="store_true", help="do not load the worked example on the first start")


def _run(options: Namespace) -> int:
    return processes.run(state.home(), _port(options.port), example=not options.empty)


def _port(given: int | None) -> int:
    """The port to listen on.

    :raises CannotRun: when it is not a number from 1 to 65535.
    """
    text = str(given) if given is not None else os.environ.get("PORT", "8000")
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotRun(f"The port is “{text}”, and must be a number from 1 to 65535.")
    return int(text)


def _roles_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--database", default=postgres.DATABASE, help="its name (default: %(default)s)")
    parser.add_argument("--owner", default=roles.OWNER, help="the role that migrates (default: %(default)s)")
    parser.add_argument("--application", default=roles.APPLICATION, help="the site's role (default: %(default)s)")


def _print_roles(options: Namespace) -> int:
    print(roles.roles_sql(options.database, options.owner, options.application), end="")
    return 0


def _start(options: Namespace) -> int:
    if os.environ.get("DATABASE_URL"):
        raise CannotRun("DATABASE_URL names a server of your own, which is started by whoever looks after it.")
    addresses = postgres.ensure_running()
    print(f"export DATABASE_URL='{addresses.app}'")
    print(f"export DATABASE_OWNER_URL='{addresses.owner}'")
    return 0


def _stop(options: Namespace) -> int:
    postgres.stop(postgres.Server(state.home()))
    return 0


def _status(options: Namespace) -> int:
    pid = postgres.Server(state.home()).running()
    print(f"PostgreSQL runs from {state.home()} (process {pid})." if pid else f"None runs from {state.home()}.")
    return 0 if pid else 3


def _migrate(options: Namespace) -> int:
    with preparation.installation(state.home(), address=os.environ.get("DATABASE_URL", "")) as here:
        preparation.migrate(here)
    print("The tables are up to date.")
    return 0


def _check(options: Namespace) -> int:
    with preparation.installation(state.home(), address=os.environ.get("DATABASE_URL", "")) as here:
        preparation.refuse_when_behind(here)
        with preparation.connected(here.app) as connection:
            roles.refuse_unless_safe(connection)
    print(f"The tables are up to date, and the role {here.application_role} owns nothing.")
    return 0


RUN = Command(
    verb="run",
    summary="Start the whole site, watch over it, and stop all of it on Ctrl-C.",
    example="commonground run --port 8080",
    run=_run,
    add_arguments=_run_arguments,
    exit_codes={0: "stopped as asked", 1: "cannot start or go on, said in one line"},
    needs_database=False,
)

COMMANDS = (
    Command(
        verb="roles",
        summary="Print the SQL that a database administrator runs once to make the two roles and the database.",
        example="commonground database roles --database common_ground > roles.sql",
        run=_print_roles,
        add_arguments=_roles_arguments,
        exit_codes=ENDS,
        needs_database=False,
    ),
    Command(
        verb="migrate",
        summary="Bring the tables up to date as their owner, and grant the site's role its rights.",
        example="DATABASE_URL=… DATABASE_OWNER_URL=… commonground database migrate",
        run=_migrate,
        exit_codes=ENDS,
        needs_database=False,
    ),
    Command(
        verb="check",
        summary="Tell whether the tables are up to date and the site's role can do no more than it should.",
        example="commonground database check",
        run=_check,
        exit_codes=ENDS,
        needs_database=False,
    ),
    Command(
        verb="start",
        summary="Start the private PostgreSQL without the site, and print its two addresses for a shell.",
        example='eval "$(commonground database start)"',
        run=_start,
        exit_codes=ENDS,
        needs_database=False,
    ),
    Command(
        verb="stop",
        summary="Stop the private PostgreSQL; what is committed is kept.",
        example="commonground database stop",
        run=_stop,
        exit_codes=ENDS,
        needs_database=False,
    ),
    Command(
        verb="status",
        summary="Tell whether the private PostgreSQL runs.",
        example="commonground database status",
        run=_status,
        exit_codes={0: "it runs", 3: "it does not run"},
        needs_database=False,
    ),
)
