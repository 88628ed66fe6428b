"""Who hears that a post is vacant, without a deputy, or not confirmed? Those who can do something about it, once.

A message that the mail server does not take hinders nothing else: what was not told is told by the next daily round.

*Source:* R45, R115, R247.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork import matters
from commonground.groundwork.refusals import Refused
from commonground.people.adapters import mail
from commonground.people.models import Account, Membership, Post
from commonground.people.queries import posts as queries
from commonground.people.queries.acting import actor_through, current
from commonground.people.rules.posts import DEPUTY, HOLDER, one_line


def tell_of_vacancy(post: Post, left_by: int | None = None) -> bool:
    """Tell the deputy, the organisation's coordinators and the counterparts in other organisations that nobody holds a
    post, each what to do; once for a vacancy. Tells whether everybody was told; who was not is told tomorrow."""
    deputy = queries.held_now(post, DEPUTY)
    own = list(queries.coordinators_of(post.organisation_id))
    stands_in = deputy.membership if deputy else None
    told = {"post": post, "deputy": one_line(stands_in.person.name) if stands_in else "", "since": post.vacant_since}
    everybody = [
        *letters([stands_in] if stands_in else [], "people/email/post_vacant_deputy.txt", post, told),
        *letters([m for m in own if m != stands_in], "people/email/post_vacant_coordinator.txt", post, told),
        *letters(_counterparts(post, left_by, own), "people/email/post_vacant_counterpart.txt", post, told),
    ]
    if not send_all(everybody):
        return False
    post.vacancy_told_on = timezone.localdate()
    post.save(update_fields=["vacancy_told_on"])
    return True


def ask_for_a_deputy(post: Post) -> bool:
    """Ask who holds a post and the coordinators for a deputy. Tells whether the messages went out."""
    holder = queries.held_now(post, HOLDER)
    asked = {
        m.pk: m for m in (*([holder.membership] if holder else []), *queries.coordinators_of(post.organisation_id))
    }
    return send_all(letters(asked.values(), "people/email/post_without_deputy.txt", post, {"post": post}))


def ask_others_to_confirm(post: Post) -> bool:
    """Ask the deputy and the coordinators to confirm a card that its holder has not. Tells whether it went out."""
    deputy, holder = queries.held_now(post, DEPUTY), queries.held_now(post, HOLDER)
    asked = {
        m.pk: m for m in (*([deputy.membership] if deputy else []), *queries.coordinators_of(post.organisation_id))
    }
    told = {"post": post, "holder": one_line(holder.membership.person.name) if holder else ""}
    return send_all(letters(asked.values(), "people/email/post_confirm_others.txt", post, told))


Letter = tuple[str, str, dict[str, Any]]


def send_all(letters: Iterable[Letter]) -> bool:
    """Send letters (template, address, context), all or, where the mail server refuses one, no more."""
    with suppress(Refused), transaction.atomic():
        for template, address, context in letters:
            mail.send(template, address, context)
        return True
    return False


def card_address(post: Post) -> str:
    """Write the address of a post's card, for a message."""
    return settings.PUBLIC_ADDRESS + reverse("people:contact", args=[post.public_id])


def plain(post: Post) -> dict[str, str]:
    """Give what messages say of a post, each on one line."""
    return {
        "title": one_line(post.title),
        "of": one_line(post.organisation.name),
        "card": card_address(post),
        "telephone": one_line(post.telephone or post.organisation.telephone, 40),
        "mailbox": post.mailbox,
    }


def letters(to: Iterable[Membership], template: str, post: Post, told: dict[str, Any]) -> list[Letter]:
    """Write one letter about a post to each of some members who can sign in, and so have an address."""
    accounts = Account.objects.select_related("person").filter(
        is_active=True, person__memberships__in=[membership.pk for membership in to]
    )
    said = {**told, **plain(post)}
    return [
        (template, account.email, {**said, "name": one_line(account.person.name)}) for account in accounts.distinct()
    ]


def _counterparts(post: Post, left_by: int | None, own: Iterable[Membership]) -> list[Membership]:
    """Find the members of other organisations who work with those of this one, as every package knows them."""
    asked = {membership.pk for membership in own} | ({left_by} if left_by else set())
    found: set[int] = set()
    with suppress(LookupError):  # nothing is bound in a process that only runs one action
        for key in asked:
            found |= matters.counterparts_of(key)
    present = Membership.objects.filter(current(), pk__in=found).exclude(organisation_id=post.organisation_id)
    return [m for m in present.select_related("person", "organisation") if _sees(m, post)]


def _sees(membership: Membership, post: Post) -> bool:
    """Tell whether a member may see the post at all: nobody hears of one that is not theirs to see."""
    return queries.visible_to(actor_through(membership.person, membership)).filter(pk=post.pk).exists()
