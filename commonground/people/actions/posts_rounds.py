"""What does each day ask about posts? Confirmations that are due, vacancies that nobody was told of, missing deputies.

Each round notes on the post what it has asked, so that a second run of the same day asks nothing again; a message that
does not go out is not noted, and is tried again on the next day.

*Source:* R45, R115, R247.
"""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from commonground.groundwork.actors import SYSTEM
from commonground.people.actions import posts, posts_alarm
from commonground.people.adapters.posts_links import link_to_confirm
from commonground.people.models import Account, Holding, Membership, Post
from commonground.people.queries import posts as queries
from commonground.people.queries.acting import current
from commonground.people.rules.posts import (
    CHASE_A_DEPUTY_EVERY,
    DEPUTY,
    ESCALATE_AFTER,
    HOLDER,
    REMIND_AFTER,
    Visibility,
    one_line,
)


def leave_what_those_held_who_left(day: date) -> int:
    """End the holdings of memberships that no longer hold, and tell of the vacancies. Gives how many posts' holders or
    deputies left."""
    held = Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=day), starts__lte=day)
    gone = Membership.objects.filter(pk__in=held.values("membership_id")).exclude(current(day))
    return sum(posts.vacate(actor=SYSTEM, membership=membership, day=day) for membership in gone)


def see_who_has_begun(day: date) -> int:
    """Note that a post is vacant no more once its next holder has begun, and that one is vacant whose holder's time is
    over. Gives how many posts changed."""
    posts_now = _open(day)
    filled = posts_now.filter(_held(day, HOLDER), vacant_since__isnull=False)
    changed = filled.update(vacant_since=None, vacancy_told_on=None)
    once_held = Exists(Holding.objects.filter(post_id=OuterRef("pk"), part=HOLDER, until__lte=day))
    empty = posts_now.filter(once_held, ~_held(day, HOLDER), vacant_since__isnull=True)
    vacant = {"vacant_since": day, "vacancy_told_on": None}
    return changed + empty.update(**vacant, asked_to_confirm_on=None, reminded_on=None, escalated_on=None)


def ask_to_confirm(day: date) -> int:
    """Ask the holders of cards that are to be confirmed by now. Gives how many were asked."""
    due = _open(day).filter(confirm_by__lte=day, asked_to_confirm_on__isnull=True, vacant_since__isnull=True)
    return sum(_ask(post, day, first=True) for post in due)


def remind(day: date) -> int:
    """Remind once who was asked a week ago and has not confirmed. Gives how many were reminded."""
    waiting = _open(day).filter(asked_to_confirm_on__lte=day - REMIND_AFTER, reminded_on__isnull=True)
    return sum(_ask(post, day, first=False) for post in waiting.filter(vacant_since__isnull=True))


def ask_others(day: date) -> int:
    """Ask the deputy and the coordinators about cards whose holder was asked three weeks ago. Gives how many posts."""
    waiting = _open(day).filter(asked_to_confirm_on__lte=day - ESCALATE_AFTER, escalated_on__isnull=True)
    return sum(_noted(post, "escalated_on", day, posts_alarm.ask_others_to_confirm(post)) for post in waiting)


def tell_of_vacancies(day: date) -> int:
    """Tell of vacancies that nobody was told of yet. Gives how many posts."""
    return sum(
        posts_alarm.tell_of_vacancy(post)
        for post in _open(day).filter(vacant_since__isnull=False, vacancy_told_on__isnull=True)
    )


def ask_for_deputies(day: date) -> int:
    """Ask for a deputy of each post on which others rely and that has none, every 30 days. Gives how many posts."""
    relied_on = ~Q(visibility=Visibility.NAMED) | Exists(Post.named.through.objects.filter(post_id=OuterRef("pk")))
    due = Q(deputy_chased_on__isnull=True) | Q(deputy_chased_on__lte=day - CHASE_A_DEPUTY_EVERY)
    lacking = _open(day).filter(relied_on, due, ~_held(day, DEPUTY), _held(day, HOLDER))
    return sum(_noted(post, "deputy_chased_on", day, posts_alarm.ask_for_a_deputy(post)) for post in lacking)


def _open(day: date) -> QuerySet[Post]:
    return Post.objects.filter(queries.still_open(day)).select_related("organisation").order_by("pk")


def _held(day: date, part: str) -> Exists:
    return Exists(
        queries.holdings_from(day).filter(post_id=OuterRef("pk"), part=part, starts__lte=day).order_by().values("pk")
    )


def _ask(post: Post, day: date, *, first: bool) -> bool:
    """Send the holder, and the shared mailbox, the link that confirms a post; note it when it has gone out."""
    holding = queries.held_now(post, HOLDER, day)
    if holding is None:
        return False
    if first:
        post.asked_to_confirm_on = day
    person = holding.membership.person
    account = Account.objects.filter(person=person, is_active=True).first()
    said = {
        **posts_alarm.plain(post),
        "name": one_line(person.name),
        "link": link_to_confirm(post, holding),
        "is_reminder": not first,
        "confirmed": post.confirmed_on,
    }
    addresses = dict.fromkeys(filter(None, (account.email if account else "", post.mailbox)))
    sent = bool(addresses) and posts_alarm.send_all(
        ("people/email/post_confirm.txt", address, said) for address in addresses
    )
    return _noted(post, "asked_to_confirm_on" if first else "reminded_on", day, sent)


@transaction.atomic
def _noted(post: Post, what: str, day: date, was_done: bool) -> bool:
    """Note on a post that something was asked on a day, when it was."""
    if was_done:
        setattr(post, what, day)
        post.save(update_fields=[what])
    return was_done


# In this order: who left makes the vacancies that are told of, and who has begun ends them.
ROUNDS = (
    see_who_has_begun,
    leave_what_those_held_who_left,
    tell_of_vacancies,
    ask_to_confirm,
    remind,
    ask_others,
    ask_for_deputies,
)
