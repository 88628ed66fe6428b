"""What does an act on an agreement open that is older? It is counted before, confirmed, and told to the originators.

The law itself is asked, for everybody who acts for one of the organisations, before the act and after it, in the same
transaction; nothing but numbers leaves.

*Source:* design/sharing.md 2.1 (no silent widening), 2.2 (what-if counts items of others).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.people.models import Account, Membership
from commonground.people.queries.acting import current
from commonground.sharing.adapters import agreements_mail as mail
from commonground.sharing.models import Agreement
from commonground.sharing.queries.agreements_shared import open_to
from commonground.sharing.rules.writing import require_confirmation

TOLD = ("custodian", "coordinator")


class _Undone(Exception):
    """Leaves a savepoint so that nothing of it stays."""


def would_open(organisations: Iterable[int], change: Callable[[], object]) -> int:
    """Do an act, count the older items that it opens to anybody of the organisations, and undo it."""
    bodies, found = list(organisations), 0
    before = open_to(bodies)
    try:
        with transaction.atomic():
            change()
            found = len({item for _body, item, _originator in open_to(bodies) - before})
            raise _Undone
    except _Undone:
        return found


@contextmanager
def guarded(by: Actor, agreement: Agreement, organisations: Iterable[int], confirmed: int | None) -> Iterator[None]:
    """Let an act stand only if it opens as many older items as were confirmed, and tell those from whom they come.

    :raises Invalid: with the number, beside the field `confirmed`.
    """
    bodies = list(organisations)
    before = open_to(bodies)
    yield
    gained = {(item, originator) for _body, item, originator in open_to(bodies) - before}
    counts = Counter(originator for _item, originator in gained)
    require_confirmation({str(key): number for key, number in counts.items()}, confirmed)
    if counts:
        details = {"opened": sum(counts.values())}
        audit.record("sharing:agreement:widened", actor=by, subject=agreement, **details)
        _tell(agreement, list(counts))


def _tell(agreement: Agreement, originators: list[int]) -> None:
    rows = Membership.objects.filter(current(), organisation_id__in=originators)
    people = [one.person_id for one in rows if set(one.roles) & set(TOLD)]
    path = reverse("sharing:agreement", args=[agreement.public_id])
    accounts = Account.objects.filter(person__in=people, is_active=True).select_related("person")
    told = [(account.email, account.person.name) for account in accounts]
    transaction.on_commit(lambda: [mail.tell(email, name, path) for email, name in told] and None)
