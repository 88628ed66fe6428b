"""What does the worker do for people every day? It asks, reminds and tells; each round is one function of the day.

A round may run twice on one day (a worker that dies is replaced), so each notes what it has asked, and asks it once.

*Source:* R115 (confirmation), R247 (vacancy); D3 (re-verification).
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from commonground.groundwork.actors import SYSTEM
from commonground.people.actions.handovers_passing import the_day_comes
from commonground.people.actions.joining import forget_unconfirmed
from commonground.people.actions.letters import forget_letters
from commonground.people.actions.memberships_rounds import ROUNDS as OF_MEMBERSHIPS
from commonground.people.actions.posts_rounds import ROUNDS as OF_POSTS
from commonground.people.context import set_context

Round = Callable[[date], int]

# Each asks, reminds or tells what is due on a day, and gives how many it did.
ROUNDS: tuple[Round, ...] = (*OF_MEMBERSHIPS, the_day_comes, *OF_POSTS, forget_unconfirmed, forget_letters)


def daily(timestamp: int = 0) -> None:
    """Do every round of the present day, each in its own transaction, so that one fault does not undo the others."""
    for each in ROUNDS:
        with transaction.atomic():
            set_context(SYSTEM)
            each(timezone.localdate())
