"""What does the worker ask and watch every day about ends? Positions, checks of what should last, figures that rose.

*Source:* R43, R47.
"""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from commonground.audit import actions as audit
from commonground.audit.models import Entry
from commonground.groundwork.actors import SYSTEM
from commonground.people.models import Membership
from commonground.projects.actions import lasting
from commonground.projects.adapters import mail
from commonground.projects.models import ConsensusRound
from commonground.projects.queries import agreeing, keeping
from commonground.projects.queries import lasting as queries

ROUND_ASKED = "projects:consensus:asked"
REMIND_BEFORE_DAYS = 3

Round = Callable[[date], int]


def ask_positions(today: date) -> int:
    """Ask everybody who has not said where they stand in an open round once by mail, and once more shortly before its
    last day."""
    told = 0
    for one in ConsensusRound.objects.filter(decided_at__isnull=True, closes_on__gte=today).select_related(
        "collaboration", "rule"
    ):
        again = (one.closes_on - today).days <= REMIND_BEFORE_DAYS
        if agreeing.open_round(one.collaboration, today) != one or _was_asked(one, again):
            continue
        audit.record(
            ROUND_ASKED,
            actor=SYSTEM,
            subject=one.collaboration,
            summary=f"{one} of agreeing: asked by mail" + (" again" if again else ""),
            round=one.ref,
            again=again,
        )
        path = reverse("projects:position", args=[one.collaboration.public_id])
        told += sum(_tell(who, "projects/email/position.txt", path, round=one) for who in agreeing.people_asked(one))
    return told


def _was_asked(one: ConsensusRound, again: bool) -> bool:
    """Whether everybody was asked already; whoever was asked shortly before the last day needs no second message."""
    asked = Entry.objects.filter(tag=ROUND_ASKED, subject_id=one.collaboration.ref, details__round=one.ref)
    return asked.filter(details__again=True).exists() if again else asked.exists()


def ask_checks(today: date) -> int:
    """Ask the owner of each lasting measure whose check has come whether it still holds, once for each check."""
    told = 0
    for one in queries.due_anywhere(today):
        assert one.due is not None, "only what is due is listed"
        if queries.was_asked(one.answer, one.due.months):
            continue
        lasting.note_asked(actor=SYSTEM, answer=one.answer, months=one.due.months)
        path = reverse("projects:lasting_check", args=[one.answer.collaboration.public_id, one.answer.public_id])
        told += sum(_tell(who, "projects/email/lasting.txt", path) for who in keeping.asked_about(one.answer))
    return told


def watch_figures(today: date) -> int:
    """Look at the newest month of each watched figure, and tell its owner where it rose above what was agreed."""
    told = 0
    for answer in queries.watched():
        if lasting.watch(actor=SYSTEM, answer=answer, today=today):
            path = reverse("projects:step", args=[answer.collaboration.public_id, 10])
            told += sum(_tell(who, "projects/email/rose.txt", path) for who in keeping.asked_about(answer))
    return told


def _tell(membership: Membership, template: str, path: str, **more: object) -> int:
    """Write to one person, and give 1 if the mail server took it; whoever has no account finds nothing here."""
    account = getattr(membership.person, "account", None)
    if account is None:
        return 0
    return int(mail.tell(template, account.email, {"path": path, "name": membership.person.name, **more}))


ROUNDS: tuple[Round, ...] = (ask_positions, ask_checks, watch_figures)
