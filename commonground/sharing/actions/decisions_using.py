"""What makes a record of a decision open something? It is used for an item of the organisation that decided.

Then the policy's own decision is made from it: about that item, for the organisations that the record names or the
public, for its time. A release under that decision opens what it releases to nobody else.

*Source:* R184; design/sharing.md 1, 2 (basis: under a decision).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.people.models import Organisation
from commonground.sharing.actions.opening import reopen
from commonground.sharing.models import Decision, DecisionRecipient, Item, RecordNote, SharingRecord
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking
from commonground.sharing.queries import decisions as queries
from commonground.sharing.rules import decisions_recording as rules
from commonground.sharing.rules.decisions_recording import Note, Standing


@transaction.atomic
def use_for_item(*, actor: Actor, record: SharingRecord, item: Item) -> Decision:
    """Use a record that stands for one item of the organisation that decided, and make the policy's decision from it.

    :raises NotAllowed: for an item of another organisation.
    :raises Refused: for a record that does not stand, or is used for the item already.
    """
    Organisation.objects.select_for_update().get(pk=record.organisation_id)
    held = SharingRecord.objects.prefetch_related("notes", "recipients").get(pk=record.pk)
    require(TABLE, "add_to_decision", actor, queries.own_of(held))
    if item.originator_id != held.organisation_id:
        raise NotAllowed(_("Only the organisation that the item comes from decides about it."))
    if queries.standing_of(held) not in (Standing.STANDS, Standing.REVIEW):
        raise Refused(_("This record does not stand, so nothing is opened by it."))
    if any(note.item_id == item.pk for note in held.notes.all()):
        raise Refused(_("It is used for this item already."))
    with asking.at_work(actor):
        made = Decision.objects.create(
            organisation_id=held.organisation_id,
            item=item,
            outcome=rules.POLICY[rules.Outcome(held.outcome)].value,
            is_public=held.is_public,
            opens=held.decided_at,
            closes=held.closes,
        )
        named = [DecisionRecipient(decision=made, organisation_id=one.organisation_id) for one in held.recipients.all()]
        DecisionRecipient.objects.bulk_create(named)
        RecordNote.objects.create(
            record=held, kind=Note.ITEM.value, item=item, decision=made, by_id=actor.through, at=timezone.now()
        )
        reopen([item.pk])
    audit.record("sharing:record:item", actor=actor, subject=held, item=item.ref, decision=made.ref)
    return made
