"""What can be typed about people? Invite somebody, the first administrator among them, list who is known, help
with second factors, and exchange organisations with a spreadsheet.

*Source:* D3; settled questions, "Running it" (the first administrator; commands).
"""

import os
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from commonground.groundwork.actors import Actor
from commonground.groundwork.commands import Command
from commonground.groundwork.refusals import Invalid
from commonground.people.actions import letters, organisations_import
from commonground.people.actions import members as actions
from commonground.people.actions import signing_in_help as helping
from commonground.people.adapters import mail, organisations_csv, signing_in_tries
from commonground.people.queries import acting, members, organisations
from commonground.people.queries import signing_in_telephones as telephones
from commonground.people.rules.letters import LARGEST

# Whoever can type a command here can do anything to the installation; the record says that it was typed.
KEEPER = Actor(name="The administrator, in the shell", roles=frozenset({"administrator"}))


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="where the invitation goes; they sign in with it")
    parser.add_argument("--name", default="", help="the full name; without it the address stands for it")
    parser.add_argument(
        "--organisation", default="", metavar="NAME", help="the organisation of which they are a member"
    )
    parser.add_argument("--post", default="", metavar="TITLE", help="their post there")
    parser.add_argument(
        "--confirmed", type=int, metavar="N", help="how many old items that opens to them, once you know and want it"
    )
    parser.add_argument("--administrator", action="store_true", help="they keep the installation")


def _invite(options: Namespace) -> int:
    name, _, domain = options.email.partition("@")
    if not name or ("." not in domain and domain != "localhost"):
        raise Invalid(f"“{options.email}” is not an e-mail address in full.")
    organisation = organisations.organisation_named(options.organisation) if options.organisation else None
    if options.organisation and organisation is None:
        raise Invalid(f"There is no organisation called “{options.organisation}”.")
    account = actions.invite_person(
        actor=KEEPER,
        organisation=organisation,
        name=options.name or options.email,
        email=options.email,
        post_title=options.post,
        administrator=options.administrator,
        confirmed=options.confirmed,
    )
    print(f"{account.person.name} is invited, with a message to {account.email}.")
    if not settings.EMAIL_HOST and not account.has_usable_password():
        print(f"No mail server is set. They choose a password here:\n{mail.link_to_set_password(account)}")
    return 0


def _list(options: Namespace) -> int:
    for account in members.accounts():
        memberships = [str(m.organisation) for m in acting.memberships_of(account.person_id)]
        notes = [
            *memberships,
            *(["administrator"] if account.person.is_administrator else []),
            *([] if account.is_active and account.person.is_active else ["closed"]),
            f"last signed in {account.last_login:%Y-%m-%d}" if account.last_login else "has not signed in",
        ]
        print(f"{account.email}  {account.person.name}: {'; '.join(notes)}")
    return 0


def _email(parser: ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the address that they sign in with")


def _code(options: Namespace) -> int:
    shown = [each for each in telephones.codes(time.time()) if each.email == options.email.strip().lower()]
    if not shown:
        raise Invalid(f"The worked example has no telephone of “{options.email}”.")
    print(f"{shown[0].code}  holds for {shown[0].seconds} seconds more, and works once")
    return 0


def _reset_factor(options: Namespace) -> int:
    account = signing_in_tries.account_of(options.email)
    if account is None:
        raise Invalid(f"Nobody signs in with “{options.email}”.")
    helping.take_away_as_keeper(actor=KEEPER, account=account)
    print(f"{account.person.name} has no second factor any more, is signed out everywhere, and sets up a new one next.")
    return 0


def _organisations_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--import", dest="source", type=Path, metavar="FILE", help="bring in the rows of a CSV file")
    parser.add_argument("--dry-run", action="store_true", help="with --import: tell what would be done, and do nothing")
    parser.add_argument("--export", dest="target", type=Path, metavar="FILE", help="write them all to a CSV file")


def _organisations(options: Namespace) -> int:
    if options.source:
        return _bring_in(options.source, dry_run=options.dry_run)
    everybody = organisations.everybody()
    if options.target:
        count = organisations_csv.write_file(options.target, everybody)
        print(f"{count} {'organisation is' if count == 1 else 'organisations are'} in {options.target}.")
        return 0
    for each in everybody:
        notes = [each.get_kind_display(), *([each.area.name] if each.area else [])]
        notes += [] if each.is_active else ["no longer takes part"]
        print(f"{each.name}: {', '.join(notes)}")
    return 0


def _bring_in(source: Path, *, dry_run: bool) -> int:
    """Bring the rows of a file in, or name every fault and bring in none."""
    rows, faults = organisations_csv.read_file(source)
    if not faults:
        brought = organisations_import.bring_in(actor=KEEPER, rows=rows, dry_run=dry_run)
        faults = list(brought.faults)
    if faults:
        for fault in faults:
            print(f"row {fault.row}{f', {fault.column}' if fault.column else ''}: {fault.says}")
        print(f"Nothing was brought in: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}.")
        return 2
    would = "would be " if dry_run else ""
    for said, names in (("added", brought.added), ("changed", brought.changed), ("as it was", brought.as_it_was)):
        print(f"{would}{said}: {len(names)}{': ' if names else ''}{'; '.join(names)}")
    return 0


def _take_mail(options: Namespace) -> int:
    try:
        kept = letters.take_in(actor=KEEPER, raw=sys.stdin.buffer.read(LARGEST + 1))
    except OperationalError:
        print("The database does not answer; hand the message over again later.", file=sys.stderr)
        return os.EX_TEMPFAIL
    print("The message is kept." if kept else "The message was here before.")
    return 0


COMMANDS = (
    Command(
        "code",
        "Print the code that the telephone of somebody of the worked example shows now.",
        "commonground people code maya.thornbury@police.example.org",
        _code,
        _email,
        {0: "printed", 2: "the example has no such telephone"},
    ),
    Command(
        "invite",
        "Invite somebody, who then chooses a password; without a mail server the link is printed.",
        "commonground people invite helpdesk@example.org --name “Ines Calder” --administrator",
        _invite,
        _arguments,
        {0: "they are invited", 2: "nothing was changed, for the reason in one line"},
    ),
    Command(
        "list",
        "List who can sign in, with their organisations and when they last did.",
        "commonground people list",
        _list,
        exit_codes={0: "listed"},
    ),
    Command(
        "reset-factor",
        "Take away the second factor of somebody who has lost everything; make sure first that it is they.",
        "commonground people reset-factor maya.thornbury@police.example.org",
        _reset_factor,
        _email,
        {0: "taken away, and they are told so", 2: "nobody signs in with this address"},
    ),
    Command(
        "take-mail",
        "Take in one message that a mail server hands over on standard input; docs/how-to/receive-mail.md tells how.",
        "commonground people take-mail < message.eml",
        _take_mail,
        exit_codes={
            0: "the message is kept, or was here before",
            2: "it is no message, or too large",
            os.EX_TEMPFAIL: "the database does not answer: the mail server tries again",
        },
    ),
    Command(
        "organisations",
        "List the organisations, bring in those of a CSV file (all or none), or write them to one.",
        "commonground people organisations --import members.csv --dry-run",
        _organisations,
        _organisations_arguments,
        {0: "done", 2: "nothing was brought in, for the faults named by row and column"},
    ),
)
