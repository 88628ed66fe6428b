"""What can be asked of an originator? Access to what exists, to pass something on, and whether a marking is right.

Nobody but the originator releases: a question opens nothing.

*Source:* design/sharing.md 2.1, 2.2; R15, R213; D2.
"""

import uuid
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.sharing.actions import telling
from commonground.sharing.adapters.world_of import MARKINGS
from commonground.sharing.models import Ask, Item, Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking, visible
from commonground.sharing.rules.writing import may_ask_to_pass_on


@transaction.atomic
def ask_access(*, actor: Actor, item: Item | visible.Existing, reason: str) -> Ask:
    """Ask the originator for access to what it lets the actor's organisation know of; refuses anything else."""
    return _ask(actor, "access", item.public_id, reason)


@transaction.atomic
def ask_to_pass_on(*, actor: Actor, rendition: Rendition, organisation_id: int, reason: str) -> Ask:
    """Ask the originator to pass on what the actor reads, up to TLP:AMBER, to another organisation."""
    found = visible.rendition_for(actor, rendition.public_id)
    if not may_ask_to_pass_on(MARKINGS[found.tlp]):
        raise Refused(_("What is marked above TLP:AMBER is not passed on."))
    return _ask(actor, "pass_on", found.item.public_id, reason, onward_to=organisation_id)


@transaction.atomic
def challenge(*, actor: Actor, rendition: Rendition, reason: str) -> Ask:
    """Tell the originator that a marking seems wrong, and why; the marking stays as it is until the originator acts."""
    found = visible.rendition_for(actor, rendition.public_id)
    return _ask(actor, "marking", found.item.public_id, reason)


@transaction.atomic
def answer(*, actor: Actor, question: Ask, words: str, agreed: bool | None = None) -> Ask:
    """Answer a question about an item as its originator, once. Whoever asks to pass it on is told yes or no: with a yes
    they may open a copy that they draw from it to that one organisation, marked no lower."""
    if question.originator_id != actor.organisation_id or not actor.is_member:
        raise Refused(_("Only the organisation that the item comes from answers this."))
    if not words.strip():
        raise Invalid(_("Enter the answer"), "answer")
    if (agreed is None) == (question.kind == "pass_on"):
        raise Invalid(_("Choose whether they may pass it on"), "agreed")
    held = Ask.objects.select_for_update().get(pk=question.pk)
    if held.answered_at is not None:
        raise Refused(_("That is answered already."))
    held.answer, held.answered_at, held.answered_by_id = words.strip()[:500], timezone.now(), actor.through
    held.agreed = agreed
    held.save(update_fields=["answer", "agreed", "answered_at", "answered_by"])
    audit.record("sharing:question:answered", actor=actor, subject=held, agreed="" if agreed is None else str(agreed))
    return held


def _ask(actor: Actor, kind: str, public_id: uuid.UUID, reason: str, *, onward_to: int | None = None) -> Ask:
    require(TABLE, "write_item", actor, None)
    if not reason.strip():
        raise Invalid(_("Say why you need it"), "reason")
    asking.enter(actor)
    with connection.cursor() as cursor:
        given: list[Any] = [public_id, kind, actor.through, onward_to, reason.strip()[:500], timezone.now()]
        cursor.execute("SELECT sharing_put_question(%s, %s, %s, %s, %s, %s)", given)
        (key,) = cursor.fetchone()
    if key is None:
        raise Refused(_("There is nothing to ask for."))
    with asking.at_work(actor):
        made = Ask.objects.get(pk=key)
    audit.record("sharing:question:asked", actor=actor, subject=made, kind=kind)
    telling.asked(made.originator_id, made.ref, actor)
    return made
