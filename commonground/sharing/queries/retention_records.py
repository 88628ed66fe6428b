"""Which agreements, decisions, requests, questions, collaborations and attendance of ours leave when? For custodians,
by number, reference or title; their words stand on their own pages.

*Source:* D4; UK GDPR, article 5(1)(e).
"""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.sharing.models import Briefing, RecordKept
from commonground.sharing.permissions import TABLE

PAGES = {
    "agreement": "sharing:agreement",
    "decision": "sharing:decision",
    "request": "sharing:asset_request",
    "question": "sharing:question",
}


def records_of(actor: Actor, kind: str = "") -> QuerySet[RecordKept]:
    """List the days on which the records of the actor's organisation leave, the first due first; for its custodians.

    :raises NotAllowed: for everybody else.
    """
    require(TABLE, "review_kept", actor, None)
    found = RecordKept.objects.filter(organisation_id=actor.organisation_id or 0)
    return found.filter(kind=kind) if kind else found


def record_for(actor: Actor, public_id: uuid.UUID) -> RecordKept:
    """Give one such day to a custodian of the organisation whose it is, or 404."""
    if actor.organisation_id is None or "custodian" not in actor.roles:
        raise Http404
    found = records_of(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def to_review(actor: Actor, today: date) -> QuerySet[RecordKept]:
    """List what waits for a review by a custodian of the actor's organisation; nothing for anybody else."""
    if actor.organisation_id is None or "custodian" not in actor.roles:
        return RecordKept.objects.none()
    return records_of(actor).filter(awaits_review=True, leaves_on__lte=today)


def pages_of(rows: Iterable[RecordKept]) -> dict[int, str]:
    """Give the address of the page of each record, by the key of its day; none where only its own people have one."""
    found = list(rows)
    pages = {one.pk: reverse(PAGES[one.kind], args=[one.subject]) for one in found if one.kind in PAGES}
    sessions = {one.subject: one.pk for one in found if one.kind == "attendance"}
    shown = Briefing.objects.filter(public_id__in=sessions).values_list("public_id", "asset__public_id")
    for session, asset in shown if sessions else ():
        pages[sessions[session]] = reverse("sharing:briefing", args=[asset, session])
    return pages
