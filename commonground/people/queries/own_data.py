"""What is held of me, what did I ask about it, and which requests, holds and breaches wait for the privacy contact?

*Source:* D5; UK GDPR, articles 12, 15 and 33.
"""

import uuid
import zlib
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from commonground.groundwork import matters
from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Held
from commonground.groundwork.permissions import may, require
from commonground.people.models import Account, Breach, DataRequest, LegalHold, Membership, Person
from commonground.people.permissions import TABLE
from commonground.people.queries.acting import current

FIRST = frozenset({"people.person", "people.account.person", "people.membership.person"})
Row = TypeVar("Row", DataRequest, LegalHold, Breach)


def held_of(actor: Actor) -> list[tuple[str, list[Held]]]:
    """List what every package holds of the acting person, by kind, who they are first."""
    found = matters.held_about(actor.myself)
    return [(kind, list(rows)) for (_late, kind), rows in groupby(sorted(found, key=_kind), key=_kind)]


def _kind(held: Held) -> tuple[bool, str]:
    return held.relation not in FIRST, held.kind


def own_details(actor: Actor) -> Person:
    """Give the acting person."""
    return Person.objects.get(pk=actor.myself)


def version_of(person: Person) -> int:
    """Give a number for the details as they stand, which another wording changes."""
    return zlib.crc32(f"{person.name}\n{person.telephone}".encode())


def requests_of(actor: Actor) -> QuerySet[DataRequest]:
    """List what the actor asked about their data, the newest first."""
    return DataRequest.objects.filter(person_id=actor.myself).order_by("-asked_at", "-pk")


def own_request(actor: Actor, public_id: uuid.UUID) -> DataRequest:
    """Give one of the actor's own requests, or 404."""
    return _one(requests_of(actor), public_id)


def requests_for(actor: Actor, state: str = "open") -> QuerySet[DataRequest]:
    """List the requests in one state, the one that is due first before the others, to those who answer them.

    :raises NotAllowed: for everybody else.
    """
    require(TABLE, "answer_data_request", actor, None)
    found = DataRequest.objects.select_related("person", "answered_by").order_by("due", "pk")
    return found.filter(state=state) if state else found


def request_for(actor: Actor, public_id: uuid.UUID) -> DataRequest:
    """Give one request to those who answer them; to everybody else it does not exist."""
    if not may(TABLE, "answer_data_request", actor, None):
        raise Http404
    return _one(DataRequest.objects.select_related("person", "answered_by"), public_id)


def hold_on(person: Person) -> LegalHold | None:
    """Give the legal hold on what is kept of somebody, while there is one."""
    return LegalHold.objects.filter(person=person, lifted_at__isnull=True).select_related("by").first()


def holds_for(actor: Actor) -> QuerySet[LegalHold]:
    """List every legal hold, the lasting ones first.

    :raises NotAllowed: for anybody but those who set and lift them.
    """
    require(TABLE, "hold_for_law", actor, None)
    return LegalHold.objects.select_related("person", "by", "lifted_by").order_by("lifted_at", "-since")


def hold_for(actor: Actor, public_id: uuid.UUID) -> LegalHold:
    """Give one legal hold to those who set and lift them, or 404."""
    if not may(TABLE, "hold_for_law", actor, None):
        raise Http404
    return _one(LegalHold.objects.select_related("person"), public_id)


def person_with_address(email: str) -> Person | None:
    """Give who signs in with an address, or None."""
    account = Account.objects.filter(email__iexact=email).select_related("person").first()
    return account.person if account else None


def breaches_for(actor: Actor) -> QuerySet[Breach]:
    """List the log of breaches, the newest first.

    :raises NotAllowed: for anybody but those who keep it.
    """
    require(TABLE, "keep_breach_log", actor, None)
    return Breach.objects.select_related("entered_by").order_by("-noticed_at", "-pk")


def breach_for(actor: Actor, public_id: uuid.UUID) -> Breach:
    """Give one breach to those who keep the log, or 404."""
    if not may(TABLE, "keep_breach_log", actor, None):
        raise Http404
    return _one(Breach.objects.all(), public_id)


def privacy_contacts() -> Sequence[str]:
    """List the addresses of those who answer requests: the privacy contacts, or where there is none the
    administrators."""
    present = Account.objects.filter(is_active=True, person__is_active=True)
    contacts = Membership.objects.filter(current(), roles__contains=["privacy"])
    named = present.filter(person_id__in=contacts.values("person_id"))
    return list(
        (named if named.exists() else present.filter(person__is_administrator=True)).values_list("email", flat=True)
    )


def _one(found: QuerySet[Row], public_id: uuid.UUID) -> Row:
    row = found.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row
