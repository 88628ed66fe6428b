"""What can be typed about people? Invite somebody, the first administrator among them, and list who is known.

*Source:* D3; settled questions, "Running it" (the first administrator; commands).
"""

from argparse import ArgumentParser, Namespace

from django.conf import settings

from commonground.groundwork.actors import Actor
from commonground.groundwork.commands import Command
from commonground.groundwork.refusals import Invalid
from commonground.people.actions import members as actions
from commonground.people.adapters import mail
from commonground.people.queries import acting, members, organisations

# Whoever can type a command here can do anything to the installation; the record says that it was typed.
KEEPER = Actor(name="The administrator, in the shell", roles=frozenset({"administrator"}))


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="where the invitation goes; they sign in with it")
    parser.add_argument("--name", default="", help="the full name; without it the address stands for it")
    parser.add_argument(
        "--organisation", default="", metavar="NAME", help="the organisation of which they are a member"
    )
    parser.add_argument("--post", default="", metavar="TITLE", help="their post there")
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


COMMANDS = (
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
)
