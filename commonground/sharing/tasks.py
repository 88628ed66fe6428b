"""What does the worker do for what is shared? Every day one function a round, and messages as they are asked for.

A round may run twice on one day (a worker that dies is replaced), and does nothing the second time.

*Source:* D4; settled questions, "In Django" (procrastinate).
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from commonground.groundwork.actors import SYSTEM
from commonground.people.context import set_context
from commonground.sharing.actions import ending, retention, retention_records, telling

Round = Callable[[date], int]


def let_go(today: date) -> int:
    """Let what has come to its day leave."""
    return retention.let_go(today=today)


def let_records_go(today: date) -> int:
    """Let the words of agreements, decisions, requests and questions that have come to their day leave."""
    return retention_records.let_go(today=today)


def tell_ended(today: date) -> int:
    """Tell of what has come to its end, before it leaves."""
    return ending.tell_ended()


# Each does what is due on a day, and gives how many it did.
ROUNDS: tuple[Round, ...] = (tell_ended, let_go, let_records_go)


def deliver(membership: int, rendition: int) -> None:
    """Tell somebody of what was released to them by name, if they may read it now, as the message leaves."""
    telling.deliver(membership, rendition)


def daily(timestamp: int = 0) -> None:
    """Do every round of the present day, so that one fault does not undo the others."""
    for each in ROUNDS:
        with transaction.atomic():
            set_context(SYSTEM)
            each(timezone.localdate())
