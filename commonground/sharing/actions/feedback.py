"""What can be done about something that another organisation shared? Say what came of it, or "we have seen this too".

Both clocks, of what is owed and of what was answered, run on receipts, which hold nothing of what was sent. Whoever
wrote it is told by mail that something was said, never what.

*Source:* design/sharing.md 2.2 and 5; R78, R248.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.people.models import Account
from commonground.sharing.adapters import feedback_mail
from commonground.sharing.models import Feedback, Receipt, Rendition
from commonground.sharing.models.markings import TLP
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.incidents import Given
from commonground.sharing.queries import visible
from commonground.sharing.rules.feedback import ANSWERS, Said
from commonground.sharing.rules.references import new_reference

LETTER = "sharing/email/feedback.txt"
CORRECTED = "sharing/email/corrected.txt"
ALREADY = "Your organisation has said this already."


def note_sent(rendition: Rendition, organisation_ids: Iterable[int]) -> None:
    """Keep that a rendition was opened to some organisations, unless that is known; every release calls this."""
    others = [key for key in organisation_ids if key != rendition.item.originator_id]
    sent = {"rendition": rendition, "originator_id": rendition.item.originator_id, "sent_at": timezone.now()}
    made = [Receipt(**sent, organisation_id=key, reference=new_reference("SH")) for key in others]
    Receipt.objects.bulk_create(made, ignore_conflicts=True)


def expect(
    rendition: Rendition,
    organisation_id: int,
    *,
    sent_at: datetime,
    way: str = "",
    because: str = "",
    reference: str = "",
) -> Receipt:
    """Keep that something went to an organisation, so that an answer is owed; once for each of the two.

    Call it in the transaction of whatever sends it.
    """
    known = {"sent_at": sent_at, "way": way, "because": because, "reference": reference or new_reference("SH")}
    held, _made = Receipt.objects.get_or_create(
        rendition=rendition,
        organisation_id=organisation_id,
        defaults={"originator_id": rendition.item.originator_id, **known},
    )
    if way and not held.way:
        held.way, held.because, held.reference = way, because, reference or held.reference
        held.save(update_fields=["way", "because", "reference"])
    return held


@transaction.atomic
def give(*, actor: Actor, rendition: Rendition, said: Said, typed: Mapping[str, Any] | None = None) -> Feedback:
    """Say one thing of a rendition that the actor reads; `typed` may hold words, result, useful, police_reference.

    :raises Invalid: when the organisation has said it already and it is said once.
    """
    held = visible.rendition_for(actor, rendition.public_id)
    item = held.item
    require(TABLE, "give_feedback", actor, Given(item.originator_id == actor.organisation_id))
    ours = Feedback.objects.filter(rendition=held, organisation_id=actor.organisation_id or 0)
    if said not in ANSWERS and ours.filter(said=said.value).exists():
        raise Invalid(_(ALREADY), "said")
    now = timezone.now()
    made = Feedback(rendition=held, originator_id=item.originator_id, said=said.value, at=now)
    made.organisation_id, made.by_id = actor.organisation_id or 0, actor.through
    if said is not Said.TOO:
        for name in ("words", "result", "useful", "police_reference"):
            setattr(made, name, str((typed or {}).get(name) or "").strip())
    made.save()
    _clocks(held, actor, said, now)
    audit.record("sharing:feedback:given", actor=actor, subject=held, said=said.value, feedback=made.ref)
    _tell_writer(held)
    return made


def _clocks(rendition: Rendition, actor: Actor, said: Said, now: datetime) -> None:
    """Stop the clocks of what was owed; what was only read, and never sent to the organisation by name, has none."""
    receipt = Receipt.objects.filter(rendition=rendition, organisation_id=actor.organisation_id or 0).first()
    if receipt is None or said is Said.TOO:
        return
    receipt.acknowledged_at = receipt.acknowledged_at or now
    if said in ANSWERS:
        receipt.answered_at = receipt.answered_at or now
    receipt.save(update_fields=["acknowledged_at", "answered_at"])


def _tell_writer(rendition: Rendition) -> None:
    """Tell whoever wrote it that something was said; what, they read on the site."""
    account = Account.objects.filter(person_id=rendition.item.author_id or 0, is_active=True).first()
    if account is not None:
        reference = new_reference("FB")
        path = reverse("sharing:feedback", args=[rendition.public_id])
        feedback_mail.tell(LETTER, account.email, subject(rendition, reference), {"path": path, "reference": reference})


def subject(rendition: Rendition, reference: str) -> str:
    """Write the subject of a message: the label first, then the random reference, never the title."""
    return f"{TLP[rendition.tlp]} {reference}"


@transaction.atomic
def tell_corrected(*, actor: Actor, rendition: Rendition, reference: str) -> int:
    """Tell everybody who has read an item that it was corrected, once each, and give how many were told. The message
    has label, reference and originator; whether they may still read it, the page says. Call it after the change."""
    readers = {one.membership.person_id for one in visible.who_has_seen(actor, rendition.item)}
    readers.discard(actor.person_id)
    accounts = Account.objects.filter(person_id__in=readers, is_active=True).order_by("pk")
    path = reverse("sharing:feedback", args=[rendition.public_id])
    context = {"path": path, "reference": reference, "originator": rendition.item.originator.name}
    told = [feedback_mail.tell(CORRECTED, one.email, subject(rendition, reference), context) for one in accounts]
    audit.record("sharing:correction:told", actor=actor, subject=rendition, readers=len(told))
    return len(told)
