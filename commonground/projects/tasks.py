"""What does the worker do for collaborations every day? It opens, asks, reminds and counts; one function a round.

A round may run twice on one day (a worker that dies is replaced), so each notes what it has asked, and asks it once.

*Source:* R45 ("still you?"), R54 (trust pulse).
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.actors import SYSTEM
from commonground.people.context import set_context
from commonground.people.models import Membership
from commonground.projects.actions import guide, guide_following, keeping, leaving, portfolio, pulse
from commonground.projects.actions.doing_rounds import ROUNDS as OF_DOING
from commonground.projects.actions.finishing_rounds import ROUNDS as OF_FINISHING
from commonground.projects.adapters import mail
from commonground.projects.models import PulseRound
from commonground.projects.queries import keeping as keeping_queries
from commonground.projects.queries import pulse as asking
from commonground.projects.rules.pulse import REMIND_BEFORE_DAYS

Round = Callable[[date], int]


def count_pulses(today: date) -> int:
    """Count the rounds of the trust pulse that have closed."""
    return pulse.count_due(actor=SYSTEM, today=today)


def let_go(today: date) -> int:
    """Let the work of collaborations that has come to its day leave."""
    return leaving.let_go(today=today)


def open_pulses(today: date) -> int:
    """Open the rounds of the trust pulse whose turn it is."""
    return pulse.open_due(actor=SYSTEM, today=today)


def ask_for_pulses(today: date) -> int:
    """Ask the people of each open round once by mail, and remind them once, a week before it closes."""
    told = 0
    rounds = PulseRound.objects.filter(is_counted=False, opens_on__lte=today, closes_on__gte=today)
    for one in rounds.select_related("collaboration").order_by("pk"):
        if one.asked_on is None:
            told += _ask(one, today, again=False)
        elif one.reminded_on is None and one.closes_on - today <= timedelta(days=REMIND_BEFORE_DAYS):
            told += _ask(one, today, again=True)
    return told


def _ask(round_: PulseRound, today: date, *, again: bool) -> int:
    pulse.note_asked(actor=SYSTEM, round_=round_, today=today, again=again)
    path = reverse("projects:pulse_answer", args=[round_.collaboration.public_id])
    people = asking.people_asked(round_)
    return sum(_tell(membership, "projects/email/pulse.txt", path, round=round_) for membership in people)


def ask_contacts(today: date) -> int:
    """Ask about each contact whose day has come whether it is still right, once for each day that is set."""
    told = 0
    for contact in keeping_queries.to_ask(today):
        if keeping_queries.was_asked(contact):
            continue
        keeping.note_asked(actor=SYSTEM, answer=contact, today=today)
        path = reverse("projects:contact_still", args=[contact.collaboration.public_id, contact.public_id])
        for membership in keeping_queries.asked_about(contact):
            told += _tell(membership, "projects/email/contact.txt", path)
    return told


def launch_guide(today: date) -> int:
    """Launch the version of the guide whose day has come."""
    return guide.launch_due(today)


def tell_of_guide(today: date) -> int:
    """Tell those who asked for it, and the coordinators, of a version of the guide that was launched."""
    return guide_following.tell_launches(today=today)


def forget_guide_followers(today: date) -> int:
    """Forget addresses that asked to follow the guide and were never confirmed."""
    return guide_following.forget_unconfirmed(today=today)


def _tell(membership: Membership, template: str, path: str, **more: object) -> int:
    """Write to one person, and give 1 if the mail server took it; whoever has no account finds nothing here."""
    account = getattr(membership.person, "account", None)
    if account is None:
        return 0
    return int(mail.tell(template, account.email, {"path": path, "name": membership.person.name, **more}))


# Each asks, reminds or counts what is due on a day, and gives how many it did.
ROUNDS: tuple[Round, ...] = (
    portfolio.keep_all,
    count_pulses,
    open_pulses,
    ask_for_pulses,
    ask_contacts,
    launch_guide,
    tell_of_guide,
    forget_guide_followers,
    let_go,
    *OF_DOING,
    *OF_FINISHING,
)


def daily(timestamp: int = 0) -> None:
    """Do every round of the present day, each in its own transaction, so that one fault does not undo the others."""
    for each in ROUNDS:
        with transaction.atomic():
            set_context(SYSTEM)
            each(timezone.localdate())
