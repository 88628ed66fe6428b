"""What was said of something, what do we owe, and do both sides give and get?

*Source:* design/sharing.md 2.2 and 5; R78, R248.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.people.models import Organisation
from commonground.sharing.models import Feedback, Receipt, Rendition
from commonground.sharing.models.markings import TLP
from commonground.sharing.queries import asking, visible
from commonground.sharing.rules import feedback as rules
from commonground.sharing.rules.feedback import Said
from commonground.sharing.rules.reciprocity import Direction, Relationship
from commonground.sharing.rules.triage import Way

LOOKED_AT = timedelta(days=365)
MOST_OWED, MOST_ON_A_DAY = 50, 5
ANSWERING = frozenset({"coordinator", "custodian", "intelligence"})


@dataclass(frozen=True, slots=True)
class Owing:
    """Something that our organisation owes an answer to: what it is, to whom, what is to be said, until when."""

    rendition: Rendition
    receipt: Receipt
    owed: rules.Owed
    is_late: bool


def said_of(actor: Actor, rendition: Rendition) -> QuerySet[Feedback]:
    """List what was said of a rendition that was given to the reader, the earliest first: everything for the
    originator, for everybody else what their own organisation said."""
    found = Feedback.objects.filter(rendition=rendition).select_related("organisation", "by__person")
    if rendition.item.originator_id != actor.organisation_id:
        found = found.filter(organisation_id=actor.organisation_id or 0)
    return found


def receipt_of(actor: Actor, rendition: Rendition) -> Receipt | None:
    """Give the receipt that the actor's organisation has for a rendition, if it was sent to it by name."""
    return Receipt.objects.filter(rendition=rendition, organisation_id=actor.organisation_id or 0).first()


def receipts_of(actor: Actor, rendition: Rendition) -> list[Receipt]:
    """List to whom a rendition went, for its originator alone; nothing for anybody else."""
    if rendition.item.originator_id != actor.organisation_id:
        return []
    found = Receipt.objects.filter(rendition=rendition).select_related("organisation")
    return list(found.order_by("organisation__name"))


def receipts_named(actor: Actor, reference: str) -> list[Receipt]:
    """List to whom the actor's organisation sent what has a reference, by name; nothing of anybody else's."""
    found = Receipt.objects.filter(originator_id=actor.organisation_id or 0, reference=reference)
    return list(found.select_related("organisation").order_by("organisation__name")) if reference else []


def receipts_by_reference(actor: Actor, references: Iterable[str]) -> dict[str, list[Receipt]]:
    """Give the receipts of several things that the actor's organisation sent, by their reference."""
    found: dict[str, list[Receipt]] = {}
    for one in Receipt.objects.filter(originator_id=actor.organisation_id or 0, reference__in=list(references)):
        found.setdefault(one.reference, []).append(one)
    return found


def said_of_item(actor: Actor, item_id: int) -> QuerySet[Feedback]:
    """List what was said of any version of an item of the actor's own organisation that the actor may read."""
    asking.enter(actor)
    found = Feedback.objects.filter(rendition__item=item_id, originator_id=actor.organisation_id or 0)
    return found.select_related("organisation", "by__person")


def next_owed(receipt: Receipt, said: Iterable[str]) -> rules.Owed | None:
    """Say what is owed next for a receipt, after what was said."""
    known = {Said(one) for one in said}
    return rules.owed(receipt.sent_at, known, at_once=receipt.way == Way.AT_ONCE.value)


def owed_by(actor: Actor) -> list[Owing]:
    """List what the actor's organisation owes an answer to and the actor may read, the first due first."""
    asking.enter(actor)
    open_ones = Receipt.objects.filter(
        organisation_id=actor.organisation_id or 0, answered_at=None, rendition__isnull=False
    )
    rows = list(
        open_ones.select_related("rendition__item__originator", "originator").order_by("sent_at")[: MOST_OWED * 2]
    )
    readable = {
        version for _item, version in visible.open_of(*(row.rendition.item_id for row in rows if row.rendition))
    }
    said: dict[int, set[str]] = {}
    ours = Feedback.objects.filter(
        rendition__in=[row.rendition_id for row in rows], organisation_id=actor.organisation_id or 0
    )
    for rendition, what in ours.values_list("rendition_id", "said"):
        said.setdefault(rendition, set()).add(what)
    now, found = timezone.now(), []
    for row in rows:
        if row.rendition is None or row.rendition.pk not in readable:
            continue
        owed = next_owed(row, said.get(row.rendition.pk, ()))
        if owed is not None:
            found.append(Owing(row.rendition, row, owed, rules.is_late(owed, now)))
    return sorted(found, key=lambda one: (one.owed.until, one.receipt.pk))[:MOST_OWED]


def matters_due(actor: Actor) -> list[Matter]:
    """List what is owed as matters of whoever answers for what the organisation gets: its coordinators, custodians and
    intelligence staff. Nothing of what it is about: only whose it is, and its label."""
    if not ANSWERING & actor.roles:
        return []
    return [
        Matter(
            package="sharing",
            key=f"owed:{one.receipt.ref}",
            kind="feedback",
            title=_("Say what came of what %(name)s shared") % {"name": one.receipt.originator.name},
            url=reverse("sharing:feedback", args=[one.rendition.public_id]),
            note=f"{TLP[one.rendition.tlp]} {one.receipt.reference}",
            due=timezone.localdate(one.owed.until),
            must_have_owner=False,
        )
        for one in owed_by(actor)[:MOST_ON_A_DAY]
    ]


def both_ways(actor: Actor, since: datetime | None = None) -> list[Relationship]:
    """List the organisations with which the actor's own exchanges anything, by name, with both directions of the last
    twelve months. Counts rest on receipts, which hold nothing of what was sent; small ones are not shown (rules)."""
    ours = actor.organisation_id or 0
    since = since or timezone.now() - LOOKED_AT
    rows = Receipt.objects.filter(Q(originator_id=ours) | Q(organisation_id=ours), sent_at__gte=since)
    counts: dict[tuple[int, str], Counter[str]] = {}
    kept = rows.values_list("originator_id", "organisation_id", "sent_at", "way", "answered_at")
    for originator, organisation, sent, way, answered in kept:
        other, towards = (organisation, "given") if originator == ours else (originator, "received")
        count = counts.setdefault((other, towards), Counter())
        count["sent"] += 1
        if answered is not None:
            count["answered"] += 1
            until = rules.owed(sent, {Said.ACKNOWLEDGED}, at_once=way == Way.AT_ONCE.value)
            count["in_time"] += until is not None and answered <= until.until
    names = dict(Organisation.objects.filter(pk__in={other for other, _way in counts}).values_list("pk", "name"))

    def direction(other: int, way: str) -> Direction:
        return Direction(**counts.get((other, way), Counter()))

    return [
        Relationship(name, direction(other, "received"), direction(other, "given"))
        for other, name in sorted(names.items(), key=lambda pair: pair[1])
    ]
