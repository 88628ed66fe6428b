"""What can be done about a resource that is missing? Ask others for it, offer it, accept or decline, take back, close.

*Source:* R17, R61.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork import permissions
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation
from commonground.projects.actions import answers
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Answer, Collaboration, ResourceOffer, WantedResource
from commonground.projects.permissions import TABLE
from commonground.projects.queries import sourcing as reading
from commonground.projects.queries.visible import taking
from commonground.projects.rules import sourcing as rules


def _can_be_asked(collaboration: Collaboration, row: Answer, until: date) -> None:
    """Refuse to ask for what is not in the ledger, is asked for already, or until a day that has passed."""
    if row.collaboration_id != collaboration.pk or row.part != "resources" or row.removed_at:
        raise Refused("That resource is no longer in the plan.")
    if row.wanted.filter(closed_at__isnull=True).exists():
        raise Refused("Others are asked for this already. Close that request to ask anew.")
    if until < timezone.localdate():
        raise Invalid("Choose a day that has not passed", "until")


@transaction.atomic
def ask(
    *,
    actor: Actor,
    collaboration: Collaboration,
    row: Answer,
    what: str,
    amount: Decimal,
    until: date,
    audience: str = rules.MEMBERS,
    named: Sequence[Organisation] = (),
) -> WantedResource:
    """Ask others for a resource of the ledger: every member, or only the organisations that are named.

    :raises Refused: when it is asked for already, or is no longer in the ledger.
    :raises Invalid: for a day that has passed, or an audience of nobody.
    """
    held = permitted("ask_for_resource", actor, collaboration)
    row = Answer.objects.select_for_update().get(pk=row.pk)
    _can_be_asked(held, row, until)
    if audience == rules.NAMED and not named:
        raise Invalid("Choose at least one organisation", "named")
    words = {"kind": row.values["kind"], "what": what.strip(), "amount": amount, "until": until, "audience": audience}
    made = WantedResource.objects.create(collaboration=held, row=row, area=held.area, by_id=actor.through, **words)
    made.named.set(named if audience == rules.NAMED else [])
    audit.record(
        "projects:wanted:asked",
        actor=actor,
        subject=held,
        summary="Step 3: asked others for a resource",
        wanted=made.ref,
    )
    return made


@transaction.atomic
def offer(*, actor: Actor, wanted: WantedResource, amount: Decimal, words: str) -> ResourceOffer:
    """Offer something of what a collaboration asks for, in the name of the actor's organisation.

    :raises NotAllowed: for the team that asks, and for those who are no member of either side.
    :raises Refused: for a request that is closed, or one to which the actor's offer is still open.
    """
    permissions.require(TABLE, "offer_resource", actor, taking(actor, wanted.collaboration))
    held = WantedResource.objects.select_for_update().filter(pk__in=reading.wanted_for(actor).values("pk"))
    asked = held.filter(pk=wanted.pk).first()
    if asked is None or asked.closed_at or asked.until < timezone.localdate():
        raise Refused("This is no longer asked for.")
    if asked.offers.filter(by_id=actor.through, state=rules.OPEN).exists():
        raise Refused("Your offer is open. Take it back to make another.")
    if not words.strip():
        raise Invalid("Enter when, where and on what terms", "words")
    made = ResourceOffer.objects.create(wanted=asked, by_id=actor.through, amount=amount, words=words.strip())
    said = f"{made.by.organisation.name} offered something that is asked for"
    audit.record(
        "projects:offer:made", actor=actor, subject=asked.collaboration, summary=said, wanted=asked.ref, offer=made.ref
    )
    return made


def _open(offer_: ResourceOffer) -> ResourceOffer:
    """Hold an offer that nobody has answered."""
    held = ResourceOffer.objects.select_for_update().get(pk=offer_.pk)
    if held.state != rules.OPEN:
        raise Refused(f"This offer is {rules.STATES[held.state].lower()} already.")
    return held


def _answer(actor: Actor, held: ResourceOffer, state: str, words: str) -> ResourceOffer:
    held.state, held.answer, held.answered_at, held.answered_by_id = state, words, timezone.now(), actor.through
    held.save()
    said = f"Offer of {held.by.organisation.name} {rules.STATES[state].lower()}"
    subject = held.wanted.collaboration
    audit.record(f"projects:offer:{state}", actor=actor, subject=subject, summary=said, offer=held.ref)
    return held


@transaction.atomic
def accept(*, actor: Actor, offer: ResourceOffer, answer: str = "") -> ResourceOffer:
    """Accept an offer: what it gives is pledged in the ledger, in the name of the organisation that gives it.

    :raises Refused: when it was answered or taken back, or the resource is no longer in the plan.
    """
    collaboration = permitted("answer_offer", actor, offer.wanted.collaboration)
    held, row = _open(offer), Answer.objects.select_for_update().get(pk=offer.wanted.row_id)
    if row.removed_at:
        raise Refused("That resource was taken out of the plan. Put it back to accept something for it.")
    raw = rules.with_offer(row.values, held.amount, held.by.organisation.name)
    answers.change(actor=actor, answer=row, raw=raw, version=row.version)
    held.wanted.collaboration = collaboration
    return _answer(actor, held, rules.ACCEPTED, answer.strip())


@transaction.atomic
def decline(*, actor: Actor, offer: ResourceOffer, answer: str) -> ResourceOffer:
    """Decline an offer with a reason that its giver reads.

    :raises Invalid: without a reason.
    """
    permitted("answer_offer", actor, offer.wanted.collaboration)
    if not answer.strip():
        raise Invalid("Enter why you decline, so that they know", "answer")
    return _answer(actor, _open(offer), rules.DECLINED, answer.strip())


@transaction.atomic
def take_back(*, actor: Actor, offer: ResourceOffer) -> ResourceOffer:
    """Take one's own offer back before it is answered.

    :raises Refused: for an offer of somebody else, or one that was answered.
    """
    held = _open(offer)
    if held.by_id != actor.membership_id:
        raise Refused("Only whoever made an offer takes it back.")
    return _answer(actor, held, rules.TAKEN_BACK, "")


@transaction.atomic
def close(*, actor: Actor, wanted: WantedResource) -> WantedResource:
    """Stop asking others; offers that are open can still be answered.

    :raises Refused: when it is closed already.
    """
    held = permitted("ask_for_resource", actor, wanted.collaboration)
    asked = WantedResource.objects.select_for_update().get(pk=wanted.pk)
    if asked.closed_at:
        raise Refused("Nobody is asked for this any more.")
    asked.closed_at = timezone.now()
    asked.save()
    words = "Step 3: no longer asks others for a resource"
    audit.record("projects:wanted:closed", actor=actor, subject=held, summary=words, wanted=asked.ref)
    return asked
