"""What can be done so that others learn from finished work? Call for case studies, offer one, permit it, take it on.

What is taken on is written, read from outside, and approved by both sides like any other case study.

*Source:* R69.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Programme
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import CaseCall, CaseOffer, CasePermission, Collaboration
from commonground.projects.permissions import TABLE
from commonground.projects.queries import case_calls as queries
from commonground.projects.queries.visible import taking
from commonground.projects.rules.case_calls import ANSWERS, DECLINED, LONGEST_TITLE, SENT, is_open, is_permitted


@transaction.atomic
def call(*, actor: Actor, programme: Programme, title: str, asks: str, closes_on: date) -> CaseCall:
    """Call for case studies, for everybody to read.

    :raises Invalid: without a title, without what is asked for, or with a last day that has passed.
    """
    require(TABLE, "call_for_cases", actor, None)
    if not title.strip():
        raise Invalid(_("Enter what you call for, in a few words"), "title")
    if not asks.strip():
        raise Invalid(_("Enter what you ask for"), "asks")
    if not is_open(closes_on, timezone.localdate()):
        raise Invalid(_("Choose a last day that has not passed"), "closes_on")
    made = CaseCall.objects.create(
        programme=programme,
        title=title.strip()[:LONGEST_TITLE],
        asks=asks.strip(),
        closes_on=closes_on,
        by_id=actor.membership_id,
    )
    audit.record("projects:cases:called", actor=actor, subject=made, summary=f"Case studies called for: {made.title}")
    return made


@transaction.atomic
def offer(*, actor: Actor, call: CaseCall, collaboration: Collaboration, about: str) -> CaseOffer:
    """Offer a finished collaboration of one's own in answer to a call; whoever speaks for a side permits it by that.

    :raises Invalid: without words, or for a collaboration that cannot be offered: not finished, not the actor's own, or
        offered before.
    :raises Refused: when the call is closed.
    """
    held = permitted("offer_case", actor, collaboration)
    if not is_open(call.closes_on, timezone.localdate()):
        raise Refused(_("This call is closed."))
    if not queries.can_be_offered(actor, call).filter(pk=held.pk).exists():
        raise Invalid(_("Choose a finished collaboration on whose team you are, and that was not offered"), "which")
    if not about.strip():
        raise Invalid(_("Enter what others could learn from it"), "about")
    made = CaseOffer.objects.create(
        call=call, by_id=actor.through, collaboration=held, title=held.name[:LONGEST_TITLE], about=about.strip()
    )
    words = f"Offered as a case study: {call.title}"
    audit.record("projects:cases:offered", actor=actor, subject=held, summary=words, offer=made.ref)
    if taking(actor, held).speaks_for_side:
        _permit(actor, made, held)
    return made


@transaction.atomic
def permit(*, actor: Actor, offer: CaseOffer) -> CaseOffer:
    """Permit for the actor's side that their collaboration is told of.

    :raises Refused: when the offer was answered, or its collaboration is not kept here any longer.
    """
    if offer.collaboration is None:
        raise Refused(_("The collaboration is not kept here any longer."))
    held = permitted("permit_case", actor, offer.collaboration)
    one = CaseOffer.objects.select_for_update().get(pk=offer.pk)
    if one.state != SENT:
        raise Refused(_("This was answered a moment ago."))
    _permit(actor, one, held)
    return one


def _permit(actor: Actor, offer: CaseOffer, held: Collaboration) -> None:
    side = side_of(actor)
    _made, is_new = CasePermission.objects.get_or_create(
        offer=offer, side=side.value, defaults={"by_id": actor.through}
    )
    if is_new:
        words = f"Case study permitted for the {side.label.lower()} side: {offer.call.title}"
        audit.record("projects:cases:permitted", actor=actor, subject=held, summary=words, offer=offer.ref)


@transaction.atomic
def answer(*, actor: Actor, offer: CaseOffer, state: str, words: str = "") -> CaseOffer:
    """Take an offered case study on, so that its team writes it, or say why not this time.

    :raises Invalid: for another answer, or for a refusal without words.
    :raises Refused: before both sides permit it, or when it was answered.
    """
    require(TABLE, "call_for_cases", actor, None)
    one = CaseOffer.objects.select_for_update().get(pk=offer.pk)
    if state not in ANSWERS:
        raise Invalid(_("Choose whether you take it on"), "state")
    if state == DECLINED and not words.strip():
        raise Invalid(_("Enter why not this time"), "words")
    if one.state != SENT or not is_permitted(queries.sides_of(one)):
        raise Refused(_("This was answered a moment ago, or a side has not permitted it."))
    one.state, one.edited = state, words.strip()
    one.save(update_fields=["state", "edited"])
    said = f"Case study offered for “{one.call.title}”: {ANSWERS[state].lower()}"
    audit.record("projects:cases:answered", actor=actor, subject=one.collaboration or one.call, summary=said)
    return one
