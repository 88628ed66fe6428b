"""What does each day ask of steps 4 to 6? Backing that is to be renewed, what sponsors hear,
and reminders.

A round may run twice on one day: each notes what it has done, and does it once.

*Source:* R23, R25, R27, R31, R126.
"""

from datetime import date

from commonground.projects.actions import backing, following, polls, reminding


def renew_backing(today: date) -> int:
    """Ask again for backing that ends soon, or whose post passed on. Gives how many were asked."""
    return backing.renew_due(today=today)


def tell_sponsors(today: date) -> int:
    """Tell sponsors that something has passed its day. Gives how many were told."""
    return backing.tell_sponsors(today=today)


def remind(today: date) -> int:
    """Remind people of what they answer for. Gives how many were written to."""
    return reminding.remind(today=today)


def invite_to_polls(today: date) -> int:
    """Write to the groups of polls that open, and remind them once. Gives how many were written to."""
    return polls.invite_due(today=today)


def send_notices(today: date) -> int:
    """Send new notices to those who follow. Gives how many messages went out."""
    return following.send_notices(today=today)


def forget_followers(today: date) -> int:
    """Forget addresses that nobody confirmed. Gives how many."""
    return following.forget_unconfirmed(today=today)


ROUNDS = (renew_backing, tell_sponsors, remind, invite_to_polls, send_notices, forget_followers)
