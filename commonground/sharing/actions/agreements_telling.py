"""Who hears that something about an agreement waits for them, or has changed? Those who act for its parties in it.

*Source:* R212; design/sharing.md 2.1 (no silent widening), 2.2 (mail).
"""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from commonground.groundwork.actors import Actor
from commonground.people.models import Account, Membership, Organisation
from commonground.people.queries.acting import current
from commonground.people.queries.memberships import coordinators_of
from commonground.sharing.adapters import agreements_mail as mail
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.rules.agreements_state import Part


def signatories(held: Reading, besides: Actor | None = None) -> None:
    """Tell those who sign for the parties that something awaits their signature."""
    _tell(held, [one.membership_id for one in held.people if one.part == Part.SIGNATORY.value], besides)


def people(held: Reading, besides: Actor | None = None) -> None:
    """Tell everybody who acts for a party in it that something has changed."""
    _tell(held, [one.membership_id for one in held.people], besides)


def organisation(held: Reading, body: Organisation) -> None:
    """Tell the coordinators of an organisation that it is asked to join, or that its line is to change."""
    _tell(held, [one.pk for one in coordinators_of(body)], None)


def _tell(held: Reading, memberships: Iterable[int], besides: Actor | None) -> None:
    """Send the messages once the deed is done; nobody waits for a mail server."""
    rows = Membership.objects.filter(current(), pk__in=set(memberships)).exclude(
        pk=besides.membership_id if besides and besides.membership_id else 0
    )
    accounts = Account.objects.filter(person__in=rows.values("person"), is_active=True).select_related("person")
    path = reverse("sharing:agreement", args=[held.agreement.public_id])
    told = [(account.email, account.person.name) for account in accounts]
    transaction.on_commit(lambda: [mail.tell(email, name, path) for email, name in told] and None)
